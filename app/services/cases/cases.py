"""Cases: opened, changed, listed page by page, and shown with the person's banner."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, reduce
from operator import or_ as merged
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, bindparam, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.domain.cases.case import CaseFacts, CaseOpening
from app.domain.facts import case as case_facts
from app.domain.fields.content import read
from app.domain.fields.rights import Right
from app.domain.values import names
from app.domain.values.text import line
from app.errors import NotFound
from app.models.statements import PreparedStatement, spread
from app.models.tables import Case, NameKey, Person, Staff
from app.services.cases import people
from app.services.cases.opening import complete
from app.services.facts.stating import Saying, Subject, state
from app.services.vault.open_vault import Act, OpenVault

_CHANGING = (case_facts.STAGE, case_facts.JUSTICE, case_facts.HOLDER)

SORTS: Mapping[str, tuple[InstrumentedAttribute[Any], ...]] = {
    "active": (Case.active_at, Case.id),
    "name": (Case.name_order, Case.id),
    "opened": (Case.opened, Case.id),
    "reference": (Case.reference,),
}
_MOST_NAME_WORDS = 8
_DATES = ("opened", "closed")
_FACTS = ("pathway", "stage", "holder", "justice_stage", *_DATES)
FILTERS: Mapping[str, InstrumentedAttribute[str]] = {
    "pathway": Case.pathway,
    "stage": Case.stage,
    "lead": Case.lead_id,
}


Filters = tuple[tuple[str, int], ...]
"""Which columns are narrowed, and to how many values."""


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
    active: str

    @property
    def active_at(self) -> datetime:
        """When it was last worked on; read when it is shown, as of a page a few lines are."""
        return datetime.fromisoformat(self.active)


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
            view = view_of(act.connection, case_id)
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
        with self.vault.reading(Right.BANNER) as act:
            return referenced(act, start, limit)

    def page(self, query: CaseQuery, *, offset: int = 0, limit: int = 200) -> CasePage:
        """One page of the case list, sorted and filtered in SQL."""
        with self.vault.reading(Right.BANNER) as act:
            return listed(act, query, offset=offset, limit=limit)


def referenced(act: Act, start: str, limit: int) -> tuple[CaseRow, ...]:
    """The first cases whose reference begins so, in the caller's transaction."""
    typed = line(start, 40)
    if not typed:
        return ()
    return tuple(map(CaseRow._make, _BY_REFERENCE.rows(act.connection, _starts(typed) | {"limit": limit})))


def listed(act: Act, query: CaseQuery, *, offset: int, limit: int) -> CasePage:
    """One page of the case list, in the caller's transaction."""
    shape = _shape(query)
    values = _values(query)
    listing = _listing(query.sort, query.descending, *shape)
    rows = listing.rows(act.connection, values | {"offset": offset, "limit": limit})
    total = _count((), 0).scalar(act.connection, {})
    matching = _count(*shape).scalar(act.connection, values) if any(shape) else total
    return CasePage(tuple(map(CaseRow._make, rows)), matching, total)


def view_of(connection: Connection, case_id: str) -> CaseView:
    """The case as its page shows it; raises NotFound."""
    row = _VIEWED.row(connection, {"case_id": case_id})
    if row is None:
        raise NotFound
    reference, person_id, lead_id, lead, *facts = row
    return CaseView(
        case_id, reference, person_id, facts_of(dict(zip(_FACTS, facts, strict=True))), lead_id, lead
    )


def facts_of(row: Mapping[str, str]) -> CaseFacts:
    """The facts that a row holds by their names; a date that is not known is empty there."""
    return read(
        CaseFacts, {name: row[name] for name in _FACTS} | {name: row[name] or None for name in _DATES}
    )


def _shape(query: CaseQuery) -> tuple[Filters, int]:
    """What a query narrows by: which filters, and how many words of a name; -1 for a name without a letter.

    Statements of one shape differ in values alone.
    """
    filters = tuple((name, len(accepted)) for name, accepted in query.filters.items() if accepted)
    typed = line(query.name)
    return filters, len(_name_words(typed)) if names.parts(typed) else -bool(typed)


def _name_words(typed: str) -> tuple[str, ...]:
    """What is looked for in a name: all of it as one word, then each word, where there are several."""
    looked_for = names.wanted(typed)
    several = 1 < len(looked_for.words) <= _MOST_NAME_WORDS
    return (looked_for.joined, *(looked_for.words if several else ()))


def _values(query: CaseQuery) -> dict[str, Any]:
    starts = {f"name_{n}": word for n, word in enumerate(_name_words(line(query.name)))}
    accepted = [spread(f"in_{name}", values) for name, values in query.filters.items()]
    after = {f"after_{name}": start + people.LAST for name, start in starts.items()}
    return reduce(merged, accepted, starts | after)


def _where(filters: Filters, name_words: int) -> ColumnElement[bool]:
    tests: list[ColumnElement[bool]] = [
        FILTERS[name].in_(bindparam(f"in_{name}", expanding=True)) for name, _ in filters
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
def _count(filters: Filters, name_words: int) -> PreparedStatement:
    count = select(func.count()).select_from(Case)
    # Without any condition SQLite counts pages of an index and not rows.
    narrowed = count.where(_where(filters, name_words)) if filters or name_words else count
    return PreparedStatement(narrowed, _lengths(filters))


@cache
def _listing(
    sort: str,
    descending: bool,  # noqa: FBT001
    filters: Filters,
    name_words: int,
) -> PreparedStatement:
    order = [column.desc() if descending else column.asc() for column in SORTS[sort]]
    page = _ROW.where(_where(filters, name_words)).order_by(*order)
    return PreparedStatement(page.offset(bindparam("offset")).limit(bindparam("limit")), _lengths(filters))


def _lengths(filters: Filters) -> dict[str, int]:
    return {f"in_{name}": length for name, length in filters}


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

_BY_REFERENCE = PreparedStatement(
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

_VIEWED = PreparedStatement(
    select(
        Case.reference, Case.person_id, Case.lead_id, Staff.name, *(getattr(Case, name) for name in _FACTS)
    )
    .join(Staff, Staff.id == Case.lead_id)
    .where(Case.id == bindparam("case_id"))
)
