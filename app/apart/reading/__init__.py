"""Reads what stands in a document from elsewhere, shown or not: bytes in, passages out, and what was not read."""
