"""What a report prints of a red flag: what was seen, done and told of an open one, and when a closed one was closed."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.parts.earlier_flag import in_order, unsaid
from app.domain.kinds.parts.red_flag import SELF
from app.domain.kinds.parts.told import told_in_words
from app.domain.kinds.red_flag.content import RedFlag
from app.domain.records.blocks import Paragraph, Part, Placed, shares
from app.domain.records.written import Written

_NEVER: Final = frozenset({"person", "evaluator"})
"""The person's own page warns nobody, and returns count flags without their text."""
_HEALTH: Final = frozenset({"suicidal", "psychosis", "substances", "stopped_treatment"})
"""Signs that are the person's health: an advocate hears none of them."""


def block(flag: Written[RedFlag], audience: Audience, _: date) -> Iterator[Placed]:
    """Its part: an open one whole, a closed one by the day of its closing."""
    content = flag.content
    if not content.sign or not _is_for(content, audience.code):
        return
    if content.closed_on is not None:
        closed = Paragraph(text=content.closed_on.show(), share=shares(content, "closed_on"))
        yield Placed(part=Part.FLAGS, name="closed", block=closed, every=True, day=content.closed_on)
        return
    text = in_order(
        _seen(content, flag) if audience.code != "advocate" else "",
        _done(content),
        told_in_words(content.told) or unsaid(content.nobody_told, "Nobody told"),
    )
    label = f"{said(content, 'sign')}."
    told = shares(content, "sign", "seen", "seen_at", "done", "nothing_done", "told", "nobody_told")
    block = Paragraph(label=label, text=text, plain=True, flag=True, share=told)
    yield Placed(part=Part.FLAGS, name="flag", block=block, every=True, lines=3)


def _is_for(content: RedFlag, audience: str) -> bool:
    if audience in _NEVER:
        return False
    if audience == "gp":
        return content.about == SELF
    return not (audience == "advocate" and (content.sign in _HEALTH or not content.victims))


def _seen(content: RedFlag, flag: Written[RedFlag]) -> str:
    """What was seen and when; at what time and by whom stands in the record."""
    return f"Seen {(content.seen_at or flag.event).show()}: {content.seen}"


def _done(content: RedFlag) -> str:
    done = "; ".join(deed.what.rstrip(".") for deed in content.done)
    return f"Done: {done}." if done else unsaid(content.nothing_done, "Nothing done")
