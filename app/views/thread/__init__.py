"""The golden thread of a case on the screen."""
