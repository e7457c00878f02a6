"""Draws values as tagged PDF."""
