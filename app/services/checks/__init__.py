"""Whether the vault is whole and unaltered."""
