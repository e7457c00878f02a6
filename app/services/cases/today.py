"""Today: the member's drafts, what falls due in the cases they lead, and the cases they last worked on."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import BindParameter, bindparam, exists, select
from sqlalchemy.orm import aliased

from app.domain.fields.rights import Right
from app.domain.kinds.registry import title
from app.models.tables import Case, Draft, KeyDate, Record
from app.services.cases.casefile import DraftLine
from app.services.vault.open_vault import Act, OpenVault
from app.services.writing.unfinished import Begun, begun

BACK, AHEAD = timedelta(days=30), timedelta(days=60)
"""How far behind and ahead what falls due is shown."""
_MOST_DUE = 50
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
    due: tuple[Due, ...]
    recent: tuple[RecentCase, ...]


@dataclass(frozen=True)
class Today:
    """What there is to do."""

    vault: OpenVault

    def page(self) -> TodayPage:
        """The member's own day; looking is noted."""
        today = self.vault.clock().astimezone(self.vault.zone).date()
        with self.vault.acting(Right.BANNER, durable=False) as act:
            page = TodayPage(
                self._drafts(act),
                begun(act.session, self.vault.member.id),
                self._due(act, today),
                self._recent(act),
            )
            act.note("today.list", shown=sum(map(len, (page.drafts, page.forms, page.due, page.recent))))
        return page

    def _drafts(self, act: Act) -> tuple[DraftLine, ...]:
        mine = act.execute(_DRAFTS, member=self.vault.member.id).all()
        return tuple(
            DraftLine(row.id, row.case_id, row.reference, title(row.kind), row.saved_at) for row in mine
        )

    def _due(self, act: Act, today: date) -> tuple[Due, ...]:
        since, until = (today - BACK).isoformat(), (today + AHEAD).isoformat()
        rows = act.execute(_DUE, member=self.vault.member.id, since=since, until=until).all()
        return tuple(
            Due(date.fromisoformat(row.day), row.what, row.id, row.reference, row.record_id) for row in rows
        )

    def _recent(self, act: Act) -> tuple[RecentCase, ...]:
        led = act.execute(_LED, member=self.vault.member.id).all()
        return tuple(RecentCase(row.id, row.reference, row.sort_name) for row in led)


# Made once, as every unlocking waits for them: to put one together takes longer than SQLite takes to answer it.
_NEWER, _REMARK = aliased(Record), aliased(Record)
_MEMBER: BindParameter[str] = bindparam("member")
_DRAFTS = (
    select(Draft.id, Draft.case_id, Case.reference, Draft.kind, Draft.saved_at)
    .join(Case, Case.id == Draft.case_id)
    .where(Draft.author_id == _MEMBER)
    .order_by(Draft.saved_at.desc())
)
_DUE = (
    select(KeyDate.day, KeyDate.what, Case.id, Case.reference, KeyDate.record_id)
    .join(Case, Case.id == KeyDate.case_id)
    .where(
        KeyDate.day.between(bindparam("since"), bindparam("until")),
        Case.lead_id == _MEMBER,
        Case.stage != "closed",
        ~exists().where(_NEWER.replaces_id == KeyDate.record_id),
        ~exists().where(_REMARK.about_id == KeyDate.record_id, _REMARK.kind == "error_mark"),
    )
    .order_by(KeyDate.day, Case.reference)
    .limit(_MOST_DUE)
)
_LED = (
    select(Case.id, Case.reference, Case.sort_name)
    .where(Case.lead_id == _MEMBER)
    .order_by(Case.active_at.desc())
    .limit(_RECENT)
)
