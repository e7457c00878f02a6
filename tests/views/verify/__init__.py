"""Tests of the verifying of PDFs."""
