"""The promises of keys, seals and signatures."""
