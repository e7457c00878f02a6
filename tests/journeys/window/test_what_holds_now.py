"""What is in sight says what holds now, after any act and without leaving the page: a row for an act and a screen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.domain.cases.victim import RELATIONSHIPS
from app.domain.fields.rights import Right
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import Cases
from app.services.cases.people import People
from app.services.cases.victims import Victims
from app.services.records.drafts import Drafts
from app.services.vault import backups
from app.services.vault.open_vault import OpenVault
from app.views.context.places import CaseAt, CaseList, DraftAt, RailPart, RecordAt, ToRelease
from app.views.context.places import Place as At
from app.views.context.places import Today as TodayAt
from app.views.widgets.table_view import TableView
from tests.builders import add_case, raise_flag, signed
from tests.confirmed import mark_in_error
from tests.journeys.window.ground import FAMILY, Desk, Place

_LOOK = Right.BANNER
_LOOKS = "SELECT count(*) FROM ledger WHERE action = 'case.open'"
Act = Callable[[OpenVault, Place], object]
Where = Callable[[Place], At]


def flagged(vault: OpenVault, place: Place) -> None:
    """Raise a red flag."""
    raise_flag(vault, place.case_id)


def renamed(vault: OpenVault, place: Place) -> None:
    """Correct the person's name."""
    person = CaseFile(vault).open(place.case_id).person
    People(vault).correct(person.id, replace(person.details, family_name="Nightjar"))


def moved_on(vault: OpenVault, place: Place) -> None:
    """Change the stage of the case."""
    facts = CaseFile(vault).open(place.case_id).case.facts
    Cases(vault).change(place.case_id, replace(facts, stage="review"), "Due for review")


def begun(vault: OpenVault, place: Place) -> None:
    """Begin another draft."""
    Drafts(vault).begin(place.case_id, "consultation")


def discarded(vault: OpenVault, place: Place) -> None:
    """Throw the draft away."""
    Drafts(vault).discard(place.draft_id)


def noted(vault: OpenVault, place: Place) -> None:
    """Sign another note."""
    signed(vault, place.case_id, "Another week.")


def voided(vault: OpenVault, place: Place) -> None:
    """Mark the note in error."""
    mark_in_error(vault, place.record_id, "Another person's note")


def victim(vault: OpenVault, place: Place) -> None:
    """Add a victim by code."""
    Victims(vault).add(place.case_id, RELATIONSHIPS[0].code)


def opened(vault: OpenVault, _place: Place) -> None:
    """Open a case about somebody else."""
    add_case(vault, "Quillbeck")


def backed_up(vault: OpenVault, place: Place) -> None:
    """Make a backup."""
    backups.back_up(vault, place.folder.with_name("copy.casework-backup"))


@dataclass(frozen=True)
class Row:
    """An act, the screen in front of which it is done, and what that says before and must say after it.

    Where it must say nothing instead, `after` is empty.
    """

    act: Act
    at: Where
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.act.__name__}-{self.at(NOWHERE)}"[:60]


NOWHERE = Place(Path(), "case", "draft", "record", Path())
TODAY: Where = lambda _: TodayAt()  # noqa: E731
CASES: Where = lambda _: CaseList()  # noqa: E731
RECORD: Where = lambda place: RecordAt(place.case_id, place.record_id)  # noqa: E731
DRAFT: Where = lambda place: DraftAt(place.case_id, place.draft_id)  # noqa: E731


def tab(name: str) -> Where:
    """A tab of the case."""
    return lambda place: CaseAt(place.case_id, name)


TABLE = (
    Row(begun, TODAY, "1 thing to do", "2 things to do"),
    Row(discarded, TODAY, "1 thing to do", "Nothing waits for you"),
    Row(opened, CASES, FAMILY.upper(), "QUILLBECK"),
    Row(renamed, TODAY, FAMILY.upper(), "NIGHTJAR"),
    Row(opened, CASES, "1 case", "2 cases"),
    Row(flagged, tab("overview"), "Your drafts", "1 red flag"),
    Row(flagged, RECORD, "Genuine and unaltered", "1 red flag"),
    Row(flagged, DRAFT, "What we did", "1 red flag"),
    Row(renamed, tab("overview"), FAMILY.upper(), "NIGHTJAR"),
    Row(renamed, RECORD, FAMILY.upper(), "NIGHTJAR"),
    Row(renamed, DRAFT, FAMILY.upper(), "NIGHTJAR"),
    Row(renamed, tab("history"), "Family name", "Nightjar"),
    Row(moved_on, tab("history"), "Stage", "before: "),
    Row(discarded, tab("overview"), "Your drafts", ""),
    Row(noted, tab("chronology"), "1 record", "2 records"),
    Row(noted, tab("sessions"), "1 record", "2 records"),
    Row(victim, tab("victims"), "No victim yet", "known by code only"),
    Row(voided, RECORD, "Genuine and unaltered", "Marked in error by Dr Rowan Ashdown"),
    Row(voided, tab("overview"), "Newest", "No fixation profile, formulation or session note is signed yet."),
    *(
        Row(backed_up, at, "Never backed up", "Backed up ")
        for at in (
            TODAY,
            CASES,
            tab("overview"),
            lambda _: RailPart("settings"),
            lambda _: ToRelease(),
        )
    ),
)


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_what_is_in_sight_says_what_holds_now(desk: Desk, place: Place, row: Row) -> None:
    shell = desk.open_desk.shell
    shell.go(row.at(place))
    desk.rest()
    there = shell.place
    before = shown(desk)
    assert row.before in before
    assert not row.after or row.after not in before
    vault = desk.open_desk.vault
    desk.window.tasks.run(row.act, vault, place, owner=desk.window)
    desk.wait(lambda: row.after in shown(desk) if row.after else row.before not in shown(desk))
    assert shell.place == there


def shown(desk: Desk) -> str:
    """What the window says, in the rows of its tables too."""
    tables = [each for each in desk.window.findChildren(TableView) if each.isVisible()]
    cells = [
        str(each.model().index(row, column).data() or "")
        for each in tables
        for row in range(each.model().rowCount())
        for column in range(each.model().columnCount())
    ]
    return "\n".join((desk.texts(), *cells))


def test_what_is_typed_and_where_the_keyboard_is_stay_when_something_else_is_done(
    desk: Desk, place: Place
) -> None:
    box = desk.write(place)
    box.insertPlainText("He came late and")
    desk.window.tasks.run(flagged, desk.open_desk.vault, place, owner=desk.window)
    desk.wait(lambda: "1 red flag" in desk.texts())
    desk.rest()
    assert box.toPlainText() == "He came late and"
    assert desk.window.focusWidget() is box


def test_today_keeps_the_keyboard_on_the_line_it_was_on(desk: Desk, place: Place) -> None:
    desk.open_desk.shell.go(TodayAt())
    desk.rest()
    begun(desk.open_desk.vault, place)
    desk.wait(lambda: "2 things to do" in desk.texts())
    view = next(each for each in desk.window.findChildren(TableView) if each.isVisible())
    view.setFocus()
    view.selectRow(1)
    row = view.current
    desk.window.tasks.run(victim, desk.open_desk.vault, place, owner=desk.window)
    desk.rest()
    assert desk.window.focusWidget() is view
    assert view.current.target == row.target


def test_typing_alone_reads_no_case_anew(desk: Desk, place: Place) -> None:
    box = desk.write(place)
    with desk.open_desk.vault.reading(_LOOK) as act:
        before = act.connection.exec_driver_sql(_LOOKS).scalar()
    box.insertPlainText("A word")
    desk.wait(lambda: "Draft saved" in desk.texts())
    desk.rest()
    with desk.open_desk.vault.reading(_LOOK) as act:
        assert act.connection.exec_driver_sql(_LOOKS).scalar() == before
