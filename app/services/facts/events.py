"""Events as they stand in the store."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.facts.catalogue import FACTS
from app.domain.facts.event import event_of
from app.domain.facts.held import Held, Stated, held
from app.errors import Damaged
from app.models.tables import EventRow

_BATCH = 1000
_OF_SUBJECT = select(EventRow.digest, EventRow.body, EventRow.sealed)


@dataclass(frozen=True)
class Known:
    """What was stated about a subject: the events, what holds after them, and what they seal, by their digest."""

    events: tuple[Stated, ...]
    held: Held
    sealed: Mapping[str, bytes | None]


def known_of(session: Session, subject_id: str) -> Known:
    """What was stated about a subject; nothing, for one that is new. Raises Damaged."""
    rows = session.connection().execute(_OF_SUBJECT.where(EventRow.subject_id == subject_id)).all()
    return _known((digest, body, sealed) for digest, body, sealed in rows)


def known_by_subject(session: Session, table: str) -> Iterator[tuple[str, Known]]:
    """Every subject of a table, in the order of their ids. Raises Damaged."""
    rows = select(EventRow.subject_id, EventRow.digest, EventRow.body, EventRow.sealed)
    rows = rows.where(EventRow.subject == table).order_by(EventRow.subject_id, EventRow.number)
    found = session.execute(rows.execution_options(yield_per=_BATCH))
    for subject_id, events in groupby(found, key=itemgetter(0)):
        yield subject_id, _known((digest, body, sealed) for _, digest, body, sealed in events)


def _known(rows: Iterator[tuple[bytes, bytes, bytes | None]]) -> Known:
    events, sealed = [], {}
    for digest, body, part in rows:
        events.append(stated(digest, body))
        sealed[digest.hex()] = part
    return Known(tuple(events), held(events, FACTS), sealed)


def stated(digest: bytes, body: bytes) -> Stated:
    """An event as its row has it; raises Damaged for a body that is none."""
    try:
        return Stated(digest.hex(), event_of(json.loads(body)))
    except ValueError:
        raise Damaged from None
