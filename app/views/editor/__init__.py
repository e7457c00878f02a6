"""Where a draft is written, kept, compared and signed."""
