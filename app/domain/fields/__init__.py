"""How a field is declared, read, checked, shared and put into words."""
