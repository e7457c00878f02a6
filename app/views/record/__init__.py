"""Where a signed record is read, with what was said of it since and the versions before it."""
