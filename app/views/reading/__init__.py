"""How a record or draft is shown to be read: its facts, its text, and what changed."""
