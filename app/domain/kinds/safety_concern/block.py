"""What a report prints of a safety concern that is open: about whom by code, what, and what was done."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.parts.earlier_flag import in_order, unsaid
from app.domain.kinds.parts.told import told_in_words
from app.domain.kinds.safety_concern.content import VICTIM, SafetyConcern
from app.domain.records.blocks import Paragraph, Part, Placed, shares
from app.domain.records.written import Written

_READ_IT: Final = frozenset({"panel", "mappa", "police", "advocate"})


def block(concern: Written[SafetyConcern], audience: Audience, _: date) -> Iterator[Placed]:
    """Its part, for those who act on it; an advocate reads one about a victim alone."""
    content = concern.content
    if audience.code not in _READ_IT or content.closed_on is not None or not content.what:
        return
    if audience.code == "advocate" and content.about != VICTIM:
        return
    codes = f", {', '.join(content.victims)}" if content.victims else ""
    seen = f" (seen {content.seen_on.show()})" if content.seen_on else ""
    made = f" on {content.made_on.show()}" if content.made_on else ""
    done = "; ".join(deed.what.rstrip(".") for deed in content.done)
    text = in_order(
        f"{said(content, 'about')}{codes}, {said(content, 'urgency').lower()}: {content.what}{seen}",
        f"{said(content, 'safeguarding')}{made}." if content.safeguarding not in {"", "none"} else "",
        f"Done: {done}." if done else unsaid(content.nothing_done, "Nothing done"),
        told_in_words(content.told) or unsaid(content.nobody_told, "Nobody told"),
    )
    told = shares(
        content,
        *("about", "victims", "what", "seen_on", "urgency", "safeguarding", "made_on"),
        *("done", "nothing_done", "told", "nobody_told"),
    )
    yield Placed(
        part=Part.VICTIM,
        name="concern",
        block=Paragraph(label="Safety concern", text=text, plain=True, share=told),
        every=True,
        lines=2,
    )
