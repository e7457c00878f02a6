"""A question to a colleague on one passage of a record, with a date: asked, answered, cleared with a reason.

It is no record: it stands in the case for its team, and is in no output.
"""

from dataclasses import dataclass
from typing import Final

from app.domain.fields.declare import Direction, Target, date, reference, text
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate
from app.domain.values.text import fold

MOST_PASSAGE: Final = 2000
"""Characters of a passage: what is longer is no passage."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What of a question is not sealed: about which record it is, who is asked, and by when an answer is hoped for."""

    record: str = reference("Record", Target.RECORD, share=Share.INTERNAL, needed=True)
    colleague: str = reference("Asked of", Target.STAFF, share=Share.INTERNAL, needed=True)
    due: ClinicalDate | None = date(
        "Answer by", Direction.COMING, share=Share.INTERNAL, needed=True, must_be_known=True
    )


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked, and the passage that it is about as it stands in the record."""

    passage: str = text("Passage", share=Share.INTERNAL, needed=True, searched=False)
    asked: str = text("Question", share=Share.INTERNAL, needed=True, searched=False)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the colleague says."""

    answer: str = text("Answer", share=Share.INTERNAL, needed=True, searched=False)


@dataclass(frozen=True, kw_only=True)
class Clearing:
    """Why a question needs nothing more."""

    because: str = text(
        "Why it is cleared",
        share=Share.INTERNAL,
        needed=True,
        searched=False,
        hint="What came of it, or why it is not asked any more",
    )


@dataclass(frozen=True)
class OnlyWords:
    """Of a fact that says nothing but its sealed words."""


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What is filled in to ask. The passage was chosen in the record, and can be made shorter."""

    passage: str = text(
        "Passage",
        share=Share.INTERNAL,
        needed=True,
        searched=False,
        hint="As it stands in the record: it can be made shorter",
    )
    asked: str = text("Question", share=Share.INTERNAL, needed=True, searched=False)
    colleague: str = reference(
        "To", Target.STAFF, share=Share.INTERNAL, needed=True, hint="Who may read this record"
    )
    due: ClinicalDate | None = date(
        "Answer by", Direction.COMING, share=Share.INTERNAL, needed=True, must_be_known=True
    )


def stands_in(passage: str, written: str) -> bool:
    """Whether a passage stands in what is written: each of its lines, whatever signs and blanks stand between words."""
    lines = [folded for each in passage.splitlines() if (folded := fold(each))]
    within = fold(written)
    return bool(lines) and all(each in within for each in lines)
