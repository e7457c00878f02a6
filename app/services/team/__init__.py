"""Who is on the staff."""
