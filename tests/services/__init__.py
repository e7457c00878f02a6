"""Tests of what a member of staff can do."""
