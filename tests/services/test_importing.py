"""A list of referrals becomes whole cases or none, and nobody in it is taken for somebody else unseen."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.cases.person import PersonDetails
from app.domain.fields.rights import Right
from app.domain.referral_list.columns import Columns, guessed
from app.domain.tables.reading import read_table
from app.domain.values.dates import ClinicalDate
from app.errors import CannotRead, Changed, MustConfirm, NotATable, RowNotOpened
from app.services.cases import importing
from app.services.cases.alike import likenesses_of_many
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import CaseQuery, Cases
from app.services.cases.importing import (
    ANOTHER,
    As,
    Decisions,
    Opened,
    Plan,
    Preview,
    ReferralImport,
    read_file,
)
from app.services.cases.people import People
from app.services.checks.checking import check
from app.services.records.records import Records
from app.services.vault.confirmation import LASTS
from app.services.vault.confirming import confirm_parts, parts_confirmed_at_unlocking
from app.services.vault.open_vault import OpenVault
from tests import referral_lists as lists
from tests.builders import KNOWS, LEAD_PASSPHRASE, SteppingClock, add_case, add_person
from tests.referral_lists import HEADINGS, as_csv, listed

GUESSED = guessed(HEADINGS)


def _preview(vault: OpenVault, rows: list[list[str]], columns: Columns = GUESSED) -> Preview:
    return ReferralImport(vault).preview(read_table(as_csv(rows)), columns)


def _open(vault: OpenVault, preview: Preview, decided: Decisions | None = None) -> list[Opened]:
    plan = preview.plan(decided or {})
    given = parts_confirmed_at_unlocking(vault, plan.digests)
    return [
        one for part in plan.parts for one in ReferralImport(vault).open(plan, part, preview, given[part])
    ]


def _count(vault: OpenVault) -> int:
    return Cases(vault).page(CaseQuery()).total


def test_each_good_row_becomes_a_person_a_case_and_a_signed_referral(vault: OpenVault) -> None:
    opened = _open(vault, _preview(vault, listed(3)))
    assert [(one.row, one.reference) for one in opened] == [(2, "IM-00001"), (3, "IM-00002"), (4, "IM-00003")]
    assert _count(vault) == 3
    shown = CaseFile(vault).open(opened[0].case_id)
    assert shown.case.facts.stage == "referred"
    (record,) = Records(vault).newest(opened[0].case_id, "referral")
    assert record.sheet.content.question == "What is the risk to V1?"
    assert record.sheet.event == ClinicalDate(2026, 10, 2)
    assert check(vault).is_clean


def test_of_a_list_with_bad_rows_the_good_ones_alone_are_opened(vault: OpenVault) -> None:
    rows = listed(8)
    rows[2][lists.BORN], rows[5][lists.AGENCY] = "31/02/1990", "nobody we know"
    preview = _preview(vault, rows)
    assert [each.row for each in preview.wrong] == [4, 7]
    assert (len(preview.good), preview.bad_rows, preview.total) == (6, 2, 8)
    assert len(_open(vault, preview)) == 6
    assert _count(vault) == 6


def test_to_look_at_a_list_changes_nothing(vault: OpenVault) -> None:
    before = vault.head
    _preview(vault, listed(3))
    assert vault.head == before


def test_run_again_the_same_list_finds_every_row_opened_already(vault: OpenVault) -> None:
    _open(vault, _preview(vault, listed(3)))
    again = _preview(vault, listed(4))
    assert [each.words for each in again.wrong] == [
        f"Row {row}, Our ref: There is already a case of that reference." for row in (2, 3, 4)
    ]
    assert [one.row for one in again.good] == [5]


def _counted(first: str) -> Columns:
    taken = {name: heading for name, heading in GUESSED.taken.items() if name != "reference"}
    return replace(GUESSED, taken=taken, same={**GUESSED.same, "reference": first})


def test_references_are_counted_on_past_those_that_are_taken(vault: OpenVault) -> None:
    _open(vault, _preview(vault, [*listed(1)]))
    opened = _open(vault, _preview(vault, listed(3, first=2), _counted("IM-00000")))
    assert [one.reference for one in opened] == ["IM-00000", "IM-00002", "IM-00003"]


def test_counted_on_there_is_no_gap_for_who_is_left_out(vault: OpenVault) -> None:
    _open(vault, _preview(vault, listed(2)))
    preview = _preview(vault, listed(4), _counted("A-1"))
    assert set(preview.alike) == {2, 3}
    assert [one.reference for one in _open(vault, preview)] == ["A-1", "A-2"]


def test_who_is_here_already_is_shown_and_left_out_until_it_is_decided(vault: OpenVault) -> None:
    row = listed(1)[0]
    details = PersonDetails(
        family_name=row[lists.FAMILY],
        given_names="Robin",
        born=ClinicalDate(1951, 3, 2),
        awareness="unaware",
        **KNOWS,
    )
    person_id = add_person(vault, details)
    preview = _preview(vault, listed(2))
    ((at, (like,)),) = preview.alike.items()
    assert (at, like.id, like.reason) == (2, person_id, "same name and date of birth")
    assert like == People(vault).likenesses(preview.good[0].about)[0]
    assert preview.plan({}).rows == (3,)
    assert preview.plan({2: ANOTHER}).rows == (2, 3)


def test_a_further_case_is_of_the_same_person(vault: OpenVault) -> None:
    (first,) = _open(vault, _preview(vault, listed(1)))
    row = listed(1)[0]
    row[lists.REFERENCE] = "IM-2"
    preview = _preview(vault, [row])
    person_id = preview.alike[2][0].id
    (further,) = _open(vault, preview, {2: As(person_id)})
    assert CaseFile(vault).open(further.case_id).case.person_id == person_id
    assert CaseFile(vault).open(first.case_id).case.person_id == person_id


def test_another_person_is_another(vault: OpenVault) -> None:
    (first,) = _open(vault, _preview(vault, listed(1)))
    row = listed(1)[0]
    row[lists.REFERENCE] = "IM-2"
    (other,) = _open(vault, _preview(vault, [row]), {2: ANOTHER})
    people = {CaseFile(vault).open(each.case_id).case.person_id for each in (first, other)}
    assert len(people) == 2


def test_a_row_that_cannot_be_opened_any_more_is_named_and_nothing_is_opened(vault: OpenVault) -> None:
    preview = _preview(vault, listed(3))
    plan = preview.plan({})
    given = parts_confirmed_at_unlocking(vault, plan.digests)
    taken = replace(
        plan.openings[0][1],
        reference="IM-00002",
        about=PersonDetails(family_name="Else", awareness="aware", **KNOWS),
    )
    only = Plan(((9, taken),))
    ReferralImport(vault).open(
        only, 0, Preview((), {}, (), 0), parts_confirmed_at_unlocking(vault, only.digests)[0]
    )
    with pytest.raises(RowNotOpened, match=r"Row 3 could not be opened.*already a case"):
        ReferralImport(vault).open(plan, 0, preview, given[0])
    assert _count(vault) == 1
    assert check(vault).is_clean


def test_somebody_added_since_it_was_looked_at_is_not_passed_over(vault: OpenVault) -> None:
    preview = _preview(vault, listed(2))
    add_person(vault, preview.good[1].about)
    with pytest.raises(Changed, match="somebody was added"):
        _open(vault, preview)
    assert _count(vault) == 1


def test_what_is_confirmed_is_every_row_and_each_part_once(
    vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "AT_ONCE", 2)
    preview = _preview(vault, listed(5))
    plan = preview.plan({})
    given = confirm_parts(vault, LEAD_PASSPHRASE, plan.digests)
    assert [len(plan.of_part(part)) for part in plan.parts] == [2, 2, 1]
    service = ReferralImport(vault)
    with pytest.raises(MustConfirm):
        service.open(plan, 1, preview, given[0])
    fewer = Plan(plan.openings[:4])
    with pytest.raises(MustConfirm):
        service.open(fewer, 1, preview, given[1])
    assert _count(vault) == 0
    first = parts_confirmed_at_unlocking(vault, plan.digests)
    assert len(service.open(plan, 0, preview, first[0])) == 2
    with pytest.raises(MustConfirm):
        service.open(plan, 0, preview, first[0])
    assert _count(vault) == 2


def test_a_later_part_is_confirmed_for_as_much_longer(
    vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "AT_ONCE", 1)
    preview = _preview(vault, listed(3))
    plan = preview.plan({})
    given = parts_confirmed_at_unlocking(vault, plan.digests)
    clock = vault.clock
    assert isinstance(clock, SteppingClock)
    ReferralImport(vault).open(plan, 0, preview, given[0])
    clock.at += LASTS
    ReferralImport(vault).open(plan, 1, preview, given[1])
    clock.at += 2 * LASTS
    with pytest.raises(MustConfirm):
        ReferralImport(vault).open(plan, 2, preview, given[2])
    assert _count(vault) == 2


def test_five_thousand_bad_rows_are_so_many_sentences_and_no_case(vault: OpenVault) -> None:
    rows = listed(5000)
    for row in rows:
        row[lists.RECEIVED] = "30/02/2026"
    preview = _preview(vault, rows)
    assert (preview.bad_rows, len(preview.wrong), preview.good) == (5000, 5000, ())
    assert preview.plan({}).parts == range(0)


def test_a_file_is_read_whole_or_not(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(as_csv(listed(2)))
    assert len(read_file(path).rows) == 2
    path.write_bytes(b"one\n")
    with pytest.raises(NotATable):
        read_file(path)
    for none in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(CannotRead):
            read_file(none)


NAMES = st.sampled_from(
    [
        "Quillon",
        "quíllon",
        "Ash-Quillon",
        "Ash",
        "O’Dowd",
        "Dowd",
        "MacDonald",
        "McDonald",
        "St John",
        "de la Cruz",
        "De",
    ]
)
GIVEN = st.sampled_from(["", "Bram", "BRAM", "Bram Lee", "Ada"])
DETAILS = st.builds(
    PersonDetails,
    family_name=NAMES,
    given_names=GIVEN,
    born=st.sampled_from([None, ClinicalDate(), ClinicalDate(1980, 8, 14), ClinicalDate(1980)]),
    nhs_number=st.sampled_from(["", "9990000018", lists.nhs_number(7)]),
    pnc=st.sampled_from(["", "2001/0000001Q"]),
    awareness=st.just("unaware"),
)


@pytest.fixture
def peopled(vault: OpenVault) -> OpenVault:
    """A vault with people who are alike in every way."""
    numbers = {"Quillon": "9990000018", "Dowd": lists.nhs_number(7)}
    for family in ("Quillon", "Ash-Quillon", "O’Dowd", "Dowd", "McDonald", "St. John", "de la Cruz"):
        for first in ("", "Bram", "Ada"):
            born = ClinicalDate(1980, 8, 14) if first else None
            add_case(vault, family, given_names=first, born=born, nhs_number=numbers.get(family, ""))
    return vault


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(details=DETAILS)
def test_many_are_compared_as_one_is(peopled: OpenVault, details: PersonDetails) -> None:
    one_by_one = People(peopled).likenesses(details)
    with peopled.reading(Right.BANNER) as act:
        together = likenesses_of_many(act.connection, {7: details}).get(7, ())
    assert {each.id: each for each in together} == {each.id: each for each in one_by_one}
    assert [each.is_certain for each in together] == [each.is_certain for each in one_by_one]
