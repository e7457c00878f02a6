"""Records of every form that was ever released, kept as they were signed: whatever changes, they are read."""
