"""Tests of the rules of the work as pure values."""
