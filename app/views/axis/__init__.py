"""The case on one time axis, on the screen."""
