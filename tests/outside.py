"""The programs of other people that tests ask for a second opinion."""

import shutil
from typing import Final

import pytest

_PACKAGES: Final = "poppler-utils qpdf mupdf-tools libnss3-tools openssl"


def tool(name: str) -> str:
    """Find a program; a test that needs it fails without it, and says how to get it."""
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is missing: apt-get update && apt-get install -y {_PACKAGES}")
    return found
