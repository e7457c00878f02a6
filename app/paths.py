"""stand-in"""

from pathlib import Path


def state_dir() -> Path:
    return Path("/tmp/state")
