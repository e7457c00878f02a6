"""Red flags inside notes of an earlier form: which of a record are open, and the flag that takes the place of one."""

from collections.abc import Iterator
from dataclasses import replace

from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Right
from app.domain.fields.rows import Cite
from app.domain.kinds.parts.earlier_flag import TAKEN_BY, EarlierFlag, earlier_flags
from app.domain.kinds.parts.red_flag import SIGNS, Deed
from app.domain.kinds.parts.told import Told
from app.domain.kinds.registry import kind
from app.domain.records.facets import RedFlag
from app.domain.records.versions import Reading
from app.errors import NotADraft
from app.services.records import drafts
from app.services.records.drafts import DraftView
from app.services.records.facets import of_case
from app.services.records.heading import Heading
from app.services.records.reading import RecordView, show
from app.services.records.signed import insist_on_whole, load, may_read
from app.services.vault.open_vault import Act, OpenVault

_GONE = "That red flag is not open in this record any more."


def open_rows(vault: OpenVault, act: Act, view: RecordView) -> tuple[str, ...]:
    """The rows of a record that are red flags still open there: nobody closed them, and no flag took their place."""
    inside = tuple(earlier_flags(view.reading.content)) if isinstance(view.reading, Reading) else ()
    if not inside or view.replaced_by or view.status == "error":
        return ()
    standing = {each.facet.row for each in of_case(vault, act.connection, view.provenance.case, RedFlag)}
    return tuple(flag.row for flag in inside if flag.row in standing)


def take_over(vault: OpenVault, record_id: str, row: str) -> DraftView:
    """Begin a red flag out of one inside a note: once it is signed, it acts in that one's place.

    What the earlier form did not ask is left to be answered. Raises NotFound, NotAdmitted, NotADraft where it is not
    open there any more.
    """
    with vault.acting(Right.WRITE) as act:
        note = load(act.session, record_id)
        may_read(vault, act, note)
        insist_on_whole(vault, note)
        view = show(vault, act.session, note)
        if row not in open_rows(vault, act, view):
            raise NotADraft(_GONE)
        (flag,) = (each for each in earlier_flags(view.sheet.content) if each.row == row)
        made = kind(TAKEN_BY)
        series = Cite(note.series_id, row).wire
        content = replace(
            made.content(**dict(_known(flag))),
            seen_at=view.sheet.event,
            noted_in=note.series_id,
            takes_over=series,
        )
        sheet = replace(view.sheet, content=content, left=())
        return drafts.start(vault, act, made, Heading(note.case_id, Compartment(note.compartment)), sheet)


def _known(flag: EarlierFlag) -> Iterator[tuple[str, object]]:
    """What the earlier form says. A sign that was two in one is left open: nobody said which it was."""
    offered = {sign.code for sign in SIGNS if not sign.retired}
    yield "sign", flag.sign if flag.sign in offered else ""
    yield "seen", flag.detail
    if flag.action:
        yield "done", (Deed(what=flag.action, on=flag.told_on),)
    if flag.told:
        yield "told", (Told(who=flag.told, on=flag.told_on),)
