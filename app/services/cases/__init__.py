"""Cases, people and victims, and what is due."""
