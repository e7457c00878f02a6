"""Forms laid by hand, from the same editors as all others."""
