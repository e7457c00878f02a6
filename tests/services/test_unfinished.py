"""Forms that were begun and not saved: kept for their member alone, as typed, and only what was changed in them."""

import pytest
from sqlalchemy import select

from app.crypto.kdf import CHEAPEST
from app.domain.cases.case import CaseFacts, CaseName
from app.domain.cases.person import PersonDetails
from app.domain.values.dates import ClinicalDate
from app.errors import Damaged
from app.models.tables import UnfinishedRow
from app.services.cases.today import Today
from app.services.team.staff import Staff
from app.services.writing.unfinished import Place, UnfinishedForms
from tests.builders import add_case
from tests.confirmed import readmit
from tests.services.conftest import Desk

NEW = Place("new-case")
PARTS = (PersonDetails, CaseName)
TYPED = (
    (PersonDetails(), PersonDetails(family_name="Quillbeck", born=ClinicalDate(1980, 8))),
    (CaseName(), CaseName(reference="NM-0900")),
)


def test_what_was_typed_is_there_after_a_lock_until_it_is_dropped(desk: Desk) -> None:
    vault = desk.lead()
    UnfinishedForms(vault).keep(NEW, TYPED)
    vault.lock()
    vault = desk.lead()
    found = UnfinishedForms(vault).find(NEW, PARTS)
    assert found is not None
    assert found.answers == (
        {"family_name": "Quillbeck", "born": ClinicalDate(1980, 8)},
        {"reference": "NM-0900"},
    )
    assert found.kept_at <= vault.clock()
    UnfinishedForms(vault).drop(NEW)
    assert UnfinishedForms(vault).find(NEW, PARTS) is None


def test_only_changed_answers_are_kept_and_nothing_where_none_is(desk: Desk) -> None:
    forms, place = UnfinishedForms(desk.lead()), Place("case", "01a20000-0000-7000-8000-000000000001")
    began = CaseFacts(pathway="consultation", stage="assessment")
    forms.keep(place, [(began, CaseFacts(pathway="assessment", stage="assessment"))])
    found = forms.find(place, (CaseFacts,))
    assert found is not None
    assert found.answers == ({"pathway": "assessment"},)
    forms.keep(place, [(began, began)])
    assert forms.find(place, (CaseFacts,)) is None


def test_half_a_number_is_kept_as_typed_and_what_no_field_takes_is_left_out(desk: Desk) -> None:
    forms = UnfinishedForms(desk.lead())
    typed = PersonDetails(family_name="Quillbeck", nhs_number="943 476", awareness="no such answer")
    forms.keep(NEW, [(PersonDetails(), typed)])
    found = forms.find(NEW, (PersonDetails,))
    assert found is not None
    assert found.answers == ({"family_name": "Quillbeck", "nhs_number": "943 476"},)


def test_nobody_else_has_it_not_even_by_sql(desk: Desk) -> None:
    UnfinishedForms(desk.lead()).keep(NEW, TYPED)
    theirs = desk.colleague()
    assert UnfinishedForms(theirs).find(NEW, PARTS) is None
    assert Today(theirs).page().rows == ()
    with theirs.database.read() as session:
        sealed = session.execute(select(UnfinishedRow.sealed)).scalar_one()
        assert b"Quillbeck" not in sealed
    with theirs.database.write() as session:
        session.execute(select(UnfinishedRow)).scalar_one().staff_id = theirs.member.id
    with pytest.raises(Damaged):
        UnfinishedForms(theirs).find(NEW, PARTS)


def test_one_form_s_answers_are_not_another_s(desk: Desk) -> None:
    vault = desk.lead()
    UnfinishedForms(vault).keep(NEW, TYPED)
    other = Place("person", "01a20000-0000-7000-8000-000000000001")
    with vault.database.write() as session:
        session.execute(select(UnfinishedRow)).scalar_one().place = str(other)
    with pytest.raises(Damaged):
        UnfinishedForms(vault).find(other, (PersonDetails,))


def test_today_lists_what_was_begun_last_first(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault, "Farrow")
    forms = UnfinishedForms(vault)
    forms.keep(NEW, TYPED)
    forms.keep(Place("case", case_id), [(CaseFacts(), CaseFacts(stage="assessment"))])
    shown = Today(vault).page().rows
    assert [(each.what, each.target, bool(each.reference)) for each in shown] == [
        ("case", case_id, True),
        ("new-case", "", False),
    ]


def test_it_outlives_a_new_passphrase_but_not_new_keys(desk: Desk) -> None:
    vault = desk.colleague()
    UnfinishedForms(vault).keep(NEW, TYPED)
    Staff(vault, CHEAPEST).change_passphrase("quite another lantern phrase", "a third and different phrase")
    assert UnfinishedForms(desk.colleague("a third and different phrase")).find(NEW, PARTS) is not None
    readmit(desk.lead(), desk.colleague_id, "the fourth otter on a bridge")
    again = UnfinishedForms(desk.colleague("the fourth otter on a bridge"))
    assert again.find(NEW, PARTS) is None
    again.keep(NEW, TYPED)
