"""What locks the window by itself, and what has to be gone from the screen when it does."""
