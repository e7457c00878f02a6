"""Tries what would be looked for on a summary that says nothing yet: what fires there would stop every output."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.cases.guard import GuardedLine, GuardedPart
from app.domain.cases.terms.matching import Matcher
from app.domain.cases.terms.parts import Guard, Part
from app.domain.cases.terms.vocabulary import Vocabulary
from app.errors import NotAcceptable
from app.models.tables import Case, Staff
from app.services.cases.permitted import fixed_words, names, permitted

_WHY: Final = "It stands in every summary"


def tried(
    session: Session, vocabulary: Vocabulary, case_id: str, lines: Iterable[GuardedLine]
) -> list[GuardedLine]:
    """The lines, with each part put to "pair" that fires on an empty summary of the case.

    Raises NotAcceptable for a line that would stop every summary even so.
    """
    passages, may_stand = tuple(_empty(session, case_id)), permitted(session, case_id)
    found = list(lines)
    for again in (False, True):
        matcher = Matcher(vocabulary, [[each.part() for each in line.parts] for line in found], may_stand)
        stopped = {(place.line, place.part) for place in matcher.places(passages)}
        if stopped and again:
            raise NotAcceptable(
                "One line would stop every summary of this case: leave out what every one says."
            )
        for number, part in stopped:
            line = found[number]
            found[number] = replace(line, parts=tuple(_paired(each, part) for each in line.parts))
    return found


def _paired(each: GuardedPart, part: Part) -> GuardedPart:
    return replace(each, guard=Guard.PAIR.value, reason=_WHY) if each.part() == part else each


def _empty(session: Session, case_id: str) -> Iterable[str]:
    """What stands in a summary of the case before anything is said."""
    yield from fixed_words()
    yield from names(session, case_id)
    yield from session.execute(select(Staff.role).order_by(Staff.id)).scalars()
    yield from session.execute(select(Case.reference).where(Case.id == case_id)).scalars()
