"""What leaves the vault, and what comes back to be verified."""
