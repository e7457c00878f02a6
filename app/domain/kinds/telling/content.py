"""Telling: information given by word that no other record holds."""

from dataclasses import dataclass
from typing import Any

from app.domain.fields.content import said
from app.domain.fields.declare import Target, choice, reference, rows, text
from app.domain.fields.sharing import Share
from app.domain.kinds.parts.told import GROUNDS, PERSON_TOLD, Told


def _told(telling: Any) -> bool:
    return not telling.nobody_told


@dataclass(frozen=True, kw_only=True)
class Telling:
    """To whom, what, on which ground, and whether the person knows of it."""

    to: tuple[Told, ...] = rows(
        "To whom", Told, share=Share.INTERNAL, needed=lambda t: not t.nobody_told, section="Telling"
    )
    nobody_told: str = text(
        "Nobody was told, because",
        share=Share.INTERNAL,
        applies=lambda t: bool(t.takes_over),
        hint="Where a note asked for it and nobody has to be told",
    )
    what: str = text("What was told", share=Share.INTERNAL, needed=_told)
    ground: str = choice("Ground", GROUNDS, share=Share.INTERNAL, needed=_told)
    person_told: str = choice("Person told of it", PERSON_TOLD, share=Share.INTERNAL, needed=_told)
    why: str = text("Why not", share=Share.INTERNAL, needed=lambda t: t.person_told in {"no", "not_safe"})
    takes_over: str = reference(
        "Takes the place of",
        Target.RECORD,
        share=Share.INTERNAL,
        takes_over=True,
        section="Where it comes from",
        hint="A duty to tell of an earlier form, inside a note",
    )


def title(telling: Telling) -> str:
    """To which agencies: "Telling: Police"."""
    agencies = ", ".join(dict.fromkeys(said(row, "agency") for row in telling.to if row.agency))
    if telling.nobody_told and not agencies:
        return "Telling: nobody told"
    return f"Telling: {agencies}" if agencies else "Telling"
