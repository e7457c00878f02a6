"""Tables that somebody else made, in CSV and XLSX: bytes in, text by rows and columns out."""
