"""What stands round every screen of an open vault: the rail, the status line, the way from place to place."""
