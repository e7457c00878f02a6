"""Plain values to PDF bytes."""
