"""The way into a vault, on real vaults."""
