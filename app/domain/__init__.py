"""The vocabulary and rules of the work as pure values: no Qt, no SQL, no keys."""
