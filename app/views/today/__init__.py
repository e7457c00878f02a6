"""What is to do today."""
