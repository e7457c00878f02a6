"""One line of where the law stands on the day of a report: an order, bail, a licence or custody, with its terms."""

from collections.abc import Iterable, Iterator
from typing import Final

from app.domain.fields.sharing import Audience, Share
from app.domain.records.blocks import Paragraph, Part, Placed

_NOT_TOLD: Final = frozenset({"gp"})
"""Audiences that need to know nothing of it: a letter to a practice may be read in a waiting room."""


def law_line(
    name: str,
    head: str,
    terms: Iterable[str],
    audience: Audience,
    share: Iterable[Share],
    *,
    lines: int,
) -> Iterator[Placed]:
    """The line: what it is, how it stands and until when, and its terms by their headings, as one sentence each."""
    if audience.code in _NOT_TOLD:
        return
    said = "; ".join(each for each in terms if each)
    text = f"{head}: {said}." if said else f"{head}."
    block = Paragraph(text=text, plain=True, share=tuple(sorted(set(share))))
    yield Placed(part=Part.LAW, name=name, block=block, every=True, lines=lines)
