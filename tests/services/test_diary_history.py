"""Whatever was made, moved, cancelled and attended, and however the tables were altered: they show what was stated."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, update

from app.domain.cases.appointment import OUTCOMES, Appointment, AppointmentOutcome
from app.domain.fields.rights import Right
from app.domain.values.dates import ClinicalDate
from app.errors import NotAcceptable
from app.models.tables import AppointmentMember, AppointmentRow
from app.services.cases.diary import Diary
from app.services.checks.checking import check
from app.services.checks.rebuilding import rebuild
from app.services.vault.open_vault import OpenVault
from tests.appointments import agreed
from tests.builders import add_case

TODAY = date(2026, 11, 23)
DAYS = st.integers(min_value=-3, max_value=3).map(lambda n: ClinicalDate.of(TODAY + timedelta(days=n)))
CLOCKS = st.sampled_from(("", "08:30", "10:00", "23:50"))
ACTS = st.lists(
    st.tuples(
        st.sampled_from(("make", "move", "say")),
        st.integers(min_value=0, max_value=2),
        DAYS,
        CLOCKS,
        st.sampled_from([each.code for each in OUTCOMES]),
    ),
    max_size=12,
)


def tables(vault: OpenVault) -> list[tuple[Any, ...]]:
    """What both tables hold."""
    with vault.reading(Right.CHECK) as act:
        found = [tuple(row) for row in act.session.execute(select(AppointmentRow.__table__))]
        found += [tuple(row) for row in act.session.execute(select(AppointmentMember.__table__))]
    return sorted(found, key=repr)


def play(vault: OpenVault, case_id: str, acts: list[Any]) -> dict[str, tuple[Appointment, str]]:
    """Do them, as far as the diary lets; gives what should hold by then."""
    diary, known = Diary(vault), dict[str, tuple[Appointment, str]]()
    for act, which, day, clock, outcome in acts:
        wanted = agreed(vault, case_id, day=day, clock=clock, minutes=30 if clock else None)
        if act == "make" or which >= len(known):
            known[diary.book(wanted)] = wanted, ""
            continue
        one = list(known)[which]
        before, went = known[one]
        try:
            if act == "move":
                diary.book(wanted, one, "Asked for")
                known[one] = wanted, went
            else:
                why = "Not said" if outcome.startswith("cancelled") else ""
                diary.say(one, AppointmentOutcome(outcome=outcome, why=why))
                known[one] = before, outcome
        except NotAcceptable:
            continue
    return known


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_the_tables_show_what_was_stated_last_and_are_made_again_from_it(
    office: OpenVault, acts: list[Any]
) -> None:
    case_id = add_case(office)
    held = play(office, case_id, acts)
    shown = {each.id: (each.day, each.clock, each.outcome) for each in Diary(office).of_case(case_id)}
    assert shown == {
        one: (said.day.to_wire() if said.day else "", said.clock, went) for one, (said, went) in held.items()
    }
    before = tables(office)
    with office.acting(Right.CHECK) as act:
        act.session.execute(delete(AppointmentMember))
        act.session.execute(
            update(AppointmentRow).values(day="1999-01-01", outcome="attended", place="Moved")
        )
        act.note("test.wreck")
    rebuild(office)
    assert tables(office) == before


def test_what_nobody_stated_is_named_and_taken_out(office: OpenVault) -> None:
    made = Diary(office).book(agreed(office, add_case(office)))
    before = tables(office)
    with office.acting(Right.CHECK) as act:
        row = act.session.execute(select(AppointmentRow.__table__).where(AppointmentRow.id == made)).one()
        forged = {**row._mapping, "id": "01a20000-0000-7000-8000-00000000f00d"}
        act.session.execute(AppointmentRow.__table__.insert(), forged)
        act.session.execute(
            AppointmentMember.__table__.insert(),
            {
                "staff_id": office.member.id,
                "day": "2026-11-25",
                "appointment_id": forged["id"],
                "lacks_note": True,
            },
        )
        act.note("test.forge")
    found = [each.sentence for each in check(office).findings]
    assert "Appointment 01a20000-0000-7000-8000-00000000f00d: it is shown, and nobody stated it." in found
    assert any("stands in another diary than was stated (1 times)" in each for each in found)
    rebuild(office)
    assert (check(office).findings, tables(office)) == ((), before)


@pytest.mark.parametrize("column", ["day", "staff_id"])
def test_an_appointment_in_another_diary_is_named(office: OpenVault, column: str) -> None:
    made = Diary(office).book(agreed(office, add_case(office)))
    value = {"day": "2026-12-01", "staff_id": "01a20000-0000-7000-8000-00000000f00d"}[column]
    with office.acting(Right.CHECK) as act:
        which = AppointmentMember.appointment_id == made
        act.session.execute(update(AppointmentMember).where(which).values({column: value}))
        act.note("test.move")
    (found,) = check(office).findings
    assert found.sentence.startswith("An appointment stands in another diary than was stated (1 times).")
    rebuild(office)
    assert check(office).is_clean
    assert Diary(office).read(made).appointment.members == (office.member.id,)
