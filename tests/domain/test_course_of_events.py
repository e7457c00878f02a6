"""Incidents, orders and custody: what the time axis is drawn from."""

import pytest

from app.domain.fields.content import search_text, specs
from app.domain.fields.sharing import Share
from app.domain.kinds import custody, incident, order
from app.domain.kinds.custody.content import Custody, Spell
from app.domain.kinds.incident.content import Incident
from app.domain.kinds.order.content import Condition, Order, Requirement
from app.domain.values.dates import ClinicalDate
from tests.asked import missing

RECORD = "01990000-0000-7000-8000-000000000001"
DAY = ClinicalDate(2028, 8, 14)
SERVED = ClinicalDate(2026, 8, 14)


def asked(content: object) -> set[str]:
    """What an answer calls for beyond what an empty record of its kind asks."""
    return {gap.path for gap in missing(content)} - {gap.path for gap in missing(type(content)())}


@pytest.mark.parametrize(
    ("breach", "more"), [("yes", {"order"}), ("alleged", {"order"}), ("no_order", set()), ("unknown", set())]
)
def test_asks_which_order_was_breached(breach: str, more: set[str]) -> None:
    assert asked(Incident(breach=breach)) == more
    assert asked(Incident(breach=breach, order=RECORD)) == set()


def test_asks_for_the_conditions_of_conditional_handling() -> None:
    assert asked(Incident(handling="conditions")) == {"handling_conditions"}
    assert asked(Incident(handling="permitted")) == set()


def test_leaves_the_grading_of_intelligence_with_its_originator() -> None:
    # How it may be handled goes with it: nobody is told of it without.
    graded = {spec.name for spec in specs(Incident) if spec.share is Share.INTELLIGENCE}
    assert graded == {"source_grade", "information_grade"}


def test_finds_incidents_by_behaviour_channel_and_victim_code() -> None:
    found = search_text(Incident(behaviour="threat", also=("gifts",), channel="post", victims=("V2",)))
    assert found.splitlines() == ["Threat", "Gifts or objects left", "Post or delivery", "V2"]


def test_titles_an_incident_by_behaviour_codes_and_breach() -> None:
    made = Incident(behaviour="threat", victims=("V1", "V2"), breach="alleged", description="Private")
    assert incident.KIND.title_of(made) == "Threat, to V1, V2: breach alleged; alleged"
    denied = Incident(behaviour="threat", person_says="denies", said_to="police", outcome="charged")
    assert incident.KIND.title_of(denied) == "Threat; denied to police; charged, not tried"
    assert incident.KIND.title_of(Incident()) == "Incident"


@pytest.mark.parametrize(
    ("duration", "more"),
    [("fixed", {"ends"}), ("event", {"ends_note"}), ("further_order", set()), ("unknown", set())],
)
def test_asks_for_an_end_only_where_an_order_has_one(duration: str, more: set[str]) -> None:
    assert asked(Order(duration=duration)) == more


def test_asks_for_what_a_made_order_has_and_one_applied_for_has_not() -> None:
    assert asked(Order(made=SERVED)) == {"starts", "duration"}
    assert asked(Order(applied_on=SERVED)) == set()
    assert "made" not in {gap.path for gap in missing(Order(applied_on=SERVED))}
    assert asked(Order(order_type="spo")) == {"route"}
    assert asked(Order(ended_on=SERVED)) == {"ended_how"}
    assert asked(Order(ended_how="revoked")) == {"ended_on"}


def test_asks_for_the_wording_of_terms() -> None:
    made = Order(conditions=(Condition(),), requirements=(Requirement(),))
    assert asked(made) == {
        "conditions.0.about",
        "conditions.0.wording",
        "requirements.0.sort",
        "requirements.0.wording",
        "requirements.0.due",
        "requirements.0.progress",
    }
    assert "requirements.0.due" not in asked(Order(requirements=(Requirement(continuing="yes"),)))


def test_titles_an_order_by_how_long_it_runs() -> None:
    assert order.KIND.title_of(Order(order_type="restraining_conviction", duration="fixed", ends=DAY)) == (
        "Restraining order on conviction, until 14-Aug-2028"
    )
    ended = Order(order_type="community", made=SERVED, ended_on=SERVED, ended_how="revoked", ends=DAY)
    assert order.KIND.title_of(ended) == "Community order, revoked 14-Aug-2026"
    assert order.KIND.title_of(Order(order_type="spo", applied_on=SERVED)) == (
        "Stalking protection order, applied for 14-Aug-2026"
    )
    endless = Order(order_type="spo", duration="further_order")
    assert order.KIND.title_of(endless) == "Stalking protection order, until further order"
    assert order.KIND.title_of(Order()) == "Order"


def test_asks_for_an_expected_release_while_held_and_how_when_released() -> None:
    assert {"expected_release"} <= {gap.path for gap in missing(Custody())}
    assert "expected_release" not in {gap.path for gap in missing(Custody(expected_release=ClinicalDate()))}
    released = {gap.path for gap in missing(Custody(ends=SERVED))}
    assert "release_type" in released
    assert "expected_release" not in released


def test_asks_for_detail_of_contact_attempted_from_custody() -> None:
    assert asked(Custody(contact_attempted="yes")) == {"contact_detail"}
    assert asked(Custody(contact_attempted="unknown")) == set()


def test_titles_custody_by_status_and_dates() -> None:
    begun = ClinicalDate(2026, 3)
    remand = Spell(status="remand", begins=begun, ends=SERVED)
    both = (remand, Spell(status="sentenced", begins=SERVED))
    assert custody.KIND.title_of(Custody(spells=(remand,))) == "Remand, since Mar-2026"
    assert custody.KIND.title_of(Custody(spells=both, ends=DAY)) == (
        "Remand, then sentenced, Mar-2026 to 14-Aug-2028"
    )
    assert custody.KIND.title_of(Custody()) == "Custody"
