"""What setting up and checking the project needs; no part of the program."""
