"""Brings an older store to this version's tables in a copy, after a verified backup of it.

The store that is there is not written to. The copy becomes the vault's own by the header that names it, when whatever
an older form lacks has been stated in it and it has been checked: until that moment the old vault stands as it was.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from app.crypto.header import Header, of_copy
from app.crypto.secret import Secret
from app.errors import CannotWrite, Damaged
from app.models import checks, migrations
from app.models.copying import copy_store
from app.models.database import Database, LendKey
from app.services.checks.checking import check
from app.services.vault.backups import write_backup
from app.services.vault.open_vault import OpenVault
from app.services.vault.store_files import NewStore, insist_on_room
from app.whole_file import is_there

_STORES: Final = 3
_ALTERED: Final = "The vault was not brought up to date, since the copy did not check: nothing was changed."


def is_older(database: Database) -> bool:
    """Whether the store has the tables of an earlier version.

    Raises Newer for a store of a later version; Damaged for one that lost its tables, which SQLite would take for a new
    one.
    """
    checks.refuse_empty(database.path)
    with database.connection() as connection:
        before = migrations.current(connection)
        if before is None or checks.lost_tables(connection):
            raise Damaged
    return before != migrations.latest()


def upgrade(database: Database) -> None:
    """Bring a store that is nobody's but this program's to this version's tables: a copy that is looked at."""
    if is_older(database):
        with database.connection() as connection:
            migrations.upgrade(connection)


@dataclass(frozen=True)
class Older:
    """An older vault that is open: its folder and header, and the key of its store."""

    folder: Path
    header: Header
    vault_key: Secret
    lend_key: LendKey

    @contextmanager
    def copied(self, database: Database, at: datetime) -> Iterator[tuple[NewStore, Database]]:
        """Back up, copy, and bring the copy up to date; `database` is closed. What raises within undoes the copy.

        Raises DiskFull when there is no room, CannotWrite, Damaged for a copy that does not hold what was there.
        """
        insist_on_room(database.path, _STORES, "The vault was not brought up to date")
        self._back_up(database, at)
        new = NewStore.begin(self.folder, self.header)
        try:
            copy_store(database, new.path)
            new.follows(database.path)
            copy = Database(new.path, self.lend_key)
            try:
                _brought_up(copy, database)
                database.close()
                yield new, copy
            except BaseException:
                copy.close()
                raise
        except BaseException:
            new.discard()
            raise
        new.settle()

    def _back_up(self, database: Database, at: datetime) -> None:
        """Beside the folder, or in it where nothing may be written beside."""
        header = of_copy(self.header, self.vault_key)
        try:
            write_backup(_free(self.folder.parent, self._name), header, database, at)
        except CannotWrite:
            write_backup(_free(self.folder, self._name), header, database, at)

    @property
    def _name(self) -> str:
        return f"{self.folder.stem}-form-{self.header.stores}"


def _brought_up(copy: Database, database: Database) -> None:
    with copy.connection() as connection:
        migrations.upgrade(connection)
    if not checks.holds_all(copy, database):
        raise Damaged(_ALTERED)


def _free(folder: Path, name: str) -> Path:
    """A name that no backup has: an earlier one is nobody's to replace."""
    path, number = folder / f"{name}.casework-backup", 2
    while is_there(path):
        path, number = folder / f"{name}-{number}.casework-backup", number + 1
    return path


def insist_on_whole(vault: OpenVault) -> None:
    """Check the copy before it counts; raises Damaged for broken pages.

    Whatever else is found was in the vault before: it keeps nobody out of it, and every check names it.
    """
    if any(finding.area == "pages" for finding in check(vault).findings):
        raise Damaged(_ALTERED)
