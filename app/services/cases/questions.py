"""Questions to colleagues on a passage of a record: asked, answered by who was asked, cleared by who asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.cases.question import (
    MOST_PASSAGE,
    Answer,
    Asked,
    Asking,
    Clearing,
    OnlyWords,
    Question,
    stands_in,
)
from app.domain.facts import question
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Extent, Right, extent
from app.domain.values.ids import new_id
from app.errors import Damaged, NotAcceptable, NotADraft, NotPermitted
from app.models.tables import QuestionRow, Record, Staff
from app.services.cases.opening import complete
from app.services.facts.case_keys import admit_to_case, insist_on_case_key
from app.services.facts.holders import holders
from app.services.facts.stating import Saying, Subject, state
from app.services.records.blind import insist_on_reading
from app.services.records.moved import insist_on_standing
from app.services.records.questions import (
    QuestionView,
    in_case,
    readable,
    reads,
    record_words,
    sealed_words,
    view_of,
    views,
)
from app.services.records.reading import show
from app.services.records.signed import load
from app.services.vault import keys
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.rights import refusal

_OF_A_RECORD: Final = "A question is about a record: ask it of the record that this was said of."
_LONG: Final = (
    f"A passage has {MOST_PASSAGE:,} characters at the most: choose the sentences that you ask about."
)
_NOT_IN_IT: Final = "That passage does not stand in the record as it is now: choose it again."
_NOBODY: Final = "You can ask a colleague who works here and may read this record."
_ENDED: Final = "That question was cleared already."
_ANSWERED: Final = "That question was answered already."
_NOT_ASKED: Final = "Only who was asked answers a question."
_NOT_YOURS: Final = "Only who asked a question clears it, or who leads the case."


@dataclass(frozen=True)
class Colleague:
    """Somebody who can be asked."""

    id: str
    name: str


@dataclass(frozen=True)
class AskingOffer:
    """What is asked about, and who can be asked."""

    record: str
    colleagues: tuple[Colleague, ...]


@dataclass(frozen=True)
class QuestionPage:
    """The questions of a case that the member may read: those that wait first. `total` counts what is there."""

    rows: tuple[QuestionView, ...]
    total: int


@dataclass(frozen=True)
class Questions:
    """What can be done with them."""

    vault: OpenVault

    def offer(self, record_id: str) -> AskingOffer:
        """Whom a question about a record can be put to. Raises NotFound, NotAdmitted, NotPermitted, NotADraft."""
        with self.vault.reading(Right.ASK) as act:
            row = self._about(act, record_id)
            return AskingOffer(record_words(row), tuple(self._colleagues(act.session, row)))

    def ask(self, record_id: str, said: Asking) -> str:
        """Ask a colleague about a passage of a record, and give the question's id.

        Raises StillMissing, NotAcceptable for a passage that does not stand in it or a colleague who may not read it;
        NotADraft for a record that was moved out or is said of another; NotFound, NotAdmitted, NotPermitted.
        """
        said = complete(said, self.vault.today())
        if len(said.passage) > MOST_PASSAGE:
            raise NotAcceptable(_LONG)
        words = Asked(passage=said.passage, asked=said.asked)
        with self.vault.acting(Right.ASK) as act:
            row = self._about(act, record_id)
            if not stands_in(words.passage, _written(self.vault, act.session, row)):
                raise NotAcceptable(_NOT_IN_IT)
            if said.colleague not in {each.id for each in self._colleagues(act.session, row)}:
                raise NotAcceptable(_NOBODY)
            self._see_to_key(act, row, said.colleague)
            question_id = new_id(act.at)
            sealed = sealed_words(self.vault, row, question_id, question.ASK, words)
            stated = Question(record=record_id, colleague=said.colleague, due=said.due)
            subject = Subject(question_id, row.case_id)
            state(self.vault, act, subject, Saying((question.ASK,), stated, sealed))
        return question_id

    def answer(self, question_id: str, said: Answer) -> None:
        """Answer what one was asked; once. Raises StillMissing, NotADraft, NotFound, NotAdmitted, NotPermitted."""
        said = complete(said, self.vault.today())
        with self.vault.acting(Right.ASK) as act:
            row, record = readable(self.vault, act, question_id)
            view = self._open(act, row, record)
            if row.colleague_id != self.vault.member.id:
                raise NotPermitted(_NOT_ASKED)
            if view.answered_at is not None:
                raise NotADraft(_ANSWERED)
            self._see_to_key(act, record, row.asker_id)
            sealed = sealed_words(self.vault, record, row.id, question.ANSWER, said)
            saying = Saying((question.ANSWER,), OnlyWords(), sealed)
            state(self.vault, act, Subject(row.id, row.case_id), saying)

    def clear(self, question_id: str, said: Clearing) -> None:
        """Say that a question needs nothing more, and why: who asked it, or who leads the case.

        Raises StillMissing, NotADraft, NotFound, NotAdmitted, NotPermitted.
        """
        said = complete(said, self.vault.today())
        with self.vault.acting(Right.ASK) as act:
            row, record = readable(self.vault, act, question_id)
            view = self._open(act, row, record)
            if not view.may_clear:
                raise NotPermitted(_NOT_YOURS)
            self._see_to_key(act, record, row.colleague_id)
            sealed = sealed_words(self.vault, record, row.id, question.CLEARED, said)
            saying = Saying((question.CLEARED,), OnlyWords(), sealed)
            state(self.vault, act, Subject(row.id, row.case_id), saying)

    def read(self, question_id: str) -> QuestionView:
        """One question; looking is noted, as of the record. Raises NotFound, NotAdmitted, NotPermitted."""
        with self.vault.acting(Right.READ, durable=False) as act:
            row, record = readable(self.vault, act, question_id)
            act.note("question.read", "question", row.id, case=row.case_id, record=record.id)
            return view_of(self.vault, act.session, row, record)

    def of_case(self, case_id: str, limit: int) -> QuestionPage:
        """What was asked in a case, as far as the member may read it; looking is noted. Raises NotPermitted."""
        with self.vault.acting(Right.READ, case=case_id, durable=False) as act:
            if not reads(self.vault):
                raise refusal(Right.ASK, self.vault.member.grade)
            ids = in_case(self.vault, act, case_id)
            shown = views(self.vault, act, ids[:limit])
            act.note("case.questions", "casefile", case_id, case=case_id, shown=len(shown))
        return QuestionPage(shown, len(ids) if len(ids) > limit else len(shown))

    # --- who and what -----------------------------------------------------------------------------------

    def _about(self, act: Act, record_id: str) -> Record:
        row = load(act.session, record_id)
        insist_on_reading(self.vault, act, row)
        insist_on_standing(act.session, record_id)
        if row.about_id is not None:
            raise NotADraft(_OF_A_RECORD)
        return row

    def _open(self, act: Act, row: QuestionRow, record: Record) -> QuestionView:
        view = view_of(self.vault, act.session, row, record)
        if not view.is_open:
            raise NotADraft(_ENDED)
        return view

    def _colleagues(self, session: Session, record: Record) -> Iterator[Colleague]:
        """Who works here, may ask and answer by their certificate, and holds the key of a record; not the member."""
        here = select(Staff).where(Staff.left_at.is_(None), Staff.id != self.vault.member.id)
        may = holders(session, Compartment(record.compartment), record.case_id)
        for row in session.scalars(here.order_by(Staff.name, Staff.id)):
            if (may is None or row.id in may) and self._asks(session, row):
                yield Colleague(row.id, row.name)

    def _asks(self, session: Session, row: Staff) -> bool:
        try:
            grade = keys.member_of(session, self.vault.header, row).grade
        except Damaged:
            return False
        return extent(Right.ASK, grade) is Extent.ALL

    def _see_to_key(self, act: Act, record: Record, other: str) -> None:
        """Let the other of the two hold what a restricted record's words are sealed with, as they hold its key."""
        if record.compartment != Compartment.RESTRICTED.value:
            return
        insist_on_case_key(self.vault, act, record.case_id)
        if (
            other in (holders(act.session, Compartment(record.compartment), record.case_id) or ())
            and other != self.vault.member.id
        ):
            admit_to_case(self.vault, act, record.case_id, other)


def _written(vault: OpenVault, session: Session, row: Record) -> str:
    """All that a record and what was said of it says, as it is shown."""
    view = show(vault, session, row)
    told = (
        f"{section.title}\n{field.label}\n{field.text}"
        for section in view.sections
        for field in section.fields
    )
    return "\n".join((*told, *(each.text for each in view.said)))
