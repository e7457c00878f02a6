"""The forms of the kinds that have a layout of their own."""
