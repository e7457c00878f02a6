"""A case, the person it is about, and the victims it knows by code."""
