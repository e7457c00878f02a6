"""Questions to colleagues as they are read: what was asked of which passage, what was answered, why one was cleared.

Only who may read the record that a question is about reads it: its words are sealed with the key of that record. Of a
record that was moved out of the wrong case nothing is asked there any more.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from app.crypto import canonical
from app.domain.cases.question import Answer, Asked, Clearing, Question
from app.domain.facts import question
from app.domain.facts.fact import Fact
from app.domain.facts.held import Stated
from app.domain.fields.compartments import Compartment
from app.domain.fields.content import from_plain, read, to_plain
from app.domain.fields.rights import Extent, Right, extent
from app.domain.kinds.registry import title
from app.domain.values.dates import ClinicalDate
from app.errors import Damaged, NotAdmitted, NotFound, NotPermitted
from app.models.statements import PreparedStatement
from app.models.tables import Case, QuestionRow, Record, Staff
from app.services.facts.events import Known, known_of
from app.services.facts.projection import said
from app.services.records.blind import insist_on_reading
from app.services.records.moved import is_moved, moved_out
from app.services.records.signed import load
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.rights import refusal

_TABLE: Final = question.SUBJECT
NOT_THERE: Final = "There is no question by that reference in this vault."
_ALTERED: Final = "Its words are not as they were written: run `casework check`."
ADMITTED: Final = (
    "CASE r.compartment WHEN 'restricted' THEN 'restricted/' || r.case_id ELSE r.compartment END "
    "IN (SELECT value FROM json_each(:admitted))"
)
"""Whether a member is admitted to where a record, `r`, is kept, in SQL. What asks by it gives `admitted`."""
OPEN: Final = f"q.cleared_at IS NULL AND NOT {moved_out('r')} AND {ADMITTED}"
"""Whether a question, `q`, about a record, `r`, waits for something that the member may know of, in SQL."""


@dataclass(frozen=True)
class QuestionView:
    """A question as who may read its record sees it. Until it is answered or cleared, what belongs to that is empty."""

    id: str
    case_id: str
    record_id: str
    """The version that was read when it was asked."""
    newest_id: str
    """The newest version of that record."""
    record: str
    """What the record is, and of which day."""
    asked: Asked
    asker: str
    colleague: str
    has_left: bool
    """Whether who is asked works here no more."""
    due: ClinicalDate | None
    asked_at: datetime
    answer: str
    answered_at: datetime | None
    because: str
    cleared_by: str
    cleared_at: datetime | None
    may_answer: bool
    may_clear: bool
    fault: str = ""
    """Why its words cannot be relied on; empty where they can."""

    @property
    def is_open(self) -> bool:
        """Whether nobody has cleared it."""
        return self.cleared_at is None

    @property
    def is_of_earlier(self) -> bool:
        """Whether the passage stands in a version that another took the place of."""
        return self.record_id != self.newest_id


def admitted(vault: OpenVault) -> str:
    """Where the member may read, as ADMITTED asks for it."""
    keys = vault.compartments
    places = [each.value for each in Compartment if each is not Compartment.RESTRICTED and keys.admits(each)]
    return json.dumps([*places, *sorted({f"restricted/{case}" for case, _ in keys.by_case})])


def reads(vault: OpenVault) -> bool:
    """Whether the member's grade asks and answers: nobody else reads what is asked."""
    return extent(Right.ASK, vault.member.grade) is Extent.ALL


def sealed_words(vault: OpenVault, row: Record, question_id: str, fact: Fact, words: object) -> bytes:
    """What a fact says besides, sealed with the key of the record. Raises NotAdmitted."""
    # Which fact it is of is sealed with it: an answer cannot be put in the place of another word of the same question.
    plain = canonical.dumps({"fact": fact.code, "said": to_plain(words)})
    return vault.compartments.seal(Compartment(row.compartment), plain, _TABLE, question_id, row.case_id)


def words_of(vault: OpenVault, row: Record, question_id: str, fact: Fact, known: Known) -> Any:
    """What a fact says besides; an empty one where it was not stated. Raises Damaged, NotAdmitted."""
    if fact.words is None:
        raise LookupError("a fact without words")
    stated = known.held.by.get(fact.code)
    if stated is None:
        return fact.words()
    sealed = known.sealed.get(stated.digest)
    if sealed is None or sha256(sealed).hexdigest() != stated.event.after.get("sealed"):
        raise Damaged
    try:
        place = Compartment(row.compartment)
        found = json.loads(vault.compartments.unseal(place, sealed, _TABLE, question_id, row.case_id))
        if found["fact"] != fact.code:
            raise Damaged
        return from_plain(fact.words, found["said"])
    except (ValueError, KeyError, TypeError):
        raise Damaged from None


def readable(vault: OpenVault, act: Act, question_id: str) -> tuple[QuestionRow, Record]:
    """A question and the record that it is about. Raises NotFound, NotAdmitted, NotPermitted."""
    if not reads(vault):
        # Though they may read an administrative record, what clinicians ask about it is theirs.
        raise refusal(Right.ASK, vault.member.grade)
    row = act.session.get(QuestionRow, question_id)
    if row is None:
        raise NotFound(NOT_THERE)
    record = load(act.session, row.record_id)
    if is_moved(act.session, record.id):
        # Nothing of it in this case, whoever asks.
        raise NotFound(NOT_THERE)
    insist_on_reading(vault, act, record)
    return row, record


def view_of(vault: OpenVault, session: Session, row: QuestionRow, record: Record) -> QuestionView:
    """A question about a record that the member may read."""
    known = known_of(session, row.id, _TABLE)
    asked, answer, clearing, fault = Asked(), Answer(), Clearing(), ""
    try:
        asked = words_of(vault, record, row.id, question.ASK, known)
        answer = words_of(vault, record, row.id, question.ANSWER, known)
        clearing = words_of(vault, record, row.id, question.CLEARED, known)
    except Damaged:
        fault = _ALTERED
    colleague = session.get_one(Staff, row.colleague_id)
    by, cleared = known.held.by, known.held.by.get(question.CLEARED.code)
    answered = question.answered(known.held)
    me = vault.member.id
    return QuestionView(
        id=row.id,
        case_id=row.case_id,
        record_id=record.id,
        newest_id=_NEWEST.scalar(session.connection(), {"series": record.series_id}),
        record=record_words(record),
        asked=asked,
        asker=by[question.ASK.code].event.author.name,
        colleague=colleague.name,
        has_left=colleague.left_at is not None,
        due=read(Question, said(known.held, question.ASK.code)).due,
        asked_at=row.asked_at,
        answer=answer.answer if answered is not None else "",
        answered_at=_when(answered),
        because=clearing.because,
        cleared_by=cleared.event.author.name if cleared is not None else "",
        cleared_at=_when(cleared),
        may_answer=me == row.colleague_id and answered is None and cleared is None,
        may_clear=cleared is None and me in {row.asker_id, session.get_one(Case, row.case_id).lead_id},
        fault=fault,
    )


def about_record(vault: OpenVault, act: Act, record: Record) -> tuple[QuestionView, ...]:
    """What was asked of a record that the member may read, in any of its versions, the newest question first."""
    if not reads(vault) or is_moved(act.session, record.id):
        return ()
    rows = _ABOUT.rows(act.connection, {"series": record.series_id})
    return tuple(_views(vault, act, (each for (each,) in rows)))


def _views(vault: OpenVault, act: Act, ids: Iterator[str]) -> Iterator[QuestionView]:
    """Those of some questions whose record the member may read."""
    for each in ids:
        with suppress(NotAdmitted, NotPermitted):
            yield view_of(vault, act.session, *readable(vault, act, each))


def in_case(vault: OpenVault, act: Act, case_id: str) -> tuple[str, ...]:
    """The ids of the questions of a case where the member is admitted, those that wait first, then the newest."""
    rows = _IN_CASE.rows(act.connection, {"case_id": case_id, "admitted": admitted(vault)})
    return tuple(each for (each,) in rows)


def views(vault: OpenVault, act: Act, ids: tuple[str, ...]) -> tuple[QuestionView, ...]:
    """Those of some questions whose record the member may read."""
    return tuple(_views(vault, act, iter(ids)))


def record_words(record: Record) -> str:
    """What a record is, and of which day: "Session note of 03-Nov-2026"."""
    event = ClinicalDate.from_wire(record.event) if record.event else None
    return f"{title(record.kind)} of {event.show()}" if event is not None else title(record.kind)


def _when(stated: Stated | None) -> datetime | None:
    return datetime.fromisoformat(stated.event.at) if stated is not None else None


_NEWEST: Final = PreparedStatement(
    text("SELECT id FROM record WHERE series_id = :series ORDER BY version DESC, id DESC LIMIT 1")
)
_ABOUT: Final = PreparedStatement(
    text(
        "SELECT q.id FROM question q JOIN record r ON r.id = q.record_id WHERE r.series_id = :series "
        "ORDER BY q.asked_at DESC, q.id DESC"
    )
)
_IN_CASE: Final = PreparedStatement(
    text(
        "SELECT q.id FROM question q JOIN record r ON r.id = q.record_id "  # noqa: S608 - our own names
        f"WHERE q.case_id = :case_id AND NOT {moved_out('r')} AND {ADMITTED} "
        "ORDER BY q.cleared_at IS NOT NULL, q.asked_at DESC, q.id DESC"
    ).bindparams(bindparam("case_id"), bindparam("admitted"))
)
