"""Whatever column of whatever table somebody with the store's key changes: the check names it, or docs say why not."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from sqlite3 import Connection
from typing import Final

import pytest

from app.domain.cases.capture import Capture
from app.domain.cases.person import PersonDetails
from app.domain.cases.question import Asking
from app.domain.cases.victim import VictimIdentity
from app.domain.fields.compartments import Compartment
from app.domain.values.dates import ClinicalDate
from app.models.tables import Base
from app.services.cases.captures import Captures
from app.services.cases.casefile import CaseFile
from app.services.cases.diary import Diary
from app.services.cases.questions import Questions
from app.services.cases.victims import Victims
from app.services.checks.checking import check
from app.services.entry.unlocking import unlock
from app.services.sharing.summarising import Request
from app.services.team.enrolment import Newcomer
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.services.writing.unfinished import Place, UnfinishedForms
from app.services.writing.words import Writing
from tests.appointments import ATTENDED, book, sign_whole
from tests.attacks.ground import ROOT, raw_sql, without_guards
from tests.builders import (
    COLLEAGUE_PASSPHRASE,
    LEAD,
    LEAD_PASSPHRASE,
    SteppingClock,
    add_case,
    draft_of,
    enrol_colleague,
    make_vault,
    open_as_lead,
    signed,
)
from tests.confirmed import add_addendum, admit, enrol, export, let_go, readmit

UNGUARDED: Final = {
    "facet_form": {"compartment", "form"},
    "unfinished": {"place", "sealed", "kept_at"},
}
"""What the check does not name; docs/security.md says what a change of it can do."""
EMPTY: Final = {"protected_term", "person_version", "row_letter", "prepared"}
"""Where this vault has no row: what an older store has, the last number of a letter, and what waits to be signed."""
DECADES: Final = timedelta(days=4930)
PANEL: Final = Request(
    audience="panel",
    recipient="The panel",
    purpose="Discussion",
    question="What next?",
    answer="Little has changed.",
)
IDENTITY: Final = VictimIdentity(name="Kerensa Polwarth", reason="A letter has to reach her")
LEAVER: Final = Newcomer(login="wren", name="Wren Hollis", role="Administrator")
HEARD: Final = Capture(said="A grey van", heard_on=ClinicalDate(2026, 11, 22), danger="no")
QUESTION: Final = Asking(passage="Walked past the library", asked="When?", due=ClinicalDate(2026, 12, 5))
AT: Final = "2020-01-01T00:00:00.000Z"


def _full(place: Path) -> OpenVault:
    """An open vault with rows in every table: staff who came, came again and left, and certificates renewed."""
    clock = SteppingClock()
    machine = Machine(state=place / "state", clock=clock)
    make_vault(place / "team.vault", machine)
    with closing(open_as_lead(place / "team.vault", machine)) as vault:
        colleague = enrol_colleague(vault)
        admit(vault, colleague, Compartment.VICTIM)
        let_go(vault, enrol(vault, LEAVER, "yet another harbour phrase"))
        case_id = add_case(vault)
        Victims(vault).identify(case_id, Victims(vault).add(case_id, "ex_intimate"), IDENTITY)
        record = signed(vault, case_id, "Walked past the library")
        add_addendum(vault, record, "Twice")
        for compartment in (Compartment.THIRD_PARTY, Compartment.RESTRICTED):
            signed(vault, case_id, "Sealed", kind="telling", compartment=compartment)
        signed(vault, case_id, "Kept", kind="document")
        draft_of(vault, case_id, "Half written")
        Captures(vault).keep(HEARD)
        Questions(vault).ask(record, replace(QUESTION, colleague=colleague))
        noted = book(vault, case_id, day=ClinicalDate.of(vault.today()))
        Diary(vault).say(noted, ATTENDED)
        sign_whole(vault, Diary(vault).begin_note(noted).id)
        Writing(vault).add_word("Polwarth")
        UnfinishedForms(vault).keep(Place("new-case"), [(PersonDetails(), PersonDetails(family_name="F"))])
        export(vault, CaseFile(vault).open(case_id).case.reference, PANEL, place / "summary.pdf")
        readmit(vault, colleague, COLLEAGUE_PASSPHRASE)
        vault.lock()
    clock.at += DECADES
    unlock(place / "team.vault", LEAD.login, LEAD_PASSPHRASE, machine=machine, accept_clock=True).lock()
    return open_as_lead(place / "team.vault", machine)


@dataclass(frozen=True)
class Ground:
    """The vault, open while columns are changed under it, and what the check says of the guards that this took away."""

    vault: OpenVault
    sql: Connection
    usual: frozenset[str]

    def named(self) -> list[str]:
        """What the check says now."""
        return [each.sentence for each in check(self.vault).findings if each.sentence not in self.usual]


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """It, and a connection to its store on which nothing is refused."""
    with closing(_full(tmp_path_factory.mktemp("full"))) as vault:
        assert check(vault).findings == ()
        with raw_sql(vault.folder) as sql:
            sql.execute("PRAGMA foreign_keys = OFF")
            sql.execute("PRAGMA ignore_check_constraints = ON")
            without_guards(sql)
            yield Ground(vault, sql, frozenset(each.sentence for each in check(vault).findings))


def _columns(connection: Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _other(column: str, value: object) -> object:
    """Another value of the same type and length: what a program would read without stumbling."""
    if column == "at" or column.endswith("_at"):
        return AT
    if isinstance(value, int):
        return 1 - value if value in {0, 1} and column.startswith("is_") else value + 100_000
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1]) + value[1:] if value else b"x"
    return f"{str(value)[:-1]}{'7' if str(value)[-1:] != '7' else '8'}" if value else "7"


@contextmanager
def _changed(connection: Connection, table: str, column: str) -> Iterator[None]:
    """One row of a table with another value in that column; put back as it was."""
    names = _columns(connection, table)
    filled = f"SELECT * FROM {table} ORDER BY {column} IS NULL, {column} = '' LIMIT 1"
    row = dict(zip(names, connection.execute(filled).fetchone(), strict=True))
    new = row | {column: _other(column, row[column])}
    _put(connection, table, column, row, new)
    try:
        yield
    finally:
        _put(connection, table, column, new, row)


def _put(connection: Connection, table: str, column: str, *rows: dict[str, object]) -> None:
    """Change a row, from what it is to what it shall be."""
    before, after = rows
    keys = [each[1] for each in connection.execute(f"PRAGMA table_info({table})") if each[5]]
    where = " AND ".join(f"{key} = ?" for key in keys)
    values = [after[column], *(before[key] for key in keys)]
    connection.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", values)


@pytest.mark.parametrize("table", sorted(Base.metadata.tables.keys() - EMPTY))
def test_every_column_that_is_changed_is_named_or_is_known_not_to_be(ground: Ground, table: str) -> None:
    missed = set()
    # What the head of a chain is for, the chain's own next row says again.
    columns = [each for each in _columns(ground.sql, table) if (table, each) != ("ledger_head", "device")]
    for column in columns:
        with _changed(ground.sql, table, column):
            if not ground.named():
                missed.add(column)
    assert missed == UNGUARDED.get(table, set())
    if table == "ledger_head":
        # Checks went on writing: the head that was put back is an earlier one, and the next row brings it up to date.
        ground.named()
    assert ground.named() == []


def test_the_tables_that_have_no_row_here_are_known(ground: Ground) -> None:
    filled = {
        table
        for table in Base.metadata.tables
        if ground.sql.execute(f"SELECT count(*) FROM {table}").fetchone() != (0,)
    }
    assert Base.metadata.tables.keys() - filled == EMPTY


def test_there_is_no_table_besides_but_the_index_and_the_revision(ground: Ground) -> None:
    rows = ground.sql.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    besides = {name for (name,) in rows} - Base.metadata.tables.keys()
    assert {name for name in besides if not name.startswith("record_fts")} == {"alembic_version"}


@pytest.mark.parametrize("table", sorted({*UNGUARDED, "row_letter", "prepared"}))
def test_what_is_not_guarded_stands_in_the_docs(table: str) -> None:
    assert f"`{table}`" in (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
