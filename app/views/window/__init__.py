"""The one window and the program around it."""
