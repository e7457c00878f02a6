"""The window of an open vault."""
