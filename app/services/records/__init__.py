"""Records: drafted, signed, read, searched."""
