"""Red flags and duties to tell that stand open in notes of an earlier form, and the record that takes their place."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Right
from app.domain.fields.rows import Cite
from app.domain.kinds.parts import earlier_duty, earlier_flag
from app.domain.kinds.parts.earlier_duty import EarlierDuty
from app.domain.kinds.parts.earlier_flag import EarlierFlag, earlier_flags
from app.domain.kinds.parts.red_flag import SIGNS, Deed
from app.domain.kinds.parts.told import Told
from app.domain.kinds.registry import kind
from app.domain.records.facets import RedFlag, Unfinished
from app.domain.records.record import Sheet
from app.domain.records.versions import Reading
from app.errors import NotADraft
from app.services.records import drafts
from app.services.records.drafts import DraftView
from app.services.records.facets import of_case
from app.services.records.heading import Heading
from app.services.records.reading import RecordView, show
from app.services.records.signed import insist_on_whole, load, may_read
from app.services.vault.open_vault import Act, OpenVault

_GONE: Final = "That is not open in this record any more."


class OpenRow(NamedTuple):
    """A row that is open, and the kind of record that takes its place."""

    row: str
    kind: str


def open_rows(vault: OpenVault, act: Act, view: RecordView) -> tuple[OpenRow, ...]:
    """What of a record of an earlier form is open: nobody closed it, and no record took its place."""
    inside = tuple(_inside(view.reading.content)) if isinstance(view.reading, Reading) else ()
    if not inside or view.replaced_by or view.status == "error":
        return ()
    standing = {
        each.facet.row for each in of_case(vault, act.connection, view.provenance.case, RedFlag, Unfinished)
    }
    return tuple(OpenRow(row.row, _taken_by(row)) for row in inside if row.row in standing)


def take_over(vault: OpenVault, record_id: str, row: str) -> DraftView:
    """Begin the record that acts in the place of something inside a note, once it is signed.

    What the earlier form did not ask is left to be answered. Raises NotFound, NotAdmitted, NotADraft where it is not
    open there any more.
    """
    with vault.acting(Right.WRITE) as act:
        note = load(act.session, record_id)
        may_read(vault, act, note)
        insist_on_whole(vault, note)
        view = show(vault, act.session, note)
        if row not in {each.row for each in open_rows(vault, act, view)}:
            raise NotADraft(_GONE)
        (taken,) = (each for each in _inside(view.sheet.content) if each.row == row)
        made = kind(_taken_by(taken))
        series = Cite(note.series_id, row).wire
        known = dict(_flag(taken, view.sheet, note.series_id) if isinstance(taken, EarlierFlag) else ())
        sheet = replace(view.sheet, content=made.content(**known, takes_over=series), update="", left=())
        return drafts.start(vault, act, made, Heading(note.case_id, Compartment(note.compartment)), sheet)


def _inside(content: object) -> Iterator[EarlierFlag | EarlierDuty]:
    yield from earlier_flags(content)
    yield from getattr(content, earlier_duty.NAME, ())


def _taken_by(row: EarlierFlag | EarlierDuty) -> str:
    return earlier_flag.TAKEN_BY if isinstance(row, EarlierFlag) else earlier_duty.TAKEN_BY


def _flag(flag: EarlierFlag, sheet: Sheet, series: str) -> Iterator[tuple[str, object]]:
    """What the earlier form says. A sign that was two in one is left open: nobody said which it was."""
    offered = {sign.code for sign in SIGNS if not sign.retired}
    yield "sign", flag.sign if flag.sign in offered else ""
    yield "seen", flag.detail
    yield "seen_at", sheet.event
    yield "noted_in", series
    if flag.action:
        yield "done", (Deed(what=flag.action, on=flag.told_on),)
    if flag.told:
        yield "told", (Told(who=flag.told, on=flag.told_on),)
