"""The files of a vault folder in which its store is, was, or is being made anew."""

from pathlib import Path

from app.crypto import header_file
from app.crypto.header import FIRST_STORE
from app.errors import UserError
from app.services.vault.open_vault import HEADER


def store_in(folder: Path) -> Path:
    """The file in which the vault's store is, as its header says; where that cannot be read, where it was first."""
    try:
        return folder / header_file.load(folder / HEADER).store
    except UserError:
        return folder / FIRST_STORE
