"""Tests of the sharing."""
