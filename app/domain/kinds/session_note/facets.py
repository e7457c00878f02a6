"""What a session means to its case: kept or missed, goals served, who was told, and what is reported of contact."""

from collections.abc import Iterator

from app.domain.fields.content import said
from app.domain.fields.spec import specs
from app.domain.kinds.parts.earlier_duty import open_duties
from app.domain.kinds.parts.earlier_flag import raised
from app.domain.kinds.parts.told import tellings
from app.domain.kinds.session_note.choices import KEPT
from app.domain.kinds.session_note.content import MOST, SessionNote, presence
from app.domain.records.facets import AxisEvent, Coded, Facet, GoalServed, Lane, Mark, Reported, Score, Source
from app.domain.records.written import Written

_CHECK_IN = {"check_in_time", "check_in_urge", "check_in_distress", "check_in_confidence"}
_SCORED = tuple(spec for spec in specs(SessionNote) if spec.name in _CHECK_IN)
_PERSON = "person"


def facets(note: Written[SessionNote]) -> Iterator[Facet]:
    """What other pages read of a session note."""
    content = note.content
    if note.event.is_known:
        mark = Mark.KEPT if content.attendance in KEPT else Mark.MISSED
        words = f"Session, {said(content, 'attendance').lower()}"
        yield AxisEvent(lane=Lane.SESSIONS, start=note.event, mark=mark, words=words)
    yield Coded(field="attendance", answer=content.attendance)
    if content.attendance in KEPT:
        yield Coded(field="person_present", answer=presence(content))
    yield from raised(content.earlier_flags, note.event)
    yield from _scores(note)
    if content.victim_contact:
        yield Reported(first=note.event, last=note.event, contact=content.victim_contact, source=_PERSON)
    yield from open_duties(content.earlier_duties, note.event)
    for goal in content.serves:
        yield GoalServed(goal=goal, how="session")
    yield from tellings(content.told, "What a session brought up", note.heading.author)
    for row in content.earlier_collateral:
        heard = row.heard_on
        yield Reported(row=row.row, first=heard, last=heard, contact=row.contact, source=row.agency)


def _scores(note: Written[SessionNote]) -> Iterator[Score]:
    for spec in _SCORED:
        value = getattr(note.content, spec.name)
        if value is not None:
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
