"""The way into a vault: made, opened, restored or recovered, before anything of it can be seen."""
