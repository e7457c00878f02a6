"""What locks by itself, and what a lock takes away."""
