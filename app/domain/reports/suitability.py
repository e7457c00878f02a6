"""The suitability letter: whether the court may make treatment a part of its order, in the words of its author.

What a court needs of health for a mental health treatment requirement (Sentencing Act 2020, schedule 9, part 9): each
under its heading, written for this court. Beside it stands what the records say: who was seen, on what it rests, the
order in force.
"""

from collections.abc import Iterator
from typing import ClassVar, Final

from app.domain.fields.sharing import Audience, Share
from app.domain.records.blocks import Block, Heading, Paragraph, Part
from app.domain.reports.answered import law
from app.domain.reports.composer import CaseFacts, Relied, Request, not_read
from app.domain.reports.health import bearing
from app.domain.reports.in_court import author_said, declared
from app.domain.reports.in_time import handling, seen
from app.domain.reports.lines import Page, gathered
from app.domain.reports.offered import TITLES
from app.domain.reports.own_words import own_words

_SEEN: Final = "seen"


class SuitabilityLetter:
    """Question, condition, treatment and by whom, consent, duration, and what it cannot promise."""

    code: ClassVar[str] = "suitability_letter"
    title: ClassVar[str] = TITLES[code]
    audiences: ClassVar[frozenset[str]] = frozenset({"court"})
    answers: ClassVar[bool] = False
    pages: ClassVar[int] = 2
    steps: ClassVar[int] = 1

    def compose(
        self, case: CaseFacts, relied: Relied, request: Request, audience: Audience
    ) -> tuple[Block, ...]:
        """Its blocks."""
        return tuple(_blocks(Page(case, relied, request, audience)))


def _blocks(page: Page) -> Iterator[Block]:
    yield Paragraph(text=author_said(page), plain=True)
    yield from not_read(page.relied)
    written = dict(page.request.texts)
    for each in (one for one in own_words(SuitabilityLetter.code) if one.code != _SEEN):
        yield Heading(text=each.label)
        yield Paragraph(text=written.get(each.code, ""))
    yield from law(page)
    yield from _seen(page, written.get(_SEEN, ""))
    yield from declared(page)
    yield from handling(page)


def _seen(page: Page, own: str) -> Iterator[Block]:
    """How often the person was seen, on what it rests and what was not seen; and of health what was let in."""
    yield Heading(text="Seen and not seen")
    lines = [seen(page)]
    if not own:
        lines += page.lines("Rests on", Part.SOURCES, "information", Share.CONTEXT)
        lines += page.lines("Limits", Part.SOURCES, "limits", Share.CONTEXT)
    if not page.withholds(Share.DIAGNOSIS):
        lines += bearing(page)
    yield from gathered(lines)
    if own:
        yield Paragraph(text=own)
