"""Cases: opened, changed, listed page by page, and shown with the person's banner."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    SQLColumnExpression,
    and_,
    bindparam,
    exists,
    false,
    func,
    or_,
    select,
)

from app.domain.cases.case import CLOSED, STAGES, CaseDetails, CaseFacts, CaseMove, CaseOpening
from app.domain.cases.limits import LIMITS, StageLimits
from app.domain.facts import case as case_facts
from app.domain.fields.content import read, specs
from app.domain.fields.rights import Right
from app.domain.values import names
from app.domain.values.dates import ClinicalDate
from app.domain.values.text import line
from app.errors import NotAcceptable, NotFound, StillMissing
from app.models.sqlite import at_most
from app.models.statements import PreparedStatement, listed, named, spread
from app.models.tables import Case, NameKey, Person, Staff
from app.services.cases import people
from app.services.cases.case_row import FLAGGED, ROW, SINCE, CaseRow, asked_on
from app.services.cases.caseload import Caseload, clinicians
from app.services.cases.opening import complete
from app.services.cases.stage_limits import limits_of
from app.services.facts.stating import Saying, Subject, state
from app.services.records.facets import look_at_all
from app.services.vault.open_vault import Act, OpenVault

_CHANGING = (case_facts.STAGE, case_facts.JUSTICE, case_facts.HOLDER)

STILL_OPEN = tuple(each.code for each in STAGES if each.code != CLOSED)
SORTS: Mapping[str, tuple[SQLColumnExpression[Any], ...]] = {
    "active": (Case.active_at, Case.id),
    "name": (Case.name_order, Case.id),
    "opened": (Case.opened, Case.id),
    "reference": (Case.reference,),
}
_LONGEST = "longest"
"""In its stage; an order besides `SORTS`, as it is not looked up for all cases that match."""
_MORE = 4
_MOST_NAME_WORDS = 8
_DATES = ("opened", "closed")
_DETAILS = tuple(spec.name for spec in specs(CaseDetails))
_FACTS = ("pathway", "stage", "holder", "justice_stage", *_DATES)
FILTERS: Mapping[str, ColumnElement[str]] = {
    "pathway": Case.pathway.expression,
    "stage": Case.stage.expression,
    "lead": Case.lead_id.expression,
    "awareness": select(Person.awareness)
    .where(Person.id == Case.shown_person_id)
    .correlate(Case)
    .scalar_subquery(),
    "flags": FLAGGED,
}
MINE: Final = "mine"
"""A filter besides: by members who lead a case or work on it."""


Filters = tuple[tuple[str, int], ...]
"""Which columns are narrowed, and to how many values."""
Words = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CaseQuery:
    """Which cases, in what order. `filters`: column to accepted values; `name`: how parts of it begin."""

    sort: str = "active"
    descending: bool = True
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    name: str = ""


class Hidden(NamedTuple):
    """How many cases do not match, each counted once: by the first of these that leaves it out."""

    led_by_others: int = 0
    closed: int = 0
    others: int = 0


NOTHING_HIDDEN = Hidden()


@dataclass(frozen=True)
class CasePage:
    """One page of the list, how many cases match, and how many there are: the list says what it hides."""

    rows: tuple[CaseRow, ...]
    matching: int
    total: int
    hidden: Hidden = NOTHING_HIDDEN


@dataclass(frozen=True)
class BoardPage:
    """The first cases of each stage, the longest in it first; how many match, and how many there are."""

    stages: Mapping[str, CasePage]
    matching: int
    total: int
    hidden: Hidden
    limits: StageLimits = LIMITS
    """How long a case may stand in each stage."""


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

    def change(self, case_id: str, facts: CaseFacts, reason: str = "") -> None:
        """State what changed of a case. A stage takes a reason. Raises StillMissing, NotFound, NotPermitted."""
        facts = complete(facts, self.vault.today())
        with self.vault.acting(Right.CHANGE_CASE, case=case_id) as act:
            case = act.session.get(Case, case_id)
            if case is None:
                raise NotFound
            if facts.stage != case.stage and not reason:
                raise StillMissing(("Why",))
            opening = CaseOpening(
                person=case.person_id, reference=case.reference, pathway=facts.pathway, opened=facts.opened
            )
            stated = state(
                self.vault,
                act,
                Subject(case_id, case_id),
                Saying((case_facts.OPEN,), opening),
                Saying(_CHANGING, facts),
                reason=reason,
            )
            if not stated:
                act.note("case.unchanged", "casefile", case_id, case=case_id)

    def revise(self, case_id: str, details: CaseDetails) -> None:
        """State what changed of a case but its stage, into which it is moved. Raises as `change`."""
        with self.vault.reading(Right.BANNER) as act:
            facts = view_of(act.connection, case_id).facts
        self.change(case_id, replace(facts, **{name: getattr(details, name) for name in _DETAILS}))

    def move(self, case_id: str, move: CaseMove) -> None:
        """State that a case came into another stage, and why; one that is closed by it, as of today.

        Raises StillMissing, NotAcceptable where it is in that stage, NotFound, NotPermitted.
        """
        today = self.vault.today()
        move = complete(move, today)
        closed = ClinicalDate.of(today) if move.stage == CLOSED else None
        with self.vault.acting(Right.CHANGE_CASE, case=case_id) as act:
            case = act.session.get(Case, case_id)
            if case is None:
                raise NotFound
            if case.stage == move.stage:
                raise NotAcceptable("The case is in that stage already: choose another.")
            saying = Saying((case_facts.STAGE,), CaseFacts(stage=move.stage, closed=closed))
            state(self.vault, act, Subject(case_id, case_id), saying, reason=move.reason)

    def find(self, reference: str) -> str:
        """The id of the case of that reference; raises NotFound."""
        with self.vault.reading(Right.BANNER) as act:
            found = act.session.scalar(select(Case.id).where(Case.reference == line(reference, 40)))
        if found is None:
            raise NotFound("There is no case of that reference in this vault.")
        return found

    def page(self, query: CaseQuery, *, offset: int = 0, limit: int = 200) -> CasePage:
        """One page of the case list, sorted and filtered in SQL."""
        with self.vault.reading(Right.BANNER) as act:
            look_at_all(self.vault, act.connection)
            return _page(act, query, offset=offset, limit=limit)

    def board(self, query: CaseQuery, limit: int = 50) -> BoardPage:
        """The cases by stage: of each stage that is asked for the first, all of them but the closed one where none is.

        Further ones of a stage are a `page` of `of_stage`.
        """
        stages = query.filters.get("stage") or STILL_OPEN
        with self.vault.reading(Right.BANNER) as act:
            look_at_all(self.vault, act.connection)
            total = _count((), 0).scalar(act.connection, {})
            pages = {}
            for stage in stages:
                rows, matching = matched(act, of_stage(query, stage), offset=0, limit=limit)
                pages[stage] = CasePage(rows, matching, total)
            matching = sum(page.matching for page in pages.values())
            shown = replace(query, filters={**query.filters, "stage": stages})
            hidden = _hidden(act, shown, matching, total)
            limits = limits_of(act.session)
        return BoardPage(pages, matching, total, hidden, limits)

    def caseload(self, *, offset: int = 0, limit: int = 200) -> Caseload:
        """What rests on whom: their open cases, what is late in these, what they did not sign."""
        today = self.vault.clock().astimezone(self.vault.zone).date().isoformat()
        with self.vault.reading(Right.BANNER) as act:
            look_at_all(self.vault, act.connection)
            rows = clinicians(act.connection, today)
        return Caseload(rows[offset : offset + limit], len(rows), len(rows))


def of_stage(query: CaseQuery, stage: str) -> CaseQuery:
    """The same question of one stage alone, as a board asks it: the longest in its stage first."""
    return replace(query, sort=_LONGEST, descending=False, filters={**query.filters, "stage": (stage,)})


def _page(act: Act, query: CaseQuery, *, offset: int, limit: int) -> CasePage:
    """One page of the case list, in the caller's transaction."""
    rows, matching = matched(act, query, offset=offset, limit=limit)
    is_narrowed = query.name or any(query.filters.values())
    total = _count((), 0).scalar(act.connection, {}) if is_narrowed else matching
    return CasePage(rows, matching, total, _hidden(act, query, matching, total))


def _hidden(act: Act, query: CaseQuery, matching: int, total: int) -> Hidden:
    """What a query leaves out, in the caller's transaction."""
    if matching == total:
        return NOTHING_HIDDEN
    whose = {name: query.filters[name] for name in (MINE, "lead") if query.filters.get(name)}
    stages = query.filters.get("stage", ())
    led = _counted(act, whose) if whose else total
    closed = _counted(act, whose | {"stage": (CLOSED,)}) if stages and CLOSED not in stages else 0
    return Hidden(total - led, closed, led - closed - matching)


def _counted(act: Act, filters: Mapping[str, tuple[str, ...]]) -> int:
    query = CaseQuery(filters=filters)
    count: int = _count(*_shape(query, ())).scalar(act.connection, _values(query, ()))
    return count


def matched(act: Act, query: CaseQuery, *, offset: int, limit: int) -> tuple[tuple[CaseRow, ...], int]:
    """Some of the cases that match, and how many there are, in the caller's transaction."""
    words = _name_words(query.name)
    values = _values(query, words)
    shape = _shape(query, words)
    if query.sort == _LONGEST:
        rows = _longest(act.connection, shape, values | asked_on(act), offset, limit)
    else:
        listing = _listing(query.sort, query.descending, *shape, limit)
        rows = listing.rows(act.connection, values | asked_on(act) | {"offset": offset})
    # They are only counted where there may be more than these.
    is_all = not offset and len(rows) < limit
    matching = len(rows) if is_all else _count(*shape).scalar(act.connection, values)
    return named(CaseRow, rows), matching


def _longest(
    connection: Connection, shape: tuple[Filters, int], values: dict[str, Any], offset: int, limit: int
) -> list[tuple[Any, ...]]:
    """Those that are the longest in their stages, the longest first.

    When a case came into its stage is read in its history, which takes a hundred times as long as to read when it was
    opened. No case is in a stage before it is opened: so those opened first are looked up until no other can be among
    these.
    """
    wanted, most = offset + limit, 2 * (offset + limit)
    while True:
        first = _opened_first(*shape, most).rows(connection, values)
        is_all = len(first) < most
        # All others were opened on the last of these days or later.
        if is_all or first[wanted - 1][1] < max(opened for _, _, opened in first):
            ids = [case_id for case_id, *_ in first[offset:wanted]]
            return _BY_SINCE.rows(
                connection, {"ids": json.dumps(ids), "today": values["today"], "later": values["later"]}
            )
        most *= _MORE


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
    return read(CaseFacts, {name: row[name] or None if name in _DATES else row[name] for name in _FACTS})


def _shape(query: CaseQuery, words: Words) -> tuple[Filters, int]:
    """What a query narrows by: which filters, and how many words of a name; -1 for a name without a letter.

    Statements of one shape differ in values alone.
    """
    filters = tuple((name, len(accepted)) for name, accepted in query.filters.items() if accepted)
    return filters, len(words) or -bool(line(query.name))


def _name_words(name: str) -> Words:
    """What is looked for in a name: all of it as one word, then each word, where there are several."""
    looked_for = names.wanted(line(name))
    if not looked_for.words:
        return ()
    several = 1 < len(looked_for.words) <= _MOST_NAME_WORDS
    return (looked_for.joined, *(looked_for.words if several else ()))


def _values(query: CaseQuery, words: Words) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for n, word in enumerate(words):
        values |= {f"name_{n}": word, f"after_name_{n}": word + people.LAST}
    for name, accepted in query.filters.items():
        values |= spread(f"in_{name}", accepted)
    return values


def _where(filters: Filters, name_words: int) -> ColumnElement[bool]:
    tests = [_one_of(name) for name, _ in filters]
    if name_words < 0:
        tests.append(false())
    elif name_words:
        joined, *apart = (_is_named(n) for n in range(name_words))
        tests.append(or_(joined, and_(*apart)) if apart else joined)
    return and_(True, *tests)  # noqa: FBT003 - SQLAlchemy's empty conjunction


def _one_of(name: str) -> ColumnElement[bool]:
    accepted: BindParameter[Any] = bindparam(f"in_{name}", expanding=True)
    if name != MINE:
        return FILTERS[name].in_(accepted)
    works = or_(Case.lead_id == Staff.id, func.instr(Case.team, Staff.id) > 0)
    return exists().where(Staff.id.in_(accepted), works).correlate(Case)


def _is_named(word: int) -> ColumnElement[bool]:
    begins = and_(NameKey.key >= bindparam(f"name_{word}"), NameKey.key < bindparam(f"after_name_{word}"))
    return Case.shown_person_id.in_(select(NameKey.person_id).where(begins))


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
    limit: int,
) -> PreparedStatement:
    order = [column.desc() if descending else column.asc() for column in SORTS[sort]]
    matching = select(Case.id).where(_where(filters, name_words)).order_by(*order)
    # How long and what next is looked up for what is shown, and not for all that is sorted.
    page = matching.offset(bindparam("offset")).limit(at_most(limit)).subquery()
    return PreparedStatement(ROW.where(Case.id.in_(select(page.c.id))).order_by(*order), _lengths(filters))


@cache
def _opened_first(filters: Filters, name_words: int, most: int) -> PreparedStatement:
    """The cases that were opened first, with when they came into their stages, by that."""
    first = select(Case.id).where(_where(filters, name_words)).order_by(Case.opened, Case.id)
    these = select(Case.id, SINCE, Case.opened).where(Case.id.in_(first.limit(at_most(most))))
    return PreparedStatement(these.order_by(*_BY_STAGE), _lengths(filters))


def _lengths(filters: Filters) -> dict[str, int]:
    return {f"in_{name}": length for name, length in filters}


_BY_STAGE = (SINCE, Case.name_order, Case.id)
_BY_SINCE = PreparedStatement(ROW.where(Case.id.in_(listed("ids"))).order_by(*_BY_STAGE))
_VIEWED = PreparedStatement(
    select(
        Case.reference,
        Case.shown_person_id,
        Case.lead_id,
        Staff.name,
        *(getattr(Case, name) for name in _FACTS),
    )
    .join(Staff, Staff.id == Case.lead_id)
    .where(Case.id == bindparam("case_id"))
)
