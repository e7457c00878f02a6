"""What every record has, whatever its kind."""
