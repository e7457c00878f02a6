"""What helps somebody write: their words, templates, spelling, and forms not finished."""
