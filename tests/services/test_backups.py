"""When the vault was last backed up: what was written counts, not what was tried."""

from pathlib import Path

import pytest

from app.errors import AlreadyThere
from app.services.vault.backups import back_up, last_backup
from tests.services.conftest import Desk


def test_tells_when_the_last_backup_was_made(desk: Desk, tmp_path: Path) -> None:
    vault = desk.lead()
    assert last_backup(vault) is None
    before = vault.clock()
    back_up(vault, tmp_path / "one.casework-backup")
    first = last_backup(vault)
    assert first is not None
    assert first >= before
    back_up(vault, tmp_path / "two.casework-backup")
    second = last_backup(desk.colleague())
    assert second is not None
    assert second >= first


def test_a_backup_that_failed_does_not_count(desk: Desk, tmp_path: Path) -> None:
    vault = desk.lead()
    (tmp_path / "there").touch()
    with pytest.raises(AlreadyThere):
        back_up(vault, tmp_path / "there")
    assert last_backup(vault) is None


def test_it_is_found_by_an_index(desk: Desk) -> None:
    question = "EXPLAIN QUERY PLAN SELECT max(at) FROM ledger WHERE action = 'vault.backup_made'"
    with desk.lead().database.connection() as connection:
        plan = " ".join(str(row) for row in connection.exec_driver_sql(question))
    assert "ix_ledger_backups" in plan
