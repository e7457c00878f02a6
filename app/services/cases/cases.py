"""Cases: opened, changed, listed page by page, and shown with the person's banner."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.cases.case import CaseFacts, CaseOpening
from app.domain.facts import case as case_facts
from app.domain.fields.content import read
from app.domain.fields.rights import Right
from app.domain.values import names
from app.domain.values.text import line
from app.errors import NotFound
from app.models.tables import Case, NameKey, Person, Staff
from app.services.cases import people
from app.services.cases.opening import complete
from app.services.facts.stating import Saying, Subject, state
from app.services.vault.open_vault import OpenVault

_CHANGING = (case_facts.STAGE, case_facts.JUSTICE, case_facts.HOLDER)

SORTS: Mapping[str, tuple[InstrumentedAttribute[Any], ...]] = {
    "active": (Case.active_at, Case.id),
    "name": (Case.name_order, Case.id),
    "opened": (Case.opened, Case.id),
    "reference": (Case.reference,),
}
_MOST_NAME_WORDS = 8
FILTERS: Mapping[str, InstrumentedAttribute[str]] = {
    "pathway": Case.pathway,
    "stage": Case.stage,
    "lead": Case.lead_id,
}


@dataclass(frozen=True, kw_only=True)
class CaseQuery:
    """Which cases, in what order. `filters`: column to accepted values; `name`: how parts of it begin."""

    sort: str = "active"
    descending: bool = True
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    name: str = ""


class CaseRow(NamedTuple):
    """One line of the list; a tuple, because a page holds hundreds and a frozen dataclass takes four times as long."""

    id: str
    reference: str
    sort_name: str
    born: str
    pathway: str
    stage: str
    lead: str
    active_at: datetime


@dataclass(frozen=True)
class CasePage:
    """One page of the list, how many cases match, and how many there are: the list says what it hides."""

    rows: tuple[CaseRow, ...]
    matching: int
    total: int


@dataclass(frozen=True)
class CaseView:
    """A case with what its banner shows."""

    id: str
    reference: str
    person_id: str
    facts: CaseFacts
    lead_id: str
    lead: str


@dataclass(frozen=True)
class Cases:
    """What can be done with cases."""

    vault: OpenVault

    def change(self, case_id: str, facts: CaseFacts) -> None:
        """State what changed of a case. Raises StillMissing, NotFound, NotPermitted."""
        facts = complete(facts)
        with self.vault.acting(Right.CHANGE_CASE, case=case_id) as act:
            case = act.session.get(Case, case_id)
            if case is None:
                raise NotFound
            opening = CaseOpening(
                person=case.person_id, reference=case.reference, pathway=facts.pathway, opened=facts.opened
            )
            stated = state(
                self.vault,
                act,
                Subject(case_id, case_id),
                Saying((case_facts.OPEN,), opening),
                Saying(_CHANGING, facts),
            )
            if not stated:
                act.note("case.unchanged", "casefile", case_id, case=case_id)

    def open(self, case_id: str) -> CaseView:
        """The case as its page shows it; opening is noted."""
        with self.vault.acting(Right.BANNER, case=case_id, durable=False) as act:
            view = view_of(act.session, case_id)
            act.note("case.open", "casefile", case_id, case=case_id)
        return view

    def find(self, reference: str) -> str:
        """The id of the case of that reference; raises NotFound."""
        with self.vault.reading(Right.BANNER) as act:
            found = act.session.scalar(select(Case.id).where(Case.reference == line(reference, 40)))
        if found is None:
            raise NotFound("There is no case of that reference in this vault.")
        return found

    def by_reference(self, start: str, *, limit: int = 6) -> tuple[CaseRow, ...]:
        """The first cases whose reference begins so, in capitals or not; none for an empty start."""
        typed = line(start, 40)
        if not typed:
            return ()
        with self.vault.reading(Right.BANNER) as act:
            rows = act.session.connection().execute(_BY_REFERENCE, _starts(typed) | {"limit": limit}).all()
        return tuple(map(CaseRow._make, rows))

    def page(self, query: CaseQuery, *, offset: int = 0, limit: int = 200) -> CasePage:
        """One page of the case list, sorted and filtered in SQL."""
        shape = _shape(query)
        values = _values(query)
        with self.vault.reading(Right.BANNER) as act:
            # Below the ORM: these are rows to show, not objects to change.
            connection = act.session.connection()
            rows = connection.execute(
                _listing(query.sort, query.descending, *shape), values | {"offset": offset, "limit": limit}
            ).all()
            total = connection.scalar(_count((), 0)) or 0
            matching = connection.scalar(_count(*shape), values) or 0 if any(shape) else total
        return CasePage(tuple(map(CaseRow._make, rows)), matching, total)


def view_of(session: Session, case_id: str) -> CaseView:
    """The case as its page shows it; raises NotFound."""
    row = session.connection().execute(_VIEWED, {"case_id": case_id}).one_or_none()
    if row is None:
        raise NotFound
    return CaseView(case_id, row.reference, row.person_id, facts_of(row), row.lead_id, row.lead)


def facts_of(case: Row[*tuple[Any, ...]]) -> CaseFacts:
    """The facts a row holds."""
    names = ("pathway", "stage", "holder", "justice_stage")
    plain = {name: getattr(case, name) for name in names}
    return read(CaseFacts, plain | {"opened": case.opened or None, "closed": case.closed or None})


def _shape(query: CaseQuery) -> tuple[tuple[str, ...], int]:
    """What a query narrows by: which filters, and how many words of a name; -1 for a name without a letter.

    Statements of one shape differ in values alone.
    """
    filters = tuple(name for name, accepted in query.filters.items() if accepted)
    typed = line(query.name)
    return filters, len(_name_words(typed)) if names.parts(typed) else -bool(typed)


def _name_words(typed: str) -> tuple[str, ...]:
    """What is looked for in a name: all of it as one word, then each word, where there are several."""
    looked_for = names.wanted(typed)
    several = 1 < len(looked_for.words) <= _MOST_NAME_WORDS
    return (looked_for.joined, *(looked_for.words if several else ()))


def _values(query: CaseQuery) -> dict[str, Any]:
    starts = {f"name_{n}": word for n, word in enumerate(_name_words(line(query.name)))}
    return (
        {name: list(accepted) for name, accepted in query.filters.items()}
        | starts
        | {f"after_{name}": start + people.LAST for name, start in starts.items()}
    )


def _where(filters: tuple[str, ...], name_words: int) -> ColumnElement[bool]:
    tests: list[ColumnElement[bool]] = [
        FILTERS[name].in_(bindparam(name, expanding=True)) for name in filters
    ]
    if name_words < 0:
        tests.append(false())
    elif name_words:
        joined, *apart = (_is_named(n) for n in range(name_words))
        tests.append(or_(joined, and_(*apart)) if apart else joined)
    return and_(True, *tests)  # noqa: FBT003 - SQLAlchemy's empty conjunction


def _is_named(word: int) -> ColumnElement[bool]:
    begins = and_(NameKey.key >= bindparam(f"name_{word}"), NameKey.key < bindparam(f"after_name_{word}"))
    return Case.person_id.in_(select(NameKey.person_id).where(begins))


@cache
def _count(filters: tuple[str, ...], name_words: int) -> Select[int]:
    count = select(func.count()).select_from(Case)
    # Without any condition SQLite counts pages of an index and not rows.
    return count.where(_where(filters, name_words)) if filters or name_words else count


@cache
def _listing(
    sort: str,
    descending: bool,  # noqa: FBT001
    filters: tuple[str, ...],
    name_words: int,
) -> Select[*tuple[Any, ...]]:
    order = [column.desc() if descending else column.asc() for column in SORTS[sort]]
    return (
        _ROW.where(_where(filters, name_words))
        .order_by(*order)
        .offset(bindparam("offset"))
        .limit(bindparam("limit"))
    )


def _starts(typed: str) -> dict[str, str]:
    """The ranges of references that begin as typed, and as typed in capitals."""
    starts = {"typed": typed, "capitals": typed.upper()}
    return starts | {f"after_{name}": start + people.LAST for name, start in starts.items()}


_ROW = (
    select(
        Case.id,
        Case.reference,
        Case.sort_name,
        Person.born,
        Case.pathway,
        Case.stage,
        Staff.name,
        Case.active_at,
    )
    .join(Person, Person.id == Case.person_id)
    .join(Staff, Staff.id == Case.lead_id)
)
"""What a `CaseRow` is made of."""

_BY_REFERENCE = (
    _ROW.where(
        or_(
            *(
                and_(Case.reference >= bindparam(name), Case.reference < bindparam(f"after_{name}"))
                for name in ("typed", "capitals")
            )
        )
    )
    .order_by(Case.reference)
    .limit(bindparam("limit"))
)

_VIEWED = (
    select(Case.__table__, Staff.name.label("lead"))
    .join(Staff, Staff.id == Case.lead_id)
    .where(Case.id == bindparam("case_id"))
)
