"""What a person set up for themselves, and the care of the vault."""
