"""A kind of record that the program does not come with, and a process that has it: nothing else is changed for it."""
