"""A search finds what stands in open records, whatever is typed, and nothing that is sealed."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.domain.fields.compartments import Compartment
from app.models.tables import LedgerRow
from app.services.cases.everywhere import SearchEverywhere
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.records.search import match_expression
from app.services.vault.open_vault import OpenVault
from tests.builders import add_case
from tests.confirmed import sign
from tests.every_form import EveryForm
from tests.searching import Search
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


def test_only_the_last_word_may_be_unfinished(office: OpenVault) -> None:
    assert match_expression(office, "grey her") == '"grey" AND "her"*'
    assert match_expression(office, '"grey her"') == '"grey her"'
    assert match_expression(office, "!?") == ""


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
    SearchEverywhere(filled).find("heron")
    with filled.database.read() as session:
        last = session.execute(
            select(LedgerRow).where(LedgerRow.action == "search").order_by(LedgerRow.seq.desc()).limit(1)
        ).scalar_one()
        assert last.detail == '{"hits":2}'


def test_no_more_is_found_than_asked_for(filled: OpenVault) -> None:
    assert len(Search(filled).find("heron", limit=1)) == 1


NOTES = {
    "call": "Call from 07700 900123 at night, about 07700 900 456 in the morning; +44 113 496 0000 for work.",
    "street": "Met Łukasz and Ørjan at Straße 4. Zoë and Đorđe came too; Ægir did not. Dŵr, smörgås, naïve, coöperate.",
    "scores": "PHQ-9 fell to 12; CORE-10 rose. GAD7 as before. NHS number 943 476 5919. Car AB12 CDE near LS1 4AP.",
    "names": "Mrs O’Dowd and Ms Smith-Jones agreed with Mr D'Arcy. Wyn Jones\u2019s letter came.",
    "risk": "Risk of re-offending and self\u2011harm. A follow\u2010up is due. Mother-in-law told; co-operative.",
    "other": "Слово, λόγος, كتاب, 漢字. He isn’t well; 3-5 calls, 10.5 mg.",
}


@pytest.fixture(scope="module")
def notes(office: OpenVault) -> OpenVault:
    """A vault with notes as they are written, each named by its heading."""
    case_id = add_case(office, "Noted")
    for heading, story in NOTES.items():
        signed_form(office, case_id, heading=f"zzq {heading}", story=story)
    return office


def noted(vault: OpenVault, typed: str) -> set[str]:
    return {heading.removeprefix("zzq ") for heading in found(vault, typed) if heading.startswith("zzq ")}


@pytest.mark.parametrize(
    ("note", "typed"),
    [
        *(
            ("call", typed)
            for typed in (
                "07700900123",
                "07700 900123",
                "07700 900 123",
                "0770 0900123",
                "(07700) 900123",
                "07700-900-123",
                "+44 7700 900123",
                "+447700900123",
                "0044 7700 900123",
                "00447700900123",
                "447700900123",
                "+44 (0)7700 900123",
                '"07700 900123"',
                "0770090",
                "call 07700900123 night",
                "07700900456",
                "07700 900456",
                "0113 496 0000",
                "01134960000",
                "0113 4960000",
                "+441134960000",
            )
        ),
        *(
            ("street", typed)
            for typed in (
                "Lukasz",
                "Łukasz",
                "ŁUKASZ",
                "lukas",
                "Orjan",
                "Ørjan",
                "Strasse",
                "STRASSE",
                "Straße",
                "strass",
                "Zoe",
                "zoë",
                "zoe\u0308",
                "Dorde",
                "Aegir",
                "Ægir",
                "dwr",
                "Dŵr",
                "smorgas",
                "naive",
                "cooperate",
                '"met lukasz and orjan"',
                "lukasz strasse",
            )
        ),
        *(
            ("scores", typed)
            for typed in (
                "PHQ9",
                "PHQ-9",
                "PHQ 9",
                "phq9",
                "phq–9",
                "CORE10",
                "core 10",
                "GAD7",
                "GAD-7",
                "GAD 7",
                "9434765919",
                "943 476 5919",
                "943-476-5919",
                "AB12CDE",
                "ab12 cde",
                "ab12cde",
                "LS14AP",
                "ls1 4ap",
            )
        ),
        *(
            ("names", typed)
            for typed in (
                "ODowd",
                "O'Dowd",
                "O’Dowd",
                "OʼDowd",
                "o dowd",
                "Dowd",
                "odow",
                "Smith-Jones",
                "SmithJones",
                "Smith Jones",
                "smith‐jones",
                "DArcy",
                "D’Arcy",
                '"Mrs ODowd"',
                '"mrs o\'dowd and ms smithjones"',
                '"Mrs O\'Dowd"',
                "Jones's",
                "ODowd agreed",
            )
        ),
        *(
            ("risk", typed)
            for typed in (
                "reoffending",
                "re-offending",
                "re offending",
                "re‑offending",
                "selfharm",
                "self-harm",
                "self harm",
                "followup",
                "follow-up",
                "follow up",
                "motherinlaw",
                "mother-in-law",
                "cooperative",
                "co-operative",
                '"risk of reoffending"',
                '"self-harm"',
            )
        ),
        *(
            ("other", typed)
            for typed in ("слово", "λόγος", "λογος", "كتاب", "漢字", "isnt", "isn't", "isn’t", "10.5", "3-5")
        ),
    ],
)
def test_finds_whatever_way_it_was_written_and_is_typed(notes: OpenVault, note: str, typed: str) -> None:
    assert note in noted(notes, typed)
    hit = next(hit for hit in Search(notes).find(typed) if any(piece.hit for piece in hit.passage))
    assert "".join(piece.text for piece in hit.passage).strip("…")


@pytest.mark.parametrize(
    "typed",
    [
        "07700900124",
        "0770 900123",
        "35",
        "105",
        "ukasz",
        "trasse",
        '"mrs dowd"',
        "HQ9",
        "offendingre",
        "4AP LS9",
        "AB12 CDF",
    ],
)
def test_finds_nothing_that_nobody_meant(notes: OpenVault, typed: str) -> None:
    assert noted(notes, typed) == set()


def test_a_passage_is_the_text_itself_with_the_right_places_marked(notes: OpenVault) -> None:
    (hit,) = Search(notes).find('07700900123 "night"')
    text = "".join(piece.text for piece in hit.passage)
    assert text == f"zzq call\n{NOTES['call']}"
    assert [piece.text for piece in hit.passage if piece.hit] == ["07700 900123", "night"]


def test_a_passage_of_a_long_text_is_about_what_was_looked_for(office: OpenVault) -> None:
    story = (
        "filler words go on " * 300 + "until the zitherplayer of the\nsecond Straße plays " + "and on " * 300
    )
    signed_form(office, add_case(office, "Long"), heading="long", story=story)
    (hit,) = Search(office).find("strasse zitherplayer")
    assert [piece.text for piece in hit.passage if piece.hit] == ["zitherplayer", "Straße"]
    text = "".join(piece.text for piece in hit.passage)
    assert text.startswith("…")
    assert text.endswith("…")
    assert len(text) < 300


def test_how_many_match_is_said_with_the_best(notes: OpenVault) -> None:
    page = Search(notes).page("zzq", limit=2)
    assert (len(page.rows), page.matching) == (2, len(NOTES))
