"""The ways in which each kind of part is written: what the index of a check is filled with."""
