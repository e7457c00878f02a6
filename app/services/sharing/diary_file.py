"""Lets appointments leave as a calendar's file: looked at for victims' details like any output, and remembered.

What leaves is a day, a time, a case's reference and a place. Of a restricted case the reference stays here, of the
person's home the place; and where the member's program cannot look for victims' details, no typed word leaves at all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Final

from app.domain.cases.appointment import Appointment
from app.domain.fields.answers import HOME, SETTINGS
from app.domain.fields.rights import Right
from app.domain.values.dates import ClinicalDate
from app.errors import AlreadyThere, DiaryWithheld, NameNotLookedAt, NotFound
from app.reports.icalendar import CalendarEvent, calendar, whole_day
from app.services.cases.diary import AppointmentView, Diary
from app.services.sharing import guarding
from app.services.vault.case_keys import has_case_key
from app.services.vault.open_vault import OpenVault
from app.whole_file import beside, is_there, put_in_place, write_new

_SETTING: Final = {each.code: each.label for each in SETTINGS}
_MOST: Final = 1000


@dataclass(frozen=True)
class SavedDiary:
    """How many appointments were written, the SHA-256 of the file, and whether typed places had to be left out."""

    appointments: int
    sha256: str
    without_places: bool


def save_one(vault: OpenVault, appointment_id: str, out: Path) -> SavedDiary:
    """Write one appointment. Raises as `save_days`, and NotFound, NotAdmitted."""
    return _save(vault, (Diary(vault).read(appointment_id),), out)


def save_days(vault: OpenVault, first: date, last: date, out: Path) -> SavedDiary:
    """Write the member's own appointments from one day to another, those that were cancelled as such.

    Raises NotFound where there is none; AlreadyThere; DiaryWithheld with the places where a victim's detail stands, in
    the name and folder of the file too; Unguarded; NameNotLookedAt for a name of one's own where nobody could look at
    it; CannotWrite, DiskFull, ReadOnly.
    """
    diary = Diary(vault)
    rows = diary.page(first, last, whose=vault.member.id, limit=_MOST).rows
    return _save(vault, tuple(diary.read(each.id) for each in rows), out)


def file_name(day: date) -> str:
    """The name that a file is given: its first day, and no reference."""
    return f"appointments {day.isoformat()}.ics"


def _save(vault: OpenVault, views: Sequence[AppointmentView], out: Path) -> SavedDiary:
    vault.insist_on_writing()
    if not views:
        raise NotFound("There is no appointment of yours on these days.")
    if is_there(out):
        raise AlreadyThere
    can_check = guarding.can_check(vault)
    first = min(_day(each.appointment) for each in views)
    if not can_check and out.name != file_name(first):
        raise NameNotLookedAt(file_name(first))
    restricted = _restricted(vault, views)
    if can_check:
        _look(vault, views, out)
    events = [_event(vault, each, restricted, with_place=can_check) for each in views]
    with beside(out) as new:
        with vault.acting(Right.DIARY) as act:
            content = calendar(events, act.at)
            digest = sha256(content).hexdigest()
            write_new(new, content)
            for case_id, few in _by_case(views):
                act.note("diary.save", case=case_id or None, appointments=len(few), sha256=digest)
        put_in_place(new, out)
    left_out = not can_check and any(_typed(each.appointment) for each in views)
    return SavedDiary(len(views), digest, left_out)


def _look(vault: OpenVault, views: Sequence[AppointmentView], out: Path) -> None:
    """The victim check of each case over what leaves of it, and over the file's name and folder."""
    for case_id, few in _by_case(views):
        if not case_id:
            continue
        # Two may be at the same time: each text has a place of its own.
        texts = {
            f"the place on {_when(each.appointment)}" + (f" ({n})" if n else ""): _place(each.appointment)
            for n, each in enumerate(few)
        }
        texts |= {"the reference": few[0].entry.reference} | guarding.of_path(out)
        if places := guarding.stopped(vault, case_id, texts, right=Right.DIARY):
            raise DiaryWithheld(places)


def _restricted(vault: OpenVault, views: Sequence[AppointmentView]) -> frozenset[str]:
    with vault.reading(Right.BANNER) as act:
        cases = {each.appointment.case for each in views if each.appointment.case}
        return frozenset(each for each in cases if has_case_key(act.session, each))


def _by_case(views: Sequence[AppointmentView]) -> Iterator[tuple[str, list[AppointmentView]]]:
    ordered = sorted(views, key=lambda each: each.appointment.case)
    for case_id, few in groupby(ordered, key=lambda each: each.appointment.case):
        yield case_id, list(few)


def _event(
    vault: OpenVault, view: AppointmentView, restricted: frozenset[str], *, with_place: bool
) -> CalendarEvent:
    agreed = view.appointment
    begins, ends = _times(vault, agreed)
    return CalendarEvent(
        id=view.id,
        begins=begins,
        ends=ends,
        sequence=len(view.statements) - 1,
        cancelled=view.entry.is_cancelled,
        reference="" if agreed.case in restricted else view.entry.reference,
        place=_place(agreed) if with_place else _coded(agreed),
    )


def _times(vault: OpenVault, agreed: Appointment) -> tuple[datetime, datetime] | tuple[date, date]:
    day = _day(agreed)
    if not agreed.clock:
        return whole_day(day)
    hours, past = agreed.clock.split(":")
    local = datetime(day.year, day.month, day.day, int(hours), int(past), tzinfo=vault.zone)
    begins = local.astimezone(UTC)
    return begins, begins + timedelta(minutes=agreed.minutes or 0)


def _day(agreed: Appointment) -> date:
    day = agreed.day.earliest() if agreed.day else None
    if day is None:
        raise NotFound
    return day


def _when(agreed: Appointment) -> str:
    return " ".join(part for part in (ClinicalDate.of(_day(agreed)).show(), agreed.clock) if part)


def _typed(agreed: Appointment) -> str:
    return "" if agreed.setting == HOME else agreed.place


def _coded(agreed: Appointment) -> str:
    """The sort of place, in words of ours; none of the person's home."""
    return "" if agreed.setting == HOME else _SETTING.get(agreed.setting, "")


def _place(agreed: Appointment) -> str:
    return _typed(agreed) or _coded(agreed)
