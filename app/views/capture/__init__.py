"""Lines jotted down before their case is known: the form of one, and what becomes of it."""
