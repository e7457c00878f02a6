"""Keys, certificates and signatures, against the tools of other people."""
