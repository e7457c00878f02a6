"""Brings an older store to this version's tables, after a verified backup of it."""

from datetime import datetime
from pathlib import Path

from app.crypto.header import Header
from app.errors import Damaged
from app.models import checks, migrations
from app.models.database import Database
from app.services.vault.backups import write_backup


def is_older(database: Database) -> bool:
    """Whether the store has the tables of an earlier version. Raises Newer, Damaged."""
    checks.refuse_empty(database.path)
    with database.connection() as connection:
        return migrations.current(connection) not in {None, migrations.latest()}


def bring_up_to_date(folder: Path, header: Header, database: Database, at: datetime) -> None:
    """Upgrade the store if it is older; the backup stays in the vault folder.

    Raises Newer for a store of a later version; Damaged for one that lost its tables, which SQLite would take for a new
    one; DiskFull when there is no room for the backup. Each time nothing is changed.
    """
    checks.refuse_empty(database.path)
    with database.connection() as connection:
        before = migrations.current(connection)
        lost = checks.lost_tables(connection)
    if before is None or lost:
        raise Damaged
    if before == migrations.latest():
        return
    write_backup(folder / f"before-{migrations.latest()}.casework-backup", header, database, at, replace=True)
    with database.connection() as connection:
        migrations.upgrade(connection)
