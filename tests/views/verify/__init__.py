"""Verifying of PDFs."""
