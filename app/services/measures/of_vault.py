"""The measures that a vault has: those that are shipped, and the site's own, which lie in it as signed facts."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import log
from app.domain.facts import measure as facts
from app.domain.facts.event import Event
from app.domain.measures.catalogue import ENDING, Catalogue, check_file
from app.domain.measures.declare import Measure
from app.errors import Damaged
from app.models.tables import LedgerRow
from app.services.facts.events import Known, known_of
from app.services.facts.projection import moment, said
from app.services.facts.verifying import faults_of_subject
from app.services.measures.shipped import shipped
from app.services.vault.open_vault import OpenVault


@dataclass(frozen=True)
class OwnMeasure:
    """A measure of the site's own, as it was added; `measure` is None where its file cannot be used."""

    id: str
    name: str
    measure: Measure | None
    used_by: str
    added_by: str
    added_at: datetime
    withdrawn_at: datetime | None


def measures_of(vault: OpenVault, session: Session) -> Catalogue:
    """What can be given in this vault, and what ever could. Read once: `forget` lets it be read anew.

    A file that was not stated by who may, or was altered since, is left out as if it were not there; the check names
    it.
    """
    if vault.measures is None:
        vault.measures = _catalogue(own_measures(vault, session))
    return vault.measures


def own_measures(vault: OpenVault, session: Session) -> tuple[OwnMeasure, ...]:
    """The site's own, by id and version, each held against its signature and the site's word."""
    here: list[Measure] = []
    found: list[OwnMeasure] = []
    for subject_id, known in _stated(session):
        added = _first_added(known)
        if added is None:
            continue
        measure = (
            None if any(faults_of_subject(vault, session, facts.SUBJECT, subject_id)) else _read(added, here)
        )
        if measure is None:
            log.event(log.Event.MEASURE_REFUSED)
        else:
            here.append(measure)
        found.append(
            OwnMeasure(
                id=subject_id,
                name=str(added.after.get("name", "")),
                measure=measure,
                used_by=str(added.after.get("used_by", "")),
                added_by=added.author.name,
                added_at=datetime.fromisoformat(added.at),
                withdrawn_at=moment(said(known.held, facts.WITHDRAWN.code).get("withdrawn")),
            )
        )
    return tuple(sorted(found, key=lambda each: (each.name, each.added_at)))


def forget(vault: OpenVault) -> None:
    """Let the measures be read anew when they are asked for next."""
    vault.measures = None


def _catalogue(own: tuple[OwnMeasure, ...]) -> Catalogue:
    measures = (each.measure for each in own if each.measure is not None)
    withdrawn = (each.name for each in own if each.withdrawn_at is not None)
    return Catalogue.of((*shipped().by_name.values(), *measures), withdrawn)


def _stated(session: Session) -> Iterator[tuple[str, Known]]:
    # By the ledger, which has an index of what was done: there is none of what facts are about.
    of_it = select(LedgerRow.subject_id).where(LedgerRow.action == facts.ADDED.code).distinct()
    for subject_id in sorted(each for each in session.execute(of_it).scalars() if each):
        with suppress(Damaged):
            yield subject_id, known_of(session, subject_id, facts.SUBJECT)


def _first_added(known: Known) -> Event | None:
    """A file is never replaced: what was stated first holds."""
    return next((each.event for each in known.events if each.event.fact == facts.ADDED.code), None)


def _read(added: Event, here: list[Measure]) -> Measure | None:
    file, terms = added.after.get("file"), added.after.get("terms")
    if not isinstance(file, str) or not terms:
        return None
    data, name = file.encode(), f"{added.after.get('name')}{ENDING}"
    if sha256(data).hexdigest() != added.after.get("sha256"):
        return None
    others = (*shipped().by_name.values(), *here)
    # The text of the licence lies beside it.
    return check_file(name, data, None, others).measure
