"""How a line of a report is said: its date, its author, its silence, and what of it a short report leaves out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from msgspec.structs import replace

from app.domain.fields.compartments import Compartment
from app.domain.fields.sharing import Audience, Share
from app.domain.records.blocks import Block, Paragraph, Part, resting
from app.domain.reports.composer import NOT_RECORDED, NOT_SHARED, CaseFacts, Heard, Relied, Request
from app.domain.values.markup import one_line

_DATE: Final = re.compile(r"\d\d-[A-Z][a-z]{2}-\d{4}")
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s")
_THREE_LINES: Final = 265
_APART: Final = "\N{NO-BREAK SPACE} "
CUT: Final = "…"
MORE: Final = "more in the assessment report."
_UNTOLD: Final = {
    "goal": frozenset({"police", "court"}),
    "work": frozenset({"police", "court"}),
    "concern": frozenset({"probation"}),
}
"""What its kind does not tell an audience, whatever is let in: that nothing is recorded would not be true."""


@dataclass(frozen=True)
class Page:
    """What a report is composed of."""

    case: CaseFacts
    relied: Relied
    request: Request
    audience: Audience

    def withholds(self, share: Share) -> bool:
        """Whether the audience gets nothing of a class."""
        return not self.audience.admits(share, self.request.asked)

    def hears(self, name: str, share: Share) -> bool:
        """Whether the audience gets what stands at a place: by its class, and by the kind that gives it."""
        return not self.withholds(share) and self.audience.code not in _UNTOLD.get(name, ())

    def unavailable(self, *compartments: Compartment) -> str:
        """Whom to ask for what the author may not read, whether anything stands there or not; empty where they may."""
        if self.relied.unavailable.isdisjoint(compartments):
            return ""
        return f"Not available to the author of this page: ask {self.case.lead} (lead)."

    def silence(self, share: Share) -> str:
        """What is said where nothing stands."""
        return NOT_SHARED if self.withholds(share) else NOT_RECORDED

    def lines(self, label: str, part: Part, name: str, share: Share) -> tuple[Paragraph, ...]:
        """All that stands at a place, each under a label unless it has its own, or that nothing does.

        What is withheld is absent, and said once, by its class, where the report says what it rests on.
        """
        if not self.hears(name, share):
            return ()
        found = self.relied.told(part, name)
        if not found:
            return (Paragraph(label=label, text=self.silence(share), plain=True),)
        return tuple(self.dated(each, label) for each in found)

    def facts(self, label: str, part: Part, name: str, share: Share) -> tuple[Paragraph, ...]:
        """The same of what is no opinion, or says its own date."""
        if not self.hears(name, share):
            return ()
        found = self.relied.heard(Paragraph, part, name)
        lines = tuple(
            each if each.label else replace(each, label=label, text=each.text.removeprefix(f"{label} "))
            for each in found
            if each.text
        )
        return lines or (Paragraph(label=label, text=self.silence(share), plain=True),)

    def together(self, *asked: tuple[str, Part, str, Share], most: int = 0) -> Iterator[Paragraph]:
        """The first of each place; what is of one date and author says so once, after the last of it.

        What is withheld is absent. `most` is how many letters a text has at most; 0 leaves it whole.
        """
        found: list[tuple[str, Share, Heard | None]] = []
        for label, part, name, share in asked:
            if self.hears(name, share):
                told = self.relied.told(part, name)
                found.append((label, share, told[0] if told else None))
        of = [heard.dated(self.request.on) if heard else "" for _, _, heard in found]
        for n, (label, share, heard) in enumerate(found):
            if heard is None:
                yield Paragraph(label=label, text=self.silence(share), plain=True)
                continue
            is_last = of[n] not in of[n + 1 :]
            before = "all " if of.count(of[n]) > 1 and not of[n].startswith("of ") else ""
            short = heard.block.text if isinstance(heard.block, Paragraph) else None
            text = shortened(short, most) if short is not None else None
            yield self.dated(heard, label, text, before=before, says_date=is_last)

    def dated(
        self,
        heard: Heard,
        label: str = "",
        text: str | None = None,
        *,
        before: str = "",
        says_date: bool = True,
    ) -> Paragraph:
        """What was said, with its date, its author where that is somebody else, and whether it is due for review."""
        block = heard.block
        if not isinstance(block, Paragraph):
            words = "; ".join(f"{name.lower()}: {one_line(said)}" for name, said in block.answers if said)
            block = Paragraph(
                text=words, plain=True, cites=block.cites, share=block.share, knowledge=block.knowledge
            )
        text = block.text if text is None else text
        said = heard.dated(self.request.on)
        stale = heard.is_stale(self.request.on)
        if said and says_date:
            said = f"{before}{said}"
            # On a line of its own where marks count: one left open in the text would otherwise meet these.
            text = text if block.plain else text.rstrip()
            text = (
                f"{text}\n**{said[0].upper()}{said[1:]}.**"
                if stale and not block.plain
                else f"{text} ({said})"
            )
        return replace(block, label=block.label or label, text=text, stale=stale)


def or_not_shared(lines: Iterable[Block]) -> Iterator[Block]:
    """What stands under a heading; where all of it is withheld, that it is."""
    said = list(lines)
    yield from said or [Paragraph(text=NOT_SHARED, plain=True)]


def gathered(lines: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """The lines, short ones run on into one paragraph of no more than three: their leads keep them apart.

    What is known in another way, is due for review or has marks of its own stands by itself.
    """
    group: list[Paragraph] = []
    for each in lines:
        if group and not _runs_on([*group, each]):
            yield _joined(group)
            group = []
        group.append(each)
    if group:
        yield _joined(group)


def _runs_on(group: list[Paragraph]) -> bool:
    alike = len({(each.known, each.small, each.flag) for each in group}) == 1
    simple = all(each.label and not each.stale and not set(each.text) & {"*", "\n"} for each in group)
    return alike and simple and sum(len(each.label) + len(each.text) + 3 for each in group) <= _THREE_LINES


def _joined(group: list[Paragraph]) -> Paragraph:
    first, *others = group
    if not others:
        return first
    rests = resting(group)
    text = _APART.join((first.text, *(f"**{each.label}**{_APART}{each.text}" for each in others)))
    return Paragraph(
        label=first.label, text=text, cites=rests.cites, share=rests.share, knowledge=rests.knowledge
    )


def last_day(text: str) -> date | None:
    """The last day that a text names; None where it names none."""
    days = []
    for found in _DATE.findall(text):
        try:
            days.append(datetime.strptime(found, "%d-%b-%Y").date())  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return max(days, default=None)


def times(count: int) -> str:
    """How often: "once", "twice", then in figures."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def shortened(text: str, most: int) -> str:
    """As many whole sentences as have room, or words of the first where none has; what is left out is marked.

    0 leaves the text whole.
    """
    if not most:
        return text
    whole = one_line(text)
    if len(whole) <= most:
        return whole
    kept = ""
    for sentence in _SENTENCE.split(whole):
        if len(kept) + len(sentence) + bool(kept) > most:
            break
        kept = f"{kept} {sentence}".strip()
    return f"{(kept or whole[:most].rsplit(' ', 1)[0]).rstrip(',;:')} {CUT}"
