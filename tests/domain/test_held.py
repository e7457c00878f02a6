"""What holds of a subject depends on what was stated of it, and not on the order in which it arrived."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.facts.event import Basis, Event
from app.domain.facts.fact import Fact, OnFork
from app.domain.facts.held import Held, Stated, held
from app.domain.facts.person import AWARENESS, DETAILS
from app.domain.fields.rights import Right
from app.domain.values.author import Author

TERMS: Final = Fact(
    code="test.terms",
    title="Terms",
    subject="person",
    values=object,
    right=Right.CHANGE_PERSON,
    on_fork=OnFork.UNION,
)
FACTS: Final = {each.code: each for each in (AWARENESS, DETAILS, TERMS)}
AWARE: Final = ("unaware", "aware", "engaged", "unknown")
ROWAN: Final = Author(id="s1", name="Dr Rowan Ashdown", role="Psychologist", registration="HCPC PYL999001")


@dataclass
class Office:
    """Several devices that state facts of one person, and hear of each other's now and then."""

    known: dict[str, dict[str, Stated]] = field(default_factory=dict)
    stated: list[Stated] = field(default_factory=list)

    def state(self, device: str, fact: str, after: Mapping[str, Any], at: int) -> Stated:
        """State something after all that the device knows."""
        seen = self.known.setdefault(device, {})
        followed = {digest for each in seen.values() for digest in each.event.previous}
        heads = sorted(seen.keys() - followed)
        number = 1 + max((seen[digest].event.number for digest in heads), default=0)
        digest = f"{len(self.stated):064x}"
        event = Event(
            vault="v",
            id=digest,
            device=device,
            at=f"2026-11-23T09:{at:02}:00.000Z",
            offset_minutes=0,
            fact=fact,
            version=1,
            subject=("person", "p"),
            case=None,
            number=number,
            previous=tuple(heads),
            author=ROWAN,
            key="k",
            before={},
            after=after,
            reason="",
            basis=Basis.MEMBER,
            salt="",
        )
        made = Stated(digest, event)
        self.stated.append(made)
        seen[digest] = made
        return made

    def hear(self, device: str, of: str) -> None:
        """Take over all that another device knows."""
        self.known.setdefault(device, {}).update(self.known.get(of, {}))

    def holds(self) -> Held:
        """What holds after all of it."""
        return held(self.stated, FACTS)


devices = st.sampled_from(("a", "b", "c"))
statements = st.one_of(
    st.tuples(st.just(AWARENESS.code), st.sampled_from(AWARE).map(lambda said: {"awareness": said})),
    st.tuples(st.just(DETAILS.code), st.sampled_from(("Fox", "Lee")).map(lambda name: {"family_name": name})),
    st.tuples(
        st.just(TERMS.code), st.lists(st.sampled_from("uvwxyz"), unique=True).map(lambda one: {"terms": one})
    ),
)
acts = st.lists(
    st.tuples(devices, st.one_of(statements, devices), st.integers(0, 59)), min_size=1, max_size=14
)


def played(acts_: list[tuple[str, Any, int]]) -> Office:
    """The office after these acts: a statement, or hearing of another device."""
    office = Office()
    for device, act, at in acts_:
        if isinstance(act, str):
            office.hear(device, act)
        else:
            office.state(device, *act, at)
    return office


@given(acts, st.integers())
def test_no_order_of_arrival_changes_what_holds(acts_: list[tuple[str, Any, int]], seed: int) -> None:
    office = played(acts_)
    shuffled = list(office.stated)
    Random(seed).shuffle(shuffled)
    assert held(shuffled, FACTS) == office.holds()


@given(acts, devices)
def test_who_has_heard_of_all_closes_the_fork_of_what_they_state_and_no_other(
    acts_: list[tuple[str, Any, int]], device: str
) -> None:
    office = played(acts_)
    for other in list(office.known):
        office.hear(device, other)
    before = office.holds().forks
    office.state(device, AWARENESS.code, {"awareness": "engaged"}, 0)
    assert AWARENESS.code not in office.holds().forks
    assert office.holds().forks.get(DETAILS.code) == before.get(DETAILS.code)
    assert office.holds().said[AWARENESS.code] == {"awareness": "engaged"}


@pytest.mark.parametrize(
    ("first", "second"), [("aware", "unaware"), ("unaware", "engaged"), ("unknown", "unaware")]
)
def test_of_two_that_knew_nothing_of_each_other_what_discloses_less_holds(first: str, second: str) -> None:
    office = Office()
    office.state("a", AWARENESS.code, {"awareness": first}, 10)
    office.state("b", AWARENESS.code, {"awareness": second}, 20)
    assert [each.event.after["awareness"] for each in office.holds().forks[AWARENESS.code]] == [first, second]
    assert office.holds().said[AWARENESS.code] == {"awareness": "unaware"}


def test_what_two_stated_alike_is_no_fork() -> None:
    office = Office()
    for device in "ab":
        office.state(device, AWARENESS.code, {"awareness": "aware"}, 10)
    assert office.holds().forks == {}


def test_of_two_lists_both_are_looked_for() -> None:
    office = Office()
    office.state("a", TERMS.code, {"terms": ["u", "v"]}, 20)
    office.state("b", TERMS.code, {"terms": ["v", "w"]}, 10)
    assert set(office.holds().said[TERMS.code]["terms"]) == {"u", "v", "w"}
    assert office.holds().forks == {}


def test_of_two_details_the_later_holds_and_at_one_moment_the_same_for_everybody() -> None:
    office = Office()
    office.state("a", DETAILS.code, {"family_name": "Fox"}, 20)
    office.state("b", DETAILS.code, {"family_name": "Lee"}, 10)
    assert office.holds().said[DETAILS.code] == {"family_name": "Fox"}
    office = Office()
    office.state("b", DETAILS.code, {"family_name": "Lee"}, 10)
    office.state("a", DETAILS.code, {"family_name": "Fox"}, 10)
    assert office.holds().said[DETAILS.code] == held(office.stated[::-1], FACTS).said[DETAILS.code]
    assert office.holds().by[DETAILS.code].event.device == "b"
