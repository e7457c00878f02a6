"""Holds every fact against its signature, its certificate, the ledger, and the table that shows it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import ColumnElement, RowMapping, Select, or_, select, text, true
from sqlalchemy.orm import Session

from app.crypto import fact_signing
from app.crypto.certificates import Holder
from app.domain.facts import access, case, person, share, site, staff, victim
from app.domain.facts.catalogue import FACTS
from app.domain.facts.event import Basis, Event
from app.domain.facts.fact import Fact
from app.domain.fields.rights import Extent, Grade, Right, extent
from app.domain.values.dates import ClinicalDate
from app.errors import Damaged, NotGenuine, UserError
from app.models.base import wire_time
from app.models.tables import Case, EventRow, LedgerRow, Victim
from app.services.facts.events import Known, known_by_subject, known_of, stated
from app.services.facts.fact_subjects import about
from app.services.facts.fact_words import said
from app.services.facts.one_person import people_of
from app.services.facts.projecting import PROJECTIONS, last_active
from app.services.facts.projection import Projection
from app.services.facts.vouching import Vouching
from app.services.vault.compartment_grants import Holder as GrantHolder
from app.services.vault.compartment_grants import unopened
from app.services.vault.keys import grade_of
from app.services.vault.open_vault import OpenVault
from app.services.vault.signatures import Signatures

_BATCH: Final = 1000
_LONGEST: Final = 60
"""A longer answer is not repeated in a finding: it says that the answer differs."""
_UNSTATED: Final = "it is shown, and nobody stated it."
_GONE: Final = "it was stated, and is not shown any more."
_UNNAMED: Final = (
    "SELECT count(*) FROM event e LEFT JOIN ledger l ON l.device = e.device AND l.seq = e.seq "
    "WHERE l.seq IS NULL OR l.action <> e.fact OR l.subject_id <> e.subject_id OR l.actor_id <> e.author_id "
    "OR CASE WHEN json_valid(l.detail) THEN json_extract(l.detail, '$.event') END IS NOT lower(hex(e.digest))"
)
_LOST: Final = (
    "SELECT l.action, l.subject, l.subject_id, l.at FROM ledger l "
    "WHERE CASE WHEN json_valid(l.detail) THEN json_extract(l.detail, '$.event') END IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM event e WHERE e.device = l.device AND e.seq = l.seq) ORDER BY l.at"
)
_CLOCKS: Final = (
    "SELECT count(*) FROM ledger l WHERE l.action = 'site.clock' "
    "AND CASE WHEN json_valid(l.detail) THEN json_extract(l.detail, '$.event') END IS NULL "
    "AND l.seq > (SELECT min(e.seq) FROM event e WHERE e.device = l.device)"
)
_ACTIVE: Final = select(Case.id).where(Case.active_at != last_active())
_NAMED: Final = (
    "SELECT c.id FROM casefile c LEFT JOIN person o ON o.id = c.person_id "
    "LEFT JOIN person p ON p.id = coalesce((SELECT m.id FROM person m WHERE m.id = o.merged_into), o.id) "
    "WHERE (c.sort_name IS NOT p.sort_name OR c.shown_person_id IS NOT p.id)"
)
_AMONG: Final = (
    "EXISTS (SELECT 1 FROM json_each(:people) j WHERE j.value IN (c.person_id, c.shown_person_id))"
)


def fact_faults(vault: OpenVault, session: Session) -> Iterator[str]:
    """Everything that is wrong with facts, one sentence each: of which case, what is shown and what was signed."""
    yield from _Check.of(vault, session).findings()


def faults_of_case(vault: OpenVault, session: Session, case_id: str) -> Iterator[str]:
    """The same for one case: what was stated of it, its person and its victims."""
    yield from _Check.of(vault, session).of_case(case_id)


def faults_of_output(vault: OpenVault, session: Session, disclosure_id: str, case_id: str) -> Iterator[str]:
    """The same for what was stated of one output of a case."""
    check = _Check.of(vault, session)
    yield from check.of_subject(share.SUBJECT, disclosure_id, case_id)


def faults_of_subject(vault: OpenVault, session: Session, table: str, subject_id: str) -> Iterator[str]:
    """The same for what was stated of one subject that is of no case."""
    yield from _Check.of(vault, session).of_subject(table, subject_id, "")


def subjects_of(session: Session, case_id: str) -> Mapping[str, str]:
    """Whom a case's facts are about, each with its table: the case, its person, its victims, what was shared of it."""
    people = people_of(session, case_id)
    stated_of_it = select(EventRow.subject_id, EventRow.subject).where(EventRow.case_id == case_id).distinct()
    shown = select(Victim.id).where(Victim.case_id == case_id)
    return {
        case_id: case.SUBJECT,
        **dict.fromkeys(people, person.SUBJECT),
        **dict.fromkeys(session.execute(shown).scalars(), victim.SUBJECT),
        **{row.subject_id: row.subject for row in session.execute(stated_of_it)},
    }


@dataclass(frozen=True)
class _Check:
    """One look at all facts."""

    vault: OpenVault
    session: Session
    signatures: Signatures
    vouching: Vouching

    @classmethod
    def of(cls, vault: OpenVault, session: Session) -> "_Check":
        """As the checking member sees it."""
        return cls(vault, session, Signatures(session, vault.header), Vouching.of(vault, session))

    def findings(self) -> Iterator[str]:
        yield from self._events()
        yield from self._ledger()
        for table, shown in PROJECTIONS.items():
            yield from self._table(table, shown)
        for (case_id,) in self.session.execute(_ACTIVE):
            yield f"{self._subject(case.SUBJECT, case_id)}: when it was last active was changed."
        yield from self._misnamed(_NAMED)
        if self.session.execute(text(_CLOCKS)).scalar():
            yield "The service: the ledger has a word about the clock that nobody stated."
        if self.vouching.trusted is None:
            yield "Your own list of the authorities you trust does not open: somebody changed it."
        yield from self._own_grants()

    def of_case(self, case_id: str) -> Iterator[str]:
        subjects = subjects_of(self.session, case_id)
        yield from self._events(EventRow.subject_id.in_(subjects))
        yield from self._ledger_of(case_id, subjects)
        for subject_id, table in subjects.items():
            yield from self._known_of(table, subject_id)
        # By whom a case is shown under it is decided whose victims are looked for in what leaves it.
        people = [subject_id for subject_id, table in subjects.items() if table == person.SUBJECT]
        yield from self._misnamed(f"{_NAMED} AND {_AMONG}", people=json.dumps(people))

    def _misnamed(self, asked: str, **values: str) -> Iterator[str]:
        for (case_id,) in self.session.execute(text(asked), values):
            yield f"{self._subject(case.SUBJECT, case_id)}: the name in lists is not its person's."

    def of_subject(self, table: str, subject_id: str, case_id: str) -> Iterator[str]:
        yield from self._events(EventRow.subject_id == subject_id)
        yield from self._ledger_of(case_id, {subject_id: table})
        yield from self._known_of(table, subject_id)

    def _known_of(self, table: str, subject_id: str) -> Iterator[str]:
        """What was stated of one subject, and the row that shows it where a table does."""
        known, shown = known_of(self.session, subject_id, table), PROJECTIONS.get(table)
        if shown is None:
            yield from self._by_itself(table, subject_id, known)
            return
        row = self.session.execute(_rows(shown).where(shown.row_key == subject_id))
        yield from self._held_against(table, subject_id, known, row.mappings().one_or_none())

    # --- each event by itself -----------------------------------------------------------------------

    def _events(self, which: ColumnElement[bool] | None = None) -> Iterator[str]:
        rows = select(EventRow).order_by(EventRow.subject_id, EventRow.number, EventRow.id)
        rows = rows.where(true() if which is None else which)
        for row in self.session.execute(rows.execution_options(yield_per=_BATCH)).scalars():
            fault = self._fault(row)
            if fault:
                yield f"{self._subject(row.subject, row.subject_id)}: {_title(row.fact)}: {fault}"

    def _fault(self, row: EventRow) -> str:
        try:
            event = stated(row.digest, row.body).event
        except Damaged:
            return "what was stated cannot be read."
        if fact_signing.digest(row.body) != row.digest or not _repeats(row, event):
            return "what was stated was altered, or put to another subject or time."
        if event.vault != self.vault.header.vault_id:
            return "it was stated in another vault."
        if row.sealed is not None and sha256(row.sealed).hexdigest() != event.after.get("sealed"):
            return "what it seals is not what was signed."
        if row.sealed is None and "sealed" in event.after:
            return "what it seals was taken out."
        try:
            signer = self.signatures.signer(row.key_id, row.author_id, row.at)
            fact_signing.verify(signer.public, row.body, row.signature)
        except NotGenuine:
            return f"it was not signed by {event.author.name}, whom it names."
        return self._unlike_certificate(event, signer.named(row.at)) or self.vouching.fault(row, event)

    def _unlike_certificate(self, event: Event, certified: tuple[Holder, ...]) -> str:
        author = event.author
        named = {(each.name, each.role, each.registration) for each in certified}
        if (author.name, author.role, author.registration) not in named:
            return f"it names its author as {author.name}, {author.role}, but the certificate says otherwise."
        return ""

    # --- the ledger -----------------------------------------------------------------------------------

    def _ledger(self) -> Iterator[str]:
        unnamed = self.session.execute(text(_UNNAMED)).scalar()
        if unnamed:
            yield f"Facts stand here of which the ledger knows nothing, or knows otherwise ({unnamed} times)."
        for action, table, subject_id, at in self.session.execute(text(_LOST)):
            when = self._day(datetime.fromisoformat(at))
            yield f"{self._subject(table, subject_id)}: {_title(action)}: what was stated on {when} was taken out."

    def _ledger_of(self, case_id: str, subjects: Mapping[str, str]) -> Iterator[str]:
        """What the ledger knows of these subjects and no event says, and the other way round."""
        of_case = or_(LedgerRow.case_id == case_id, LedgerRow.case_id.is_(None))
        rows = select(LedgerRow).where(
            of_case, LedgerRow.action.in_(FACTS), LedgerRow.subject_id.in_(subjects)
        )
        # To open a case is also to look at it: only a row that names an event tells of a fact.
        found = (row for row in self.session.execute(rows).scalars() if _event_of(row) is not None)
        noted = {(row.device, row.seq): row for row in found}
        events = select(EventRow).where(EventRow.subject_id.in_(subjects))
        for event in self.session.execute(events).scalars():
            row = noted.pop((event.device, event.seq), None)
            if row is None or not _names(row, event):
                yield f"{self._subject(event.subject, event.subject_id)}: the ledger knows otherwise of a fact."
        for row in noted.values():
            yield f"{self._subject(row.subject, row.subject_id or '')}: {_title(row.action)} was taken out."

    # --- what the tables show ---------------------------------------------------------------------------

    def _table(self, table: str, shown: Projection) -> Iterator[str]:
        rows = self.session.execute(_rows(shown)).mappings()
        present = {str(row[shown.key_name]): row for row in rows}
        for subject_id, known in known_by_subject(self.session, table):
            yield from self._held_against(table, subject_id, known, present.pop(subject_id, None))
        for subject_id, row in present.items():
            yield from self._held_against(table, subject_id, None, row)

    def _held_against(
        self, table: str, subject_id: str, known: Known | None, row: RowMapping | None
    ) -> Iterator[str]:
        """What was stated of one subject, and the row that shows it."""
        subject = self._subject(table, subject_id)
        if known is None or not known.events:
            yield f"{subject}: {_UNSTATED}"
            return
        yield from self._by_itself(table, subject_id, known)
        shown = PROJECTIONS[table]
        if shown.shows(known.held) is (row is None):
            yield f"{subject}: {_GONE if row is None else _UNSTATED}"
        if row is None or not shown.shows(known.held):
            return
        for name, right in shown.columns(known.held, known.sealed).items():
            if row[name] != right:
                yield f"{subject}: {self._differs(table, known, name, row[name])}"
        for name in shown.digests:
            there = sha256(row[name]).hexdigest() if row[name] else ""
            if there != shown.digest(known.held, name):
                yield f"{subject}: {self._differs(table, known, name, there)}"

    def _by_itself(self, table: str, subject_id: str, known: Known) -> Iterator[str]:
        """What was stated of one subject, held against itself and the rights of who stated it."""
        subject = self._subject(table, subject_id)
        yield from (f"{subject}: {sentence}" for sentence in (*self._chain(known), *self._unentitled(known)))

    def _chain(self, known: Known) -> Iterator[str]:
        numbers = {each.digest: each.event.number for each in known.events}
        own = self._after_own(known)
        for each in known.events:
            event = each.event
            if event.basis is Basis.ADOPTED and each.digest in own:
                yield f"{_title(event.fact)}: it was taken over as older, after it had been stated here."
            before = [numbers.get(digest) for digest in event.previous]
            if None in before or event.number != 1 + max((n for n in before if n), default=0):
                yield f"{_title(event.fact)}: what was stated before it was taken out or exchanged."

    def _unentitled(self, known: Known) -> Iterator[str]:
        """What was stated by somebody whose certified grade does not give the right to.

        Whoever begins a subject, by opening a case or adding a victim, states at once what belongs to its beginning.
        """
        lead = ""
        for each in known.events:
            event, fact = each.event, FACTS.get(each.event.fact)
            begins = known.held.first is not None and event.at == known.held.first.at
            right = fact.right if fact else None
            if begins:
                right = _BEGUN_BY.get(event.subject[0], right)
            if right is not None and event.basis is not Basis.ADOPTED:
                far = extent(right, self._grade(event))
                if far in _short_of(right) or (far is Extent.LED and lead != event.author.id):
                    yield f"{_title(event.fact)}: {event.author.name} had no right to state it."
            if event.fact == case.LEAD.code:
                lead = event.after.get("lead", "")

    def _grade(self, event: Event) -> Grade:
        try:
            at = datetime.fromisoformat(event.at)
            holder = self.signatures.signer(event.key, event.author.id, at).named(at)[-1]
        except NotGenuine:
            # Found as such already; who signed is not who is named.
            return Grade.LEAD
        return grade_of(self.session, event.author.id, holder.grade)

    @staticmethod
    def _after_own(known: Known) -> frozenset[str]:
        """The events that follow one which a member stated by themselves."""
        own = [each.event.number for each in known.events if each.event.basis is not Basis.ADOPTED]
        first = min(own, default=None)
        return frozenset(
            each.digest for each in known.events if first is not None and each.event.number > first
        )

    def _differs(self, table: str, known: Known, column: str, shown: Any) -> str:
        names = _FIELDS.get(column, (column,))
        for fact in FACTS.values():
            name = next((each for each in names if each in fact.names), "")
            if fact.subject != table or not name or fact.sealed is not None:
                continue
            spec, by = next(spec for spec in fact.specs if spec.name == name), known.held.by.get(fact.code)
            there = _words(fact, name, _plain(shown))
            if by is None and fact.code in _NEVER_BEGUN:
                return f"“{spec.label}” is shown as {there}, and nobody stated it."
            if by is None:
                continue
            signed = said(fact, spec, by.event.after, {}) or "not answered"
            who, when = by.event.author.name, self._day(datetime.fromisoformat(by.event.at))
            if len(signed) > _LONGEST or len(there) > _LONGEST or spec.target is not None:
                return f"“{spec.label}” is not what {who} stated on {when}."
            return f"“{spec.label}” is shown as {there}, but {who} stated {signed} on {when}."
        return f"the column {column} is not what was stated."

    def _own_grants(self) -> Iterator[str]:
        """What was given to the checking member and does not open, whatever was stated of it."""
        holder = GrantHolder(self.vault.key_ids["compartments"], self.vault.keys.compartments)
        for row_id in unopened(self.session, self.vault.header, holder):
            yield f"{self._subject(access.SUBJECT, row_id)}: it does not open."

    def _subject(self, table: str | None, subject_id: str) -> str:
        return about(self.session, table, subject_id)

    def _day(self, at: datetime) -> str:
        return ClinicalDate.of(at.astimezone(self.vault.zone).date()).show()


_BEGUN_BY: Final = {
    case.SUBJECT: Right.OPEN_CASE,
    person.SUBJECT: Right.OPEN_CASE,
    victim.SUBJECT: Right.VICTIM_ADD,
}
"""The right by which a subject is begun."""
_FIELDS: Final = {
    "person_id": ("person",),
    "lead_id": ("lead",),
    "merged_into": ("into",),
    "case_id": ("case",),
    "colleague_id": ("colleague",),
    "is_lead": ("grade",),
    "staff_id": ("staff",),
    "holder_id": ("holder",),
    "key_id": ("key",),
    "compartment": ("place",),
    "changed_at": ("changed",),
    "sealed": ("writing",),
    "created_at": ("enrolled", "founded", "made"),
    "at": ("sent",),
    "left_at": ("left",),
    "retired_at": ("retired",),
    "issued_at": ("issued",),
    "granted_at": ("granted",),
    "withdrawn_at": ("withdrawn",),
    "sealed_trust": ("trust",),
    "sealed_private": ("private",),
    "wrapped": ("grant",),
}
"""The fields whose columns have another name."""
_NEVER_BEGUN: Final = frozenset(
    fact.code for fact in (staff.LEAVE, staff.KEY_RETIRED, site.AUTHORITY_RETIRED, access.WITHDRAW)
)
"""What is stated of a subject once at most, at its end."""


def _rows(shown: Projection) -> Select[Any]:
    """The rows of a projection, without what is only held by the SHA-256 in another column."""
    return select(*(column for column in shown.table.__table__.c if column.name not in shown.once))


def _short_of(right: Right) -> frozenset[Extent]:
    """How far a right does not reach for a fact; what leaves a case is never of an administrative kind."""
    never = {Extent.ADMINISTRATIVE} if right in {Right.SHARE, Right.COPY} else set()
    return frozenset({Extent.NONE, *never})


def _plain(shown: Any) -> Any:
    """What a column shows, as the field of a fact has it."""
    if isinstance(shown, datetime):
        return wire_time(shown)
    if isinstance(shown, bytes):
        return shown.hex()
    if isinstance(shown, bool):
        return Grade.LEAD.value if shown else ""
    return "" if shown is None else shown


def _title(code: str) -> str:
    fact = FACTS.get(code)
    return fact.title.lower() if fact else "a fact this version does not know"


def _words(fact: Fact, name: str, shown: Any) -> str:
    spec = next(spec for spec in fact.specs if spec.name == name)
    try:
        value = None if shown == "" and spec.form.empty is None else shown
        return said(fact, spec, {name: value}, {}) or "not answered"
    except UserError:
        return "something that is no answer"


def _repeats(row: EventRow, event: Event) -> bool:
    """Whether the columns say what the signed body says."""
    return (
        row.id,
        row.fact,
        (row.subject, row.subject_id),
        row.case_id,
        row.number,
        row.at,
        row.basis,
        row.author_id,
        row.key_id,
        row.device,
    ) == (
        event.id,
        event.fact,
        event.subject,
        event.case,
        event.number,
        datetime.fromisoformat(event.at),
        event.basis.value,
        event.author.id,
        event.key,
        event.device,
    )


def _event_of(row: LedgerRow) -> str | None:
    """The digest of the event that a ledger row names; None for a row that names none."""
    try:
        event: str | None = json.loads(row.detail).get("event")
    except ValueError:
        return None
    return event


def _names(row: LedgerRow, event: EventRow) -> bool:
    """Whether a ledger row is the one that names an event."""
    said = (row.action, row.subject_id, row.actor_id, _event_of(row))
    return said == (event.fact, event.subject_id, event.author_id, event.digest.hex())
