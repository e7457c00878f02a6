"""The fictional vault."""
