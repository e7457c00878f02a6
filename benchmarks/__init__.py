"""Speed, size and memory, each measured beside the plain library doing the same work in the same run."""
