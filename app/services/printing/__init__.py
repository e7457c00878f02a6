"""Working copies on paper: what a screen shows, without what is sealed, for the team itself."""
