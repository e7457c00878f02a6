"""A line that was jotted down, for somebody who has the key of the store: sealed, and gone once it is shredded."""

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection

import pytest

from app.domain.cases.capture import Capture, Shredding
from app.domain.values.dates import ClinicalDate
from app.services.cases.captures import Captures
from app.services.checks.checking import check
from app.services.vault.machine import Machine
from app.services.vault.store_files import store_in
from tests.attacks.ground import raw_sql, tampered
from tests.builders import LEAD, LEAD_PASSPHRASE, SteppingClock, make_vault, open_as_lead
from tests.independent_reader import open_header, plain_store, store_key

WORD = "ochrevan"
SAID = Capture(
    said=f"About the {WORD}",
    heard_on=ClinicalDate(2026, 11, 22),
    danger="no",
    teller=f"Mx {WORD.capitalize()}",
    telephone="01632 960 123",
)
Change = Callable[[Connection], object]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A locked vault with two lines, and their ids."""
    place = tmp_path_factory.mktemp("jotted")
    machine = Machine(state=place / "state", clock=SteppingClock())
    make_vault(place / "team.vault", machine)
    with closing(open_as_lead(place / "team.vault", machine)) as vault:
        first = Captures(vault).keep(SAID)
        second = Captures(vault).keep(replace(SAID, danger="yes"))
        vault.lock()
    return place, first, second


@pytest.fixture
def folder(kept: tuple[Path, str, str], tmp_path: Path) -> Path:
    """That vault, in a copy of the test's own."""
    shutil.copytree(kept[0], tmp_path, dirs_exist_ok=True)
    return tmp_path / "team.vault"


def pages(folder: Path) -> bytes:
    """Every page of the store in clear, those that are free too, as a reader of our own makes them."""
    header, *opened = open_header(folder, LEAD.login, LEAD_PASSPHRASE)
    return plain_store(store_in(folder).read_bytes(), store_key(header, *opened))


def findings(folder: Path) -> list[str]:
    machine = Machine(state=folder.with_name("state"), clock=SteppingClock())
    with closing(open_as_lead(folder, machine)) as vault:
        return [each.sentence for each in check(vault).findings]


def test_whoever_opens_the_store_finds_no_word_of_it(folder: Path) -> None:
    plain = pages(folder)
    assert b"capture.keep" in plain
    for word in (WORD, WORD.capitalize(), "01632 960 123", "2026-11-22"):
        assert word.encode() not in plain


def test_what_is_shredded_is_in_no_page_and_in_no_other_file(
    folder: Path, kept: tuple[Path, str, str]
) -> None:
    with raw_sql(folder) as sql:
        held = dict(sql.execute("SELECT id, sealed FROM capture").fetchall())
        keys = dict(sql.execute("SELECT id, keys FROM capture").fetchall())
    _, first, second = kept
    assert held[first] in pages(folder)
    machine = Machine(state=folder.with_name("state"), clock=SteppingClock())
    with closing(open_as_lead(folder, machine)) as vault:
        Captures(vault).shred(first, Shredding(reason="mistaken"))
        vault.lock()
    plain = pages(folder)
    assert held[first] not in plain
    assert held[first][20:60] not in plain
    assert keys[first] not in plain
    assert held[second] in plain
    assert b'"reason":"mistaken"' in plain
    assert [each.name for each in folder.iterdir() if "-wal" in each.name and each.stat().st_size] == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE capture SET is_danger = 1 - is_danger", "it is not as its author kept it."),
        ("UPDATE capture SET sealed = zeroblob(length(sealed))", "it is not as its author kept it."),
        ("UPDATE capture SET keys = CAST('{}' AS BLOB)", "it is not as its author kept it."),
        ("UPDATE capture SET kept_at = '2020-01-01T00:00:00.000Z'", "it is not as its author kept it."),
        ("DELETE FROM capture", "it was neither filed nor shredded, and is not there any more."),
    ],
)
def test_what_is_done_to_it_by_hand_is_named(folder: Path, change: str, said: str) -> None:
    tampered(folder, lambda sql: sql.execute(change))
    found = findings(folder)
    assert len(found) == 2
    assert all(each.endswith(said) for each in found)
