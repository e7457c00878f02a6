"""What the benchmarks measure on is real: a filled vault is genuine, and its twin holds the same rows."""

import sqlite3
from pathlib import Path

import pytest

from app.services.checks.checking import check
from app.services.records.chronology import Chronology
from app.services.vault.open_vault import OpenVault
from benchmarks import filling, twin
from benchmarks.filling import FULL
from benchmarks.measuring import Goal, beside, p95, row

_COUNTED = ("casefile", "person", "person_version", "record", "record_text", "record_fts", "ledger")


@pytest.fixture
def full_case(vault: OpenVault) -> str:
    return filling.fill(vault, FULL + 50)


@pytest.fixture
def plain(vault: OpenVault, full_case: str, tmp_path: Path) -> sqlite3.Connection:
    return twin.of(vault.database, tmp_path / twin.FILE)


def test_a_filled_vault_passes_every_check(vault: OpenVault, full_case: str) -> None:
    assert check(vault).is_clean


def test_the_full_case_holds_as_many_records_as_it_says(vault: OpenVault, full_case: str) -> None:
    assert len(Chronology(vault).page(full_case, limit=FULL + 1).rows) == FULL


def test_the_twin_holds_every_row_and_finds_the_same_words(
    vault: OpenVault, plain: sqlite3.Connection
) -> None:
    found = "SELECT count(*) FROM record_fts WHERE record_fts MATCH 'contact'"
    asked = [f"SELECT count(*) FROM {table}" for table in _COUNTED] + [found]
    with vault.database.connection() as store:
        ours = [store.exec_driver_sql(sql).scalar() for sql in asked]
    assert [plain.execute(sql).fetchone()[0] for sql in asked] == ours
    assert ours[-1] > 0
    plain.close()


def test_both_sides_run_in_turn_and_equally_often() -> None:
    order: list[str] = []
    pair = beside(lambda: order.append("ours"), lambda: order.append("plain"), 4)
    assert order == ["ours", "plain"] * (len(order) // 2)
    assert len(pair.ours) == len(pair.plain) == 4


def test_a_goal_holds_for_the_ratio_and_for_the_figure() -> None:
    goal = Goal(ratio=1.5, most=0.015)
    assert row("fast", 1, 0.014, 0.010, goal).ok
    assert not row("slow beside plain", 1, 0.014, 0.009, goal).ok
    assert not row("slow", 1, 0.016, 0.015, goal).ok


def test_the_95th_percentile_leaves_one_in_twenty_above() -> None:
    assert p95([float(n) for n in range(100)]) == 95.0
