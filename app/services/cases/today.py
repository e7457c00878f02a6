"""Today: the member's drafts, what falls due in the cases they lead, and the cases they last worked on."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, exists, func, select
from sqlalchemy.orm import aliased

from app.domain.fields.rights import Right
from app.domain.kinds.registry import VOIDING, title
from app.models.statements import PreparedStatement
from app.models.tables import Case, Draft, KeyDate, Record
from app.services.cases.casefile import DraftLine
from app.services.records.facets import look_at_all
from app.services.vault.open_vault import Act, OpenVault
from app.services.writing.unfinished import Begun, begun

_DAY = timedelta(days=1)
AHEAD = timedelta(days=60)
"""How far ahead what falls due is shown. What is overdue is shown until it is done, however late it is."""
_MOST_DUE = 200
"""Of each list; the counts say how many there are."""
_RECENT = 8


@dataclass(frozen=True)
class Due:
    """A day on which somebody must act."""

    day: date
    what: str
    case_id: str
    reference: str
    record_id: str


@dataclass(frozen=True)
class DueList:
    """The first of what is due, and how much there is in all: the list says what it hides."""

    rows: tuple[Due, ...]
    total: int


@dataclass(frozen=True)
class RecentCase:
    """A case last worked on."""

    id: str
    reference: str
    sort_name: str


@dataclass(frozen=True)
class TodayPage:
    """What the first screen shows."""

    drafts: tuple[DraftLine, ...]
    forms: tuple[Begun, ...]
    overdue: DueList
    coming: DueList
    recent: tuple[RecentCase, ...]
    led: int
    """How many cases the member leads: `recent` are the last of them."""

    @property
    def due(self) -> tuple[Due, ...]:
        """What is shown as due, the oldest first."""
        return self.overdue.rows + self.coming.rows


@dataclass(frozen=True)
class Today:
    """What there is to do."""

    vault: OpenVault

    def page(self) -> TodayPage:
        """The member's own day; looking is noted."""
        today = self.vault.clock().astimezone(self.vault.zone).date()
        with self.vault.acting(Right.BANNER, durable=False) as act:
            look_at_all(self.vault, act.connection)
            page = TodayPage(
                self._drafts(act),
                begun(act.connection, self.vault.member.id),
                self._due(act, "", (today - _DAY).isoformat()),
                self._due(act, today.isoformat(), (today + AHEAD).isoformat()),
                self._recent(act),
                _LED_COUNT.scalar(act.connection, {"member": self.vault.member.id}),
            )
            act.note("today.list", shown=sum(map(len, (page.drafts, page.forms, page.due, page.recent))))
        return page

    def _drafts(self, act: Act) -> tuple[DraftLine, ...]:
        mine = _DRAFTS.rows(act.connection, {"member": self.vault.member.id})
        return tuple(
            DraftLine(draft_id, case_id, reference, title(kind), datetime.fromisoformat(saved_at))
            for draft_id, case_id, reference, kind, saved_at in mine
        )

    def _due(self, act: Act, first: str, last: str) -> DueList:
        """What is due from one day to another, the oldest first."""
        values = {"member": self.vault.member.id, "first": first, "last": last}
        rows = _DUE.rows(act.connection, values | {"most": _MOST_DUE})
        total = len(rows) if len(rows) < _MOST_DUE else _DUE_COUNT.scalar(act.connection, values)
        return DueList(tuple(Due(date.fromisoformat(day), *due) for day, *due in rows), total)

    def _recent(self, act: Act) -> tuple[RecentCase, ...]:
        led = _LED.rows(act.connection, {"member": self.vault.member.id})
        return tuple(RecentCase(*row) for row in led)


# Made once, as every unlocking waits for them: to put one together takes longer than SQLite takes to answer it.
_NEWER, _REMARK = aliased(Record), aliased(Record)
_MEMBER: BindParameter[str] = bindparam("member")


def _still_due(columns: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Key dates in the cases that the member leads, without those whose record was replaced or marked in error."""
    return (
        columns.select_from(KeyDate)
        .join(Case, Case.id == KeyDate.case_id)
        .where(
            KeyDate.day.between(bindparam("first"), bindparam("last")),
            Case.lead_id == _MEMBER,
            Case.stage != "closed",
            ~exists().where(_NEWER.replaces_id == KeyDate.record_id),
            ~exists().where(_REMARK.about_id == KeyDate.record_id, _REMARK.kind.in_(VOIDING)),
        )
    )


_DRAFTS = PreparedStatement(
    select(Draft.id, Draft.case_id, Case.reference, Draft.kind, Draft.saved_at)
    .join(Case, Case.id == Draft.case_id)
    .where(Draft.author_id == _MEMBER)
    .order_by(Draft.saved_at.desc())
)
_DUE = PreparedStatement(
    _still_due(select(KeyDate.day, KeyDate.what, Case.id, Case.reference, KeyDate.record_id))
    .order_by(KeyDate.day, Case.reference)
    .limit(bindparam("most"))
)
_DUE_COUNT = PreparedStatement(_still_due(select(func.count())))
_LED = PreparedStatement(
    select(Case.id, Case.reference, Case.sort_name)
    .where(Case.lead_id == _MEMBER)
    .order_by(Case.active_at.desc())
    .limit(_RECENT)
)
_LED_COUNT = PreparedStatement(select(func.count()).select_from(Case).where(Case.lead_id == _MEMBER))
