"""What the list of cases shows of each, and the caseload of each clinician."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtGui import QIcon

from app.services.cases.case_row import CaseRow
from app.services.desk import Desk
from app.views.theme.theme import Theme
from app.views.widgets import case_words as shown
from app.views.widgets.lazy_table import Column

TELL_A_NAME: Final = frozenset({"name", "born"})
"""What is left out while names are hidden."""


def case_columns(desk: Desk, theme: Theme) -> tuple[Column, ...]:
    """Who first, then what is urgent; what goes first where there is no room stands last."""
    today = desk.today_date

    def flag(row: CaseRow) -> QIcon | None:
        return theme.icon("flag", "danger", room=theme.px(2)) if row.flags else None

    return (
        Column("name", "Person", lambda row: row.sort_name, 10.5, sort="name", stretches=True),
        Column(
            "born", "Born", lambda row: shown.born(row.born), 5, rank=5, is_whole=True, ink=lambda _: "muted"
        ),
        Column("reference", "Case", lambda row: row.reference, 5, sort="reference", is_whole=True),
        Column("stage", "Stage", lambda row: shown.stage(row.stage), 5, rank=2, is_whole=True),
        Column("since", "Days in it", _days(today), 4.7, rank=4, said=_in_stage(today)),
        _awareness(),
        _due(today),
        Column(
            "flags",
            "Flags",
            lambda row: f"{row.flags:,}" if row.flags else "",
            3.3,
            rank=1,
            is_whole=True,
            icon=flag,
            ink=lambda row: "danger" if row.flags else "",
            said=lambda row: shown.flags(row.flags) or "No red flag",
        ),
        Column("pathway", "Pathway", lambda row: shown.pathway(row.pathway), 9, rank=8),
        Column("lead", "Lead", lambda row: row.lead, 11, rank=7),
        Column(
            "active",
            "Last worked on",
            lambda row: desk.shown(row.active_at),
            9,
            sort="active",
            rank=6,
            is_whole=True,
            ink=lambda _: "muted",
        ),
    )


def load_columns() -> tuple[Column, ...]:
    """What rests on each clinician."""
    return (
        Column("name", "Clinician", lambda row: row.name, 15, stretches=True),
        Column("open", "Open cases", lambda row: f"{row.open:,}", 7),
        Column("late", "Late", lambda row: f"{row.late:,}", 7),
        Column("drafts", "Unsigned drafts", lambda row: f"{row.drafts:,}", 9),
    )


def _awareness() -> Column:
    def ink(row: CaseRow) -> str:
        return "" if row.awareness in shown.KNOWS else "care"

    def text(row: CaseRow) -> str:
        return shown.awareness(row.awareness)

    return Column("awareness", "Person is", text, 5, rank=1, is_whole=True, ink=ink)


def _due(today: Callable[[], date]) -> Column:
    def text(row: CaseRow) -> str:
        return shown.next_due(row, today())

    def ink(row: CaseRow) -> str:
        return "danger" if shown.is_late(row, today()) else ""

    def said(row: CaseRow) -> str:
        return shown.all_due(row, today()) or "Nothing due"

    return Column("due", "Next due", text, 5.5, rank=3, is_whole=True, ink=ink, said=said)


def _days(today: Callable[[], date]) -> Callable[[CaseRow], str]:
    return lambda row: shown.days_in_stage(row.stage_since, today())


def _in_stage(today: Callable[[], date]) -> Callable[[CaseRow], str]:
    return lambda row: f"{shown.stage(row.stage)}, {shown.in_stage(row.stage_since, today())}"
