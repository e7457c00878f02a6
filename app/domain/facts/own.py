"""The facts of what a member keeps for themselves: what it says is sealed with their own secret."""

from dataclasses import dataclass
from typing import Final

from app.domain.facts.fact import Fact
from app.domain.fields.declare import line
from app.domain.fields.rights import Right
from app.domain.fields.sharing import Share

SUBJECT: Final = "member_writing"
"""A member's own words and abbreviations, by the id of their staff entry."""


@dataclass(frozen=True, kw_only=True)
class OwnWriting:
    """What they are now, by the SHA-256 of the sealed bytes; none where new keys made them unreadable."""

    writing: str = line("Own words and abbreviations", share=Share.INTERNAL)
    changed: str = line("Changed at", share=Share.INTERNAL, needed=True)


WRITING: Final = Fact(
    code="own.writing",
    title="Own words and abbreviations",
    subject=SUBJECT,
    values=OwnWriting,
    right=Right.OWN,
    own=True,
)
