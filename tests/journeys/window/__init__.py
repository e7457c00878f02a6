"""The whole program in its own process on a real X server, with a window manager and a session bus."""
