"""The programs of other people that tests ask for a second opinion; tools/system.toml lists them."""

import shutil

import pytest

from tools import doctor


def tool(name: str) -> str:
    """Find a program; a test that needs it fails without it, and says the line to type."""
    found = shutil.which(name)
    if found is None:
        listed = [need for need in doctor.needs(["program", "tests", "slow"]) if need.name == name]
        pytest.fail(doctor.advice(listed) if listed else f"{name} is not listed in {doctor.SYSTEM_FILE.name}")
    return found
