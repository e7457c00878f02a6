"""Facts that two vaults stated differently, without knowing of each other: shown side by side, settled by one word."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.facts import case, person, victim
from app.domain.facts.catalogue import FACTS
from app.domain.facts.event import Event
from app.domain.facts.fact import Fact
from app.domain.facts.held import Held, Stated
from app.domain.fields.content import read
from app.domain.fields.rights import Right
from app.domain.values.dates import ClinicalDate
from app.errors import NotAcceptable, NotFound, NotPermitted
from app.models.tables import Case, EventRow
from app.services.facts.events import known_by_subject, known_of
from app.services.facts.fact_subjects import about
from app.services.facts.fact_words import names_of_case, said
from app.services.facts.one_person import people_of
from app.services.facts.stating import Saying, Subject, state
from app.services.vault import rights
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.rights import Asked

SETTLED: Final = "Chosen from what was stated twice"
_SUBJECTS: Final = (case.SUBJECT, person.SUBJECT, victim.SUBJECT)


@dataclass(frozen=True)
class Side:
    """One of the statements: the event by which it is chosen, who made it and when, and its answers in words."""

    event: str
    author: str
    at: datetime
    offset_minutes: int
    answers: tuple[tuple[str, str], ...]
    """Label and words of each field in which the statements differ; none of a sealed fact."""
    stands: bool
    """Whether it is what is shown and acted on until somebody chooses."""


@dataclass(frozen=True)
class Fork:
    """A fact that was stated twice. `about` is the code of the victim whom it is about, or empty."""

    title: str
    about: str
    sides: tuple[Side, ...]
    is_sealed: bool
    may_settle: bool
    """Whether the member may state it. A sealed fact is stated anew where it is kept."""


def forks_of(vault: OpenVault, act: Act, case_id: str) -> tuple[Fork, ...]:
    """What was stated twice of a case, its person and its victims."""
    names = names_of_case(act.session, case_id)
    return tuple(
        _fork(vault, act, FACTS[code], sides, subject, held, names)
        for subject, held in _subjects(act.session, case_id)
        for code, sides in held.forks.items()
    )


def settle(vault: OpenVault, case_id: str, event_id: str) -> None:
    """State anew what one of two statements said, after both: from then on it alone holds.

    Raises NotFound for one that is no side of a fork of this case, NotAcceptable for a sealed one, NotPermitted.
    """
    with vault.reading(Right.BANNER) as act:
        chosen, subject = _chosen(act.session, case_id, event_id)
    fact = FACTS[chosen.event.fact]
    if fact.sealed is not None:
        raise NotAcceptable("What is sealed is stated anew where it is kept.")
    with vault.acting(fact.right, case=case_id) as act:
        # Another may have chosen meanwhile.
        chosen, subject = _chosen(act.session, case_id, event_id)
        saying = Saying((fact,), read(fact.values, chosen.event.after))
        state(vault, act, subject, saying, reason=SETTLED, anew=True)


def fork_remarks(session: Session) -> Iterator[str]:
    """What was stated twice and not chosen from yet, a sentence each: of what and by whom, never what it says."""
    for table in _SUBJECTS:
        for subject_id, known in known_by_subject(session, table):
            for code, sides in known.held.forks.items():
                by = " and ".join(f"{each.event.author.name} on {_day(each.event)}" for each in sides)
                yield (
                    f"{about(session, table, subject_id)}: {FACTS[code].title.lower()}: stated differently by {by}, "
                    "without knowing of each other. Choose in the history of the case."
                )


def _day(event: Event) -> str:
    return ClinicalDate.of(datetime.fromisoformat(event.at).date()).show()


def _subjects(session: Session, case_id: str) -> Iterator[tuple[Subject, Held]]:
    """The case, its person and its victims, each with what holds of it. Raises NotFound."""
    found = session.get(Case, case_id)
    if found is None:
        raise NotFound
    of_it = or_(EventRow.case_id == case_id, EventRow.subject_id.in_(people_of(session, case_id)))
    rows = select(EventRow.subject_id, EventRow.subject, EventRow.case_id).distinct()
    for row in session.execute(
        rows.where(of_it, EventRow.subject.in_(_SUBJECTS)).order_by(EventRow.subject_id)
    ):
        yield Subject(row.subject_id, row.case_id), known_of(session, row.subject_id, row.subject).held


def _chosen(session: Session, case_id: str, event_id: str) -> tuple[Stated, Subject]:
    for subject, held in _subjects(session, case_id):
        for sides in held.forks.values():
            for each in sides:
                if each.event.id == event_id:
                    return each, subject
    raise NotFound("That was not stated twice here, or somebody has chosen already.")


def _fork(
    vault: OpenVault,
    act: Act,
    fact: Fact,
    sides: tuple[Stated, ...],
    subject: Subject,
    held: Held,
    names: Mapping[str, str],
) -> Fork:
    standing = held.by[fact.code].digest
    return Fork(
        title=fact.title,
        about=names.get(subject.id, "") if fact.subject == victim.SUBJECT else "",
        sides=tuple(
            Side(
                event=each.event.id,
                author=each.event.author.name,
                at=datetime.fromisoformat(each.event.at),
                offset_minutes=each.event.offset_minutes,
                answers=() if fact.sealed else tuple(_answers(fact, each, sides, names)),
                stands=each.digest == standing,
            )
            for each in sides
        ),
        is_sealed=fact.sealed is not None,
        may_settle=fact.sealed is None and _may(vault, act, fact, subject),
    )


def _answers(
    fact: Fact, side: Stated, sides: tuple[Stated, ...], names: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for spec in fact.specs:
        if len({said(fact, spec, each.event.after, names) for each in sides}) > 1:
            yield spec.label, said(fact, spec, side.event.after, names)


def _may(vault: OpenVault, act: Act, fact: Fact, subject: Subject) -> bool:
    try:
        rights.require(act.connection, Asked(fact.right, subject.case_id), vault.member, vault.compartments)
    except NotPermitted:
        return False
    return True
