"""Days from the referral to the panel, to the first time the person was seen, and to the end of the service."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from app.domain.kinds.session_note.choices import KEPT
from app.domain.records.counts import Counts
from app.domain.returns.figure import Figure, Row, Spread
from app.domain.returns.material import Material, Signed
from app.domain.returns.quarter import Quarter
from app.domain.returns.work import DISCHARGED

KNOWN: Final = "Days known"
UNKNOWN: Final = "Days not known"


def figures(material: Material, quarter: Quarter) -> Iterator[Figure]:
    """Each in the quarter in which the wait ended."""
    began = {case: records[0] for case, records in material.by_case(Counts.REFERRAL).items()}
    for code, title, sort, of, counts in (
        ("days_to_panel", "Days from referral to panel", Counts.PANEL, "first heard at a panel", _any),
        ("days_to_contact", "Days from referral to first contact", Counts.SESSION, "first seen", with_person),
    ):
        firsts = _firsts(material, sort, counts)
        ended = [each for each in firsts if each.is_in(quarter)]
        yield _figure(code, title, f"cases {of} in the quarter", began, ended)
    discharged = material.discharged(quarter)
    yield _figure("days_to_end", "Days from referral to the end", DISCHARGED, began, discharged)


def with_person(note: Signed) -> bool:
    """Whether a session was kept and the person was there."""
    return note.answers.get("attendance") in KEPT and note.answers.get("person_present") == "yes"


def _any(_: Signed) -> bool:
    return True


def _firsts(material: Material, sort: Counts, counts: Callable[[Signed], bool]) -> Iterator[Signed]:
    """The first record of that sort in each case."""
    for records in material.by_case(sort).values():
        yield from [each for each in records if counts(each)][:1]


def _figure(code: str, title: str, of: str, began: Mapping[str, Signed], ended: list[Signed]) -> Figure:
    days = [n for each in ended if (n := _between(began.get(each.case), each)) is not None]
    unknown = len(ended) - len(days)
    return Figure(
        code=code,
        title=title,
        of=of,
        rows=(Row(KNOWN, len(days)), Row(UNKNOWN, unknown, is_unknown=True)),
        spread=Spread.of(days),
        note="Not known where a case has no referral, or one of the two has no certain day.",
    )


def _between(first: Signed | None, last: Signed) -> int | None:
    """The days between two; None where they are not known, or lie the wrong way round."""
    if first is None or first.day is None or last.day is None or last.day < first.day:
        return None
    return (last.day - first.day).days
