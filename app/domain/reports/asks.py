"""What a report asks each agency to do, by when, and who took it on: the reader's own agency first."""

from collections.abc import Iterator
from typing import Final

from app.domain.fields.sharing import Share
from app.domain.records.blocks import Block, Facts, Heading, Paragraph, Part, Table, resting
from app.domain.reports.composer import NOT_RECORDED, Heard
from app.domain.reports.lines import Page, last_day

TITLE: Final = "What we ask each agency to do"
_OWN: Final = {"police": "Police", "probation": "Probation", "advocate": "Advocacy service"}
"""The agency that the audience is, by the name that its advice has."""
_ASKED: Final = ("advice", "action", "duty")
_NOT_TAKEN: Final = "not taken yet"
_NO_DATE: Final = "no date"
_OVERDUE: Final = "overdue"
_TAKEN: Final = "Who took it"
"""What an action says besides; advice has no such answer."""


def asked(page: Page, title: str = TITLE, *, framed: bool = True) -> Iterator[Block]:
    """The advice that is not past its date and the actions that are open; a requirement of a court is neither."""
    yield Heading(text=title, across=True)
    if page.withholds(Share.MANAGEMENT):
        yield Paragraph(text=page.silence(Share.MANAGEMENT), plain=True)
        return
    found = [each for name in _ASKED for each in page.relied.told(Part.ASKS, name)]
    rows = [each for each in found if isinstance(each.block, Facts) and not _is_past(each, page)]
    if rows:
        yield _table(page, rows, framed=framed)
    elif not found:
        yield Paragraph(text=NOT_RECORDED, plain=True)
    # That advice has run out is said in words by the kind that gave it.
    yield from (page.dated(each) for each in found if isinstance(each.block, Paragraph))
    yield from _left_out([each for each in found if isinstance(each.block, Facts) and _is_past(each, page)])
    yield from _due_for_review(page, rows)


def _table(page: Page, rows: list[Heard], *, framed: bool) -> Table:
    own = _OWN.get(page.audience.code, "")
    agencies = list(dict.fromkeys(_said(each, "Agency") for each in rows))
    ordered = sorted(
        rows, key=lambda each: (_said(each, "Agency") != own, agencies.index(_said(each, "Agency")))
    )
    rests = resting(each.block for each in ordered)
    return Table(
        heads=("Agency", "What", "By"),
        rows=tuple(
            (_agency(each, own, says_owner=framed), _what(each, own), _by(each, page)) for each in ordered
        ),
        widths=(190, 620, 190),
        names=tuple(f"Asked of {_said(each, 'Agency')}" for each in ordered),
        framed=framed,
        cites=rests.cites,
        share=rests.share,
        knowledge=rests.knowledge,
    )


def _agency(heard: Heard, own: str, *, says_owner: bool) -> Paragraph:
    agency = _said(heard, "Agency")
    named = f"{agency}, you" if agency == own else agency
    owner = (_said(heard, _TAKEN) or _NOT_TAKEN) if says_owner else ""
    return Paragraph(label=named, text=owner, plain=True)


def _what(heard: Heard, own: str) -> str:
    """What is asked; of the reader's own agency in letters that stand out, where it has no marks of its own."""
    text = _said(heard, "What")
    is_plain = text and not set(text) & {"*", "\n"}
    return f"**{text}**" if is_plain and _said(heard, "Agency") == own else text


def _by(heard: Heard, page: Page) -> Paragraph:
    overdue = _OVERDUE if _is_over(heard, page) else ""
    return Paragraph(label=_said(heard, "By") or _NO_DATE, text=overdue, plain=True)


def _left_out(past: list[Heard]) -> Iterator[Paragraph]:
    """What is past its date is no longer asked; that there was such a thing is said."""
    if past:
        one = len(past) == 1
        what, are = ("1 ask", "is past its date") if one else (f"{len(past)} asks", "are past their dates")
        given = ", ".join(dict.fromkeys(each.on.show() for each in past if each.on.is_known))
        rests = resting(each.block for each in past)
        of = f" of {given}" if given else ""
        text = f"{what}{of} {are} and left out: ask again."
        yield Paragraph(text=text, plain=True, small=True, cites=rests.cites, share=rests.share)


def _due_for_review(page: Page, rows: list[Heard]) -> Iterator[Paragraph]:
    """Advice of a record that is due for review says so, as does advice of another author."""
    notable = [each for each in rows if each.is_stale(page.request.on) or each.author]
    for said in dict.fromkeys(each.dated(page.request.on) for each in notable):
        stale = "due for review" in said
        text = f"Advice {said}." if said.startswith("of ") else f"Advice of {said}."
        yield Paragraph(text=text, plain=True, stale=stale)


def _is_past(heard: Heard, page: Page) -> bool:
    """Whether it is asked no more: advice past its day. What somebody took on stays open, however late it is."""
    return _is_over(heard, page) and not _is_action(heard)


def _is_over(heard: Heard, page: Page) -> bool:
    day = last_day(_said(heard, "By"))
    return day is not None and day < page.request.on


def _is_action(heard: Heard) -> bool:
    return isinstance(heard.block, Facts) and _TAKEN in dict(heard.block.answers)


def _said(heard: Heard, label: str) -> str:
    """One answer by its label; actions and advice have their own words for the same."""
    answers = dict(heard.block.answers) if isinstance(heard.block, Facts) else {}
    return answers.get(label, "")
