"""The tables of the store, and the one maker of database sessions."""
