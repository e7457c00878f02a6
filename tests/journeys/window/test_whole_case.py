"""A whole case through the window: from the referral to its follow-up twelve months after the discharge.

What is long is put into the forms as a template would be; each record is reached, signed and read as anybody does it.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from app.domain.cases.meeting import Meeting
from app.domain.kinds.discharge.content import Discharge, Struck
from app.domain.kinds.follow_up.content import OUTCOMES, AgencyAsked
from app.domain.kinds.panel.content import Panel
from app.domain.kinds.parts.goal import Goal
from app.domain.kinds.plan.content import Plan
from app.domain.kinds.registry import KINDS
from app.domain.kinds.screening.content import Screening
from app.domain.kinds.session_note.content import SessionNote
from app.domain.records.thread import Gap
from app.domain.records.thread_parts import Column
from app.domain.values.dates import ClinicalDate
from app.services.desk import Desk
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.views.axis.dose_panel import DosePanel
from app.views.context.places import CaseAt, NewRecord, RecordAt, Today
from app.views.editor.editor_page import EditorPage
from app.views.thread.thread_panel import ThreadPanel
from tests.builders import LEAD_PASSPHRASE, SteppingClock, add_referred_case, complete, open_as_lead
from tests.views.driver import Driver
from tests.views.stalls import not_counted

Fill = Callable[[Any], Any]
"""What is written into a new record, given what it begins with."""


class Case:
    """One case in the window, over the months."""

    def __init__(self, driver: Driver, folder: Path, machine: Machine) -> None:
        self.driver, self.folder, self.machine = driver, folder, machine
        vault = self.unlocked()
        with not_counted():
            self.id = add_referred_case(vault)

    def unlocked(self) -> OpenVault:
        """Open the vault by the clock of the test, and show its desk."""
        with not_counted():
            vault = open_as_lead(self.folder, self.machine)
        self.driver.window.start.opened.emit(vault, str(self.folder))
        self.driver.rest()
        return vault

    @property
    def desk(self) -> Desk:
        """The desk that is open now."""
        assert self.driver.window.open_desk is not None
        found: Desk = self.driver.window.open_desk.desk
        return found

    def go(self, place: object) -> None:
        """Go somewhere."""
        assert self.driver.window.open_desk is not None
        self.driver.window.open_desk.shell.go(place)
        self.driver.rest()

    def write(self, kind: str, fill: Fill) -> None:
        """Begin a record, write it, read it through, and sign it."""
        self.go(NewRecord(self.id, kind))
        driver, title = self.driver, KINDS[kind].title.lower()
        assert driver.window.open_desk is not None
        if driver.has("The screen is turned away"):
            driver.press("The screen is turned away")
            driver.rest()
        page = driver.window.open_desk.shell.front
        assert isinstance(page, EditorPage)
        driver.wait(lambda: page.writing is not None and page.writing.form.body.is_ready)
        assert page.writing is not None
        assert page.draft is not None
        body = page.writing.form.body
        body.load(fill(body.content()))
        page.writing.form.edited.emit()
        driver.rest()
        driver.press("Sign…")
        driver.rest()
        driver.press(f"Sign {title}…")
        driver.type("Your passphrase", LEAD_PASSPHRASE)
        driver.press(f"Sign this {title}")
        driver.rest()
        assert "Genuine and unaltered" in driver.texts(), title

    def months_later(self, months: int) -> None:
        """Lock, let months pass, and unlock again, as somebody comes back to it."""
        clock = self.machine.clock
        assert isinstance(clock, SteppingClock)
        assert self.driver.window.open_desk is not None
        self.driver.press("Lock")
        self.driver.wait(lambda: self.driver.window.open_desk is None)
        self.driver.rest()
        clock.at += timedelta(days=30 * months + 5)
        self.unlocked()

    @property
    def rows(self) -> list[str]:
        """What the table in front says in its rows."""
        assert self.driver.window.open_desk is not None
        front = self.driver.window.open_desk.shell.front
        assert front is not None
        table = next(each for each in front.findChildren(QTableView) if each.isVisible()).model()
        cells = [(row, column) for row in range(table.rowCount()) for column in range(table.columnCount())]
        return [str(table.index(*each).data()).replace("\N{NON-BREAKING HYPHEN}", "-") for each in cells]

    def sees_its_work(self) -> None:
        """The golden thread with its gaps, followed to a record by keys, and sessions beside what was measured."""
        self.go(CaseAt(self.id, "plan"))
        assert self.driver.window.open_desk is not None
        shell = self.driver.window.open_desk.shell
        assert shell.front is not None
        thread, dose = shell.front.findChild(ThreadPanel), shell.front.findChild(DosePanel)
        assert thread is not None
        assert dose is not None
        missing = {gap for part in thread.view.linkage.parts for gap in part.gaps}
        assert {Gap.NO_GOAL, Gap.NO_SESSION, Gap.SERVES_NONE} <= missing
        row = [dose.table.item(0, column) for column in (0, 1)]
        assert [cell.text() for cell in row if cell] == ["G1 Nights without the telephone", "None served it"]
        assert dose.axis.isVisible()
        idle = next(each for each in thread.view.linkage.parts if Gap.SERVES_NONE in each.gaps)
        thread.frame.switch.choose(0)
        thread.view.setFocus()
        parts = thread.view.linkage.parts
        for key in (Qt.Key.Key_Right,) * len(Column):
            if thread.view.at < 0 or parts[thread.view.at].column is not Column.SESSION:
                self.driver.key(key)
        for key in (Qt.Key.Key_Home, *(Qt.Key.Key_Down,) * len(parts)):
            if parts[thread.view.at] != idle:
                self.driver.key(key)
        assert parts[thread.view.at] == idle
        self.driver.key(Qt.Key.Key_Return)
        self.driver.rest()
        assert shell.place == RecordAt(self.id, idle.record_id)

    @property
    def stage(self) -> str:
        """The stage of the case."""
        with not_counted():
            return self.desk.casefile.open(self.id).case.facts.stage

    @property
    def due(self) -> list[str]:
        """What Today lists of it."""
        with not_counted():
            return [row.what for row in self.desk.today.page().rows if row.case_id == self.id]


@pytest.fixture
def case(driver: Driver, folder: Path, machine: Machine) -> Case:
    """A case that was opened with its referral."""
    return Case(driver, folder, machine)


def test_a_case_from_its_referral_to_twelve_months_after_its_discharge(case: Case) -> None:
    case.write("screening", lambda _: replace(complete(Screening), decision="panel", pathway=""))
    assert case.stage == "panel"
    with not_counted():
        held = Meeting(held_on=ClinicalDate.of(case.desk.today_date()), agenda=(case.id,))
        meeting = case.desk.meetings.hold(held)
    case.write("panel", lambda _: replace(complete(Panel), meeting=meeting, decision="intervene"))
    assert case.stage == "intervention"
    for kind in ("consultation", "fixation_profile", "formulation"):
        case.write(kind, lambda _, kind=kind: complete(KINDS[kind].content))
    goal = replace(complete(Goal), wording="Nights without the telephone", why=(case.id,))
    case.write("plan", lambda _: replace(complete(Plan), goals=(goal,)))
    case.write("session_note", lambda _: complete(SessionNote, "He came, and had not rung."))
    case.sees_its_work()
    case.months_later(2)
    case.write("review", lambda begun: complete_over(begun, "review"))

    def end(begun: Discharge) -> Discharge:
        ended = replace(complete(Discharge), concern="low", struck=(Struck(point="24", why="Moved abroad"),))
        goals = tuple(replace(row, result="met", words="No call since May.") for row in begun.goals)
        assert [row.name for row in goals] == ["G1 Nights without the telephone"]
        # The scenarios of the formulation and of the consultation are watched for by somebody else from now on.
        handed = tuple(replace(complete(type(row)), things=row.things) for row in begun.handed)
        assert handed
        return replace(ended, goals=goals, handed=handed)

    case.write("discharge", end)
    assert case.stage == "follow_up"
    for months, after in (("3", 3), ("6", 3), ("12", 6)):
        case.months_later(after)
        assert f"Follow-up at {months} months" in case.due
        case.go(Today())
        assert f"Follow-up at {months} months" in case.rows
        case.write("follow_up", lambda begun, months=months: found_nothing(begun, months, case.desk))
        assert f"Follow-up at {months} months" not in case.due
    # The last point closes the case, and nothing of it is lost.
    assert case.stage == "closed"
    case.go(CaseAt(case.id, "referral"))
    for said in ("Follow-up at 12 months", "Discharge", "Review", "Panel", "Screening", "Referral"):
        assert any(row.startswith(said) for row in case.rows)
    case.go(CaseAt(case.id, "chronology"))
    with not_counted():
        kinds = {each.kind for each in case.desk.chronology.page(case.id).rows}
    assert kinds == {
        "referral", "screening", "panel", "consultation", "fixation_profile", "formulation", "plan",
        "session_note", "review", "discharge", "follow_up",
    }  # fmt: skip


def complete_over(begun: Any, kind: str) -> Any:
    """Complete, with the rows that it began with answered."""
    whole = complete(KINDS[kind].content)
    goals = tuple(replace(row, result="partly", words="Two nights a week.") for row in begun.goals)
    return replace(whole, goals=goals)


def found_nothing(begun: Any, months: str, desk: Desk) -> Any:
    """Police answered that they know of nothing."""
    today = ClinicalDate.of(desk.today_date())
    police = AgencyAsked(agency="police", asked_on=today, answered_on=today)
    outcomes = dict.fromkeys(OUTCOMES, "none_found")
    sources = {f"{name}_source": "police" for name in OUTCOMES}
    return replace(begun, point=months, known_to=today, asked=(police,), **outcomes, **sources)
