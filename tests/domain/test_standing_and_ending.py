"""How far an act stands and when an order or a spell ends, as the time axis is told: what the record says, no more."""

from dataclasses import replace

import pytest

from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.kinds import custody, incident, order
from app.domain.kinds.custody.content import Custody
from app.domain.kinds.incident.content import Incident
from app.domain.kinds.order.content import Order
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
HELD = Custody(status="remand", establishment="HMP Example", starts=ClinicalDate(2026, 4, 1))


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
