"""A signed summary for a partner, step by step."""
