"""Tests, in the shape of the program."""
