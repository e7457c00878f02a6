"""Documents from elsewhere, looked at in a process of their own."""
