"""Holds questions to colleagues against the records that they are about, and puts their list right again."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.domain.facts import question
from app.errors import Damaged, NotAdmitted
from app.models.tables import Record
from app.services.facts.events import Known, known_by_subject
from app.services.facts.fact_subjects import about
from app.services.facts.projecting import clear_questions, project
from app.services.facts.projection import said
from app.services.records.questions import words_of
from app.services.vault.open_vault import Act, OpenVault


def question_faults(vault: OpenVault, session: Session) -> Iterator[str]:
    """What contradicts itself in questions, a sentence each: of none in words that tell what is asked.

    Words that are sealed from the checking member are passed over: that they are those that were signed shows by
    their SHA-256.
    """
    for subject_id, known in known_by_subject(session, question.SUBJECT):
        for fault in _faults(vault, session, subject_id, known):
            yield f"{about(session, question.SUBJECT, subject_id)}: {fault}"


def _faults(vault: OpenVault, session: Session, question_id: str, known: Known) -> Iterator[str]:
    ask = known.held.by.get(question.ASK.code)
    if ask is None:
        yield "it was answered or cleared, and nobody asked it."
        return
    record = session.get(Record, said(known.held, question.ASK.code).get("record") or "")
    if record is None or record.case_id != ask.event.case:
        yield "the record that it is about is not in its case."
        return
    if question.ANSWER.code in known.held.by and question.answered(known.held) is None:
        yield "it was answered by somebody else than who was asked."
    try:
        for fact in (question.ASK, question.ANSWER, question.CLEARED):
            words_of(vault, record, question_id, fact, known)
    except NotAdmitted:
        return
    except Damaged:
        yield "its words do not open, or stand in the place of others."


def redraw_questions(act: Act) -> int:
    """Write every question's row anew as it was stated, and take out what nobody stated; how many there are."""
    stated = dict(known_by_subject(act.session, question.SUBJECT))
    clear_questions(act.session, stated.keys())
    for subject_id, known in stated.items():
        if known.events:
            project(act.session, question.SUBJECT, subject_id, known, {})
    return len(stated)
