"""A search finds what stands in open records, whatever is typed, and nothing that is sealed."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.domain.fields.compartments import Compartment
from app.models.tables import LedgerRow
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.records.search import Piece, Search, match_expression, pieces
from app.services.vault.open_vault import OpenVault
from tests.builders import add_case
from tests.confirmed import sign
from tests.every_form import EveryForm
from tests.services.test_records import signed_form


@pytest.fixture(scope="module")
def filled(office: OpenVault) -> OpenVault:
    """A vault with three records to find."""
    case_id = add_case(office)
    signed_form(office, case_id, heading="one", story="The grey heron waited by the café. NEAR the gate")
    signed_form(office, case_id, heading="two", story="A heron flew; nothing grey about it")
    signed_form(office, case_id, heading="three", story="Quite another matter", secret="unsearched egret")
    signed_form(office, case_id, Compartment.MAPPA, heading="four", story="The sealed heron")
    return office


def found(vault: OpenVault, typed: str) -> set[str]:
    """The headings of what is found."""
    views = [Records(vault).read(hit.record_id) for hit in Search(vault).find(typed)]
    return {view.sheet.content.heading for view in views}


@pytest.mark.parametrize(
    ("typed", "headings"),
    [
        ("heron", {"one", "two"}),
        ("HERON", {"one", "two"}),
        ("her", {"one", "two"}),
        ("heron grey", {"one", "two"}),
        ("her grey", set()),
        ('"grey heron"', {"one"}),
        ('"grey her', {"one", "two"}),
        ('"heron grey"', set()),
        ("cafe", {"one"}),
        ("CAFÉ", {"one"}),
        ("cafe\u0301", {"one"}),
        ("eron", set()),
        ("egret", set()),
        ("sealed", set()),
        ("heron unicorn", set()),
        ("grey-heron", {"one"}),
    ],
)
def test_finds_what_is_meant(filled: OpenVault, typed: str, headings: set[str]) -> None:
    assert found(filled, typed) == headings


@pytest.mark.parametrize(
    ("typed", "headings"),
    [
        ('"', set()),
        ('""', set()),
        ("*", set()),
        ("heron*", {"one", "two"}),
        ("NEAR(heron grey)", set()),
        ("NEAR", {"one"}),
        ("heron NOT grey", set()),
        ("heron OR matter", set()),
        ("body: heron", set()),
        ("{title body}: heron", set()),
        ("-heron", {"one", "two"}),
        ("^heron", {"one", "two"}),
        ("heron + grey", {"one", "two"}),
        ("'; DROP TABLE record_text; --", set()),
        ("_ heron", {"one", "two"}),
        ("\N{BIRD} heron", {"one", "two"}),
        ("\N{BIRD}", set()),
        ("heron\x00", {"one", "two"}),
        ("\ud800 heron", {"one", "two"}),
        ("(", set()),
        ("\\", set()),
        ("%", set()),
        ("", set()),
        ("   ", set()),
    ],
)
def test_signs_are_no_commands(filled: OpenVault, typed: str, headings: set[str]) -> None:
    assert found(filled, typed) == headings


@pytest.mark.parametrize(
    "typed",
    ["heron " * 2000, "h" * 10_000, '"' * 10_000, "a b " * 2500, '"heron ' * 1500, "* " * 5000],
    ids=["words", "letters", "quotes", "two words", "open quotes", "stars"],
)
def test_the_longest_query_is_answered(filled: OpenVault, typed: str) -> None:
    assert found(filled, typed) <= {"one", "two"}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.text(st.characters(exclude_categories=()) | st.sampled_from('"*():^-+{} NEAROT'), max_size=30)
)
def test_any_query_is_answered(filled: OpenVault, typed: str) -> None:
    assert len(Search(filled).find(typed)) <= 3


def test_a_passage_marks_what_was_looked_for(filled: OpenVault) -> None:
    hit = Search(filled).find('"quite another"')[0]
    assert [piece.text for piece in hit.passage if piece.hit] == ["Quite another"]
    assert "".join(piece.text for piece in hit.passage).endswith("Quite another matter")
    assert (hit.kind, hit.event, hit.title) == ("every_form", "2026-11-23", "Level None")


def test_a_passage_is_cut_into_runs_without_losing_any() -> None:
    assert pieces("a \x02b\x03 c\x02d\x03") == (
        Piece("a ", hit=False),
        Piece("b", hit=True),
        Piece(" c", hit=False),
        Piece("d", hit=True),
    )


def test_only_the_last_word_may_be_unfinished() -> None:
    assert match_expression("grey her") == '"grey" "her"*'
    assert match_expression('"grey her"') == '"grey her"'
    assert match_expression("!?") == ""


def test_a_superseded_version_is_not_found(office: OpenVault, a_case: str) -> None:
    old = signed_form(office, a_case, heading="kingfisher")
    draft = Records(office).new_version(old)
    assert found(office, "kingfisher") == {"kingfisher"}
    Drafts(office).save(draft.id, replace(draft.sheet, content=EveryForm(heading="dipper")), draft.revision)
    sign(office, draft.id)
    assert found(office, "kingfisher") == set()
    assert found(office, "dipper") == {"dipper"}


def test_a_draft_is_not_found(office: OpenVault, a_case: str) -> None:
    draft = Drafts(office).begin(a_case, "every_form")
    Drafts(office).save(draft.id, replace(draft.sheet, content=EveryForm(heading="curlew")), draft.revision)
    assert found(office, "curlew") == set()


def test_that_a_search_was_made_is_noted_and_not_what_for(filled: OpenVault) -> None:
    Search(filled).find("heron")
    with filled.database.read() as session:
        last = session.execute(
            select(LedgerRow).where(LedgerRow.action == "search").order_by(LedgerRow.seq.desc()).limit(1)
        ).scalar_one()
        assert last.detail == '{"hits":2}'


def test_no_more_is_found_than_asked_for(filled: OpenVault) -> None:
    assert len(Search(filled).find("heron", limit=1)) == 1
