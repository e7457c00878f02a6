"""The window, widget by widget, drawn into memory."""
