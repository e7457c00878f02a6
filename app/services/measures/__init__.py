"""The measures that are there, and what is said of a scored one."""
