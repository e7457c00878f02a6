"""The note of one member of a group: what it begins with, what is the same in each, and whether they came."""

from dataclasses import replace

from app.domain.cases.group import GroupSession
from app.domain.kinds.session_note.choices import KEPT
from app.domain.kinds.session_note.content import SessionNote


def begun(session_id: str, said: GroupSession, attendance: str) -> SessionNote:
    """What the note of a member begins with."""
    note = SessionNote(
        group_session=session_id,
        session_type="group",
        attendance=attendance,
        setting=said.setting,
        duration=said.minutes if attendance in KEPT else None,
        team=said.led_by,
        person_present="yes" if attendance in KEPT else "",
    )
    return carried(note, said.theme, said.done)


def carried(note: SessionNote, theme: str, done: str) -> SessionNote:
    """The note with what is the same in each: of what was done in common nothing, for who did not come."""
    return replace(note, theme=theme, in_common=done if came(note) is not False else "")


def came(note: SessionNote) -> bool | None:
    """Whether they came; None until it is said."""
    return note.attendance in KEPT if note.attendance else None
