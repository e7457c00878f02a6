"""A series of incidents: the member's unsigned ones of a case as the rows of a grid, each a draft of its own."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, func, literal_column, select

from app.domain.fields.compartments import Compartment
from app.domain.fields.declare import Target
from app.domain.fields.rights import Right
from app.domain.kinds.registry import IN_SERIES
from app.domain.records.grid import TOO_MANY
from app.domain.records.record import Sheet
from app.domain.records.series import MOST_ROWS
from app.errors import NotAcceptable, NotFound, SavedElsewhere
from app.models.tables import Case, Draft
from app.services.cases.signing import Review, Signing
from app.services.records import draft_keys, drafts
from app.services.records.citable import citable
from app.services.records.drafts import DraftView
from app.services.records.heading import Heading
from app.services.vault.open_vault import Act, OpenVault

# Of rows that were begun in one act the ids tell no order.
_ORDER: Final[tuple[ColumnElement[Any], ...]] = Draft.begun_at.expression, literal_column("draft.rowid")


@dataclass(frozen=True)
class RowAt:
    """Where a row is kept: its draft as it was last saved, where that stands, and where it would by itself."""

    draft_id: str
    revision: int
    place: Compartment
    begun: Compartment
    """Where it stands while nothing in it says that it has to stand elsewhere."""


@dataclass(frozen=True)
class SeriesView:
    """The rows in the order in which they were begun, and the codes of the case's victims."""

    rows: tuple[DraftView, ...]
    victims: tuple[str, ...]


@dataclass(frozen=True)
class Written:
    """A row as it was typed; `at` is None for one that is not kept yet."""

    at: RowAt | None
    sheet: Sheet


@dataclass(frozen=True)
class Kept:
    """Where the rows are kept now, in the order in which they were given, and since when."""

    rows: tuple[RowAt, ...]
    at: datetime


def row_at(draft: DraftView) -> RowAt:
    """Where a row is kept that was read. What chose its place is not known any more: it leaves none that is sealed."""
    return RowAt(draft.id, draft.revision, draft.compartment, draft.compartment)


def place_of(vault: OpenVault, case_id: str, row: Written) -> Compartment:
    """Where a row has to stand; who is not admitted there keeps it where it is, and cannot sign it."""
    stands = row.at.place if row.at else IN_SERIES.compartment
    begun = row.at.begun if row.at else IN_SERIES.compartment
    asked = IN_SERIES.belongs(row.sheet.content) or begun
    return asked if vault.compartments.admits(asked, case_id) else stands


@dataclass(frozen=True)
class Series:
    """What can be done with a series. What is common to its rows is written in each of them."""

    vault: OpenVault

    def page(self, case_id: str) -> SeriesView:
        """The member's own rows. Raises NotFound for no such case, NotPermitted."""
        with self.vault.reading(Right.WRITE) as act:
            act.of_kind(administrative=IN_SERIES.administrative)
            if act.session.get(Case, case_id) is None:
                raise NotFound
            found = citable(self.vault, act.session, case_id)[Target.VICTIM]
            rows = act.session.scalars(select(Draft).where(*self._mine(case_id)).order_by(*_ORDER)).all()
            views = tuple(drafts.view(self.vault, act.session, row) for row in rows if self._may_read(row))
        return SeriesView(views, tuple(sorted((each.id for each in found), key=lambda code: int(code[1:]))))

    def keep(self, case_id: str, rows: Sequence[Written], gone: Sequence[RowAt] = ()) -> Kept:
        """Keep what was typed into rows, begin those that are new and discard those that are gone: all, or none.

        A row stands where its content asks for. One that was saved, signed or discarded elsewhere meanwhile begins
        anew, so that both can be compared. Raises NotAcceptable for more rows than a series holds, NotFound for no
        such case, NotAdmitted, NotPermitted.
        """
        gone = self._still_there(gone)
        begins = bool(gone) or any(
            each.at is None or place_of(self.vault, case_id, each) != each.at.place for each in rows
        )
        with suppress(SavedElsewhere):
            return self._keep(case_id, rows, gone, noted=begins, anew=False)
        return self._keep(case_id, rows, gone, noted=True, anew=True)

    def ready(self, case_id: str) -> tuple[Review, ...]:
        """Each row that lacks nothing, to be read through and signed with the others. Raises as `page`."""
        signing = Signing(self.vault)
        return tuple(signing.review(each.id) for each in self.page(case_id).rows if not each.missing)

    def _keep(
        self, case_id: str, rows: Sequence[Written], gone: Sequence[RowAt], *, noted: bool, anew: bool
    ) -> Kept:
        door = self.vault.acting if noted else self.vault.keeping
        with door(Right.WRITE) as act:
            act.of_kind(administrative=IN_SERIES.administrative)
            for each in gone:
                drafts.throw_away(self.vault, act, each.draft_id)
            kept = tuple(self._row(act, case_id, each, anew=anew) for each in rows)
            if noted:
                self._insist_on_room(act, case_id)
        return Kept(kept, act.at)

    def _row(self, act: Act, case_id: str, row: Written, *, anew: bool) -> RowAt:
        """Keep one row, in its place."""
        sheet, where = row.sheet.kept(), place_of(self.vault, case_id, row)
        begun = row.at.begun if row.at else IN_SERIES.compartment
        if row.at is not None:
            try:
                drafts.save(self.vault, act, row.at.draft_id, sheet, row.at.revision)
            except (SavedElsewhere, NotFound):
                if not anew:
                    raise SavedElsewhere from None
            else:
                if where is row.at.place:
                    return replace(row.at, revision=row.at.revision + 1)
                drafts.throw_away(self.vault, act, row.at.draft_id)
        elif act.session.get(Case, case_id) is None:
            raise NotFound
        made = drafts.start(self.vault, act, IN_SERIES, Heading(case_id, where), sheet)
        return RowAt(made.id, made.revision, where, begun)

    def _mine(self, case_id: str) -> tuple[ColumnElement[bool], ...]:
        of_kind = Draft.kind == IN_SERIES.code, Draft.replaces_id.is_(None), Draft.about_id.is_(None)
        return Draft.author_id == self.vault.member.id, Draft.case_id == case_id, *of_kind

    def _may_read(self, row: Draft) -> bool:
        stored = draft_keys.opened(self.vault, row.id, row.handing, row.body)
        return self.vault.compartments.opens(Compartment(row.compartment), stored, row.case_id)

    def _still_there(self, gone: Sequence[RowAt]) -> tuple[RowAt, ...]:
        """Those that nobody signed or discarded elsewhere meanwhile: of the others nothing is left to be done."""
        if not gone:
            return ()
        mine = select(Draft.id).where(Draft.author_id == self.vault.member.id)
        with self.vault.reading(Right.WRITE) as act:
            act.of_kind(administrative=IN_SERIES.administrative)
            found = set(act.session.scalars(mine.where(Draft.id.in_([each.draft_id for each in gone]))))
        return tuple(each for each in gone if each.draft_id in found)

    def _insist_on_room(self, act: Act, case_id: str) -> None:
        count = act.session.scalar(select(func.count()).select_from(Draft).where(*self._mine(case_id)))
        if (count or 0) > MOST_ROWS:
            raise NotAcceptable(TOO_MANY)
