"""Today: the member's drafts, what falls due in the cases they lead, and the cases they last worked on."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from app.domain.kinds.registry import kind
from app.models.tables import Case, Draft, KeyDate, Record
from app.services.cases.casefile import DraftLine
from app.services.vault.open_vault import OpenVault
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
        with self.vault.looking() as act:
            page = TodayPage(
                self._drafts(act.session),
                begun(act.session, self.vault.member.id),
                self._due(act.session, today),
                self._recent(act.session),
            )
            act.note("today.list", shown=sum(map(len, (page.drafts, page.forms, page.due, page.recent))))
        return page

    def _drafts(self, session: Session) -> tuple[DraftLine, ...]:
        mine = (
            select(Draft.id, Draft.case_id, Case.reference, Draft.kind, Draft.saved_at)
            .join(Case, Case.id == Draft.case_id)
            .where(Draft.author_id == self.vault.member.id)
            .order_by(Draft.saved_at.desc())
        )
        return tuple(
            DraftLine(row.id, row.case_id, row.reference, kind(row.kind).title, row.saved_at)
            for row in session.execute(mine)
        )

    def _due(self, session: Session, today: date) -> tuple[Due, ...]:
        newer, remark = aliased(Record), aliased(Record)
        rows = (
            select(KeyDate.day, KeyDate.what, Case.id, Case.reference, KeyDate.record_id)
            .join(Case, Case.id == KeyDate.case_id)
            .where(
                KeyDate.day.between((today - BACK).isoformat(), (today + AHEAD).isoformat()),
                Case.lead_id == self.vault.member.id,
                Case.stage != "closed",
                ~exists().where(newer.replaces_id == KeyDate.record_id),
                ~exists().where(remark.about_id == KeyDate.record_id, remark.kind == "error_mark"),
            )
            .order_by(KeyDate.day, Case.reference)
            .limit(_MOST_DUE)
        )
        return tuple(Due(date.fromisoformat(row[0]), *row[1:]) for row in session.execute(rows))

    def _recent(self, session: Session) -> tuple[RecentCase, ...]:
        led = (
            select(Case.id, Case.reference, Case.sort_name)
            .where(Case.lead_id == self.vault.member.id)
            .order_by(Case.active_at.desc())
            .limit(_RECENT)
        )
        return tuple(RecentCase(*row) for row in session.execute(led))
