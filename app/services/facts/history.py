"""The facts of a case as a history: what was stated, when and by whom, and what stood there before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.domain.facts import appointment, question, share, site, victim
from app.domain.facts.catalogue import FACTS
from app.domain.facts.event import Basis, Event
from app.domain.facts.fact import Fact
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Extent, Right, extent
from app.errors import NotFound
from app.models.tables import Case, EventRow
from app.services.facts.events import stated
from app.services.facts.fact_words import names_of_case, said
from app.services.facts.forks import Fork, forks_of
from app.services.facts.one_person import people_of
from app.services.vault.case_keys import has_case_key
from app.services.vault.open_vault import OpenVault

_DONE: Final = "done"
_OF_SITE: Final = (site.NAME.code, site.ZONE.code, site.SETTINGS.code, site.STAGE_LIMITS.code)


@dataclass(frozen=True)
class Change:
    """One field: its label, and its words before and after; both empty where it was not answered."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class HistoryLine:
    """One statement. A sealed fact says nothing of its changes; `adopted`: taken over from an older store as it was."""

    id: str
    title: str
    about: str
    """The code of the victim whom it is about; empty for the case and its person."""
    at: datetime
    offset_minutes: int
    author: str
    changes: tuple[Change, ...]
    is_sealed: bool
    reason: str
    adopted: bool


@dataclass(frozen=True)
class HistoryPage:
    """The newest statements, how many there are, and what was stated twice and not chosen from yet."""

    rows: tuple[HistoryLine, ...]
    total: int
    forks: tuple[Fork, ...]


def of_case(vault: OpenVault, case_id: str, limit: int) -> HistoryPage:
    """What was stated about a case, its person and its victims, newest first; looking is noted. Raises NotFound."""
    with vault.acting(Right.BANNER, case=case_id, durable=False) as act:
        session = act.session
        case = session.get(Case, case_id)
        if case is None:
            raise NotFound
        of_it = or_(EventRow.case_id == case_id, EventRow.subject_id.in_(people_of(session, case_id)))
        # Questions stand in a list of their own, for who may read the record that each is about.
        of_it = and_(of_it, EventRow.subject != question.SUBJECT)
        if not vault.compartments.admits(Compartment.RESTRICTED, case_id) and has_case_key(session, case_id):
            # When and where a restricted case is seen is for whoever is let in.
            of_it = and_(of_it, EventRow.subject != appointment.SUBJECT)
        newest = select(EventRow.digest, EventRow.body).where(of_it)
        newest = newest.order_by(EventRow.at.desc(), EventRow.seq.desc())
        total = session.scalar(select(func.count()).select_from(EventRow).where(of_it)) or 0
        events = [stated(*row).event for row in session.execute(newest.limit(limit))]
        names = names_of_case(session, case_id)
        forks = forks_of(vault, act, case_id)
        act.note("case.history", "casefile", case_id, case=case_id, shown=len(events))
    reads = extent(Right.READ, vault.member.grade) is Extent.ALL
    return HistoryPage(tuple(_line(event, names, reads=reads) for event in events), total, forks)


def of_site(session: Session) -> tuple[HistoryLine, ...]:
    """What was stated about the service as a whole, newest first: not of its keys, its clock or its lists."""
    newest = select(EventRow.digest, EventRow.body)
    newest = newest.where(EventRow.subject == site.SUBJECT, EventRow.fact.in_(_OF_SITE))
    newest = newest.order_by(EventRow.at.desc(), EventRow.seq.desc())
    events = (stated(*row).event for row in session.execute(newest))
    return tuple(_line(event, {}, reads=True) for event in events)


def _line(event: Event, names: Mapping[str, str], *, reads: bool) -> HistoryLine:
    fact = FACTS.get(event.fact)
    return HistoryLine(
        id=event.id,
        title=fact.title if fact else event.fact,
        about=names.get(event.subject[1], "") if event.subject[0] == victim.SUBJECT else "",
        at=datetime.fromisoformat(event.at),
        offset_minutes=event.offset_minutes,
        author=event.author.name,
        changes=_shown(fact, event, names, reads=reads) if fact and fact.sealed is None else (),
        is_sealed=fact is None or fact.sealed is not None,
        reason=event.reason,
        adopted=event.basis is Basis.ADOPTED,
    )


def _shown(fact: Fact, event: Event, names: Mapping[str, str], *, reads: bool) -> tuple[Change, ...]:
    """What an event changed. Of what was sent: to whom and why, for who may read the records that it is made of."""
    if fact not in (share.SENT, share.COPIED, *share.FORMS):
        return tuple(changes(fact, event, names))
    asked = [event.after.get(name) for name in ("recipient", "purpose")] if reads else []
    return (Change(fact.title, "", ": ".join(filter(None, asked)) or _DONE),)


def changes(fact: Fact, event: Event, names: Mapping[str, str]) -> Iterator[Change]:
    """The fields that an event changed, in words."""
    for spec in fact.specs:
        before, after = (said(fact, spec, plain, names) for plain in (event.before, event.after))
        if before != after:
            yield Change(spec.label, before, after)
