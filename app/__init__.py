"""MASIP Casework: the health team's instrument in a multi-agency stalking intervention programme."""

__version__ = "0.1.0"
