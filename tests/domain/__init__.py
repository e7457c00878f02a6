"""Tests of the vocabulary and rules of the work."""
