"""The victim's voice and safety concerns: for whom the victim agreed, by code, and never who or where they are."""

from datetime import date
from typing import Any

import pytest

from app.domain.fields.compartments import Compartment
from app.domain.kinds.registry import KINDS
from app.domain.kinds.safety_concern.content import SafetyConcern
from app.domain.kinds.victim_voice.content import VictimVoice
from app.domain.records import facets
from app.domain.records.drawing import facets_of
from app.domain.values.dates import ClinicalDate
from app.services.sharing.audiences import AUDIENCES, audience_of
from tests.asked import missing
from tests.written import written

DAY = ClinicalDate(2026, 11, 19)
ON = date(2026, 11, 29)
RECORD = "01a20000-0000-7000-8000-000000000009"


def voice(**changes: Any) -> VictimVoice:
    said = {
        "victim": "V1",
        "advocate": "S. Hale, advocacy service",
        "given_on": DAY,
        "consent": ("panel", "police"),
        "limits_told": "yes",
        "words": "I sleep with the light on",
        "whose": "own",
        "findable": "no",
        "safety_now": "same",
        "contact_since": "none",
    }
    return VictimVoice(**said | changes)


def concern(**changes: Any) -> SafetyConcern:
    said = {
        "about": "victim",
        "victims": ("V1",),
        "what": "A car that V does not know, on three evenings",
        "seen_on": DAY,
        "urgency": "this_week",
        "safeguarding": "none",
        "v_agrees": "yes",
        "ground": "consent",
        "because": "V asked for it",
    }
    return SafetyConcern(**said | changes)


def printed(code: str, content: object, audience: str, on: date = ON) -> list[tuple[str, str]]:
    parts = KINDS[code].block(written(content), audience_of(audience), on)
    return [(each.name, each.block.text) for each in parts]  # type: ignore[union-attr] # both give paragraphs


def gaps(content: object) -> list[tuple[str, str]]:
    return [(gap.label, gap.why) for gap in missing(content)]


def test_both_stand_in_the_third_party_compartment_alone() -> None:
    for code in ("victim_voice", "safety_concern"):
        assert KINDS[code].compartments == (Compartment.THIRD_PARTY,)


def test_words_by_which_a_victim_can_be_found_stop_the_signature() -> None:
    assert gaps(voice()) == []
    ((label, why),) = gaps(voice(findable="yes"))
    assert label == "Do these words say where, when or with whom V can be found?"
    assert why == (
        "Words by which V can be found never leave: write that part under what must not be said, and answer no"
    )


@pytest.mark.parametrize("alone", ["health_only", "not_asked", "unable"])
def test_what_is_for_health_alone_stands_alone(alone: str) -> None:
    assert gaps(voice(consent=(alone,))) == []
    ((label, why),) = gaps(voice(consent=("panel", alone)))
    assert (label, why) == (
        "Who may be told",
        "Health alone, not asked and could not be asked each stand alone",
    )


@pytest.mark.parametrize("worse", [{"safety_now": "less_safe"}, {"contact_since": "direct"}])
def test_less_safe_or_direct_contact_asks_for_a_safety_concern_or_why_none(worse: dict[str, str]) -> None:
    assert gaps(voice(**worse)) == [("Why no safety concern is raised", "")]
    assert gaps(voice(**worse, no_concern_why="Raised on the telephone today")) == []
    assert gaps(voice(**worse, concern=RECORD)) == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_voice_goes_to_whom_the_victim_agreed_and_nobody_else_sees_that_there_is_one(audience: str) -> None:
    text = (
        "V1, through the advocate, 19-Nov-2026: “I sleep with the light on” "
        "As safe as before. Contact since: none."
    )
    assert printed("victim_voice", voice(), audience) == (
        [("voice", text)] if audience in {"panel", "police"} else []
    )
    for alone in ("health_only", "not_asked", "unable"):
        assert printed("victim_voice", voice(consent=(alone,)), audience) == []


def test_the_advocate_s_words_are_not_in_quotation_marks_and_old_ones_say_so() -> None:
    ((_, text),) = printed("victim_voice", voice(whose="advocate", words="V keeps to the house"), "panel")
    assert "“" not in text
    ((_, text),) = printed("victim_voice", voice(), "panel", date(2027, 2, 17))
    assert "ago" not in text
    ((_, text),) = printed("victim_voice", voice(), "panel", date(2027, 2, 18))
    assert text.startswith("V1, through the advocate, 19-Nov-2026 (more than 90 days ago): ")


def test_contact_is_told_with_its_day_and_a_silence_as_a_silence() -> None:
    met = voice(contact_since="direct", contact_when=ClinicalDate(2026, 11, 17), safety_now="not_said")
    ((_, text),) = printed("victim_voice", met, "panel")
    assert text.endswith("How safe they feel: not said. Contact since: direct, 17-Nov-2026.")


def test_a_voice_tells_the_case_of_contact_that_was_asked_about() -> None:
    def reported(content: VictimVoice) -> list[tuple[str, str]]:
        drawn = facets_of(KINDS["victim_voice"], written(content))
        return [(each.contact, each.source) for each in drawn if isinstance(each, facets.Reported)]

    assert reported(voice(contact_since="indirect")) == [("indirect", "advocate")]
    assert reported(voice(contact_since="none")) == [("none", "advocate")]
    assert reported(voice(contact_since="not_asked")) == []


def test_a_concern_is_open_until_closed_with_what_was_done_and_told_or_why_not() -> None:
    assert gaps(concern()) == []
    assert gaps(concern(victims=())) == [("Victims", "")]
    assert gaps(concern(safeguarding="marac_referral")) == [("Made on", "")]
    assert [label for label, _ in gaps(concern(closed_on=DAY))] == [
        "Nothing was done, because",
        "Nobody was told, because",
        "Why it is closed",
    ]


@pytest.mark.parametrize(
    ("urgency", "by"),
    [
        ("now", DAY),
        ("today", DAY),
        ("this_week", ClinicalDate(2026, 11, 26)),
    ],
)
def test_a_concern_warns_by_code_and_falls_due(urgency: str, by: ClinicalDate) -> None:
    drawn = list(facets_of(KINDS["safety_concern"], written(concern(urgency=urgency))))
    (caution,) = (each for each in drawn if isinstance(each, facets.Caution))
    assert caution.words == "A safety concern is open about a victim (V1)."
    (due,) = (each for each in drawn if isinstance(each, facets.KeyDate))
    assert (due.what, due.on) == ("Safety concern", by)
    closed = facets_of(KINDS["safety_concern"], written(concern(closed_on=DAY, closed_why="Known car")))
    assert [each for each in closed if isinstance(each, facets.Caution | facets.KeyDate)] == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_concern_goes_to_those_who_act_on_it(audience: str) -> None:
    of_victim = {"panel", "mappa", "police", "advocate"}
    assert bool(printed("safety_concern", concern(), audience)) == (audience in of_victim)
    child = concern(about="child", victims=())
    assert bool(printed("safety_concern", child, audience)) == (audience in of_victim - {"advocate"})
    closed = concern(closed_on=DAY, closed_why="A neighbour's")
    assert printed("safety_concern", closed, audience) == []


def test_a_concern_says_what_was_not_done_yet() -> None:
    ((_, text),) = printed("safety_concern", concern(), "panel")
    assert text == (
        "A victim, V1, this week: A car that V does not know, on three evenings (seen 19-Nov-2026). "
        "Nothing done yet. Nobody told yet."
    )
    # Why nothing was done reads as that, and never as what was done.
    decided = concern(nothing_done="Police watch the car", nobody_told="V told them herself")
    ((_, text),) = printed("safety_concern", decided, "panel")
    assert text.endswith("Nothing done: Police watch the car. Nobody told: V told them herself.")


def test_the_reference_of_a_referral_that_is_made_later_can_be_said() -> None:
    amends = KINDS["safety_concern"].amends
    assert amends is not None
    assert {"safeguarding", "made_on", "made_reference"} <= amends
