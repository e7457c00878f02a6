"""What a report prints of a follow-up: each outcome with who answered; the evaluator has the codes alone."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.fields.spec import by_name
from app.domain.kinds.follow_up.content import OUTCOMES, YES, FollowUp, in_words
from app.domain.records.blocks import Facts, Part, Placed, shares
from app.domain.records.written import Written
from app.domain.values.markup import one_line

_FOR: Final = frozenset({"panel", "mappa", "evaluator"})
_LINES: Final = 2


def block(follow_up: Written[FollowUp], audience: Audience, _: date) -> Iterator[Placed]:
    """Its part: an outcome that nobody could speak of is printed as not known."""
    content = follow_up.content
    rests_on = shares(content, "point", "known_to", *OUTCOMES)
    if audience.code not in _FOR or not rests_on:
        return
    labels = by_name(FollowUp)
    answers = (
        ("Follow-up at", said(content, "point")),
        ("Known up to", said(content, "known_to")),
        *((labels[name].label, _told(content, name)) for name in OUTCOMES),
    )
    facts = Facts(answers=tuple(each for each in answers if each[1]), share=rests_on)
    yield Placed(part=Part.BODY, name="follow_up", block=facts, every=True, lines=_LINES)


def _told(content: FollowUp, name: str) -> str:
    words = in_words(content, name)
    more = one_line(getattr(content, f"{name}_words")) if getattr(content, name) == YES else ""
    return f"{words}: {more}" if more else words
