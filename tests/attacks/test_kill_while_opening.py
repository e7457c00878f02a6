"""A program killed while it opens a case, at whatever statement, leaves person, case and referral, or none of them."""

import signal
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import func, select

from app.models.tables import Case, Draft, EventRow, Person, Record
from app.services.checks.checking import check
from app.services.vault.machine import Machine
from tests.attacks.ground import start_worker
from tests.builders import make_vault, open_as_lead

TABLES: Final = (Person, Case, Record, Draft)
NONE: Final = [0, 0, 0, 0]
ALL: Final = [1, 1, 1, 0]
"""The referral is signed: no draft of it is left."""
FEW: Final = (1, 2, 9, 17, 25, 33)
"""Statements at which it is killed: at the first ones, and in the middle of what is stated."""
MOST: Final = 200


def opened_until(place: Path, statement: int) -> bool:
    """Open a case in a program that kills itself before that statement; whether it came to the end."""
    machine = Machine(state=place / "state")
    make_vault(place / "team.vault", machine)
    with start_worker("open_case", place / "team.vault", place / "state", statement) as process:
        out, _ = process.communicate()
    assert process.returncode in {0, -signal.SIGKILL}
    with closing(open_as_lead(place / "team.vault", machine)) as vault:
        assert check(vault).findings == ()
        with vault.database.read() as session:
            counts = [session.scalar(select(func.count()).select_from(table)) for table in TABLES]
            of_both = EventRow.fact.startswith("case.") | EventRow.fact.startswith("person.")
            stated = session.scalar(select(func.count()).select_from(EventRow).where(of_both))
    assert counts in (NONE, ALL)
    assert bool(stated) is (counts == ALL)
    assert ("opened" in out) <= (counts == ALL)
    return process.returncode == 0


@pytest.mark.parametrize("statement", FEW)
def test_a_kill_at_a_statement_of_the_opening_leaves_all_or_nothing(tmp_path: Path, statement: int) -> None:
    assert not opened_until(tmp_path, statement)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_kill_at_each_statement_of_the_opening_leaves_all_or_nothing(tmp_path: Path) -> None:
    for statement in range(1, MOST):
        if opened_until(tmp_path / str(statement), statement):
            assert statement > max(FEW)
            return
    pytest.fail("an opening has no end of statements")
