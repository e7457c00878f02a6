"""Brings a store to this version's tables, one revision after another in one transaction."""

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from app.errors import Newer


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return ScriptDirectory.from_config(config)


def latest() -> str:
    """The revision this version writes."""
    head = _scripts().get_current_head()
    if head is None:
        raise LookupError("no revisions")
    return head


def current(connection: Connection) -> str | None:
    """The store's revision; None for a store without tables. Raises Newer for one this version does not know."""
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is not None and revision not in {script.revision for script in _scripts().walk_revisions()}:
        raise Newer
    return revision


def upgrade(connection: Connection, to: str = "head") -> None:
    """Apply what is missing, inside the caller's transaction: a crash leaves the old store, whole."""
    scripts = _scripts()
    with EnvironmentContext(
        Config(),
        scripts,
        fn=lambda revision, _: scripts._upgrade_revs(to, revision),  # noqa: SLF001 - as alembic.command does
    ) as environment:
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations()
