"""Countersignature: a qualified colleague agrees with a record signed under supervision, or returns it with remarks."""

from dataclasses import dataclass
from typing import Any, Final

from app.domain.fields.content import said
from app.domain.fields.declare import Choice, choice, rows, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.records.facets import AGREES, RETURNED

VERDICTS: Final = (
    Choice(AGREES, "Agrees: countersigned"),
    Choice(RETURNED, "Returned with remarks", "Its author writes the next version"),
)


def _returns(word: Any) -> bool:
    return bool(word.verdict == RETURNED)


def _agrees(word: Any) -> bool:
    return bool(word.verdict == AGREES)


@dataclass(frozen=True, kw_only=True)
class Remark(Row):
    """What is to be looked at again, at the sentence that it is about."""

    passage: str = text(
        "Sentence", share=Share.INTERNAL, needed=True, hint="As it stands in the record, or its heading"
    )
    remark: str = text("Remark", share=Share.INTERNAL, needed=True, hint="What is missing, unclear or wrong")


@dataclass(frozen=True, kw_only=True)
class Countersignature:
    """What a qualified colleague says of a record whose author signs under supervision."""

    verdict: str = choice("Decision", VERDICTS, share=Share.INTERNAL, needed=True, section="Countersignature")
    returned: tuple[Remark, ...] = rows(
        "Remarks", Remark, share=Share.INTERNAL, needed=_returns, applies=_returns
    )
    attested: str = text(
        "In your own words",
        share=Share.INTERNAL,
        long=True,
        applies=_agrees,
        hint="Needed where others act on an opinion: what you hold yourself, beside the note",
    )


def title(word: Countersignature) -> str:
    """The decision: "Countersignature: returned with remarks"."""
    verdict = said(word, "verdict").partition(":")[0].lower()
    return f"Countersignature: {verdict}" if verdict else "Countersignature"
