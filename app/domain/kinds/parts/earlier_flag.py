"""Red flags of an earlier form, inside the note that raised them: they stay open until a flag takes their place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.declare import Direction, choice, date, line, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.fields.spec import specs
from app.domain.kinds.parts.red_flag import SIGNS
from app.domain.records.blocks import Paragraph, Part, Placed, shares
from app.domain.records.facets import Facet
from app.domain.records.facets import RedFlag as Raised
from app.domain.values.dates import ClinicalDate
from app.domain.values.markup import one_line

TAKEN_BY: Final = "red_flag"
"""The kind of record that takes the place of one."""


@dataclass(frozen=True, kw_only=True)
class EarlierFlag(Row):
    """One sign, the action it led to, and who was told. It could not be signed without an action."""

    sign: str = choice("Sign", SIGNS, share=Share.RISK, needed=True, searched=True)
    detail: str = text("What was seen or said", share=Share.RISK, needed=True)
    action: str = text("Action", share=Share.RISK, needed=True, hint="Who does what, and by when")
    told: str = line("Who was told", share=Share.RISK, needed=True, hint="Name and agency")
    told_on: ClinicalDate | None = date("Told on", Direction.PAST, share=Share.RISK, needed=True)
    closed_on: ClinicalDate | None = date(
        "Closed on", Direction.PAST, share=Share.RISK, hint="Empty while it still needs watching"
    )


def earlier_flags(content: object) -> Iterator[EarlierFlag]:
    """The flags of an earlier form that a content holds and that nobody closed."""
    for spec in specs(type(content)):
        if spec.row is EarlierFlag:
            yield from (flag for flag in getattr(content, spec.name) if flag.sign and flag.closed_on is None)


def raised(flags: Iterable[EarlierFlag], on: ClinicalDate) -> Iterator[Facet]:
    """The red flags of a record of that day, as other pages read them."""
    for flag in flags:
        if flag.sign:
            words = f"{said(flag, 'sign')}: {flag.detail}"
            yield Raised(
                row=flag.row,
                sign=flag.sign,
                words=words,
                raised=on,
                closed=flag.closed_on,
                step=flag.told_on or on,
                is_acted_on=True,
            )


def flagged(flags: Iterable[EarlierFlag], on: ClinicalDate) -> Iterator[Placed]:
    """The red flags of a record of that day that nobody has closed, and when those were closed that are."""
    for flag in flags:
        if not flag.sign:
            continue
        if flag.closed_on is not None:
            closed = Paragraph(text=flag.closed_on.show(), share=shares(flag, "closed_on"))
            yield Placed(part=Part.FLAGS, name="closed", block=closed, every=True, day=flag.closed_on)
            continue
        to = ", ".join(each for each in (flag.told, flag.told_on.show() if flag.told_on else "") if each)
        block = Paragraph(
            label=f"{said(flag, 'sign')}.",
            text=in_order(
                f"Seen {on.show()}: {flag.detail}" if on.is_known else flag.detail,
                f"Done: {flag.action}" if flag.action else "Done: not recorded.",
                f"Told: {to}." if to else "Told: not recorded.",
            ),
            plain=True,
            flag=True,
            share=shares(flag, "sign", "detail", "action", "told", "told_on"),
        )
        yield Placed(part=Part.FLAGS, name="flag", block=block, every=True, lines=3)


def in_order(*texts: str) -> str:
    """The texts on one line, without their marks, each a sentence that ends."""
    lines = (one_line(each).rstrip() for each in texts if each)
    return " ".join(each if each[-1:] in {".", "!", "?", "…"} else f"{each}." for each in lines)


def unsaid(why: str, what: str) -> str:
    """That it was decided not to, and why; or that it has not happened yet: silence would read as done."""
    return f"{what}: {why}" if why else f"{what} yet."
