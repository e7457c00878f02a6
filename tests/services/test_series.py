"""A series of incidents: a row a draft, kept where its content asks for, and signed by one word, all or none."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.domain.fields.compartments import Compartment
from app.domain.kinds.incident.content import Incident
from app.domain.records.grid import TOO_MANY
from app.domain.records.record import Sheet
from app.domain.records.series import MOST_ROWS
from app.domain.values.dates import ClinicalDate
from app.errors import MustConfirm, NotAcceptable, NotFound, SavedElsewhere
from app.services.cases.series import RowAt, Series, Written, row_at
from app.services.cases.signing import Signing, digest_of_all
from app.services.cases.victims import Victims
from app.services.checks.checking import check
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.open_vault import OpenVault
from tests.builders import add_case, complete
from tests.services.conftest import Desk

DAY = ClinicalDate(2026, 11, 2)
WHOLE = replace(
    complete(Incident), source="police", outcome="reported", person_says="not_put", said_to="", breach="no"
)


@pytest.fixture
def vault(desk: Desk) -> Iterator[OpenVault]:
    yield desk.lead()
    desk.leave()


@pytest.fixture
def case_id(vault: OpenVault) -> str:
    """A case with two victims."""
    made = add_case(vault)
    Victims(vault).add(made, "ex_intimate")
    Victims(vault).add(made, "family")
    return made


def row(words: str = "Words", at: RowAt | None = None, **said: object) -> Written:
    """A row that lacks nothing."""
    return Written(at, Sheet(event=DAY, content=replace(WHOLE, description=words, **said)))


def test_a_row_is_a_draft_of_its_own_in_the_order_in_which_it_was_begun(
    vault: OpenVault, case_id: str
) -> None:
    series = Series(vault)
    assert series.page(case_id).rows == ()
    kept = series.keep(case_id, [row("First"), row("Second")])
    page = series.page(case_id)
    assert page.victims == ("V1", "V2")
    assert [each.sheet.content.description for each in page.rows] == ["First", "Second"]
    assert tuple(row_at(each) for each in page.rows) == kept.rows
    assert [each.missing for each in page.rows] == [(), ()]
    # One begun by the form is a row too; a new version of a signed one is not.
    Drafts(vault).begin(case_id, "incident")
    assert len(series.page(case_id).rows) == 3
    (again,) = series.keep(case_id, [row("First, again", kept.rows[0])]).rows
    assert again == replace(kept.rows[0], revision=2)
    assert Drafts(vault).open(again.draft_id).sheet.content.description == "First, again"
    with pytest.raises(NotFound):
        series.page("nothing")
    with pytest.raises(NotFound):
        series.keep("nothing", [row()])


def test_only_what_was_begun_or_discarded_is_in_the_ledger(vault: OpenVault, case_id: str) -> None:
    series = Series(vault)
    size = vault.head.size
    (at,) = series.keep(case_id, [row()]).rows
    assert vault.head.size == size + 1
    (at,) = series.keep(case_id, [row("More", at)]).rows
    assert vault.head.size == size + 1
    series.keep(case_id, [], gone=[at])
    assert vault.head.size == size + 2
    assert series.page(case_id).rows == ()
    # What is gone already is gone.
    assert series.keep(case_id, [], gone=[at]).rows == ()


def test_fifty_rows_are_signed_by_one_word_and_a_further_one_is_refused(
    vault: OpenVault, case_id: str
) -> None:
    series = Series(vault)
    kept = series.keep(case_id, [row(f"Act {n}") for n in range(MOST_ROWS)]).rows
    with pytest.raises(NotAcceptable) as told:
        series.keep(case_id, [row("One too many")])
    assert str(told.value) == TOO_MANY
    assert len(series.page(case_id).rows) == MOST_ROWS
    # One in the place of another is none too many.
    series.keep(case_id, [row("In its place")], gone=[kept[0]])
    texts = [each.sheet.content.description for each in series.page(case_id).rows]
    assert texts == [*(f"Act {n}" for n in range(1, MOST_ROWS)), "In its place"]
    reviews = series.ready(case_id)
    assert len(reviews) == MOST_ROWS
    word = confirmed_at_unlocking(vault, digest_of_all(reviews))
    signed_ones = Signing(vault).sign_all(reviews, word)
    assert len(set(signed_ones)) == MOST_ROWS
    assert series.page(case_id).rows == ()
    entries = Chronology(vault).page(case_id, limit=100).rows
    assert {each.id for each in entries} == set(signed_ones)
    assert [Records(vault).read(each).sheet.content.description for each in signed_ones] == texts
    assert check(vault).findings == ()


def test_what_is_ready_is_signed_and_the_rest_stay_rows(vault: OpenVault, case_id: str) -> None:
    series = Series(vault)
    series.keep(case_id, [row("Ready"), row("", behaviour=""), row("Ready too")])
    reviews = series.ready(case_id)
    assert [each.draft.sheet.content.description for each in reviews] == ["Ready", "Ready too"]
    Signing(vault).sign_all(reviews, confirmed_at_unlocking(vault, digest_of_all(reviews)))
    (left,) = series.page(case_id).rows
    assert left.sheet.content.behaviour == ""


def test_one_that_fails_signs_none(vault: OpenVault, case_id: str) -> None:
    series = Series(vault)
    kept = series.keep(case_id, [row("First"), row("Second")]).rows
    reviews = series.ready(case_id)
    word = confirmed_at_unlocking(vault, digest_of_all(reviews))
    with pytest.raises(MustConfirm):
        Signing(vault).sign_all(reviews[:1], word)
    series.keep(case_id, [row("Second, changed since it was read", kept[1])])
    word = confirmed_at_unlocking(vault, digest_of_all(reviews))
    with pytest.raises(SavedElsewhere):
        Signing(vault).sign_all(reviews, word)
    assert Chronology(vault).page(case_id).rows == ()
    assert len(series.page(case_id).rows) == 2


def test_a_row_known_from_a_third_party_alone_stands_there_and_is_sealed(
    desk: Desk, vault: OpenVault, case_id: str
) -> None:
    series = Series(vault)
    told = {"source": "victim", "outcome": "", "reported_to": (), "crime_references": ()}
    (at,) = series.keep(case_id, [row("The kite over the weir", **told)]).rows
    assert (at.place, at.begun) == (Compartment.THIRD_PARTY, Compartment.CLINICAL)
    # Half typed it had to stand there; once the police know of it, it stands where it would have begun.
    (at,) = series.keep(case_id, [row("The kite", at, **told | {"outcome": "reported"})]).rows
    assert at.place is Compartment.CLINICAL
    (at,) = series.keep(case_id, [row("The kite", at, **told | {"outcome": "not_reported"})]).rows
    assert at.place is Compartment.THIRD_PARTY
    (read,) = series.page(case_id).rows
    assert (read.compartment, read.missing) == (Compartment.THIRD_PARTY, ())
    # What is read again leaves no sealed place by itself: nobody knows any more who chose it.
    kept = series.keep(case_id, [row("The kite", row_at(read), source="police")]).rows
    assert kept[0].place is Compartment.THIRD_PARTY
    kept = series.keep(case_id, [row("The kite", kept[0], **told | {"outcome": "not_reported"})]).rows
    reviews = series.ready(case_id)
    Signing(vault).sign_all(reviews, confirmed_at_unlocking(vault, digest_of_all(reviews)))
    (entry,) = Chronology(vault).page(case_id).rows
    assert Records(vault).read(entry.id).provenance.compartment is Compartment.THIRD_PARTY
    assert check(vault).findings == ()


def test_who_is_not_admitted_there_keeps_the_row_and_cannot_sign_it(
    desk: Desk, vault: OpenVault, case_id: str
) -> None:
    theirs = desk.colleague()
    told = {"source": "victim", "outcome": "not_reported", "reported_to": (), "crime_references": ()}
    (at,) = Series(theirs).keep(case_id, [row(**told)]).rows
    assert at.place is Compartment.CLINICAL
    (read,) = Series(theirs).page(case_id).rows
    assert [each.path for each in read.missing] == ["compartment"]
    assert Series(theirs).ready(case_id) == ()


def test_a_row_that_was_saved_signed_or_discarded_elsewhere_begins_anew(
    vault: OpenVault, case_id: str
) -> None:
    series = Series(vault)
    first, second = series.keep(case_id, [row("First"), row("Second")]).rows
    Drafts(vault).save(first.draft_id, row("First, by the form").sheet, 1)
    Drafts(vault).discard(second.draft_id)
    kept = series.keep(case_id, [row("First, by the grid", first), row("Second, typed on", second)]).rows
    assert not {first.draft_id, second.draft_id} & {each.draft_id for each in kept}
    texts = [each.sheet.content.description for each in series.page(case_id).rows]
    assert sorted(texts) == ["First, by the form", "First, by the grid", "Second, typed on"]


def test_all_rows_of_one_act_are_kept_or_none(vault: OpenVault, case_id: str) -> None:
    series = Series(vault)
    with pytest.raises(NotAcceptable):
        series.keep(case_id, [row("First"), row("Second", behaviour="nothing of the kind")])
    assert series.page(case_id).rows == ()


def test_a_series_is_its_authors_alone(desk: Desk, vault: OpenVault, case_id: str) -> None:
    Series(vault).keep(case_id, [row()])
    theirs = desk.colleague()
    assert Series(theirs).page(case_id).rows == ()
