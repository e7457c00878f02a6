"""Tests of the writing box."""
