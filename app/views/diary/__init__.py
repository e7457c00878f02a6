"""The diary: its days and weeks, one appointment, and the forms in which one is made and said how it went."""
