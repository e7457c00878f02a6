"""A second rater does not read the first rating until their own is signed; then the two lie side by side."""

from dataclasses import replace

import pytest

from app.domain.kinds.spj.content import Judged, Rater, Slot, Spj
from app.errors import NotFound, NotPermitted
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts, DraftView
from app.services.records.editing import Editing
from app.services.records.records import Records
from app.services.sharing.audiences import audience_of
from app.services.sharing.summarising import Request, compose
from app.services.vault.open_vault import OpenVault
from tests.builders import complete, draft_with, signed
from tests.confirmed import sign
from tests.searching import Search


def rating(words: str, **changes: object) -> Spj:
    """A rating with one item and one judgement."""
    made: Spj = complete(Spj)
    rows = {
        "judgements": (Judged(of="violence", word="low", because=words),),
        "slots": (Slot(n="1", presence="yes", note=words),),
    }
    first = {"raters": (Rater(who="Dr A", order="first", trained="yes"),), "rates_again": ""}
    return replace(made, **first | rows | changes)


def second(series: str, blind: str) -> Spj:
    """A second rating of that record."""
    rater = Rater(who="Dr B", order="second", blind=blind, trained="yes")
    return rating("Mine", rates_again=series, raters=(rater,))


@pytest.fixture
def first(vault: OpenVault, case_id: str) -> str:
    """A first rating that is signed."""
    return sign(vault, draft_with(vault, case_id, "spj", rating("The first said so")))


def begun(vault: OpenVault, case_id: str, first: str, blind: str) -> DraftView:
    """A second rating of it, being written."""
    series = Records(vault).read(first).provenance.series
    return Drafts(vault).open(draft_with(vault, case_id, "spj", second(series, blind)))


def test_the_first_rating_is_hidden_while_the_second_is_written_blind(
    vault: OpenVault, case_id: str, first: str
) -> None:
    draft = begun(vault, case_id, first, "yes")
    for read in (Records(vault).read, Records(vault).open, Records(vault).new_version):
        with pytest.raises(NotPermitted, match="without knowing it"):
            read(first)
    with pytest.raises(NotPermitted):
        Records(vault).compare(first, first)
    assert Editing(vault).open(draft.id).earlier is None
    with pytest.raises(NotPermitted):
        Records(vault).newest(case_id, "spj")


def test_it_is_read_again_once_the_second_is_signed_and_both_lie_side_by_side(
    vault: OpenVault, case_id: str, first: str
) -> None:
    own = sign(vault, begun(vault, case_id, first, "yes").id)
    assert Records(vault).read(first).provenance.id == first
    both = Records(vault).raters(own)
    assert [each.provenance.id for each in both] == [first, own]


def test_nothing_is_made_of_the_first_rating_for_who_rates_it_again(
    vault: OpenVault, case_id: str, first: str
) -> None:
    request = Request(audience="panel", recipient="Panel", purpose="Review", asked=frozenset())
    begun(vault, case_id, first, "yes")
    with pytest.raises(NotPermitted, match="without knowing it"):
        compose(vault, case_id, request, audience_of("panel"), "id")


def test_who_is_not_blind_may_read_it(vault: OpenVault, case_id: str, first: str) -> None:
    begun(vault, case_id, first, "no")
    assert Records(vault).read(first).provenance.id == first


def test_other_ratings_and_other_kinds_are_read_meanwhile(vault: OpenVault, case_id: str, first: str) -> None:
    another = sign(vault, draft_with(vault, case_id, "spj", rating("Another")))
    note = signed(vault, case_id, "Words")
    begun(vault, case_id, first, "yes")
    assert Records(vault).read(another).provenance.id == another
    assert Records(vault).read(note).provenance.id == note


def test_nothing_of_an_item_or_judgement_is_told_by_a_list_or_a_search(
    vault: OpenVault, case_id: str, first: str
) -> None:
    begun(vault, case_id, first, "yes")
    assert Search(vault).find("first said so") == ()
    (entry,) = Chronology(vault).page(case_id, kinds=("spj",)).rows
    assert "The first said so" not in f"{entry.title} {entry.first_sentence}"


def test_a_first_rating_has_no_other_to_lie_beside(vault: OpenVault, first: str) -> None:
    with pytest.raises(NotFound):
        Records(vault).raters(first)
