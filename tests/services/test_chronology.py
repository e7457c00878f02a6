"""The chronology stands in the order things happened, with what became of each record."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from sqlite3 import connect
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.fields.compartments import Compartment
from app.domain.kinds.incident.content import Incident
from app.domain.kinds.incident.standing import WAYS
from app.domain.values.dates import ClinicalDate
from app.errors import StillMissing
from app.services.records.chronology import Chronology, Neighbours
from app.services.records.chronology_filter import LAST_DAY, ChronologyFilter
from app.services.records.drafts import Drafts
from app.services.records.facets import Unsealing
from app.services.records.records import Records
from app.services.vault.open_vault import OpenVault
from tests.builders import add_case, complete, draft_with, signed
from tests.confirmed import add_addendum, mark_in_error, sign
from tests.every_form import EveryForm
from tests.services.conftest import Desk
from tests.services.test_records import signed_form
from tests.told_of_case import SEALED


def dated(vault: OpenVault, case_id: str, event: ClinicalDate, compartment: Compartment | None = None) -> str:
    """A signed record about that date."""
    draft = Drafts(vault).begin(case_id, "every_form", compartment)
    sheet = replace(draft.sheet, event=event, content=EveryForm(heading="x"))
    Drafts(vault).save(draft.id, sheet, draft.revision)
    return sign(vault, draft.id)


def ids(vault: OpenVault, case_id: str, **query: object) -> list[str]:
    return [entry.id for entry in Chronology(vault).page(case_id, **query).rows]  # type: ignore[arg-type]


def test_what_happened_last_comes_first_and_the_undated_last(office: OpenVault, a_case: str) -> None:
    march = dated(office, a_case, ClinicalDate(2026, 3))
    undated = dated(office, a_case, ClinicalDate())
    year = dated(office, a_case, ClinicalDate(2026))
    day = dated(office, a_case, ClinicalDate(2026, 3, 2))
    same_day_later = dated(office, a_case, ClinicalDate(2026, 3, 2))
    assert ids(office, a_case) == [same_day_later, day, march, year, undated]


def test_pages_join_without_a_gap(office: OpenVault, a_case: str) -> None:
    made = [dated(office, a_case, ClinicalDate(2026, 3, day)) for day in range(1, 8)]
    paged = [one for offset in (0, 3, 6) for one in ids(office, a_case, offset=offset, limit=3)]
    assert paged == list(reversed(made))


def test_only_the_case_asked_for(office: OpenVault, a_case: str) -> None:
    signed_form(office, add_case(office))
    assert ids(office, a_case) == []


def test_only_the_kinds_asked_for(office: OpenVault, a_case: str) -> None:
    form, note = signed_form(office, a_case), signed(office, a_case, "Words")
    assert ids(office, a_case, kinds=("session_note",)) == [note]
    assert ids(office, a_case, kinds=("every_form",)) == [form]
    assert len(ids(office, a_case)) == 2


def test_an_addendum_is_counted_and_stands_as_a_line_of_its_own(office: OpenVault, a_case: str) -> None:
    record = signed_form(office, a_case)
    added = [add_addendum(office, record, words) for words in ("One", "Two. More.")]
    rows = {entry.id: entry for entry in Chronology(office).page(a_case).rows}
    assert set(rows) == {record, *added}
    entry = rows[record]
    assert (entry.addenda, entry.is_error, entry.is_superseded, entry.about_id) == (2, False, False, "")
    assert [(rows[each].about_id, rows[each].about) for each in added] == [(record, entry.title)] * 2
    assert [rows[each].first_sentence for each in added] == ["One", "Two."]
    assert Chronology(office).page(a_case, kinds=("addendum",)).matching == 2


def test_an_error_mark_shows_on_its_record_and_does_not_stand_alone(office: OpenVault, a_case: str) -> None:
    record = signed_form(office, a_case)
    mark_in_error(office, record, "Wrong")
    entries = Chronology(office).page(a_case).rows
    assert [(e.id, e.addenda, e.is_error) for e in entries] == [(record, 0, True)]


def test_a_superseded_version_shows_only_when_asked_for(office: OpenVault, a_case: str) -> None:
    old = signed_form(office, a_case)
    new = sign(office, Records(office).new_version(old).id)
    assert ids(office, a_case) == [new]
    shown = Chronology(office).page(a_case, superseded=True).rows
    assert {(e.id, e.version, e.is_superseded) for e in shown} == {(new, 2, False), (old, 1, True)}


@pytest.mark.parametrize("compartment", [c for c in Compartment if c.is_sealed and c.holds_records])
def test_a_sealed_record_stands_without_a_title(
    office: OpenVault, a_case: str, compartment: Compartment
) -> None:
    dated(office, a_case, ClinicalDate(2026), compartment)
    entry = Chronology(office).page(a_case).rows[0]
    assert (entry.title, entry.compartment, entry.author) == ("", compartment.value, office.member.name)


def test_a_record_stands_among_those_of_its_kind_in_the_order_of_what_happened(
    office: OpenVault, a_case: str
) -> None:
    second = dated(office, a_case, ClinicalDate(2026, 3, 2))
    first = dated(office, a_case, ClinicalDate(2026, 3, 1))
    replaced = dated(office, a_case, ClinicalDate(2026, 3, 3))
    third = sign(office, Records(office).new_version(replaced).id)
    signed(office, a_case, "Of another kind", "incident")
    signed_form(office, add_case(office))
    mark_in_error(office, second, "Wrong")
    add_addendum(office, second, "More")

    def place(record: str) -> Neighbours | None:
        return Records(office).open(record).place

    assert place(first) == (1, 3, None, second)
    assert place(second) == (2, 3, first, third)
    assert place(third) == (3, 3, second, None)
    assert place(replaced) is None


def reported(
    vault: OpenVault, case_id: str, where: Compartment = Compartment.CLINICAL, **said: object
) -> str:
    """A signed incident that says so."""
    content = replace(complete(Incident), breach="no", order="", **said)
    return sign(vault, draft_with(vault, case_id, "incident", content, compartment=where))


def test_how_an_act_stands_who_said_it_and_its_grade_are_told_apart(office: OpenVault, a_case: str) -> None:
    reported(
        office,
        a_case,
        person_says="denies",
        said_to="police",
        outcome="charged",
        source="advocate",
        source_grade="2",
        information_grade="d",
        handling="conditions",
        handling_conditions="Ask first",
    )
    signed(office, a_case, "Words")
    reported(office, a_case, Compartment.THIRD_PARTY, source_grade="1", information_grade="a")
    told = {
        (entry.kind, entry.compartment): (entry.title, entry.stands, entry.source, entry.grade)
        for entry in Chronology(office).page(a_case).rows
    }
    assert told.pop(("incident", "clinical")) == (
        "Approach; denied to police; charged, not tried",
        "denied to police; charged, not tried",
        "Advocate",
        "2D C",
    )
    # Nothing of it is told of what is sealed, and of a note nothing is to be told.
    assert told.pop(("incident", "third_party")) == ("", "", "", "")
    assert next(iter(told.values()))[1:] == ("", "", "")


def test_what_only_a_third_party_told_is_signed_in_their_compartment_alone(
    office: OpenVault, a_case: str
) -> None:
    known = {
        "source": "advocate",
        "person_says": "not_put",
        "said_to": "",
        "outcome": "not_reported",
        "reported_to": (),
    }
    with pytest.raises(StillMissing, match=r"kept in “Third party and intelligence” alone"):
        reported(office, a_case, **known)
    reported(office, a_case, Compartment.THIRD_PARTY, **known)
    reported(office, a_case, **known | {"reported_to": ("police",)})


def found_by(vault: OpenVault, case_id: str, **by: Any) -> list[str]:
    """What stands in the chronology when it is narrowed, as many as it counts."""
    page = Chronology(vault).page(case_id, by=ChronologyFilter(**by))
    assert page.matching == len(page.rows)
    return [each.id for each in page.rows]


def test_it_is_narrowed_by_victim_source_and_how_an_act_stands(office: OpenVault, a_case: str) -> None:
    denied = reported(
        office,
        a_case,
        victims=("V1", "V2"),
        new_target="",
        person_says="denies",
        said_to="police",
        outcome="charged",
        source="advocate",
    )
    convicted = reported(
        office, a_case, victims=("V2",), new_target="V3", outcome="convicted", source="police", doubt=""
    )
    signed(office, a_case, "Words of V1")
    added = add_addendum(office, denied, "More")
    assert found_by(office, a_case, victims=("V1",)) == [added, denied]
    assert found_by(office, a_case, victims=("V3", "V1")) == [added, convicted, denied]
    assert found_by(office, a_case, victims=("V4",)) == []
    assert found_by(office, a_case, sources=("Police",)) == [convicted]
    assert found_by(office, a_case, stands=("charged, not tried",)) == [added, denied]
    assert found_by(office, a_case, stands=("admitted", "convicted")) == [convicted]
    assert found_by(office, a_case, victims=("V2",), sources=("Advocate",), stands=("convicted",)) == []
    page = Chronology(office).page(a_case, kinds=("incident",), by=ChronologyFilter(victims=("V2",)), limit=1)
    assert (len(page.rows), page.matching, page.total) == (1, 2, 4)


def test_it_is_narrowed_to_days_that_a_record_may_be_of(office: OpenVault, a_case: str) -> None:
    dates = {
        "day": ClinicalDate(2026, 3, 2),
        "month": ClinicalDate(2026, 3, about=True),
        "year": ClinicalDate(2026),
        "span": ClinicalDate(2026, 1, 5, until=ClinicalDate(2026, 2)),
        "unknown": ClinicalDate(),
    }
    made = {dated(office, a_case, day): name for name, day in dates.items()}

    def named(**by: ClinicalDate) -> set[str]:
        return {made[each] for each in found_by(office, a_case, **by)}

    assert named(since=ClinicalDate(2026, 3, 3)) == {"month", "year"}
    assert named(since=ClinicalDate(2026, 2, 28)) == {"day", "month", "year", "span"}
    assert named(since=ClinicalDate(2026, 3), until=ClinicalDate(2026, 3)) == {"day", "month", "year"}
    assert named(until=ClinicalDate(2026, 2)) == {"year", "span"}
    assert named(until=ClinicalDate(2025)) == set()
    assert named(since=ClinicalDate(2027)) == set()
    assert named(since=ClinicalDate()) == set(dates)


@given(st.dates(date(2025, 12, 1), date(2027, 1, 31)), st.data())
def test_the_last_day_of_a_date_is_compared_as_the_calendar_has_it(asked: date, data: st.DataObject) -> None:
    known = data.draw(st.sampled_from(_KNOWN))
    last = known.latest()
    assert last is not None
    with closing(connect(":memory:")) as connection:
        ((held,),) = connection.execute(
            f"SELECT {LAST_DAY} >= ? FROM (SELECT ? AS event) record", (asked.isoformat(), known.to_wire())
        )
    assert bool(held) == (last >= asked)


_KNOWN = [
    ClinicalDate(2026),
    ClinicalDate(2026, about=True),
    ClinicalDate(2026, 2),
    ClinicalDate(2026, 4, about=True),
    ClinicalDate(2026, 2, 28),
    ClinicalDate(2026, 1, 5, until=ClinicalDate(2026, 2, about=True)),
    ClinicalDate(2025, until=ClinicalDate(2026)),
    ClinicalDate(2025, 3, 1, about=True, until=ClinicalDate(2026, 6, 30)),
]


def test_no_filter_tells_what_is_sealed_for_the_member(desk: Desk) -> None:
    lead = desk.lead()
    case_id = add_case(lead)
    said = {"victims": ("V1",), "source": "police", "person_says": "denies", "said_to": "police"}
    sealed = {reported(lead, case_id, each, **said) for each in SEALED}
    day = dated(lead, case_id, ClinicalDate(2026), Compartment.MAPPA)
    asked = ({"victims": ("V1",)}, {"sources": ("Police",)}, {"stands": WAYS})
    assert [set(found_by(lead, case_id, **each)) for each in asked] == [sealed] * 3
    colleague = desk.colleague()
    while Unsealing(colleague).more():
        pass
    pages = [Chronology(colleague).page(case_id, by=ChronologyFilter(**each)) for each in asked]
    assert [(each.rows, each.matching, each.total) for each in pages] == [((), 0, len(SEALED) + 1)] * 3
    # By its day it is found, as its line says that to everybody.
    assert day in found_by(colleague, case_id, since=ClinicalDate(2026), until=ClinicalDate(2026))
