"""Looks whether an output of a case carries a victim's detail: where it does, never what it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.domain.cases.terms.matching import Matcher
from app.services.cases import fingerprints
from app.services.cases.guards import guarded
from app.services.cases.permitted import permitted
from app.services.vault.open_vault import OpenVault
from app.services.writing.vocabulary import load


@dataclass(frozen=True)
class VictimCheck:
    """One check of one output; made for it and dropped with it, since it holds the details in clear."""

    vault: OpenVault
    session: Session
    matcher: Matcher | None
    by_fingerprints: bool

    @classmethod
    def of(cls, vault: OpenVault, session: Session, case_id: str) -> "VictimCheck":
        """A check of what leaves that case. Raises NeedsRelease, Unguarded, MissingPart."""
        found = guarded(vault, session, case_id)
        matcher = Matcher(load(), found.lines, permitted(session, case_id)) if found.lines else None
        return cls(vault, session, matcher, found.by_fingerprints)

    def places(self, passages: Mapping[str, str]) -> tuple[str, ...]:
        """The names of the passages where a detail stands; in their order they are read on as one text."""
        names = list(passages)
        found: set[str] = set()
        if self.matcher is not None:
            found |= {names[place.passage] for place in self.matcher.places(list(passages.values()))}
        if self.by_fingerprints:
            found |= set(fingerprints.carrying(self.vault, self.session, passages))
        return tuple(name for name in names if name in found)
