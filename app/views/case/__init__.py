"""One case: who it is about, what must be known before acting, and its parts."""
