"""What a report prints of a session note: that it took place, and how it goes."""

from collections.abc import Iterator
from datetime import date

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.parts.earlier_duty import placed
from app.domain.kinds.parts.earlier_flag import flagged
from app.domain.kinds.session_note.choices import KEPT, absence_group
from app.domain.kinds.session_note.content import SessionNote, presence
from app.domain.records.blocks import Event, Facts, Part, Placed, paragraph, shares
from app.domain.records.facets import Mark
from app.domain.records.written import Written


def block(note: Written[SessionNote], _: Audience, __: date) -> Iterator[Placed]:
    """Its parts."""
    content = note.content
    kept, attended = (
        content.attendance in KEPT,
        shares(content, "attendance", "session_type", "person_present"),
    )
    yield from flagged(content.earlier_flags, note.event)
    yield from placed(content.earlier_duties, note.event)
    if content.attendance:
        answers = (
            ("Kept", "yes" if kept else "no"),
            ("With the person", (presence(content) or "not recorded") if kept else "no"),
        )
        seen = Facts(answers=answers, share=attended)
        yield Placed(part=Part.TREATMENT, name="sessions", block=seen, every=True)
    if content.attendance and not kept:
        reason = absence_group(content.absence_reason).value if content.absence_reason else "Not recorded"
        missed = Facts(
            answers=(
                ("How", said(content, "attendance")),
                ("Kind of reason", reason),
            ),
            share=shares(content, "attendance", "absence_reason"),
        )
        yield Placed(part=Part.TREATMENT, name="absence", block=missed, every=True)
    if content.progress:
        yield Placed(part=Part.TREATMENT, name="progress", block=paragraph(content, "progress"), every=True)
    # Who does not hear whether it was kept hears of no appointment: without that it would read as missed.
    if content.attendance and note.event.is_exact:
        event = Event(mark=Mark.KEPT if kept else Mark.MISSED, start=note.event, share=attended)
        yield Placed(part=Part.AXIS, name="session", block=event, every=True)
