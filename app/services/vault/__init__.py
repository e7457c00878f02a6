"""An open vault: its keys, ledger, anchors, backups and signatures."""
