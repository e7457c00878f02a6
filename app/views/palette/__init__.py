"""Commands, cases and the text of records, found by typing."""
