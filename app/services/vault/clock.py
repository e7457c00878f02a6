"""What is believed of this machine's clock: it is held against the last act that bears a signature.

Rows keep what the clock said. One that is behind is said where it matters; one that cannot be believed lets people read
and write drafts, and only what bears a signature waits until the lead states what the time is.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.domain.values.dates import show_instant
from app.errors import ClockAhead, ClockBehind
from app.models.ledger import SIGNED_SQL
from app.models.tables import LedgerHead, LedgerRow

LAG: Final = timedelta(days=1)
"""Machines differ by minutes, a wrong zone by hours; a clock that lost its battery by years."""
LEAP: Final = timedelta(days=400)
STATED: Final = "site.clock"
_MINUTE: Final = timedelta(minutes=1)
_DAY: Final = 24 * 60
_TWO_DAYS: Final = 2 * _DAY
# In SQLite's words, so that it takes the small indexes over just these rows.
_SIGNED: Final = (
    select(LedgerRow.at, LedgerRow.device, LedgerRow.seq)
    .where(text(f"action IN ({SIGNED_SQL})"))
    .order_by(LedgerRow.at.desc())
)
_STATED: Final = select(LedgerRow).where(text(f"action = '{STATED}'"))


@dataclass(frozen=True)
class Statement:
    """The lead's word that the clock is right, and which rows of which chains there were then."""

    at: datetime
    sizes: dict[str, int]

    def covers(self, device: str, seq: int) -> bool:
        """Whether a row was written before it."""
        return seq < self.sizes.get(device, 0)


def floor_of(session: Session, founded: datetime) -> datetime:
    """The time of the last signed act, without those whose clock the lead said was wrong."""
    stated = statements(session)
    newest = stated[-1] if stated else None
    for at, device, seq in session.execute(_SIGNED):
        if newest is None:
            return max(at, founded)
        if not newest.covers(device, seq):
            return max(at, newest.at)
    return newest.at if newest else founded


def statements(session: Session) -> tuple[Statement, ...]:
    """What leads stated of the clock, in the order in which they did."""
    rows = session.execute(_STATED).scalars()
    return tuple(sorted((_statement(row) for row in rows), key=lambda each: sum(each.sizes.values())))


def facts(session: Session, floor: datetime) -> dict[str, str]:
    """What the ledger row of a statement says: the floor so far, and how many rows each chain has."""
    heads = session.execute(select(LedgerHead.device, LedgerHead.size).order_by(LedgerHead.device))
    return {"before": floor.isoformat(), "rows": " ".join(f"{device}:{size}" for device, size in heads)}


def _statement(row: LedgerRow) -> Statement:
    detail = json.loads(row.detail)
    pairs = (each.split(":") for each in detail["rows"].split())
    sizes = {device: int(size) for device, size in pairs}
    return Statement(row.at, sizes)


def believe(at: datetime, floor: datetime, offsets: Sequence[int], *, accepted: bool) -> None:
    """Raise ClockBehind or ClockAhead for a time at which nothing is signed; `offsets` are the site's from UTC."""
    if at < floor - LAG:
        raise ClockBehind(show_instant(at, offsets[0]), show_instant(floor, offsets[1]))
    if at > floor + LEAP and not accepted:
        raise ClockAhead(show_instant(at, offsets[0]), show_instant(floor, offsets[1]))


def minutes_behind(at: datetime, floor: datetime) -> int:
    """By how many whole minutes the clock is behind the last signed act; 0 where it is not."""
    return max(0, (floor - at) // _MINUTE)


def duration(minutes: int) -> str:
    """So many minutes as they are said: "1 h 20 min"; days from two on."""
    if minutes >= _TWO_DAYS:
        return f"{minutes // _DAY} days"
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)
