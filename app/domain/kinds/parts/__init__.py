"""Rows and fields that several kinds share."""
