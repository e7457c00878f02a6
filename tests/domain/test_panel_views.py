"""What an agency said at a panel: what is asked of each, and the whole record that it becomes."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.fields.answers import AGENCIES
from app.domain.fields.content import to_plain
from app.domain.kinds.panel.content import Panel
from app.domain.kinds.panel.view import View, becomes
from app.domain.kinds.parts import collateral, voice
from app.domain.kinds.parts.collateral import SOURCES
from app.domain.kinds.registry import KINDS
from app.domain.records.drawing import split_off
from app.domain.values.dates import ClinicalDate
from tests.asked import missing

ON = ClinicalDate(2026, 11, 18)
GIVEN = View(
    agency="advocate",
    by="R. Lind, advocate",
    view="V1 sleeps badly",
    dissents="yes",
    victim="V1",
    whose="advocate",
    findable="no",
    consent=("panel",),
    limits_told="yes",
    safety_now="same",
    contact_since="none",
)


def codes(choices: tuple[object, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *(each.code for each in choices)])  # type: ignore[attr-defined]


def views() -> st.SearchStrategy[View]:
    """Rows as somebody leaves them: each answer given or open, also those of another agency."""
    words = st.sampled_from(["", "Said so"])
    return st.builds(
        View,
        agency=codes(AGENCIES),
        by=words,
        view=words,
        dissents=st.sampled_from(["", "yes", "no"]),
        contact=codes(collateral.CONTACT),
        victim=st.sampled_from(["", "V1"]),
        whose=codes(voice.WHOSE),
        findable=codes(voice.FINDABLE),
        consent=st.lists(codes(voice.CONSENTS).filter(bool), unique=True, max_size=2).map(tuple),
        consent_named=words,
        limits_told=st.sampled_from(["", "yes", "unknown"]),
        safety_now=codes(voice.SAFETY),
        contact_since=codes(voice.CONTACT),
        no_concern_why=words,
    )


@settings(max_examples=300)
@given(views())
def test_a_view_that_is_whole_becomes_a_record_that_is_whole(view: View) -> None:
    code, said = becomes(view, ON)
    made = KINDS[code].content(**said)
    assert (code == "victim_voice") == (view.agency == "advocate")
    if not missing(view):
        assert missing(made) == ()
    # Nothing is invented: an answer is one of the row, the day, or that nobody asked.
    answers = {*map(str, to_plain(view).values()), ON.to_wire(), "not_asked", "meeting", "None", ""}
    assert {str(each) for each in to_plain(made).values()} <= answers | {"()", "[]"}


def test_an_advocate_is_asked_what_a_victim_s_voice_asks_and_nobody_else_is() -> None:
    asked = [gap.path for gap in missing(View(agency="advocate", view="x", dissents="no"))]
    assert asked == [
        "by", "victim", "whose", "findable", "consent", "limits_told", "safety_now", "contact_since"
    ]  # fmt: skip
    assert missing(View(agency="police", view="x", dissents="no")) == ()
    assert missing(GIVEN) == ()


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({"findable": "yes"}, "findable"),
        ({"consent": ("panel", "health_only")}, "consent"),
        ({"consent": ("named",)}, "consent_named"),
        ({"safety_now": "less_safe"}, "no_concern_why"),
        ({"contact_since": "direct"}, "no_concern_why"),
    ],
)
def test_what_a_victim_s_voice_would_refuse_is_refused_in_the_row(
    changes: dict[str, object], asked: str
) -> None:
    assert [gap.path for gap in missing(replace(GIVEN, **changes))] == [asked]  # type: ignore[arg-type]


def test_the_panel_holds_neither_a_view_nor_their_number() -> None:
    police = View(
        agency="police", by="DC Arkell", view="Worried", dissents="no", contact="indirect", victim="V1"
    )
    bare, apart = split_off(Panel(question="Who?", views=(police, GIVEN)), ON)
    assert bare == Panel(question="Who?")
    heard, said = apart
    assert (heard.kind, said.kind) == ("collateral", "victim_voice")
    assert heard.said == {
        "agency": "police",
        "said_by": "DC Arkell",
        "detail": "Worried",
        "dissents": "no",
        "contact": "indirect",
        "covers": ON,
        "heard_on": ON,
    }
    assert (said.said["words"], said.said["advocate"], said.said["given_on"]) == (
        "V1 sleeps badly",
        GIVEN.by,
        ON,
    )
    assert becomes(replace(police, contact=""), ON)[1]["contact"] == "not_asked"


def test_every_agency_but_the_advocate_is_a_source_of_collateral() -> None:
    assert {each.code for each in SOURCES} == {each.code for each in AGENCIES} - {"advocate"}
