"""Opening a case of 200 records, and a vault, beside the SQL they rest on."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from app.crypto import header_file
from app.crypto.key_slots import unlock_passphrase
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import CaseQuery, Cases
from app.services.entry.unlocking import unlock
from app.services.records.chronology import Chronology
from benchmarks import twin
from benchmarks.filling import FULL
from benchmarks.ground import LOGIN, PASSPHRASE, Ground
from benchmarks.measuring import Goal, Row, of_engine, row, seconds

_PAGE = (
    "SELECT c.id, c.reference, c.sort_name, p.born, c.pathway, c.stage, s.name, c.active_at FROM casefile c "
    "JOIN person p ON p.id = c.person_id JOIN staff s ON s.id = c.lead_id "
    "ORDER BY c.active_at DESC, c.id DESC LIMIT 200"
)


def case_rows(ground: Ground, times: int) -> Iterator[Row]:
    """What the window asks for: the head of a case's page, its first tab, and the head with the chronology."""
    head = partial(CaseFile(ground.vault).open, ground.full_case)
    sides = ground.beside(head, ground.plainly(head), times)
    yield sides.median("head of a case of 200 records", ground.n, of_engine(1.3))

    tab = partial(CaseFile(ground.vault).overview, ground.full_case)
    sides = ground.beside(tab, ground.plainly(tab), times)
    yield sides.median("first tab of a case of 200 records", ground.n, Goal(most=0.016, words="<= 16 ms"))

    def opened() -> int:
        head()
        return len(Chronology(ground.vault).page(ground.full_case).rows)

    assert opened() == FULL
    sides = ground.beside(opened, ground.plainly(opened), times)
    yield sides.median("open a case of 200 records", ground.n, of_engine(1.3))


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
