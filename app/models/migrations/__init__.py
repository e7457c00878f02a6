"""Brings a store to this version's tables, one revision after another in one transaction.

Alembic is loaded when a store is made or upgraded, and not to look whether one is up to date, as every unlocking does:
each file in `versions` is named by its revision. Without Alembic and what it loads for other databases, the program
is 16 MB smaller.
"""

from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from app.errors import Damaged, Newer

_HERE: Final = Path(__file__).parent
_DIGITS: Final = 4


@cache
def revisions() -> tuple[str, ...]:
    """Every revision this version knows, oldest first."""
    return tuple(sorted(file.name[:_DIGITS] for file in (_HERE / "versions").glob("[0-9]*.py")))


def latest() -> str:
    """The revision this version writes."""
    return revisions()[-1]


def current(connection: Connection) -> str | None:
    """The store's revision; None for a store without tables.

    Raises Newer for one this version does not know, Damaged for two at once.
    """
    noted = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    )
    if noted.first() is None:
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    if len(found) > 1:
        raise Damaged
    if set(found) - set(revisions()):
        raise Newer
    return found[0] if found else None


def upgrade(connection: Connection, to: str = "head") -> None:
    """Apply what is missing, inside the caller's transaction: a crash leaves the old store, whole."""
    from alembic.config import Config  # noqa: PLC0415
    from alembic.runtime.environment import EnvironmentContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_HERE))
    scripts = ScriptDirectory.from_config(config)
    with EnvironmentContext(
        Config(),
        scripts,
        fn=lambda revision, _: scripts._upgrade_revs(to, revision),  # noqa: SLF001 - as alembic.command does
    ) as environment:
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations()
