"""What a session means to its case: kept or missed, red flags, the check-in's scores, and what is told of contact."""

from collections.abc import Iterator

from app.domain.fields.content import said
from app.domain.fields.spec import specs
from app.domain.kinds.parts.red_flag import raised
from app.domain.kinds.session_note.choices import KEPT
from app.domain.kinds.session_note.content import MOST, SessionNote
from app.domain.records.facets import AxisEvent, Coded, Facet, Lane, Mark, Reported, Score, Source
from app.domain.records.written import Written

_SCORED = ("check_in_time", "check_in_urge", "check_in_distress", "check_in_confidence")
_PERSON = "person"


def facets(note: Written[SessionNote]) -> Iterator[Facet]:
    """What other pages read of a session note."""
    told = note.content
    if note.event.is_known:
        mark = Mark.KEPT if told.attendance in KEPT else Mark.MISSED
        words = f"Session, {said(told, 'attendance').lower()}"
        yield AxisEvent(lane=Lane.SESSIONS, start=note.event, mark=mark, words=words)
    yield Coded(field="attendance", answer=told.attendance)
    yield from raised(told.red_flags, note.event)
    yield from _scores(note)
    if told.victim_contact:
        yield Reported(first=note.event, last=note.event, contact=told.victim_contact, source=_PERSON)
    for row in told.collateral:
        heard = row.heard_on
        yield Reported(row=row.row, first=heard, last=heard, contact=row.contact, source=row.agency)


def _scores(note: Written[SessionNote]) -> Iterator[Score]:
    for spec in specs(SessionNote):
        value = getattr(note.content, spec.name)
        if spec.name in _SCORED and value is not None:
            yield Score(
                measure=f"check_in.{spec.name.removeprefix('check_in_')}",
                label=spec.label,
                on=note.event,
                value=value,
                least=0,
                most=MOST,
                source=Source.SELF_REPORT,
                words=f"{value} of {MOST}",
            )
