"""Pure layout of the case time axis and trends into drawing primitives."""
