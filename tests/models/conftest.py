"""A store of its own for each test, with a key that is lent as the program lends it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.models import migrations
from app.models.database import Database

KEY = bytes(range(32))
OpenStore = Callable[[], Database]


@contextmanager
def lend() -> Iterator[bytearray]:
    """Lend the key."""
    yield bytearray(KEY)


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Database]:
    """A store without tables."""
    made = Database(tmp_path / "store.db", lend)
    yield made
    made.close()


@pytest.fixture
def store(bare: Database) -> Database:
    """A store with the tables of this version."""
    with bare.connection() as connection:
        migrations.upgrade(connection)
    return bare
