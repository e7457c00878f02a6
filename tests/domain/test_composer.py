"""How reports are composed, whatever they are: what is heard of several records, and to whom a report is offered."""

from dataclasses import replace

import pytest

from app.domain.fields.compartments import Knowledge
from app.domain.fields.sharing import Share
from app.domain.records.blocks import Facts, Paragraph, Part, Placed
from app.domain.reports.composer import Given, Relied, insist_on_policy, noticed
from app.domain.reports.registry import REPORTS, usual
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
    for code, report in REPORTS.items():
        assert report.code == code
        assert report.title
        assert report.audiences <= set(AUDIENCES)
    panel = usual("panel")
    assert panel is not None
    assert panel.code == "panel_summary"
    assert usual("nobody") is None
