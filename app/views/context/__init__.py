"""What every screen is given: places, background tasks, settings, announcements."""
