"""What the victim check looked for in an output, in how many places, and what it could not look for: said in words.

Counts and codes alone, since who prepares an output need not know the victims. That nothing was found means something
only where there was something to look for, and all of it was looked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.domain.cases.terms.parts import Guard
from app.domain.fields.rights import Right
from app.domain.reports.document import Document
from app.models.tables import Victim
from app.services.cases.guards import guarded
from app.services.sharing.guarding import readings_of
from app.services.vault.open_vault import Act, OpenVault


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What was looked for of whom, by code; `unknown` are those of whom nothing is kept that could be looked for."""

    victims: tuple[str, ...]
    unknown: tuple[str, ...]
    elsewhere: bool
    """Victims of the same person's other cases were looked for too."""
    details: int
    off: int
    """Details that somebody switched off."""
    by_fingerprints: bool
    """Some are known by the fingerprints of an earlier version alone, which find fewer spellings."""
    places: int

    @property
    def is_whole(self) -> bool:
        """Whether there was something to look for, and all of it was looked for."""
        return bool(self.details) and not (self.unknown or self.off or self.by_fingerprints)

    @property
    def headline(self) -> str:
        """What came of it where nothing was found."""
        if self.is_whole:
            return "No protected victim detail was found."
        if self.details or self.by_fingerprints:
            return "Nothing was found of what could be looked for."
        return "There was nothing to look for."

    @property
    def words(self) -> str:
        """What was looked for, where, and what could not be."""
        return " ".join(part for part in (self._what(), *self._rest()) if part)

    def _what(self) -> str:
        if not (self.details or self.by_fingerprints):
            return "" if self.unknown else "No victim is kept in this case."
        others = ("victims of the same person’s other cases",) if self.elsewhere else ()
        counted = _count(self.details, "detail", "details") if self.details else "the details"
        return f"Looked for {counted} of {_listed((*self.victims, *others))} in {self._where()}."

    def _where(self) -> str:
        return f"{_count(self.places, 'place', 'places')} and in the finished file"

    def _rest(self) -> Iterator[str]:
        if self.unknown:
            yield f"Of {_listed(self.unknown)} nothing is kept that could be looked for."
        if self.off:
            yield f"{_count(self.off, 'detail was', 'details were')} switched off and not looked for."
        if self.by_fingerprints:
            yield "Some are known by fingerprints of an earlier version alone, which find fewer spellings."


@dataclass(frozen=True, kw_only=True)
class LookedInFile(Looked):
    """The same of a file that was not made here."""

    def _where(self) -> str:
        return "all that could be read"


def looked_for_in(vault: OpenVault, case_id: str, document: Document) -> Looked:
    """What is looked for in an output of that case as things stand. Raises NeedsRelease, Unguarded."""
    with vault.reading(Right.BANNER) as act:
        return Looked(**_known(vault, act, case_id), places=len(next(iter(readings_of(document)))))


def looked_for_in_file(vault: OpenVault, act: Act, case_id: str) -> LookedInFile:
    """What is looked for in a file from elsewhere. Raises NeedsRelease, Unguarded."""
    return LookedInFile(**_known(vault, act, case_id), places=0)


def _known(vault: OpenVault, act: Act, case_id: str) -> dict[str, Any]:
    """What is known of the victims of a case, by code and count."""
    found = guarded(vault, act.session, case_id)
    of_case = select(Victim.id, Victim.code).where(Victim.case_id == case_id)
    codes = {row.id: row.code for row in act.session.execute(of_case.order_by(Victim.code))}
    known = tuple(code for victim, code in codes.items() if victim in found.victims)
    off = sum(guard is Guard.OFF for guard in found.guards)
    return {
        "victims": known,
        "unknown": tuple(code for code in codes.values() if code not in known),
        "elsewhere": found.elsewhere,
        "details": len(found.guards) - off,
        "off": off,
        "by_fingerprints": found.by_fingerprints,
    }


def _count(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"


def _listed(named: tuple[str, ...]) -> str:
    *others, last = named
    return f"{', '.join(others)} and {last}" if others else last
