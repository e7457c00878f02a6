"""Records: signed once and for good, read with their signature checked, then extended, replaced or marked in error."""

import base64
import json
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from app.crypto import canonical, record_signing
from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.fields.content import Missing, going_on, search_text
from app.domain.fields.rights import Right
from app.domain.fields.spec import specs
from app.domain.kinds.registry import COUNTERSIGNING, KINDS, REMARKS, kind
from app.domain.records.drawing import split_off
from app.domain.records.kind import Kind
from app.domain.records.record import Provenance, Sheet, document
from app.domain.records.written import Written
from app.domain.values.author import Author
from app.domain.values.dates import ClinicalDate
from app.domain.values.ids import new_id
from app.domain.values.search_words import indexed
from app.errors import NotADraft, NotFound, StillMissing
from app.models.base import Instant, wire_time
from app.models.statements import PreparedStatement, insert_together, listed
from app.models.tables import Case, Draft, Record, RecordText, RecordWords
from app.services.facts.case_keys import insist_on_case_key
from app.services.records import drafts, facets, file_parts
from app.services.records.agreeing import insist_on_agreeing
from app.services.records.blind import insist_not_blind, insist_on_reading
from app.services.records.courses import course_of
from app.services.records.heading import Heading
from app.services.records.moved import insist_on_standing
from app.services.records.named import note_named, with_mark
from app.services.records.opened import OpenedRecord, opened
from app.services.records.raising import place_of
from app.services.records.reading import RecordView, show
from app.services.records.row_codes import identified
from app.services.records.signed import insist_on_whole, is_open_to, load, parsed, signed_bytes
from app.services.records.standing import current_rows
from app.services.records.supervised import insist_on_right
from app.services.vault.clock import minutes_behind
from app.services.vault.open_vault import Act, OpenVault

SALT_BYTES = 16
_DISCARD = PreparedStatement(delete(Draft).where(Draft.id == bindparam("draft_id")))
# By a clock that was put back nothing becomes older than it was.
_LATER = func.max(Case.active_at, bindparam("at", type_=Instant))
_STIR = PreparedStatement(update(Case).where(Case.id == bindparam("case_id")).values(active_at=_LATER))
_SHOWN = RecordText.record_id == bindparam("record_id")
_FORGET = (
    PreparedStatement(delete(RecordWords).where(RecordWords.id.in_(select(RecordText.id).where(_SHOWN)))),
    PreparedStatement(delete(RecordText).where(_SHOWN)),
)
_OF_ALL = RecordText.record_id.in_(listed("records"))
_FORGET_ALL = (
    PreparedStatement(delete(RecordWords).where(RecordWords.id.in_(select(RecordText.id).where(_OF_ALL)))),
    PreparedStatement(delete(RecordText).where(_OF_ALL)),
)
_LAST = PreparedStatement(select(func.max(RecordText.id)))
_SHOW = PreparedStatement(
    insert(RecordText).values({name: bindparam(name) for name in ("record_id", "case_id", "title", "body")})
)
_INDEX = PreparedStatement(
    insert(RecordWords).from_select(
        ["id", "folded", "also"], select(RecordText.id, bindparam("folded"), bindparam("also")).where(_SHOWN)
    )
)


@dataclass(frozen=True)
class Records:
    """What can be done with signed records; how they become so is in `services.cases.signing`."""

    vault: OpenVault

    def read(self, record_id: str) -> RecordView:
        """The record, its signature checked, its versions, what was said of it. Raises NotFound, NotAdmitted."""
        with self.vault.acting(Right.READ) as act:
            row = load(act.session, record_id)
            insist_on_reading(self.vault, act, row)
            act.note("record.read", "record", record_id, case=row.case_id)
            return show(self.vault, act.session, row)

    def open(self, record_id: str) -> OpenedRecord:
        """The same with what stands around it. Raises as `read`."""
        with self.vault.acting(Right.READ) as act:
            row = load(act.session, record_id)
            insist_on_reading(self.vault, act, row)
            act.note("record.read", "record", record_id, case=row.case_id)
            return opened(self.vault, act, row)

    def newest(self, case_id: str, code: str, most: int = 1) -> tuple[RecordView, ...]:
        """The newest record of a kind that stands, and of those before it the newest that the member may read.

        Where a kind keeps several courses apart, that many of each of them. One row notes them all. Raises NotAdmitted
        where the newest is sealed: an older one is not shown for it.
        """
        with self.vault.acting(Right.READ, case=case_id, durable=False) as act:
            found = act.session.scalars(current_rows(case_id, Record).where(Record.kind == code))
            may = (row for n, row in enumerate(found) if n == 0 or is_open_to(self.vault, row))
            made = KINDS.get(code)
            taken = islice(may, most) if made is None or not made.has_courses else self._each(made, may, most)
            rows = tuple(taken)
            for row in rows:
                insist_not_blind(self.vault, act.session, row)
            shown = tuple(show(self.vault, act.session, row) for row in rows)
            ids = {f"record{n}": each.provenance.id for n, each in enumerate(shown)}
            act.note("record.newest", "casefile", case_id, case=case_id, **ids)
        return shown

    def _each(self, made: Kind, rows: Iterable[Record], most: int) -> Iterator[Record]:
        """The first of them of each course."""
        taken = Counter[str]()
        for row in rows:
            course = course_of(self.vault, made, row)
            taken[course] += 1
            if taken[course] <= most:
                yield row

    def compare(self, older: str, newer: str) -> tuple[RecordView, RecordView]:
        """Two versions of a record, to be compared; one row notes that both were read. Raises as `read`."""
        with self.vault.acting(Right.READ, durable=False) as act:
            rows = [load(act.session, each) for each in (older, newer)]
            for row in rows:
                insist_on_reading(self.vault, act, row)
            act.note("record.compare", "record", newer, case=rows[1].case_id, older=older)
            before, after = (show(self.vault, act.session, row) for row in rows)
        return before, after

    def raters(self, record_id: str) -> tuple[RecordView, RecordView]:
        """What a record rates again, in its newest version, and the record itself; one row notes that both were read.

        Raises as `read`, and NotFound for a record that rates nothing again.
        """
        with self.vault.acting(Right.READ, durable=False) as act:
            row = load(act.session, record_id)
            insist_on_reading(self.vault, act, row)
            second = show(self.vault, act.session, row)
            series = second.kind.second_of(second.sheet.content) if second.reading.is_whole else ""
            newest_first = select(Record).where(Record.series_id == series).order_by(Record.version.desc())
            found = act.session.scalars(newest_first.limit(1)).first() if series else None
            if found is None or found.case_id != row.case_id:
                raise NotFound("That record rates nothing again.")
            insist_on_reading(self.vault, act, found)
            act.note("record.raters", "record", record_id, case=row.case_id, first=found.id)
            return show(self.vault, act.session, found), second

    def new_version(self, record_id: str) -> drafts.DraftView:
        """Begin a draft that will supersede a signed record. Raises NotADraft for a remark, or if there is one."""
        with self.vault.acting(Right.WRITE) as act:
            row = load(act.session, record_id)
            insist_on_reading(self.vault, act, row)
            if row.about_id is not None:
                raise NotADraft("What was said of a record stays as it is: say more of the record itself.")
            insist_on_standing(act.session, record_id)
            if drafts.replaced(act.session, record_id):
                raise NotADraft("That record already has a newer version: open that one.")
            insist_on_whole(self.vault, row)
            shown = show(self.vault, act.session, row)
            heading = Heading(row.case_id, Compartment(row.compartment), record_id, row.about_id)
            sheet = replace(shown.sheet, content=going_on(shown.sheet.content), update="")
            return drafts.start(self.vault, act, shown.kind, heading, sheet)

    def begin_remark(self, record_id: str, code: str) -> drafts.DraftView:
        """Begin an addendum to a signed record, an error mark or a countersignature, to be signed as any draft.

        Raises NotADraft for a remark about a remark, or a kind that is none; NotFound, NotAdmitted; of a
        countersignature NotPermitted for who may not, and NotADraft where none is awaited.
        """
        return self._begin_remark(record_id, kind(code))

    def begin_countersignature(self, record_id: str, verdict: str) -> drafts.DraftView:
        """Begin to agree with a record or to return it. Raises as `begin_remark`."""
        made = kind(COUNTERSIGNING[0])
        return self._begin_remark(record_id, made, made.content(verdict=verdict))

    def _begin_remark(self, record_id: str, made: Kind, content: object | None = None) -> drafts.DraftView:
        with self.vault.acting(Right.REMARK) as act:
            row = load(act.session, record_id)
            insist_on_reading(self.vault, act, row)
            if row.about_id is not None or made not in REMARKS or made.moves_out:
                raise NotADraft("An addendum or a mark can only be put to a record.")
            insist_on_standing(act.session, record_id)
            insist_on_whole(self.vault, row)
            insist_on_right(self.vault, act, made, record_id)
            insist_on_agreeing(self.vault, act, made, record_id)
            heading = Heading(row.case_id, Compartment(row.compartment), about_id=record_id)
            event = ClinicalDate.of(act.at.astimezone(self.vault.zone).date())
            sheet = Sheet(event=event, content=content) if content is not None else None
            return drafts.start(self.vault, act, made, heading, sheet)


Names = Callable[[Kind, Sheet], bool]
"""Whether a sheet names a victim."""


def names_nobody(_: Kind, __: Sheet) -> bool:
    """Of a record that nobody looked through."""
    return False


def sign_draft(vault: OpenVault, act: Act, view: drafts.DraftView, names_victim: Names = names_nobody) -> str:
    """Put the signed record in place of its draft, and give its id; one that names a victim is marked.

    Rows that belong elsewhere become records of their own kind in the same transaction, each citing this one, which
    then holds neither them nor their number. Raises StillMissing, NotADraft, NotAdmitted.
    """
    # Somebody may have moved it out, or countersigned it, meanwhile.
    insist_on_standing(act.session, view.replaces_id, view.about_id)
    insist_on_right(vault, act, view.kind, view.about_id)
    insist_on_agreeing(vault, act, view.kind, view.about_id)
    # Before the checks: it says of each answer that cannot stand what is to be done about it.
    _insist_on(view.missing)
    sheet = view.sheet.checked()
    if sheet != view.sheet:
        _insist_on(sheet.missing(view.kind, vault.today(), view.since, view.signed))
    _insist_on_amending(vault, act, view, sheet)
    content, apart = split_off(sheet.content, sheet.event)
    files = file_parts.adopt(vault, act, view.id, (view.compartment, view.case_id), content)
    record = _sign(vault, act, view, replace(sheet, content=content), names_victim, files)
    _DISCARD.write(act.connection, {"draft_id": view.id})
    for each in apart:
        made = kind(each.kind)
        _sign(vault, act, _in_place_of(view, made), _sheet_of(made, each.said, record, sheet), names_victim)
    return str(record["id"])


def _sign(
    vault: OpenVault, act: Act, view: drafts.DraftView, sheet: Sheet, names: Names, files: str = ""
) -> dict[str, Any]:
    """Sign a sheet that is whole, and give its row; `files`: the ids of the documents that it names."""
    sheet = replace(sheet, content=identified(act, view.case_id, sheet.content))
    names_victim = names(view.kind, sheet)
    if view.compartment is Compartment.RESTRICTED:
        # A draft from before these were sealed by case may be the first thing there.
        insist_on_case_key(vault, act, view.case_id)
    row = signed_row(vault, act, view, sheet)
    is_searched = not view.compartment.is_sealed and not view.kind.moves_out
    _store(act, row, sheet.content if is_searched else None, names_victim=names_victim)
    written = Written(facets.heading_of(row, sheet, vault.member.name), sheet.content)
    drawn = facets.write(vault, act, view.kind, written)
    _STIR.write(act.connection, {"case_id": view.case_id, "at": act.at})
    said = {"digest": row["digest"].hex(), "facets": drawn, "draft": view.id}
    said |= {"files": files} if files else {}
    act.note("record.sign", "record", row["id"], case=view.case_id, **said)
    if names_victim:
        note_named(act, row["id"], view.case_id)
    return row


def _in_place_of(view: drafts.DraftView, made: Kind) -> drafts.DraftView:
    """A draft as that of a record of another kind: beside it where that may stand there, else at its usual place."""
    beside = place_of(made, view.compartment)
    return replace(view, kind=made, compartment=beside, replaces_id=None, about_id=None)


def _sheet_of(made: Kind, said: Mapping[str, Any], record: Mapping[str, Any], sheet: Sheet) -> Sheet:
    """The sheet of the record that a row becomes: what it says, and which record it was in.

    What belongs to a third party was told, whatever the record rests on that it was written in.
    """
    content = made.content(**said, noted_in=record["series_id"])
    known = Knowledge.THIRD_PARTY if made.compartment is Compartment.THIRD_PARTY else sheet.knowledge
    return replace(sheet, content=content, knowledge=known, update="", carried=())


def _insist_on_amending(vault: OpenVault, act: Act, view: drafts.DraftView, sheet: Sheet) -> None:
    """Raise NotADraft for a new version that changes what its kind lets no version change."""
    if view.replaces_id is None or view.kind.amends is None:
        return
    before = parsed(signed_bytes(vault, load(act.session, view.replaces_id)))[0].sheet.content
    changed = [
        spec.label
        for spec in specs(view.kind.content)
        if spec.name not in view.kind.amends
        and not spec.withdrawn
        and getattr(before, spec.name, None) != getattr(sheet.content, spec.name)
    ]
    if changed:
        raise NotADraft(f"A new version cannot change {', '.join(changed)}: write an addendum.")


def _insist_on(gaps: tuple[Missing, ...]) -> None:
    if gaps:
        raise StillMissing(tuple(gap.words for gap in gaps))


def signed_row(vault: OpenVault, act: Act, view: drafts.DraftView, sheet: Sheet) -> dict[str, Any]:
    """The row of the record that a draft becomes with that sheet, signed now. Raises NotADraft."""
    provenance = _provenance(vault, act, view)
    body = canonical.dumps(document(provenance, sheet))
    return {
        "id": provenance.id,
        "case_id": provenance.case,
        "series_id": provenance.series,
        "version": provenance.version,
        "replaces_id": next(iter(provenance.replaces), None),
        "about_id": provenance.about,
        "kind": provenance.kind,
        "compartment": provenance.compartment.value,
        "author_id": provenance.author.id,
        "key_id": provenance.key,
        "event": sheet.event.to_wire() if sheet.event else "",
        "event_sort": sheet.event.sort_key() if sheet.event else "",
        "signed_at": act.at,
        "ordered_at": max(act.at, vault.floor),
        "title": "" if view.compartment.is_sealed else view.kind.title_of(sheet.content),
        "digest": sha256(body).digest(),
        "signature": record_signing.sign(vault.keys.records, body),
        "body": vault.compartments.seal(view.compartment, body, "record", provenance.id, provenance.case),
        **act.placed(),
    }


def _provenance(vault: OpenVault, act: Act, view: drafts.DraftView) -> Provenance:
    record_id = new_id(act.at)
    series, version = record_id, 1
    if view.replaces_id:
        if drafts.replaced(act.session, view.replaces_id):
            raise NotADraft("A newer version of that record was signed meanwhile: compare before you sign.")
        before = load(act.session, view.replaces_id)
        series, version = before.series_id, before.version + 1
    member = vault.member
    return Provenance(
        vault=vault.header.vault_id,
        case=view.case_id,
        id=record_id,
        series=series,
        version=version,
        replaces=(view.replaces_id,) if view.replaces_id else (),
        about=view.about_id,
        kind=view.kind.code,
        kind_version=view.kind.version,
        compartment=view.compartment,
        begun_at=wire_time(view.begun_at),
        signed_at=wire_time(act.at),
        offset_minutes=vault.offset_minutes(act.at),
        behind_minutes=minutes_behind(act.at, vault.floor),
        author=Author(id=member.id, name=member.name, role=member.role, registration=member.registration),
        key=vault.key_ids["records"],
        salt=base64.b64encode(secrets.token_bytes(SALT_BYTES)).decode(),
    )


def _store(act: Act, row: dict[str, object], open_content: object | None, *, names_victim: bool) -> None:
    act.insert(Record, **row)
    if row["replaces_id"]:
        # A search finds what stands; the version before stays readable from the one after.
        forget_text(act, str(row["replaces_id"]))
    searched = "" if open_content is None else search_text(open_content)
    if searched:
        title = str(row["title"])
        folded, also = indexed(title, searched)
        also = with_mark(also, str(row["author_id"])) if names_victim else also
        keep_text(act, str(row["id"]), str(row["case_id"]), (title, searched, folded, also))


def store_search_texts(
    connection: Connection, texts: Mapping[str, tuple[str, tuple[str, str, str, str] | None]]
) -> None:
    """Let a search find many records by another text or by none; by record, its case and what `keep_text` takes."""
    ids = {"records": json.dumps(list(texts))}
    for statement in _FORGET_ALL:
        statement.write(connection, ids)
    first = (_LAST.scalar(connection, {}) or 0) + 1
    new = [(record, case, *each) for record, (case, each) in texts.items() if each is not None]
    shown = [
        {"id": n, "record_id": record, "case_id": case, "title": title, "body": body}
        for n, (record, case, title, body, *_) in enumerate(new, first)
    ]
    found = [{"id": n, "folded": each[-2], "also": each[-1]} for n, each in enumerate(new, first)]
    insert_together(connection, RecordText, shown)
    insert_together(connection, RecordWords, found)


def keep_text(act: Act, record_id: str, case_id: str, text: tuple[str, str, str, str]) -> None:
    """Let a search find a record, and show why; `text`: its title, its text, and what the index holds of both."""
    title, body, folded, also = text
    _SHOW.write(act.connection, {"record_id": record_id, "case_id": case_id, "title": title, "body": body})
    _INDEX.write(act.connection, {"record_id": record_id, "folded": folded, "also": also})


def forget_text(act: Act, record_id: str) -> None:
    """Let no search find a record."""
    for statement in _FORGET:
        statement.write(act.connection, {"record_id": record_id})
