"""A site's own measures: looked at, added by the lead, and withdrawn; never replaced and never deleted."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from app.domain.facts import measure as facts
from app.domain.fields.rights import Right
from app.domain.measures.catalogue import ENDING, Catalogue, check_file
from app.domain.measures.declare import Measure
from app.domain.measures.faults import Fault
from app.domain.measures.making import Making, file_of, id_of, licence_text
from app.domain.values import text
from app.domain.values.ids import new_id
from app.errors import NotAcceptable, NotFound, StillMissing
from app.models.base import wire_time
from app.services.facts.stating import Saying, Subject, state
from app.services.measures.of_vault import OwnMeasure, forget, measures_of, own_measures
from app.services.measures.shipped import Found, found
from app.services.vault.confirmation import Confirmation, digest_of
from app.services.vault.keys import authority_of, owner_of
from app.services.vault.open_vault import OpenVault

_HERE: Final = "That measure is here already: it needs no adding."
_OLDER: Final = "{} version {} is here already: a file of it that is added now needs a higher version."
_FAULTY: Final = "That file has a fault: nothing was added."
_STATEMENT: Final = "By what licence it is used here"
_LONGEST: Final = 300


@dataclass(frozen=True)
class Looked:
    """A file that was looked at: the measure, or the faults that keep it from being added."""

    name: str
    file: bytes
    terms: str
    measure: Measure | None
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class SiteMeasures:
    """What can be done with the measures of a vault."""

    vault: OpenVault

    def catalogue(self) -> Catalogue:
        """All that are here, shipped and the site's own."""
        with self.vault.reading(Right.BANNER) as act:
            return measures_of(self.vault, act.session)

    def page(self) -> tuple[OwnMeasure, ...]:
        """The site's own, with those that are withdrawn and those that cannot be used."""
        with self.vault.reading(Right.BANNER) as act:
            return own_measures(self.vault, act.session)

    def look(self, path: Path) -> Looked:
        """Read a file, and say all that is wrong with it. Raises CannotRead, and NotAcceptable for its licence."""
        with self.vault.reading(Right.BANNER) as act:
            here = measures_of(self.vault, act.session)
        return _looked(found(path, tuple(here.by_name.values())), here)

    def make(self, making: Making) -> Looked:
        """Make the file of a measure from what was typed, as the next version of its id, and look at it.

        Raises NotAcceptable for a line that is none of its kind.
        """
        with self.vault.reading(Right.BANNER) as act:
            here = measures_of(self.vault, act.session)
        measure_id = id_of(making)
        version = 1 + max(
            (each.version for each in here.by_name.values() if each.id == measure_id), default=0
        )
        name, data = f"{measure_id}@{version}{ENDING}", file_of(making, version).encode()
        read = check_file(name, data, None, here.by_name.values())
        return Looked(name, data, licence_text(making), read.measure, read.faults)

    def add(self, looked: Looked, used_by: str, confirmed: Confirmation) -> str:
        """Keep a file in the vault, and give the id of the statement. It is offered from then on.

        Raises NotPermitted for anybody but the lead who holds the authority, MustConfirm without their word for exactly
        this, StillMissing, NotAcceptable.
        """
        vault, used_by = self.vault, _statement(used_by)
        with vault.acting(Right.SITE, confirmed=confirmed) as act:
            act.covers(adding(looked, used_by))
            measure = looked.measure
            if measure is None:
                raise NotAcceptable(_FAULTY)
            # What was added since the file was looked at counts, too.
            for fault in _late(measure, measures_of(vault, act.session)):
                raise NotAcceptable(fault.sentence)
            said = facts.SiteMeasure(
                name=measure.name,
                sha256=measure.hash,
                file=looked.file.decode("utf-8"),
                terms=looked.terms,
                used_by=used_by,
            )
            subject = Subject(new_id(act.at))
            authority = authority_of(act.session, owner_of(vault))
            state(vault, act, subject, Saying((facts.ADDED,), said), authority=authority)
        forget(vault)
        return subject.id

    def withdraw(self, measure_id: str, confirmed: Confirmation) -> None:
        """Offer a measure no more; what was given by it is read and compared as before. Raises as `add`, NotFound."""
        vault = self.vault
        with vault.acting(Right.SITE, confirmed=confirmed) as act:
            act.covers(withdrawing(measure_id))
            there = next((each for each in own_measures(vault, act.session) if each.id == measure_id), None)
            if there is None:
                raise NotFound("There is no measure of the service's own by that name.")
            if there.withdrawn_at is not None:
                raise NotAcceptable("That measure is withdrawn already.")
            said = facts.MeasureWithdrawn(withdrawn=wire_time(act.at))
            authority = authority_of(act.session, owner_of(vault))
            state(vault, act, Subject(measure_id), Saying((facts.WITHDRAWN,), said), authority=authority)
        forget(vault)


def adding(looked: Looked, used_by: str) -> bytes:
    """What the lead confirms when they add a measure: the file, its licence, and what they say of that."""
    parts = {
        "file": sha256(looked.file).hexdigest(),
        "terms": looked.terms,
        "used_by": _statement(used_by),
    }
    return digest_of(facts.ADDED.code, **parts)


def withdrawing(measure_id: str) -> bytes:
    """What the lead confirms when they withdraw one."""
    return digest_of(facts.WITHDRAWN.code, subject=measure_id)


def _statement(typed: str) -> str:
    if not typed.strip():
        raise StillMissing((_STATEMENT,))
    return text.line(typed, _LONGEST)


def _looked(file: Found, here: Catalogue) -> Looked:
    measure = file.read.measure
    faults = file.read.faults if measure is None else _late(measure, here)
    return Looked(file.path.name, file.data, file.terms, None if faults else measure, faults)


def _late(measure: Measure, here: Catalogue) -> tuple[Fault, ...]:
    """Why a measure that is right in itself is not added to those that are here."""
    newest = max((each.version for each in here.by_name.values() if each.id == measure.id), default=0)
    if measure.name in here.by_name:
        return (Fault(1, _HERE),)
    return (Fault(1, _OLDER.format(measure.short, newest)),) if newest > measure.version else ()
