"""Keys, sealing, signatures and ledger hashing over bytes, and nothing else."""
