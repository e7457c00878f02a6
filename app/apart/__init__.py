"""Looks at documents from elsewhere in a process of its own, bounded in memory and time: bytes in, pictures out."""
