"""Help beside the screen it is about."""
