"""Whether a signed PDF is genuine."""
