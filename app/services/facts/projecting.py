"""The tables that show what facts say: rows computed from events, and the only place that writes them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, delete, func, insert, literal, select, type_coerce, update
from sqlalchemy.orm import Session

from app.crypto import canonical
from app.domain.cases.appointment import Appointment, AppointmentOutcome
from app.domain.cases.case import GATES, CaseGates
from app.domain.cases.person import PersonDetails
from app.domain.facts import appointment, case, own, person, question, share, victim
from app.domain.facts.event import Basis
from app.domain.facts.held import Held, Stated
from app.domain.fields.content import read
from app.domain.kinds.registry import note_of
from app.domain.values import names
from app.models.base import Instant
from app.models.sqlite import upsert
from app.models.tables import (
    AppointmentMember,
    AppointmentRow,
    Case,
    Disclosure,
    EventRow,
    MemberWriting,
    NameKey,
    Person,
    QuestionRow,
    Record,
    Victim,
)
from app.services.facts.events import Known
from app.services.facts.projection import Columns, Projection, Sealed, begun, moment, said, time
from app.services.facts.staff_rows import STAFF_PROJECTIONS


def _case(held: Held, sealed: Sealed) -> Columns:
    guard = held.by.get(victim.TERMS.code)
    opened, stage = said(held, case.OPEN.code), said(held, case.STAGE.code)
    concern, gates = said(held, case.CONCERN.code), read(CaseGates, said(held, case.GATES.code))
    return {
        "reference": opened.get("reference", ""),
        "person_id": opened.get("person", ""),
        "pathway": opened.get("pathway", ""),
        "opened": opened.get("opened") or "",
        "stage": stage.get("stage", ""),
        "closed": stage.get("closed") or "",
        "justice_stage": said(held, case.JUSTICE.code).get("justice_stage", ""),
        "holder": said(held, case.HOLDER.code).get("holder", ""),
        "lead_id": said(held, case.LEAD.code).get("lead", ""),
        "concern": concern.get("exit") or concern.get("entry", ""),
        "closed_gates": " ".join(each.code for each in GATES if gates.closed(each.code)),
        "team": " ".join(said(held, case.TEAM.code).get("team", ())),
        "sealed_guard": sealed.get(guard.digest) if guard else None,
        "created_at": begun(held),
    }


def details_of(held: Held) -> Columns:
    """All that is known of a person, as the JSON object of `PersonDetails`."""
    return {**said(held, person.DETAILS.code), **said(held, person.AWARENESS.code)}


def _person(held: Held, _: Sealed) -> Columns:
    plain = details_of(held)
    details = read(PersonDetails, plain)
    return {
        "version": held.number,
        "family_name": details.family_name,
        "given_names": details.given_names,
        "sort_name": details.sort_name,
        "born": details.born.to_wire() if details.born else "",
        "nhs_number": details.nhs_number,
        "pnc": details.pnc,
        "awareness": details.awareness,
        "details": canonical.dumps(plain),
        "merged_into": said(held, person.MERGE.code).get("into", ""),
        "created_at": begun(held),
    }


def _victim(held: Held, sealed: Sealed) -> Columns:
    added, identity = said(held, victim.ADD.code), held.by.get(victim.IDENTITY.code)
    return {
        "case_id": added.get("case", ""),
        "code": added.get("code", ""),
        "relationship": said(held, victim.RELATIONSHIP.code).get("relationship", ""),
        "sealed_identity": sealed.get(identity.digest) if identity else None,
        "created_at": begun(held),
    }


def appointment_of(held: Held) -> tuple[Appointment, AppointmentOutcome]:
    """What was agreed, and how it went as far as it was said."""
    agreed = read(Appointment, said(held, appointment.ITEM.code))
    return agreed, read(AppointmentOutcome, said(held, appointment.OUTCOME.code))


def _appointment(held: Held, _: Sealed) -> Columns:
    agreed, went = appointment_of(held)
    note = said(held, appointment.NOTE.code)
    return {
        "case_id": agreed.case or None,
        "day": agreed.day.to_wire() if agreed.day else "",
        "clock": agreed.clock,
        "ends": agreed.ends,
        "purpose": agreed.purpose,
        "mode": agreed.mode,
        "setting": agreed.setting,
        "place": agreed.place,
        "outcome": went.outcome,
        "draft_id": note.get("draft", ""),
        "record_id": note.get("record", ""),
        "is_to_note": note_of(agreed, went) is not None,
        "details": canonical.dumps(
            {**said(held, appointment.ITEM.code), **said(held, appointment.OUTCOME.code)}
        ),
    }


def _digest(stated: Any) -> bytes:
    """A SHA-256 as a fact gives it; nothing for what is none: no column is like it, and the check says so."""
    try:
        return bytes.fromhex(stated)
    except (TypeError, ValueError):
        return b""


def _disclosure(held: Held, _: Sealed) -> Columns:
    sent = said(held, share.SENT.code)
    named = ("audience", "recipient", "purpose", "withheld")
    return {name: sent.get(name, "") for name in named} | {
        "case_id": sent.get("case", ""),
        "staff_id": sent.get("staff", ""),
        "at": time(held, share.SENT.code, "sent"),
        "sha256": _digest(sent.get("sha256")),
    }


def _question(held: Held, _: Sealed) -> Columns:
    asked, ask = said(held, question.ASK.code), held.by.get(question.ASK.code)
    cleared = held.by.get(question.CLEARED.code)
    return {
        "case_id": (ask.event.case if ask else "") or "",
        "record_id": asked.get("record") or "",
        "asker_id": question.asked_by(held),
        "colleague_id": asked.get("colleague") or "",
        "due": asked.get("due") or "",
        "asked_at": begun(held),
        "answered_at": _at(question.answered(held)),
        "cleared_at": _at(cleared),
    }


def _at(stated: Stated | None) -> datetime | None:
    return moment(stated.event.at) if stated else None


PROJECTIONS: Final[Mapping[str, Projection]] = MappingProxyType(
    {
        **STAFF_PROJECTIONS,
        person.SUBJECT: Projection(Person, _person),
        case.SUBJECT: Projection(
            Case, _case, derived=frozenset({"sort_name", "name_order", "active_at", "shown_person_id"})
        ),
        victim.SUBJECT: Projection(Victim, _victim),
        appointment.SUBJECT: Projection(
            AppointmentRow, _appointment, shows=lambda held: appointment.ITEM.code in held.said
        ),
        question.SUBJECT: Projection(
            QuestionRow, _question, shows=lambda held: question.ASK.code in held.said
        ),
        share.SUBJECT: Projection(
            Disclosure,
            _disclosure,
            shows=lambda held: share.SENT.code in held.said,
            once=frozenset({"content", "device", "seq"}),
        ),
        own.SUBJECT: Projection(
            MemberWriting,
            lambda held, _: {"changed_at": time(held, own.WRITING.code, "changed")},
            digests={"sealed": ((own.WRITING,), "writing")},
            key_name="staff_id",
            shows=lambda held: bool(said(held, own.WRITING.code).get("writing")),
        ),
    }
)
"""By the table's name, in the order in which rows may refer to one another."""


def last_active(case_id: str | None = None) -> ColumnElement[datetime]:
    """When a case was last active: something was stated about it or a record of it signed; else since it is known.

    Of the case of that id, or beside each `Case`. What was only taken over from an older store stirs nothing.
    """
    which = Case.id if case_id is None else literal(case_id)
    # What is looked for in outputs is stated with a victim's identity, which is no work on the case.
    of_it = and_(EventRow.subject_id == which, EventRow.fact != victim.TERMS.code)
    times = (
        select(func.max(EventRow.at)).where(of_it, EventRow.basis != Basis.ADOPTED.value),
        select(func.max(Record.signed_at)).where(Record.case_id == which),
    )
    newest = func.max(*(func.coalesce(time.correlate(Case).scalar_subquery(), "") for time in times))
    first = select(func.min(EventRow.at)).where(of_it).correlate(Case).scalar_subquery()
    return type_coerce(func.coalesce(func.nullif(newest, ""), first), Instant)


def project(session: Session, table: str, subject_id: str, known: Known, kept: Mapping[str, Any]) -> None:
    """Bring one subject's row up to date after something was stated about it.

    `kept` are new bytes of which facts hold the SHA-256; others stay as they stand.
    """
    shown = PROJECTIONS.get(table)
    if shown is None:
        return  # no table shows it: it is read from its events
    row_id = shown.key(subject_id)
    if not shown.shows(known.held):
        if not shown.once:
            session.execute(delete(shown.table).where(shown.row_key == row_id))
        return
    row: Columns = {shown.key_name: row_id} | shown.columns(known.held, known.sealed)
    if shown.digests:
        row |= _bytes(session, shown, row_id, kept)
    if shown.once:
        _write_once(session, shown, row, kept)
        return
    if shown.table is Case:
        row = row | _derived(session, subject_id, row)
    before = session.scalar(select(Person.merged_into).where(Person.id == row_id))
    upsert(session, shown.table, row)
    if shown.table is Person:
        _file_names(session, dict.fromkeys((subject_id, before, row["merged_into"])))
    if shown.table is AppointmentRow:
        _put_in_diaries(session, subject_id, known.held)


def _derived(session: Session, case_id: str, row: Columns) -> Columns:
    """What the row of a case repeats of its person, and when it was last active."""
    person_row = standing_for(session, row["person_id"])
    # Before the row is there, it was active when it was opened.
    active = session.scalar(select(last_active(case_id))) or row["created_at"]
    return {
        "shown_person_id": person_row.id,
        "sort_name": person_row.sort_name,
        "name_order": names.order_key(person_row.family_name, person_row.given_names),
        "active_at": active,
    }


def members_of(held: Held) -> tuple[tuple[str, str, bool], ...]:
    """In whose diary an appointment stands, each with its day and whether its note is missing, sorted."""
    agreed, went = appointment_of(held)
    day = agreed.day.to_wire() if agreed.day else ""
    lacks = note_of(agreed, went) is not None and not said(held, appointment.NOTE.code).get("record")
    return tuple(sorted((member, day, lacks) for member in agreed.members))


def clear_questions(session: Session, stated: Collection[str]) -> None:
    """Take out the questions that nobody stated."""
    for row_id in session.scalars(select(QuestionRow.id)).all():
        if row_id not in stated:
            session.execute(delete(QuestionRow).where(QuestionRow.id == row_id))


def clear_diary(session: Session, stated: Collection[str]) -> None:
    """Take out of the diary what nobody stated."""
    for row_id in session.scalars(select(AppointmentRow.id)).all():
        if row_id not in stated:
            session.execute(delete(AppointmentMember).where(AppointmentMember.appointment_id == row_id))
            session.execute(delete(AppointmentRow).where(AppointmentRow.id == row_id))
    known = select(AppointmentRow.id)
    session.execute(delete(AppointmentMember).where(AppointmentMember.appointment_id.not_in(known)))


def _put_in_diaries(session: Session, appointment_id: str, held: Held) -> None:
    session.execute(delete(AppointmentMember).where(AppointmentMember.appointment_id == appointment_id))
    rows = [
        {"staff_id": member, "day": day, "appointment_id": appointment_id, "lacks_note": lacks}
        for member, day, lacks in members_of(held)
    ]
    if rows:
        session.execute(insert(AppointmentMember), rows)


def _write_once(session: Session, shown: Projection, row: Columns, kept: Mapping[str, Any]) -> None:
    """Add a row that never changes, unless it is there."""
    there = select(shown.row_key).where(shown.row_key == row[shown.key_name])
    if session.scalar(there) is None:
        session.connection().execute(insert(shown.table), row | {name: kept.get(name) for name in shown.once})


def _bytes(session: Session, shown: Projection, row_id: str, kept: Mapping[str, Any]) -> Mapping[str, Any]:
    """The columns of bytes of a row: those that are new, and the others as they stand."""
    if kept.keys() == shown.digests.keys():
        return kept
    columns = [getattr(shown.table, name) for name in shown.digests]
    standing = session.execute(select(*columns).where(shown.row_key == row_id)).first()
    return (dict(standing._mapping) if standing else {}) | dict(kept)  # noqa: SLF001 - its public name


def standing_for(session: Session, person_id: str) -> Person:
    """The row of who stands for a person: their own, unless it was stated that they are one with another."""
    row = session.get_one(Person, person_id)
    return (session.get(Person, row.merged_into) or row) if row.merged_into else row


def _file_names(session: Session, people: Iterable[str | None]) -> None:
    """File anew whoever was said something of, and as whom they were known before and are by now."""
    session.expire_all()
    for each in people:
        if each:
            _file_name(session, each)


def _file_name(session: Session, person_id: str) -> None:
    """File a person under every part of their name and of the names of those they stand for, and cases as shown."""
    row = session.get(Person, person_id)
    if row is None:
        return
    shown = standing_for(session, person_id)
    filed = {
        "shown_person_id": shown.id,
        "sort_name": shown.sort_name,
        "name_order": names.order_key(shown.family_name, shown.given_names),
    }
    session.execute(update(Case).where(Case.person_id == person_id).values(**filed))
    merged = session.scalars(select(Person).where(Person.merged_into == person_id)).all()
    if merged:
        own = {
            "shown_person_id": person_id,
            "sort_name": row.sort_name,
            "name_order": names.order_key(row.family_name, row.given_names),
        }
        session.execute(update(Case).where(Case.person_id.in_([each.id for each in merged])).values(**own))
    session.execute(delete(NameKey).where(NameKey.person_id == person_id))
    found = {key for each in (row, *merged) for key in names.keys(each.family_name, each.given_names)}
    keys = [{"key": key, "person_id": person_id} for key in sorted(found)]
    if keys:
        session.execute(insert(NameKey), keys)
