"""The kinds of record, a folder each, and the registry that finds them."""
