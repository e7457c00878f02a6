"""The time axis of a case, made from what stands in it."""

from datetime import date

from app.domain.fields.content import said
from app.domain.kinds.custody.content import Custody
from app.domain.kinds.incident.content import Incident
from app.domain.kinds.order.content import Order
from app.domain.kinds.session_note.choices import KEPT
from app.domain.kinds.session_note.content import SessionNote
from app.domain.reports.panel import Incident as Shown
from app.domain.reports.panel import Session, Spell, TimeAxis, When
from app.domain.values.dates import ClinicalDate
from app.domain.values.markup import one_line
from app.services.records.relied import Ground, Standing

SERIOUS = {"serious", "grave"}
NEVER_RAN = {"applied", "refused"}


def time_axis(ground: Ground, today: date) -> TimeAxis | None:
    """Everything dated, up to today; None when there is nothing to show."""
    incidents = tuple(shown for each, what in ground.of(Incident) if (shown := _incident(each, what)))
    orders = (_order(order) for _, order in ground.of(Order) if order.status not in NEVER_RAN)
    spells = (*(o for o in orders if o), *(s for _, c in ground.of(Custody) if (s := _custody(c))))
    sessions = tuple(day for each, note in ground.of(SessionNote) if (day := _session(each, note)))
    days = [i.when.first for i in incidents] + [s.start.first for s in spells] + [s.day for s in sessions]
    if not days:
        return None
    return TimeAxis(min(days), today, incidents, tuple(spells), sessions)


def when(day: ClinicalDate | None) -> When | None:
    """The date as a summary prints it; None when nothing of it is known."""
    first, last = (day.earliest(), day.latest()) if day else (None, None)
    return When(day.show(), first, last, day.about) if day and first and last else None


def _incident(each: Standing, incident: Incident) -> Shown | None:
    at = when(each.event)
    if at is None:
        return None
    victims = f" to {', '.join(incident.victims)}" if incident.victims else ""
    return Shown(
        when=at,
        label=said(incident, "behaviour"),
        text=one_line(incident.description) or f"{said(incident, 'behaviour')}{victims}",
        source=_reliance(incident),
        serious=incident.severity in SERIOUS,
        breach=incident.breach == "yes",
    )


def _reliance(incident: Incident) -> str:
    """How far it can be relied on; a breach that is only alleged is said here and marked nowhere."""
    alleged = "; breach alleged" if incident.breach == "alleged" else ""
    return said(incident, "standing") + alleged


def _order(order: Order) -> Spell | None:
    start = when(order.starts) or when(order.made)
    return Spell(said(order, "order_type"), start, when(order.ends)) if start else None


def _custody(custody: Custody) -> Spell | None:
    start = when(custody.starts)
    label = ", ".join(word for word in (said(custody, "status"), custody.establishment) if word)
    return Spell(label, start, when(custody.ends), custody=True) if start else None


def _session(each: Standing, note: SessionNote) -> Session | None:
    day = each.event.earliest() if each.event.is_exact else None
    return Session(day, note.attendance in KEPT) if day else None
