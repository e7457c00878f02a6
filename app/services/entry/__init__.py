"""The ways into a vault: made, unlocked, recovered, brought up to date."""
