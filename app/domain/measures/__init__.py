"""Measures: the file that declares one, its faults, and the one engine that scores all of them."""
