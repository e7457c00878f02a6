"""What a report holds and in which order."""
