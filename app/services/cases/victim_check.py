"""Looks whether an output of a case carries a victim's detail: where it does, never what it is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from sqlalchemy.orm import Session

from app.domain.cases.terms.matching import Matcher
from app.domain.cases.terms.parts import PartKind
from app.services.cases import fingerprints
from app.services.cases.guards import guarded
from app.services.cases.permitted import permitted
from app.services.vault.open_vault import OpenVault
from app.services.writing.vocabulary import load

_KINDS: Final[Mapping[PartKind, str]] = MappingProxyType(
    {
        PartKind.POSTCODE: "postcode",
        PartKind.TELEPHONE: "telephone number",
        PartKind.PLATE: "number plate",
        PartKind.EMAIL: "e-mail address",
        PartKind.HANDLE: "name used online",
        PartKind.ORGANISATION: "place of work or study",
        PartKind.GIVEN: "name",
        PartKind.FAMILY: "name",
    }
)
"""What is not among them is a part of an address."""
NAME: Final = "name"
_ADDRESS: Final = "address"
_NUMBER: Final = re.compile(r"(?<![^\W_])\d{1,5}[a-zA-Z]?,? ?$")


@dataclass(frozen=True)
class Detail:
    """A victim's detail in a text, for who may be told: in which passage and where, of what kind, and whose.

    `code` is empty where it is of another case of the same person.
    """

    passage: int
    start: int
    length: int
    kind: str
    code: str


def _with_number(texts: Sequence[str], here: Detail) -> Detail:
    """With the number of the house before a street: the code in place of the street alone would leave it standing."""
    if here.kind != _ADDRESS:
        return here
    found = _NUMBER.search(texts[here.passage], 0, here.start)
    start = found.start() if found else here.start
    return replace(here, start=start, length=here.length + here.start - start)


def _go_on(texts: Sequence[str], before: Detail, here: Detail) -> bool:
    """Whether two details are one, as a given and a family name are: nothing stands between them."""
    same = (before.passage, before.kind, before.code) == (here.passage, here.kind, here.code)
    end = before.start + before.length
    return same and end <= here.start and not texts[here.passage][end : here.start].strip(" ,.\n-")


@dataclass(frozen=True)
class VictimCheck:
    """One check of one output; made for it and dropped with it, since it holds the details in clear."""

    vault: OpenVault
    session: Session
    matcher: Matcher | None
    codes: tuple[str, ...]
    by_fingerprints: bool

    @classmethod
    def of(cls, vault: OpenVault, session: Session, case_id: str) -> "VictimCheck":
        """A check of what leaves that case. Raises NeedsRelease, Unguarded, MissingPart."""
        found = guarded(vault, session, case_id)
        matcher = Matcher(load(), found.lines, permitted(session, case_id)) if found.lines else None
        return cls(vault, session, matcher, found.codes, found.by_fingerprints)

    def details(self, texts: Sequence[str]) -> tuple[Detail, ...]:
        """The details in texts, which are read on as one, in their order. Only for who is admitted to the victims."""
        found: list[Detail] = []
        for place in self.matcher.places(texts) if self.matcher is not None else ():
            kind, code = _KINDS.get(place.part.kind, _ADDRESS), self.codes[place.line]
            here = _with_number(texts, Detail(place.passage, place.offset, place.length, kind, code))
            if found and _go_on(texts, found[-1], here):
                found[-1] = replace(found[-1], length=here.start + here.length - found[-1].start)
            else:
                found.append(here)
        return tuple(found)

    def places(self, passages: Mapping[str, str]) -> tuple[str, ...]:
        """The names of the passages where a detail stands; in their order they are read on as one text."""
        names = list(passages)
        found: set[str] = set()
        if self.matcher is not None:
            found |= {names[place.passage] for place in self.matcher.places(list(passages.values()))}
        if self.by_fingerprints:
            found |= set(fingerprints.carrying(self.vault, self.session, passages))
        return tuple(name for name in names if name in found)
