"""Signatures on PDF files: made, and judged."""
