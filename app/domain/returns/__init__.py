"""Returns: what is counted of a quarter, for who pays for the service or studies it. Nobody is named in them."""
