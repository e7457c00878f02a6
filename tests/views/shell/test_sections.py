"""The rail marks the section of the case that what is open belongs to, and leads back to it."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from app.domain.fields.rights import Right
from app.domain.kinds.registry import COUNTERSIGNING, KINDS, OFFERED, section
from app.domain.records.kind import Kind, KindRole
from app.domain.values.dates import ClinicalDate
from app.models.tables import LedgerRow
from app.services.desk import Desk
from app.services.printing.asked import Printing, Subject
from app.services.records.drafts import Drafts
from app.services.vault.open_vault import OpenVault
from app.views.case.parts import PARTS
from app.views.context import places
from app.views.context.places import CaseAt, Place, RecordAt
from app.views.context.tasks import Tasks
from app.views.shell.shell import Shell
from app.views.theme.theme import Theme
from tests.builders import draft_with, signed
from tests.confirmed import add_addendum, mark_in_error, sign
from tests.services.test_discharges import follow_up
from tests.views.desk_ground import context_of
from tests.views.settling import settle

_TITLES = {part.name: part.title for part in PARTS}


@pytest.fixture
def shell(qtbot: QtBot, vault: OpenVault, theme: Theme, tasks: Tasks) -> Shell:
    """The window of the open vault, wide enough for the sections."""
    made = Shell(Desk.of(vault), context_of(theme, tasks))
    qtbot.addWidget(made)
    made.resize(1360, 860)
    made.show()
    made.start()
    settle(made)
    return made


def marked(shell: Shell) -> str:
    """The section that is marked."""
    assert shell._case is not None
    assert shell._case.sections.isVisible()
    return shell._case.sections.currentItem().text()


def come(shell: Shell, case_id: str, place: Place) -> None:
    """Come to a place from a section that has no records."""
    shell.go(CaseAt(case_id, "plan"))
    settle(shell)
    assert marked(shell) == "Plan"
    shell.go(place)
    settle(shell)


def record_of(vault: OpenVault, case_id: str, code: str) -> str:
    """A signed record of a kind."""
    if code == "follow_up":
        # What was found has to be the word of somebody who was asked.
        point = follow_up("3", ClinicalDate(2026, 11, 20))
        return sign(vault, draft_with(vault, case_id, code, point))
    if KINDS[code].role is KindRole.RECORD:
        return signed(vault, case_id, "Words", code)
    about = signed(vault, case_id, "Words", "incident")
    say = mark_in_error if KINDS[code].voids else add_addendum
    return say(vault, about, "More")


# A countersignature takes a second member at the desk, and is read on the page of its record alone.
@pytest.mark.parametrize("code", [code for code in KINDS if code not in COUNTERSIGNING])
def test_a_record_marks_its_own_section(shell: Shell, vault: OpenVault, case_id: str, code: str) -> None:
    come(shell, case_id, RecordAt(case_id, record_of(vault, case_id, code)))
    assert marked(shell) == _TITLES[section(code)]


@pytest.mark.parametrize(
    ("make", "title"),
    [
        (places.ShareAt, "Sharing"),
        (partial(places.CountersignAt, disclosure_id="nothing"), "Sharing"),
        (partial(places.PrintAt, printing=Printing(Subject.CHRONOLOGY)), "Chronology"),
        (partial(places.PrintAt, printing=Printing(Subject.DOSE)), "Plan"),
        (places.ChangeCase, "Overview"),
        (places.ChangePerson, "Overview"),
        (places.NewRecord, "Overview"),
    ],
)
def test_what_is_done_in_a_case_marks_where_it_begins(
    shell: Shell, case_id: str, make: Callable[[str], Place], title: str
) -> None:
    come(shell, case_id, make(case_id))
    assert marked(shell) == title


@pytest.mark.parametrize(
    "made", [kind for kind in OFFERED if kind.beside_person and kind.beside_person.opens]
)
def test_a_draft_beside_the_person_stands_in_no_case(
    shell: Shell, vault: OpenVault, case_id: str, made: Kind
) -> None:
    draft = Drafts(vault).begin(case_id, made.code)
    shell.go(CaseAt(case_id, "plan"))
    shell.go(places.DraftAt(case_id, draft.id))
    settle(shell)
    assert shell.place == places.WithPerson(case_id, draft.id)
    assert shell._case is None


@pytest.mark.parametrize("made", [kind for kind in OFFERED if kind.code != "check_in"])
def test_a_draft_marks_the_section_of_its_kind(
    shell: Shell, vault: OpenVault, case_id: str, made: object
) -> None:
    draft = Drafts(vault).begin(case_id, made.code)  # type: ignore[attr-defined]
    shell.go(CaseAt(case_id, "plan"))
    shell.go(places.DraftAt(case_id, draft.id, turned=True))
    settle(shell)
    assert shell._case is not None
    assert shell._case.sections.currentItem().text() == _TITLES[draft.kind.section]


def test_from_tab_to_tab_each_page_is_asked_for_once(shell: Shell, vault: OpenVault, case_id: str) -> None:
    shell.go(CaseAt(case_id))
    settle(shell)
    with vault.reading(Right.READ) as act:
        before = act.session.scalar(select(func.max(LedgerRow.seq)))
    shell.go(CaseAt(case_id, "chronology"))
    settle(shell)
    with vault.reading(Right.READ) as act:
        since = select(LedgerRow.action).where(LedgerRow.seq > before).order_by(LedgerRow.seq)
        assert list(act.session.scalars(since)) == ["case.list"]


@pytest.mark.parametrize("way", ["pointer", "Enter"])
def test_the_marked_section_leads_back_to_its_list(
    shell: Shell, vault: OpenVault, case_id: str, way: str
) -> None:
    come(shell, case_id, RecordAt(case_id, signed(vault, case_id, "Words")))
    assert shell._case is not None
    sections = shell._case.sections
    if way == "pointer":
        middle = sections.visualItemRect(sections.currentItem()).center()
        QTest.mouseClick(sections.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    else:
        sections.setFocus()
        QTest.keyClick(sections, Qt.Key.Key_Return)
    settle(shell)
    assert shell.place == CaseAt(case_id, "sessions")
    assert not shell._case.is_inside
