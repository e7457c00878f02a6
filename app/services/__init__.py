"""One method a user action and a transaction; plain values in, frozen values out."""
