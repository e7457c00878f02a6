"""The golden thread as parts in five columns and the ties between them: what a picture and a table of it both tell."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from app.domain.records.courses import NO_ERRORS, Errors, Response
from app.domain.records.dose import GoalDose, Session, of_goals, sessions
from app.domain.records.facets import FactorHeld, Score
from app.domain.records.held import Held
from app.domain.records.thread import TITLES, Broken, Gap, factors_held, gaps


class Column(StrEnum):
    """The columns, in the order in which the thread runs; the value is the title."""

    EVIDENCE = "Evidence"
    FACTOR = "Factor"
    GOAL = "Goal"
    SESSION = "Session"
    CHANGE = "Change"


class Sort(StrEnum):
    """What a tie says."""

    HOLDS = "holds"
    AGAINST = "speaks against"
    LACKS = "lacks"


@dataclass(frozen=True)
class Part:
    """One part of the thread; `record_id` is the record that shows it, empty where the reader may not read it.

    `gaps` are those that it shows. One that `is_missing` stands where there is nothing: its gap is what it says.
    """

    key: str
    column: Column
    name: str
    words: str
    record_id: str
    gaps: tuple[Gap, ...] = ()
    is_missing: bool = False

    @property
    def said(self) -> str:
        """All of it in one line."""
        told = ": ".join(each for each in (self.name, self.words) if each)
        lacks = () if self.is_missing else (TITLES[each] for each in self.gaps)
        return ". ".join((told, *lacks))


@dataclass(frozen=True)
class Tie:
    """That one part leads to another in a column farther right, both by their keys."""

    left: str
    right: str
    sort: Sort = Sort.HOLDS


@dataclass(frozen=True)
class Named:
    """What a reference is called, of when it is, and the record that it opens; none if the reader may not read it."""

    words: str
    record_id: str = ""
    when: str = ""


@dataclass(frozen=True)
class Thread:
    """The parts by column, and the ties between them; each gap is shown by one part."""

    parts: tuple[Part, ...]
    ties: tuple[Tie, ...]
    gaps: tuple[Broken, ...]


NOT_OPEN: Final = Named("Not open to you")
"""What is said of evidence that the reader may not read: not of what kind it is, nor when it was."""
_NO_NAMES: Final[Mapping[str, Named]] = {}
_INSTEAD: Final = {
    Gap.NO_EVIDENCE: (Column.EVIDENCE, "No evidence"),
    Gap.NO_GOAL: (Column.GOAL, "No goal"),
    Gap.NO_SESSION: (Column.SESSION, "None in 42 days"),
    Gap.NO_MEASURE: (Column.CHANGE, "No measure"),
    Gap.NO_CHANGE: (Column.CHANGE, "No measured change"),
}
"""The gaps at which something is missing that would stand in a column, and what stands there instead."""


def cited(found: Iterable[Held]) -> tuple[str, ...]:
    """The references that factors rest on or that speak against them, each once."""
    factors: list[FactorHeld] = [each.facet for each in factors_held(found)]
    return tuple(dict.fromkeys(cite for each in factors for cite in (*each.evidence, *each.against)))


def thread(
    found: Iterable[Held],
    today: date,
    named: Mapping[str, Named] = _NO_NAMES,
    errors: Errors = NO_ERRORS,
) -> Thread:
    """The thread of a case out of its facets, newest event first; `named` has what evidence is called."""
    found = tuple(found)
    broken = gaps(found, today)
    rows = of_goals(found, errors)
    parts, ties = [], list[Tie]()
    for cite in cited(found):
        of = named.get(cite, NOT_OPEN)
        parts.append(Part(_evidence(cite), Column.EVIDENCE, of.when, of.words, of.record_id))
    for held in factors_held(found):
        parts.append(_factor(held))
        ties += _of_factor(held.facet)
    for row in rows:
        parts.append(_goal(row))
        ties += [Tie(cite, row.goal.cite) for cite in row.goal.why]
    parts += [_session(each) for each in _kept(found, rows, broken)]
    for row in rows:
        ties += [Tie(row.goal.cite, each.held.record_id) for each in row.sessions if each.is_kept]
        for response in row.responses:
            part = _change(row, response)
            parts.append(part)
            ties.append(Tie(row.goal.cite, part.key))
    return _with_gaps(parts, ties, broken)


def _evidence(cite: str) -> str:
    """Its key: what is evidence for one factor may be another factor, or a session that served a goal."""
    return f"evidence {cite}"


def _of_factor(factor: FactorHeld) -> Iterator[Tie]:
    for cite in dict.fromkeys(factor.evidence):
        yield Tie(_evidence(cite), factor.cite)
    for cite in dict.fromkeys(factor.against):
        yield Tie(_evidence(cite), factor.cite, Sort.AGAINST)


def _factor(held: Held) -> Part:
    factor: FactorHeld = held.facet
    name = ", ".join(each for each in (factor.name, factor.place.lower()) if each)
    return Part(factor.cite, Column.FACTOR, name, factor.words, held.record_id)


def _goal(row: GoalDose) -> Part:
    by = f"by {row.goal.by.show()}" if row.goal.by else ""
    name = ", ".join(each for each in (row.goal.name, by) if each)
    return Part(row.goal.cite, Column.GOAL, name, row.goal.words, row.held.record_id)


def _kept(
    found: tuple[Held, ...], rows: tuple[GoalDose, ...], broken: tuple[Broken, ...]
) -> Iterator[Session]:
    """The sessions that were kept and served a goal, and those that are asked about because they served none."""
    goals = {row.goal.cite for row in rows}
    idle = {each.of for each in broken if each.gap is Gap.SERVES_NONE}
    for each in sessions(found):
        if each.is_kept and (each.served & goals or each.held.record_id in idle):
            yield each


def _session(session: Session) -> Part:
    held = session.held
    return Part(held.record_id, Column.SESSION, held.event.show(), held.facet.words, held.record_id)


def _change(row: GoalDose, response: Response) -> Part:
    score: Score = response.course.newest
    of = f"{score.label}, {score.target}" if score.target else score.label
    key = f"{row.goal.cite} {score.measure} {score.target} {score.source}"
    held = response.last or response.first or response.course.held[-1]
    return Part(key, Column.CHANGE, of, response.in_words, held.record_id)


def _with_gaps(parts: list[Part], ties: list[Tie], broken: tuple[Broken, ...]) -> Thread:
    """Each gap on the part that it is of, or by a part of its own where something is missing."""
    at = {part.key: n for n, part in enumerate(parts)}
    for each in broken:
        if each.gap in _INSTEAD:
            column, words = _INSTEAD[each.gap]
            key = f"{each.of} {each.gap}"
            parts.append(Part(key, column, "", words, each.record_id, (each.gap,), is_missing=True))
            is_left = column is Column.EVIDENCE
            ties.append(Tie(*((key, each.of) if is_left else (each.of, key)), Sort.LACKS))
        else:
            part = parts[at[each.of]]
            parts[at[each.of]] = replace(part, gaps=(*part.gaps, each.gap))
    order = list(Column)
    keys = {part.key for part in parts}
    return Thread(
        tuple(sorted(parts, key=lambda part: order.index(part.column))),
        # A goal may answer a factor of an older formulation, which is not held any more.
        tuple(dict.fromkeys(tie for tie in ties if tie.left in keys and tie.right in keys)),
        broken,
    )
