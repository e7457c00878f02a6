"""The promises of the program, in the order of its packages."""
