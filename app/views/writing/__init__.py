"""Where text is written: light markup, spelling, snippets."""
