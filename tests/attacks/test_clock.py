"""A clock that is wrong: rows keep what it said, what it bears is said, and nobody is locked out by it."""

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.domain.values.dates import show_instant
from app.errors import ClockAhead, ClockBehind
from app.services.checks.checking import check
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.team.clock_statement import state_clock, stating
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.builders import SteppingClock, add_case, draft_of, open_as_lead, signed
from tests.confirmed import sign

HOUR = timedelta(hours=1)
TWO_YEARS, TEN_YEARS = timedelta(days=730), timedelta(days=3652)


@pytest.fixture
def newest(folder: Path, machine: Machine) -> datetime:
    """When the last record of the vault was signed."""
    with closing(open_as_lead(folder, machine)) as vault:
        return vault.floor


def at(machine: Machine, time: datetime) -> Machine:
    """The same machine with its clock put to another time."""
    return Machine(state=machine.state, clock=SteppingClock(at=time))


def _signed_at(vault: OpenVault, record_id: str) -> datetime:
    return datetime.fromisoformat(Records(vault).read(record_id).provenance.signed_at)


def test_a_clock_that_was_ahead_once_locks_nobody_out(
    folder: Path, machine: Machine, newest: datetime
) -> None:
    open_as_lead(folder, at(machine, newest + TEN_YEARS)).lock()
    with closing(open_as_lead(folder, at(machine, newest + HOUR))) as vault:
        record = signed(vault, add_case(vault), "Seen today")
        assert Records(vault).read(record).fault == ""
        assert Records(vault).read(record).clock == ""
        assert check(vault).is_clean


def test_notes_made_by_a_clock_an_hour_behind_keep_their_own_times_and_their_order(
    folder: Path, machine: Machine, newest: datetime
) -> None:
    with closing(open_as_lead(folder, at(machine, newest + HOUR))) as vault:
        case_id = add_case(vault)
        ids = [signed(vault, case_id, "First")]
        last = vault.floor
    for minutes in (0, 20, 40):
        there = at(machine, last - HOUR + timedelta(minutes=minutes))
        with closing(open_as_lead(folder, there)) as vault:
            ids.append(signed(vault, case_id, f"At {minutes}"))
    with closing(open_as_lead(folder, at(machine, last + HOUR))) as vault:
        apart = [_signed_at(vault, each) - last for each in ids[1:]]
        assert [round(each / timedelta(minutes=1)) for each in apart] == [-60, -40, -20]
        told = [Records(vault).read(each).clock for each in ids]
        assert told[0] == ""
        assert all(each.startswith("The clock was behind by ") for each in told[1:])
        assert [each.id for each in Chronology(vault).page(case_id).rows] == list(reversed(ids))
        assert check(vault).is_clean


def test_a_clock_that_is_behind_is_told_with_the_last_act_s_time(
    folder: Path, machine: Machine, newest: datetime
) -> None:
    with closing(open_as_lead(folder, at(machine, newest + HOUR))) as vault:
        assert vault.clock_warning() == ""
    with closing(open_as_lead(folder, at(machine, newest - HOUR))) as vault:
        told = vault.clock_warning()
    assert show_instant(newest, 0) in told
    assert "behind by" in told


def test_a_clock_far_behind_lets_people_read_and_draft_and_signs_nothing(
    folder: Path, machine: Machine, newest: datetime
) -> None:
    with closing(open_as_lead(folder, at(machine, newest - timedelta(days=3)))) as vault:
        case_id = add_case(vault)
        draft = draft_of(vault, case_id, "Kept")
        with pytest.raises(ClockBehind) as refused:
            sign(vault, draft)
        assert show_instant(newest, 0) in str(refused.value)
        assert Drafts(vault).open(draft).missing == ()


def test_a_clock_far_ahead_is_asked_about_once(folder: Path, machine: Machine, newest: datetime) -> None:
    with closing(open_as_lead(folder, at(machine, newest + timedelta(days=401)))) as vault:
        case_id = add_case(vault)
        draft = draft_of(vault, case_id, "After a long leave")
        with pytest.raises(ClockAhead) as refused:
            sign(vault, draft)
        assert show_instant(newest, 0) in str(refused.value)
        vault.clock_accepted = True
        sign(vault, draft)
        signed(vault, case_id, "And once more without a question")


def test_the_lead_states_that_the_clock_is_right_and_what_was_signed_beyond_says_so(
    folder: Path, machine: Machine, newest: datetime
) -> None:
    with closing(open_as_lead(folder, at(machine, newest + TWO_YEARS))) as vault:
        case_id = add_case(vault)
        vault.clock_accepted = True
        wrong = signed(vault, case_id, "By a wrong clock")
    with closing(open_as_lead(folder, at(machine, newest + HOUR))) as vault:
        draft = draft_of(vault, case_id, "By the right one")
        with pytest.raises(ClockBehind):
            sign(vault, draft)
        now = vault.clock()
        state_clock(vault, now, confirmed_at_unlocking(vault, stating(now)))
        right = sign(vault, draft)
    with closing(open_as_lead(folder, at(machine, newest + 2 * HOUR))) as vault:
        signed(vault, case_id, "And later")
        assert Records(vault).read(wrong).clock == "Signed while the clock was wrong"
        assert Records(vault).read(right).clock == ""
        assert {Records(vault).read(each).fault for each in (wrong, right)} == {""}
