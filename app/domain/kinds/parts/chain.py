"""A chain of behaviour: one link after another, from what made it likely to what it brought and what would help.

The links are those of chain analysis in dialectical behaviour therapy (Linehan 1993; Rizvi 2019), in our own words.
"""

from dataclasses import dataclass
from typing import Final

from app.domain.fields.declare import Choice, choice, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share

LINKS: Final = (
    Choice("vulnerability", "What made it likely"),
    Choice("prompt", "What set it off"),
    Choice("thought", "Thought"),
    Choice("feeling", "Feeling"),
    Choice("body", "Body"),
    Choice("urge", "Urge"),
    Choice("act", "What was done"),
    Choice("gain", "What it brought at once"),
    Choice("cost", "What it cost"),
    Choice("skill", "What was missing"),
    Choice("other_way", "Another way"),
)


@dataclass(frozen=True, kw_only=True)
class Link(Row):
    """One link, in the order in which it came."""

    link: str = choice("Link", LINKS, share=Share.THERAPY, needed=True)
    words: str = text("What it was", share=Share.THERAPY, needed=True)
