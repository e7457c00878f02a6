"""Telling: information given by word that no other record holds."""

from dataclasses import dataclass

from app.domain.fields.content import said
from app.domain.fields.declare import choice, rows, text
from app.domain.fields.sharing import Share
from app.domain.kinds.parts.told import GROUNDS, PERSON_TOLD, Told


@dataclass(frozen=True, kw_only=True)
class Telling:
    """To whom, what, on which ground, and whether the person knows of it."""

    to: tuple[Told, ...] = rows("To whom", Told, share=Share.INTERNAL, needed=True, section="Telling")
    what: str = text("What was told", share=Share.INTERNAL, needed=True)
    ground: str = choice("Ground", GROUNDS, share=Share.INTERNAL, needed=True)
    person_told: str = choice("Person told of it", PERSON_TOLD, share=Share.INTERNAL, needed=True)
    why: str = text("Why not", share=Share.INTERNAL, needed=lambda t: t.person_told in {"no", "not_safe"})


def title(telling: Telling) -> str:
    """To which agencies: "Telling: Police"."""
    agencies = ", ".join(dict.fromkeys(said(row, "agency") for row in telling.to if row.agency))
    return f"Telling: {agencies}" if agencies else "Telling"
