"""The security claims, shown from outside."""
