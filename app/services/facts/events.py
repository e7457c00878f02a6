"""Events as they stand in the store."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Final

from sqlalchemy import ColumnElement, Connection, bindparam, exists, select
from sqlalchemy.orm import Session

from app.domain.facts import site
from app.domain.facts.catalogue import FACTS
from app.domain.facts.event import event_of
from app.domain.facts.held import Held, Stated, held
from app.errors import Damaged
from app.models.statements import PreparedStatement
from app.models.tables import EventRow

_BATCH = 1000
ADOPTED: Final = "facts.adopt"
"""What the ledger says of the one act in which the facts of an older store were taken over."""
_IS_OF_SUBJECT: Final = EventRow.subject_id == bindparam("subject_id")


def _reading(*where: ColumnElement[bool]) -> PreparedStatement:
    return PreparedStatement(select(EventRow.digest, EventRow.body, EventRow.sealed).where(*where))


_OF_SUBJECT: Final = _reading(_IS_OF_SUBJECT)
_OF_TABLE: Final = _reading(_IS_OF_SUBJECT, EventRow.subject == bindparam("subject"))
_WAS_STATED: Final = PreparedStatement(
    select(exists().where(_IS_OF_SUBJECT, EventRow.fact == bindparam("fact")))
)
_DIGESTS: Final = PreparedStatement(
    select(EventRow.digest)
    .where(_IS_OF_SUBJECT, EventRow.fact == bindparam("fact"))
    .order_by(EventRow.number)
)


@dataclass(frozen=True)
class Known:
    """What was stated about a subject: the events, what holds after them, and what they seal, by their digest."""

    events: tuple[Stated, ...]
    held: Held
    sealed: Mapping[str, bytes | None]


def known_of(session: Session, subject_id: str, table: str | None = None) -> Known:
    """As `known_in`, for who works with objects."""
    return known_in(session.connection(), subject_id, table)


def known_in(connection: Connection, subject_id: str, table: str | None = None) -> Known:
    """What was stated about a subject; nothing, for one that is new. Raises Damaged.

    `table` tells a member's staff entry from what they keep for themselves, which has its id.
    """
    statement = _OF_SUBJECT if table is None else _OF_TABLE
    rows = statement.rows(connection, {"subject_id": subject_id, "subject": table})
    return _known((digest, body, sealed) for digest, body, sealed in rows)


def was_stated(connection: Connection, subject_id: str, fact: str) -> bool:
    """Whether a fact was ever stated of a subject: most are of few, and then nothing has to be read."""
    return bool(_WAS_STATED.scalar(connection, {"subject_id": subject_id, "fact": fact}))


def digests_of(connection: Connection, subject_id: str, fact: str) -> tuple[bytes, ...]:
    """Of every event by which a fact was stated of a subject: as long as they stay the same, so does what it says."""
    return tuple(digest for (digest,) in _DIGESTS.rows(connection, {"subject_id": subject_id, "fact": fact}))


def known_by_subject(session: Session, table: str) -> Iterator[tuple[str, Known]]:
    """Every subject of a table, in the order of their ids, without what cannot be read: the check names that."""
    rows = select(EventRow.subject_id, EventRow.digest, EventRow.body, EventRow.sealed)
    rows = rows.where(EventRow.subject == table).order_by(EventRow.subject_id, EventRow.number)
    found = session.execute(rows.execution_options(yield_per=_BATCH))
    for subject_id, events in groupby(found, key=itemgetter(0)):
        yield subject_id, _known(((digest, body, sealed) for _, digest, body, sealed in events), lenient=True)


def _known(rows: Iterator[tuple[bytes, bytes, bytes | None]], *, lenient: bool = False) -> Known:
    events, sealed = [], {}
    for digest, body, part in rows:
        try:
            events.append(stated(digest, body))
        except Damaged:
            if not lenient:
                raise
        sealed[digest.hex()] = part
    return Known(tuple(events), held(events, FACTS), sealed)


def stated(digest: bytes, body: bytes) -> Stated:
    """An event as its row has it; raises Damaged for a body that is none."""
    try:
        return Stated(digest.hex(), event_of(json.loads(body.decode())))
    except (ValueError, AttributeError):
        # SQLite keeps text in a column of bytes where somebody writes it there.
        raise Damaged from None


def vouched(session: Session, table: str) -> frozenset[str]:
    """The digests of the events about a table's rows that bear an authority's word, in hexadecimal."""
    rows = select(EventRow.digest).where(EventRow.subject == table, EventRow.voucher.is_not(None))
    return frozenset(digest.hex() for digest in session.execute(rows).scalars())


def is_confirmed(session: Session) -> bool:
    """Whether the lead vouched for what was taken over: all of it at once, so the site's name stands for all."""
    rows = select(EventRow.voucher).where(EventRow.subject_id == site.ID, EventRow.fact == site.NAME.code)
    return session.scalar(rows.order_by(EventRow.number.desc()).limit(1)) is not None
