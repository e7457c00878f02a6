"""Opening a case of 200 records, and a vault, beside the SQL they rest on."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from app.crypto import header_file
from app.crypto.key_slots import unlock_passphrase
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import CaseQuery, Cases
from app.services.cases.people import People
from app.services.entry.unlocking import unlock
from app.services.records.chronology import Chronology
from benchmarks import twin
from benchmarks.filling import FULL
from benchmarks.ground import LOGIN, PASSPHRASE, Ground
from benchmarks.measuring import Goal, Row, beside, of_engine, row, seconds

_CASE = "SELECT c.*, s.name FROM casefile c JOIN staff s ON s.id = c.lead_id WHERE c.id = ?"
_PERSON = "SELECT * FROM person_version WHERE person_id = ? ORDER BY version DESC LIMIT 1"
_CHRONOLOGY = (
    "SELECT r.id, r.kind, r.compartment, r.event, r.title, s.name, r.signed_at, r.version, "
    "(SELECT count(*) FROM record a WHERE a.about_id = r.id AND a.kind = 'addendum'), "
    "EXISTS (SELECT * FROM record n WHERE n.replaces_id = r.id), "
    "EXISTS (SELECT * FROM record e WHERE e.about_id = r.id AND e.kind = 'error_mark') "
    "FROM record r JOIN staff s ON s.id = r.author_id "
    "WHERE r.case_id = ? AND r.kind NOT IN ('addendum', 'error_mark') "
    "AND NOT EXISTS (SELECT * FROM record n WHERE n.replaces_id = r.id) "
    "ORDER BY r.event_sort DESC, r.signed_at DESC LIMIT 200"
)
_FLAGGED = (
    "SELECT r.* FROM record r WHERE r.case_id = ? AND r.about_id IS NULL AND r.compartment = 'clinical' "
    "AND NOT EXISTS (SELECT * FROM record n WHERE n.replaces_id = r.id) "
    "AND NOT EXISTS (SELECT * FROM record e WHERE e.about_id = r.id AND e.kind = 'error_mark') "
    "ORDER BY r.event_sort DESC, r.signed_at DESC"
)
_PAGE = (
    "SELECT c.id, c.reference, c.sort_name, p.born, c.pathway, c.stage, s.name, c.active_at FROM casefile c "
    "JOIN person p ON p.id = c.person_id JOIN staff s ON s.id = c.lead_id "
    "ORDER BY c.active_at DESC, c.id DESC LIMIT 200"
)


def case_rows(ground: Ground, times: int) -> Iterator[Row]:
    """The case with its person and its 200 records, each look noted in the ledger; then what its page begins with."""

    def ours() -> int:
        case = Cases(ground.vault).open(ground.full_case)
        People(ground.vault).read(case.person_id)
        return len(Chronology(ground.vault).page(ground.full_case).rows)

    def plain() -> list[Any]:
        case = ground.plain.execute(_CASE, (ground.full_case,)).fetchone()
        ground.plain.execute(_PERSON, (case[2],)).fetchone()
        return ground.plain.execute(_CHRONOLOGY, (ground.full_case,)).fetchall()

    assert ours() == len(plain()) == FULL
    sides = beside(ours, plain, times, ground.bare.replay)
    yield sides.median("open a case of 200 records", ground.n, of_engine(1.3))
    page = partial(CaseFile(ground.vault).open, ground.full_case)
    assert sum(page().counts.values()) >= FULL
    sides = beside(page, partial(_plain_head, ground), times, ground.bare.replay)
    yield sides.median("head of a case of 200 records", ground.n, of_engine(1.3))


def _plain_head(ground: Ground) -> list[Any]:
    case = ground.plain.execute(_CASE, (ground.full_case,)).fetchone()
    ground.plain.execute(_PERSON, (case[2],)).fetchone()
    return ground.plain.execute(_FLAGGED, (ground.full_case,)).fetchall()


def vault_rows(ground: Ground, times: int) -> Iterator[Row]:
    """From a passphrase already derived to the first page; plain opens the file and reads the same page.

    The vault is unlocked whole and the time of the derivation alone, taken in turn, is subtracted.
    """
    ground.vault.lock()
    header = header_file.load(ground.vault_folder / "vault.json")
    waited, derived, plain = [], [], []
    for _ in range(max(5, times // 10)):
        waited.append(seconds(lambda: _unlocked_page(ground)))
        derived.append(seconds(lambda: unlock_passphrase(header, LOGIN, PASSPHRASE).wipe()))
        plain.append(seconds(lambda: _plain_page(ground.folder / twin.FILE)))
    middle = len(waited) // 2
    ours = sorted(waited)[middle] - sorted(derived)[middle]
    goal = Goal(most=0.150, words="<= 150 ms")
    yield row("unlock without the derivation, first page", ground.n, ours, sorted(plain)[middle], goal)


def _unlocked_page(ground: Ground) -> None:
    vault = unlock(ground.vault_folder, LOGIN, PASSPHRASE, machine=ground.machine)
    Cases(vault).page(CaseQuery())
    vault.close()


def _plain_page(path: Path) -> None:
    connection = twin.opened(path)
    connection.execute(_PAGE).fetchall()
    connection.execute("SELECT count(*) FROM casefile").fetchone()
    connection.close()
