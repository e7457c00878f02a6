"""How reports are composed, whatever they are: what is heard of several records, and which report is for whom."""

from dataclasses import replace

import pytest

from app.domain.fields.compartments import Knowledge
from app.domain.fields.sharing import Share
from app.domain.records.blocks import Facts, Paragraph, Part, Placed
from app.domain.reports.composer import Given, Relied, insist_on_policy, noticed
from app.domain.reports.offered import AUDIENCES as ORDER
from app.domain.reports.offered import TITLES, USUAL, Offer, offer_of, reports_for
from app.domain.reports.registry import REPORTS, made_for, report_for
from app.errors import NotAcceptable
from tests.planted import AUDIENCES


def given(kind: str, record: str, text: str, rank: int = 0, *, every: bool = False) -> Given:
    """A text that a record gave."""
    block = Paragraph(text=text, share=(Share.RISK,))
    return Given(kind, record, Placed(part=Part.LAW, name="said", block=block, rank=rank, every=every))


def relied(*rows: Given) -> Relied:
    """What records gave, newest first."""
    newest: dict[str, str] = {}
    for each in rows:
        newest.setdefault(each.kind, each.record_id)
    return Relied(rows, newest)


def test_of_a_kind_its_newest_record_is_heard_unless_each_counts() -> None:
    rows = relied(given("a", "a2", "new"), given("a", "a1", "old"), given("a", "a1", "each", every=True))
    assert [each.text for each in rows.heard(Paragraph, Part.LAW, "said")] == ["new", "each"]
    assert rows.heard(Paragraph, Part.HEALTH, "said") == rows.heard(Facts, Part.LAW, "said") == []


def test_the_lowest_rank_that_says_anything_goes_first_and_names_its_record() -> None:
    rows = relied(given("a", "a1", "second", 1), given("b", "b1", "first"), given("c", "c1", ""))
    text = rows.text(Part.LAW, "said")
    assert text is not None
    assert (text.text, text.cites, text.share) == ("first", ("b1",), (Share.RISK,))
    assert relied(given("c", "c1", "")).text(Part.LAW, "said") is None


def test_what_a_record_alleges_stands_apart_from_what_was_seen() -> None:
    """Whatever stands beside it: how a record says that it is known goes with everything that it gave."""
    seen, alleged = given("a", "a1", "Seen", every=True), given("a", "a2", "Told", every=True)
    rows = relied(replace(seen, knowledge=Knowledge.SEEN), replace(alleged, knowledge=Knowledge.ALLEGATION))
    flags = list(noticed(*rows.heard(Paragraph, Part.LAW, "said")))
    assert [(each.text, each.known, each.cites) for each in flags] == [
        ("Seen", "", ("a1",)),
        ("Told", "Alleged.", ("a2",)),
    ]


def test_a_block_of_a_class_that_is_not_admitted_stops_the_report() -> None:
    told = (Paragraph(text="x", share=(Share.RISK, Share.DIAGNOSIS)),)
    insist_on_policy(told, AUDIENCES["police"], frozenset({Share.DIAGNOSIS}))
    with pytest.raises(RuntimeError, match="does not get"):
        insist_on_policy(told, AUDIENCES["police"], frozenset())


def test_a_report_is_offered_to_audiences_that_there_are() -> None:
    assert set(ORDER) == set(AUDIENCES)
    for code, report in REPORTS.items():
        assert (report.code, report.title) == (code, TITLES[code])
        assert {each for each in report.audiences if offer_of(code, each) is not None} == report.audiences
    for audience in AUDIENCES:
        assert USUAL[audience] == reports_for(audience)[0]
    assert offer_of("court_chronology", "panel") is Offer.ASKED
    assert offer_of("gp_letter", "gp") is Offer.AS_IT_IS
    assert [offer_of("consultation_note", each) for each in ("advocate", "gp", "court", "person")] == [
        None
    ] * 4


def test_which_report_is_made_for_whom() -> None:
    """What the table leaves blank is refused; what it offers and nobody can make yet says so."""
    assert report_for("panel").code == report_for("police").code == "panel_summary"
    assert report_for("mappa", "consultation_note").code == "consultation_note"
    for audience in AUDIENCES:
        made = [each.code for each in made_for(audience)]
        for code in TITLES:
            if code in made:
                assert report_for(audience, code).code == code
                continue
            why = (
                "is not for that audience" if offer_of(code, audience) is None else "cannot be made for that"
            )
            with pytest.raises(NotAcceptable, match=why):
                report_for(audience, code)
    with pytest.raises(NotAcceptable, match="There is no report by that name: there is panel_summary, "):
        report_for("panel", "summary")
