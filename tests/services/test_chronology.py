"""The chronology stands in the order things happened, with what became of each record."""

from dataclasses import replace

import pytest

from app.domain.fields.compartments import Compartment
from app.domain.kinds.incident.content import Incident
from app.domain.values.dates import ClinicalDate
from app.errors import StillMissing
from app.services.records.chronology import Chronology, Neighbours
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.open_vault import OpenVault
from tests.builders import add_case, complete, draft_with, signed
from tests.confirmed import add_addendum, mark_in_error, sign
from tests.every_form import EveryForm
from tests.services.test_records import signed_form


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
