"""The letter to a practice: what it is asked, and how its patient is; nothing of victims, nor of what the team is for.

What is asked and how the person is are written for it. Of the records it has what health may read of health, each part
as the record says it unless its author writes it otherwise.
"""

import re
from collections.abc import Iterator
from typing import ClassVar, Final

from msgspec.structs import replace

from app.domain.fields.compartments import Knowledge
from app.domain.fields.sharing import Audience
from app.domain.records.blocks import Block, Heading, Paragraph, Part, Table
from app.domain.reports.composer import NOT_RECORDED, CaseFacts, Relied, Request
from app.domain.reports.in_time import seen
from app.domain.reports.lines import Page
from app.domain.reports.offered import TITLES

_ASKS: Final = "What we ask of the practice"
_ASK: Final = re.compile(
    r"(?:(?P<lead>[^:.]{1,40}):\s+)?(?P<what>.+?)(?:\s+by\s+(?P<by>\d\d-[A-Z][a-z]{2}-\d{4}))?\.?"
)
_NO_DATE: Final = "no date"
_IS: Final = {"he": "How he is", "she": "How she is"}
_SAFETY: Final = {"he": "His safety", "she": "Her safety"}


class GpLetter:
    """What a practice is asked to do, and what it needs to know for that."""

    code: ClassVar[str] = "gp_letter"
    title: ClassVar[str] = TITLES[code]
    audiences: ClassVar[frozenset[str]] = frozenset({"gp"})
    answers: ClassVar[bool] = False
    pages: ClassVar[int] = 1
    steps: ClassVar[int] = 1

    def compose(
        self, case: CaseFacts, relied: Relied, request: Request, audience: Audience
    ) -> tuple[Block, ...]:
        """Its blocks."""
        return tuple(_blocks(Page(case, relied, request, audience)))


def _blocks(page: Page) -> Iterator[Block]:
    written = dict(page.request.texts)
    they = page.case.pronoun
    if opening := written.get("opening"):
        yield Paragraph(text=opening)
    yield Heading(text=_ASKS, across=True)
    yield _asked(written.get("asks", ""))
    parts: tuple[tuple[str, str, list[Paragraph]], ...] = (
        ("Diagnosis", "diagnosis", _of(page, Part.HEALTH, "diagnosis")),
        (_IS.get(they, "How they are"), "how", []),
        (_SAFETY.get(they, "Their safety"), "safety", _plan_of_safety(page)),
        ("Treatment", "treatment", [seen(page), *_stopped(_of(page, Part.TREATMENT, "work"))]),
        ("Medication", "medication", _of(page, Part.HEALTH, "medication")),
        ("Scores", "scores", _of(page, Part.HEALTH, "measure")),
    )
    for head, code, found in parts:
        own = written.get(code)
        if code == "scores" and not (own or found):
            continue
        yield Heading(text=head)
        yield from [Paragraph(text=own)] if own else found or [Paragraph(text=NOT_RECORDED, plain=True)]


def _of(page: Page, part: Part, name: str) -> list[Paragraph]:
    return [each for each in page.relied.heard(Paragraph, part, name) if each.text]


def _plan_of_safety(page: Page) -> list[Paragraph]:
    """That there is one: the plan is their own account, and that it exists is not."""
    return [replace(each, knowledge=Knowledge.BY_FIELD) for each in _of(page, Part.HEALTH, "safety_plan")]


def _stopped(lines: list[Paragraph]) -> list[Paragraph]:
    return [replace(each, text=f"{each.text.rstrip('.')}.") for each in lines]


def _asked(text: str) -> Table:
    """A row for each line: what it is about, what is asked, and by when."""
    found = [match for each in text.splitlines() if (match := _ASK.fullmatch(each.strip()))]
    rows = tuple(
        (
            Paragraph(label=each["lead"] or f"{n}", text="", plain=True),
            f"{each['what'].rstrip('.')}.",
            Paragraph(label=each["by"] or _NO_DATE, text="", plain=True),
        )
        for n, each in enumerate(found, 1)
    )
    return Table(
        heads=("About", "What", "By"),
        rows=rows,
        widths=(190, 620, 190),
        names=tuple(f"{_ASKS}, {n}" for n in range(1, len(rows) + 1)),
        framed=True,
    )
