"""Drafts: what is typed is kept, inside the store, for its author alone, until it is signed or discarded."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from app.crypto import canonical
from app.domain.cases.case import GATES
from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.fields.content import Missing, check, going_on
from app.domain.fields.rights import Right
from app.domain.fields.spec import FieldSpec, specs
from app.domain.kinds.registry import KINDS, kind
from app.domain.measures.catalogue import NO_MEASURES, Catalogue
from app.domain.records.countersigning import unattested
from app.domain.records.differences import ready_written
from app.domain.records.drawing import split_off
from app.domain.records.heading import Heading as Written
from app.domain.records.in_case import NOTHING_YET, InCase
from app.domain.records.kind import Derived, Kind, as_answered
from app.domain.records.record import GATE, Sheet, misplaced
from app.domain.records.versions import brought_up
from app.domain.values.dates import ClinicalDate
from app.domain.values.ids import new_id
from app.errors import (
    Damaged,
    NotAcceptable,
    NotAdmitted,
    NotADraft,
    NotFound,
    NotPermitted,
    SavedElsewhere,
)
from app.models.base import time_of
from app.models.statements import PreparedStatement
from app.models.tables import Case, Draft, Record
from app.services.facts.case_keys import insist_on_case_key
from app.services.facts.gates import gates_of
from app.services.measures.of_vault import measures_of
from app.services.records import courses, draft_keys, file_parts
from app.services.records.courses import Before
from app.services.records.death import NOTHING_TO_THEM, died_on
from app.services.records.heading import Heading
from app.services.records.in_case import in_case
from app.services.records.kept_drafts import signed_draft
from app.services.records.signed import load, parsed, signed_bytes
from app.services.vault.compartment_keys import is_sealed
from app.services.vault.open_vault import Act, OpenVault

SITTING: Final = "sitting"
"""Of a draft's body: the key of a sitting whose answers are not taken in yet."""
_NOT_THERE: Final = "This is kept where you are not admitted: take it out, and ask who is"
_REPLACED = select(Record.id).where(Record.replaces_id == bindparam("record_id"))


class KeptDraft(NamedTuple):
    """A draft as the store keeps it."""

    id: str
    case_id: str
    author_id: str
    kind: str
    compartment: str
    replaces_id: str | None
    about_id: str | None
    begun_at: datetime
    saved_at: datetime
    revision: int
    body: bytes
    key_id: str | None
    signature: bytes | None
    handing: bytes | None


_KEPT = [Draft.__table__.c[name] for name in KeptDraft._fields]
_OWN = PreparedStatement(select(*_KEPT).where(Draft.id == bindparam("draft_id")))


@dataclass(frozen=True)
class DraftView:
    """A draft as its author sees it."""

    id: str
    case_id: str
    kind: Kind
    compartment: Compartment
    sheet: Sheet
    missing: tuple[Missing, ...]
    since: ClinicalDate | None
    """The date of the record that it goes on from, where its kind compares with one and there is one."""
    begun_at: datetime
    saved_at: datetime
    revision: int
    replaces_id: str | None
    about_id: str | None
    signed: object | None = None
    """What the version that it replaces says, in today's form."""
    case: InCase = NOTHING_YET
    """What stands in its case, where that has a say in a record of its kind."""
    unoffered: frozenset[str] = frozenset()
    """The fields that its author is not asked for: what they hold would be kept where the author is not admitted."""
    measures: Catalogue = NO_MEASURES
    """What its results are worked out by, where some are."""


@dataclass(frozen=True)
class Drafts:
    """What an author can do with their drafts."""

    vault: OpenVault

    def begin(self, case_id: str, code: str, compartment: Compartment | None = None) -> DraftView:
        """Begin a record in a case, dated today. Raises NotFound, NotAdmitted, and NotPermitted where none is kept."""
        made = kind(code)
        where = compartment or made.compartment
        if where not in made.compartments:
            raise NotPermitted(f"{made.title} is not kept in the compartment “{where.label}”.")
        with self.vault.acting(Right.WRITE) as act:
            if act.session.get(Case, case_id) is None:
                raise NotFound
            return start(self.vault, act, made, Heading(case_id, where), self._begun(act, made, case_id))

    def put_back(self, thrown: DraftView, sheet: Sheet) -> DraftView:
        """Begin a discarded draft again, with what it held. Raises NotAdmitted, and NotAcceptable for the sheet."""
        sheet = sheet.kept()
        with self.vault.acting(Right.WRITE) as act:
            return start(self.vault, act, thrown.kind, heading_of(thrown), sheet)

    def save(self, draft_id: str, sheet: Sheet, revision: int) -> tuple[int, datetime]:
        """Keep what was typed: give the new revision and the time.

        Nothing is validated but the size and kind of each value, so that an unfinished record is always kept.
        Raises SavedElsewhere when another window saved since `revision`; the text stays with the caller.
        """
        sheet = sheet.kept()
        with self.vault.keeping(Right.WRITE) as act:
            save(self.vault, act, draft_id, sheet, revision)
        return revision + 1, act.at

    def open(self, draft_id: str) -> DraftView:
        """The draft as last saved. Raises NotFound for another author's."""
        with self.vault.reading(Right.WRITE) as act:
            return view(self.vault, act.session, own(act, self.vault, draft_id))

    def mine(self, case_id: str | None = None) -> tuple[DraftView, ...]:
        """The member's drafts, last saved first."""
        mine = select(Draft).where(Draft.author_id == self.vault.member.id).order_by(Draft.saved_at.desc())
        if case_id is not None:
            mine = mine.where(Draft.case_id == case_id)
        with self.vault.reading(Right.WRITE) as act:
            rows = act.session.execute(mine).scalars().all()
            act.of_kind(administrative=all(kind(row.kind).may_be_administrative for row in rows))
            return tuple(view(self.vault, act.session, row) for row in rows if self._may_read(row))

    def discard(self, draft_id: str) -> None:
        """Throw a draft away; that it was is in the ledger."""
        with self.vault.acting(Right.WRITE) as act:
            throw_away(self.vault, act, draft_id)

    def _begun(self, act: Act, made: Kind, case_id: str) -> Sheet:
        """What a new one says before anything is written: date and way of an appointment that is being noted.

        Nothing is taken from a draft of another day.
        """
        today = act.at.astimezone(self.vault.zone).date()
        case = in_case(self.vault, act.connection, case_id) if made.looks_around else NOTHING_YET
        sheet = Sheet(event=ClinicalDate.of(today), knowledge=made.known, content=made.blank(case))
        mine = select(Draft).where(Draft.author_id == self.vault.member.id, Draft.case_id == case_id)
        found = mine.where(Draft.kind.in_(made.takes)).order_by(Draft.saved_at.desc())
        for row in act.session.execute(found).scalars() if made.takes else ():
            is_todays = row.saved_at.astimezone(self.vault.zone).date() == today
            if is_todays and self._may_read(row):
                said = view(self.vault, act.session, row).sheet
                taken = {ours: getattr(said.content, theirs) for theirs, ours in made.takes[row.kind].items()}
                return replace(sheet, event=said.event, content=check(replace(sheet.content, **taken)))
        return sheet

    def _may_read(self, row: Draft) -> bool:
        stored = draft_keys.opened(self.vault, row.id, row.handing, row.body)
        return self.vault.compartments.opens(Compartment(row.compartment), stored, row.case_id)


def start(vault: OpenVault, act: Act, made: Kind, heading: Heading, sheet: Sheet | None = None) -> DraftView:
    """Begin a draft in the caller's transaction."""
    _insist_on_place(vault, act, made, heading)
    draft_id = new_id(act.at)
    today = ClinicalDate.of(act.at.astimezone(vault.zone).date())
    sheet = sheet or Sheet(event=today, content=made.content())
    handing = draft_keys.handing(vault, act.session, draft_id)
    body = _sealed(vault, heading, draft_id, made, sheet)
    values: dict[str, Any] = {
        "id": draft_id,
        "case_id": heading.case_id,
        "author_id": vault.member.id,
        "kind": made.code,
        "compartment": heading.compartment.value,
        "replaces_id": heading.replaces_id,
        "about_id": heading.about_id,
        "begun_at": act.at,
        "saved_at": act.at,
        "revision": 1,
        "body": draft_keys.sealed(vault, draft_id, handing, body),
        "handing": handing,
    }
    values |= signed_draft(vault, values)
    act.insert(Draft, **values)
    said: dict[str, str] = {"handing": draft_keys.digest(handing)} if handing else {}
    act.note("draft.begin", "draft", draft_id, case=heading.case_id, kind=made.code, signed=True, **said)
    return view(vault, act.session, Draft(**values))


def unstored(vault: OpenVault, act: Act, made: Kind, heading: Heading, sheet: Sheet) -> DraftView:
    """A draft that is signed in the act that begins it: nobody could see it between, so the store never holds it."""
    _insist_on_place(vault, act, made, heading)
    missing = sheet.missing(made, vault.today()), misplaced(made, heading.compartment, sheet.content)
    return DraftView(
        id=new_id(act.at),
        case_id=heading.case_id,
        kind=made,
        compartment=heading.compartment,
        sheet=sheet,
        missing=(*missing[0], *missing[1]),
        since=None,
        begun_at=act.at,
        saved_at=act.at,
        revision=1,
        replaces_id=heading.replaces_id,
        about_id=heading.about_id,
    )


def _insist_on_place(vault: OpenVault, act: Act, made: Kind, heading: Heading) -> None:
    """Raise NotAcceptable, NotAdmitted or NotPermitted where a record of that kind cannot be begun there."""
    if not heading.compartment.holds_records:
        raise NotAcceptable("No record is kept there: choose another place.")
    if heading.compartment is Compartment.RESTRICTED:
        insist_on_case_key(vault, act, heading.case_id)
    vault.compartments.require(heading.compartment, heading.case_id)
    act.of_kind(administrative=made.may_be_administrative)


def save(
    vault: OpenVault,
    act: Act,
    draft_id: str,
    sheet: Sheet,
    revision: int,
    sitting: Mapping[str, str] | None = None,
) -> None:
    """Keep a sheet in the caller's transaction, and with it the key of a sitting. Raises NotFound, SavedElsewhere."""
    row = own(act, vault, draft_id)
    if row.revision != revision:
        raise SavedElsewhere
    changed = {"body": _kept(vault, row, sheet, sitting), "saved_at": act.at, "revision": revision + 1}
    changed |= signed_draft(vault, {**row._asdict(), **changed})
    act.session.execute(update(Draft).where(Draft.id == draft_id).values(**changed))


def throw_away(vault: OpenVault, act: Act, draft_id: str) -> KeptDraft:
    """Discard a draft in the caller's transaction, and give what it was. Raises NotFound."""
    row = own(act, vault, draft_id)
    file_parts.forget(act.connection, draft_id)
    act.session.execute(delete(Draft).where(Draft.id == draft_id))
    act.note("draft.discard", "draft", draft_id, case=row.case_id)
    return row


def heading_of(draft: DraftView | KeptDraft) -> Heading:
    """Where a draft stands."""
    return Heading(draft.case_id, Compartment(draft.compartment), draft.replaces_id, draft.about_id)


def own(act: Act, vault: OpenVault, draft_id: str) -> KeptDraft:
    """The member's own draft; anybody else's is not found."""
    found = _OWN.row(act.connection, {"draft_id": draft_id})
    if found is None or (row := KeptDraft(*found)).author_id != vault.member.id:
        raise NotFound("There is no draft of yours by that reference.")
    begun_at, saved_at = time_of(str(row.begun_at)), time_of(str(row.saved_at))
    row = row._replace(begun_at=begun_at, saved_at=saved_at)
    act.of_kind(administrative=kind(row.kind).may_be_administrative)
    return row


def to_sign(draft: DraftView) -> DraftView:
    """The draft as it is read through and signed: of a later version it says what changed.

    Of rows that become records of their own it says nothing, as the record itself will not.
    """
    if draft.signed is None or draft.sheet.update:
        return draft
    before, now = (
        replace(draft.sheet, content=split_off(each)[0]) for each in (draft.signed, draft.sheet.content)
    )
    written = ready_written(draft.kind, before, now)
    return replace(draft, sheet=replace(draft.sheet, update=written))


def view(vault: OpenVault, session: Session, row: Draft | KeptDraft) -> DraftView:
    """The draft as its author sees it, in today's form. Raises NotADraft for one that a newer version began."""
    made, compartment = kind(row.kind), Compartment(row.compartment)
    stored = draft_keys.opened(vault, row.id, row.handing, row.body)
    plain = vault.compartments.unseal(compartment, stored, "draft", row.id, row.case_id)
    measures = NO_MEASURES if made.derive is as_answered else measures_of(vault, session)
    derived = _derived(made, _sheet(session, made, _plain(plain), row), measures)
    sheet = derived.content
    goes_on = courses.since(vault, session, Before(made, row.case_id, sheet, row.replaces_id))
    signed = _signed(vault, session, row)
    case = NOTHING_YET
    if made.looks_around:
        case = in_case(vault, session.connection(), row.case_id, row.replaces_id)
    kept_elsewhere = tuple(_kept_elsewhere(vault, made, (compartment, row.case_id)))
    return DraftView(
        id=row.id,
        case_id=row.case_id,
        kind=made,
        compartment=compartment,
        sheet=sheet,
        missing=(
            *sheet.missing(made, vault.today(), goes_on, signed),
            *misplaced(made, compartment, sheet.content),
            *file_parts.gone(session.connection(), sheet.content, (compartment, row.case_id), row.id),
            *derived.missing,
            *made.asks(sheet.content, case),
            *_closed(session, made, row.case_id, sheet.content),
            *unattested(_about(session, row), made, sheet.content),
            *_to_the_dead(session, made, sheet, row.case_id),
            *(Missing(spec.name, spec.label, _NOT_THERE) for spec in kept_elsewhere if _is_said(spec, sheet)),
        ),
        since=goes_on,
        begun_at=row.begun_at,
        saved_at=row.saved_at,
        revision=row.revision,
        replaces_id=row.replaces_id,
        about_id=row.about_id,
        signed=signed,
        case=case,
        unoffered=frozenset(spec.name for spec in kept_elsewhere if not _is_said(spec, sheet)),
        measures=measures,
    )


def _to_the_dead(session: Session, made: Kind, sheet: Sheet, case_id: str) -> Iterator[Missing]:
    """What stands in the way of signing what goes to the person, where they have died."""
    answer = made.to_person(sheet.content)
    if answer and died_on(session.connection(), case_id) is not None:
        label = next(spec.label for spec in specs(made.content) if spec.name == answer)
        yield Missing(answer, label, NOTHING_TO_THEM)


def _kept_elsewhere(vault: OpenVault, made: Kind, at: tuple[Compartment, str]) -> Iterator[FieldSpec]:
    """The fields whose rows become records where the member is not admitted."""
    here, case_id = at
    for spec in specs(made.content):
        if spec.splits:
            other = kind(spec.splits)
            where = here if here in other.compartments else other.compartment
            if not vault.compartments.admits(where, case_id):
                yield spec


def _is_said(spec: FieldSpec, sheet: Sheet) -> bool:
    return bool(getattr(sheet.content, spec.name))


def _closed(session: Session, made: Kind, case_id: str, content: object) -> tuple[Missing, ...]:
    """That a gate of the case closes it; why is said in the case itself, as the rule may tell of its person."""
    gate = made.gate(content)
    if not gate or not gates_of(session.connection(), case_id).closed(gate):
        return ()
    label = next(each.label for each in GATES if each.code == gate)
    return (Missing(GATE, f"{label} to the person: closed in this case"),)


def sitting_of(vault: OpenVault, row: KeptDraft) -> Mapping[str, str] | None:
    """What was kept of the sitting that the draft was handed over for, until its answers are taken in."""
    stored = draft_keys.opened(vault, row.id, row.handing, row.body)
    plain = vault.compartments.unseal(Compartment(row.compartment), stored, "draft", row.id, row.case_id)
    found: Mapping[str, str] | None = _plain(plain).get(SITTING)
    return found


def _derived(made: Kind, sheet: Sheet, measures: Catalogue) -> Derived:
    """The sheet with what is worked out from its answers: whatever a form had kept there, this is what is signed."""
    if made.derive is as_answered:
        return Derived(sheet)
    derived = made.derive(sheet.content, measures)
    return Derived(replace(sheet, content=derived.content), derived.missing)


def _signed(vault: OpenVault, session: Session, row: Draft | KeptDraft) -> object | None:
    """What the replaced version says; nothing where it is sealed to the member or damaged, which Sign tells of."""
    if row.replaces_id:
        with suppress(Damaged, NotAdmitted, NotFound):
            said: object = parsed(signed_bytes(vault, load(session, row.replaces_id)))[0].sheet.content
            return said
    return None


def _about(session: Session, row: Draft | KeptDraft) -> Kind | None:
    """The kind of the record that it is about; None where that is not known here."""
    return KINDS.get(load(session, row.about_id).kind) if row.about_id else None


def _plain(body: bytes) -> dict[str, Any]:
    try:
        plain: dict[str, Any] = json.loads(body)
    except ValueError:
        raise Damaged from None
    return plain


def _sheet(session: Session, made: Kind, plain: dict[str, Any], row: Draft | KeptDraft) -> Sheet:
    # Before forms were counted in drafts there was the first of each kind alone.
    written = plain.get("kind_version", 1)
    if written > made.version:
        raise NotADraft("This draft was begun in a newer Casework: update to go on with it.")
    sheet = brought_up(made, written, plain, _written(session, row, plain))
    # What lapsed or was withdrawn since has no place in the form, and is not signed unseen.
    return replace(sheet, content=going_on(sheet.content))


def _written(session: Session, row: Draft | KeptDraft, plain: dict[str, Any]) -> Written:
    replaced = session.get(Record, row.replaces_id) if row.replaces_id else None
    event = plain["event"]
    return Written(
        id=row.id,
        series=replaced.series_id if replaced else row.id,
        version=replaced.version + 1 if replaced else 1,
        case=row.case_id,
        compartment=Compartment(row.compartment),
        event=ClinicalDate.from_wire(event) if event else None,
        knowledge=Knowledge(plain["knowledge"]),
        source=plain["source"],
        author="",
        signed_at="",
    )


def _kept(vault: OpenVault, row: KeptDraft, sheet: Sheet, sitting: Mapping[str, str] | None = None) -> bytes:
    """What is stored of a draft. One from before restricted cases were sealed stays as it began until it is signed."""
    plain = _written_out(kind(row.kind), sheet, sitting)
    if row.handing is None and not is_sealed(Compartment(row.compartment), row.body):
        return plain
    sealed = vault.compartments.seal(Compartment(row.compartment), plain, "draft", row.id, row.case_id)
    return draft_keys.sealed(vault, row.id, row.handing, sealed)


def _sealed(vault: OpenVault, heading: Heading, draft_id: str, made: Kind, sheet: Sheet) -> bytes:
    plain = _written_out(made, sheet)
    return vault.compartments.seal(heading.compartment, plain, "draft", draft_id, heading.case_id)


def _written_out(made: Kind, sheet: Sheet, sitting: Mapping[str, str] | None = None) -> bytes:
    more: dict[str, Any] = {"kind_version": made.version}
    if sitting:
        more[SITTING] = dict(sitting)
    return canonical.dumps(sheet.to_draft() | more)


def replaced(session: Session, record_id: str) -> bool:
    """Whether a record has a newer version."""
    return session.connection().scalar(_REPLACED, {"record_id": record_id}) is not None
