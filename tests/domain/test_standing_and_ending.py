"""How far an act stands and when an order or a spell ends, as the time axis is told: what the record says, no more."""

from dataclasses import replace

import pytest

from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.kinds import custody, incident, order
from app.domain.kinds.custody.content import Custody, Spell
from app.domain.kinds.incident.content import Incident
from app.domain.kinds.order.content import Order, Variation
from app.domain.records.facets import AxisEvent
from app.domain.records.heading import Heading
from app.domain.records.kind import Kind
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate

SIGNED, LATER = ClinicalDate(2026, 11, 20), ClinicalDate(2028, 3, 31)
EARLIER = ClinicalDate(2026, 7, 23)
HEADING = Heading(
    id="1",
    series="1",
    version=1,
    case="c",
    compartment=Compartment.CLINICAL,
    event=ClinicalDate(2026, 4, 1),
    knowledge=Knowledge.BY_FIELD,
    source="",
    author="Rowan",
    signed_at="2026-11-20T10:00:00Z",
)
ORDER = Order(order_type="community", status="in_force", starts=ClinicalDate(2026, 4, 1), duration="fixed")
BEGUN = ClinicalDate(2026, 4, 1)
HELD = Custody(spells=(Spell(status="remand", place="HMP Example", begins=BEGUN),))


def drawn(kind: Kind, content: object) -> AxisEvent:
    """What the time axis is told of a record."""
    (event,) = (each for each in kind.facets(Written(HEADING, content)) if isinstance(each, AxisEvent))
    return event


def test_a_breach_does_not_hide_that_an_act_was_serious() -> None:
    both = drawn(incident.KIND, Incident(behaviour="threat", severity="grave", breach="yes"))
    assert (both.serious, both.breached) == (True, True)
    alleged = drawn(incident.KIND, Incident(behaviour="threat", severity="intrusive", breach="alleged"))
    assert (alleged.serious, alleged.breached) == (False, False)


@pytest.mark.parametrize(
    ("changed", "end", "words"),
    [
        ({"ends": LATER}, LATER, "to 31-Mar-2028"),
        ({"duration": "further_order"}, None, "until further order"),
        ({"duration": "event", "ends_note": "Hearing"}, None, "until an event"),
        ({"duration": "unknown"}, None, "end not known"),
        ({"ends": EARLIER, "status": "expired"}, EARLIER, "to 23-Jul-2026"),
        ({"ends": EARLIER, "status": "discharged"}, EARLIER, "discharged or revoked 23-Jul-2026"),
        # The day on which it would have run out is not the day on which it was cut short.
        (
            {"ends": LATER, "status": "discharged"},
            replace(SIGNED, about=True),
            "discharged or revoked, day not given",
        ),
        (
            {"status": "varied", "duration": "further_order"},
            replace(SIGNED, about=True),
            "varied, day not given",
        ),
        # Nobody typed a status: the dates say it.
        ({"status": "", "ends": LATER}, LATER, "to 31-Mar-2028"),
        (
            {"status": "", "ends": LATER, "ended_on": EARLIER, "ended_how": "revoked"},
            EARLIER,
            "revoked 23-Jul-2026",
        ),
        ({"status": "", "duration": "unknown"}, replace(SIGNED, about=True), "end not known"),
        (
            {
                "status": "",
                "ends": EARLIER,
                "variations": (Variation(on=ClinicalDate(2026, 7, 1), what="Longer", new_end=LATER),),
            },
            LATER,
            "to 31-Mar-2028",
        ),
    ],
)
def test_an_order_ends_when_its_record_says(
    changed: dict[str, object], end: ClinicalDate | None, words: str
) -> None:
    event = drawn(order.KIND, replace(ORDER, **changed))
    assert (event.end, event.ending) == (end, words)


@pytest.mark.parametrize(
    ("changed", "end", "words"),
    [
        ({"ends": EARLIER}, EARLIER, "to 23-Jul-2026"),
        ({"expected_release": LATER}, None, "release expected 31-Mar-2028"),
        ({}, None, "end not known"),
        ({"ends": ClinicalDate()}, replace(SIGNED, about=True), "released, day not known"),
    ],
)
def test_a_spell_runs_until_a_release_is_told(
    changed: dict[str, object], end: ClinicalDate | None, words: str
) -> None:
    event = drawn(custody.KIND, replace(HELD, **changed))
    assert (event.end, event.ending) == (end, words)


def bars(content: Custody) -> list[tuple[str, ClinicalDate, ClinicalDate | None, str]]:
    """Each bar of a stay: what it is, from when, to when, and that in words."""
    events = [e for e in custody.KIND.facets(Written(HEADING, content)) if isinstance(e, AxisEvent)]
    return [(each.label, each.start, each.end, each.ending) for each in events]


def test_a_remand_that_becomes_a_sentence_is_two_bars_of_one_stay() -> None:
    sentenced, released = ClinicalDate(2026, 7, 23), ClinicalDate(2026, 9, 11)
    spells = (
        Spell(status="remand", place="HMP Aldercross", begins=ClinicalDate(2026, 6, 22), ends=sentenced),
        Spell(status="sentenced", place="HMP Aldercross", begins=sentenced),
    )
    assert bars(Custody(spells=spells, ends=released)) == [
        ("Remand, HMP Aldercross", ClinicalDate(2026, 6, 22), sentenced, "to 23-Jul-2026"),
        ("Sentenced, HMP Aldercross", sentenced, released, "to 11-Sep-2026"),
    ]
    held = Custody(spells=spells, expected_release=released)
    assert bars(held)[1] == ("Sentenced, HMP Aldercross", sentenced, None, "release expected 11-Sep-2026")


@pytest.mark.parametrize(
    "nothing",
    [
        Order(order_type="spo", applied_on=BEGUN),
        Order(order_type="spo", applied_on=BEGUN, refused_on=EARLIER),
        Order(order_type="spo", status="applied", made=BEGUN, starts=BEGUN),
        Order(order_type="spo", status="refused", made=BEGUN, starts=BEGUN),
    ],
)
def test_an_order_that_was_never_made_has_no_bar(nothing: Order) -> None:
    assert [
        each for each in order.KIND.facets(Written(HEADING, nothing)) if isinstance(each, AxisEvent)
    ] == []


def test_a_bar_has_a_tick_at_each_variation_and_says_so() -> None:
    varied = (Variation(on=EARLIER, what="The date of a requirement"),)
    event = drawn(order.KIND, replace(ORDER, status="", ends=LATER, variations=varied))
    assert (event.ticks, event.words) == ((EARLIER,), "Community order, varied 23-Jul-2026")
