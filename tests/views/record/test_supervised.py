"""A record signed under supervision: what its page says and offers, to whom, and what leads on from there."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from app.domain.fields.rights import Grade
from app.domain.records.facets import AGREES, RETURNED
from app.services.desk import Desk
from app.services.entry.unlocking import unlock
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.team.enrolment import Newcomer
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.views.case.record_list import _Told
from app.views.context.places import DraftAt, RecordAt
from app.views.context.tasks import Tasks
from app.views.editor.editor_page import EditorPage
from app.views.record.record_page import RecordPage
from app.views.theme.theme import Theme
from app.views.today.today_page import TodayPage
from app.views.widgets.page import Page
from tests.builders import COLLEAGUE_PASSPHRASE, LEAD, LEAD_PASSPHRASE, raise_flag, signed
from tests.confirmed import countersign, enrol, give_back
from tests.views.desk_ground import arrived, context_of, places_of, settled

TRAINEE = Newcomer(login="wren", name="Wren Tallow", role="Trainee psychologist", grade=Grade.TRAINEE)
WORDS = "Rang twice on Sunday"


class Room:
    """One desk, at which lead and trainee sit in turn."""

    def __init__(self, qtbot: QtBot, vault: OpenVault, machine: Machine, theme: Theme, tasks: Tasks) -> None:
        self.vault, self._machine, self._folder = vault, machine, vault.folder
        self._qtbot, self._theme, self._tasks = qtbot, theme, tasks

    def sit(self, login: str, passphrase: str) -> OpenVault:
        """Let somebody sit down."""
        self.vault.lock()
        self.vault = unlock(self._folder, login, passphrase, machine=self._machine)
        return self.vault

    def lead(self) -> OpenVault:
        """The lead, who leads the case."""
        return self.sit(LEAD.login, LEAD_PASSPHRASE)

    def trainee(self) -> OpenVault:
        """The trainee."""
        return self.sit(TRAINEE.login, COLLEAGUE_PASSPHRASE)

    def shown(self, make: Callable[..., Page], *of: str) -> Page:
        """A page, loaded."""
        page = make(Desk.of(self.vault), context_of(self._theme, self._tasks), *of)
        arrived(self._qtbot, page)
        return page


@pytest.fixture
def room(qtbot: QtBot, vault: OpenVault, machine: Machine, theme: Theme, tasks: Tasks, case_id: str) -> Room:
    """With a trainee enrolled, who sits at the desk."""
    enrol(vault, TRAINEE, COLLEAGUE_PASSPHRASE)
    made = Room(qtbot, vault, machine, theme, tasks)
    made.trainee()
    return made


def record_page(room: Room, case_id: str, record_id: str) -> RecordPage:
    page = room.shown(RecordPage, case_id, record_id)
    assert isinstance(page, RecordPage)
    return page


def offered(page: RecordPage) -> list[str]:
    """Which of the two acts stand there."""
    return [each.text() for each in page.supervised.acts if each.isVisibleTo(page)]


def test_who_may_countersign_is_offered_it_and_the_author_is_not(room: Room, case_id: str) -> None:
    record = signed(room.vault, case_id, WORDS, "incident")
    theirs = record_page(room, case_id, record)
    assert f"awaits the countersignature of {LEAD.name} since 23-Nov-2026" in theirs.supervised.notice.text
    assert "nothing of it is in a summary" in theirs.supervised.notice.text
    assert offered(theirs) == []
    room.lead()
    assert offered(record_page(room, case_id, record)) == ["Return with remarks", "Countersign"]


@pytest.mark.parametrize(("act", "verdict"), [(0, RETURNED), (1, AGREES)])
def test_each_act_begins_a_countersignature_that_says_so(
    qtbot: QtBot, room: Room, case_id: str, act: int, verdict: str
) -> None:
    record = signed(room.vault, case_id, WORDS, "incident")
    vault = room.lead()
    page = record_page(room, case_id, record)
    went = places_of(page)
    page.supervised.acts[act].click()
    settled(qtbot, page)
    (draft,) = Drafts(vault).mine()
    assert went == [DraftAt(case_id, draft.id)]
    assert (draft.about_id, draft.sheet.content.verdict) == (record, verdict)


def test_an_opinion_is_attested(room: Room, case_id: str) -> None:
    record = signed(room.vault, case_id, WORDS, "formulation")
    room.lead()
    page = record_page(room, case_id, record)
    assert offered(page) == ["Return with remarks", "Attest"]
    assert page.supervised.agree.shortcut() == QKeySequence("Ctrl+Return")
    assert not page.addendum.isVisibleTo(page)


def test_a_red_flag_says_that_it_is_told_at_once(room: Room, case_id: str) -> None:
    record = raise_flag(room.vault, case_id)
    text = record_page(room, case_id, record).supervised.notice.text
    assert text.endswith(f"It is told at once, marked “trainee, awaits {LEAD.name}”.")


def test_what_was_returned_is_read_with_its_remarks_and_over_the_next_version(
    qtbot: QtBot, room: Room, case_id: str
) -> None:
    record = signed(room.vault, case_id, WORDS, "incident")
    give_back(room.lead(), record, WORDS, "Which Sunday?")
    vault = room.trainee()
    page = record_page(room, case_id, record)
    assert page.supervised.notice.text.startswith(f"Returned by {LEAD.name}, 23-Nov-2026")
    assert "Which Sunday?" in page.reading.toPlainText()
    assert page.version.text() == "Write the next version…"
    page.version.click()
    settled(qtbot, page)
    (draft,) = Drafts(vault).mine()
    editor = room.shown(EditorPage, case_id, draft.id)
    assert isinstance(editor, EditorPage)
    assert editor.returned.isVisibleTo(editor)
    assert "Which Sunday?" in editor.returned.text
    assert WORDS in editor.returned.text
    editor.hide_names(True)
    assert not editor.returned.isVisibleTo(editor)
    editor.hide_names(False)
    assert editor.returned.isVisibleTo(editor)
    editor.leave()
    settled(qtbot, editor)


def test_a_countersigned_record_says_by_whom_among_its_facts(room: Room, case_id: str) -> None:
    record = signed(room.vault, case_id, WORDS, "incident")
    countersign(room.lead(), record)
    page = record_page(room, case_id, record)
    assert page.supervised.notice.text == ""
    assert offered(page) == []
    assert f"Countersigned\t{LEAD.name}, 23-Nov-2026" in page.aside.text.toPlainText()


def test_signing_an_attestation_without_words_of_one_s_own_says_what_is_missing(
    qtbot: QtBot, room: Room, case_id: str
) -> None:
    record = signed(room.vault, case_id, WORDS, "formulation")
    vault = room.lead()
    draft = Records(vault).begin_countersignature(record, AGREES)
    editor = room.shown(EditorPage, case_id, draft.id)
    assert isinstance(editor, EditorPage)
    qtbot.waitUntil(lambda: editor.writing is not None)
    settled(qtbot, editor)
    editor.begin_to_sign()
    settled(qtbot, editor)
    assert editor.writing is not None
    (said,) = (each.words for each in editor.writing.form.summary.problems)
    assert "what you hold of this formulation yourself" in said.lower()
    editor.leave()
    settled(qtbot, editor)


def test_today_leads_to_what_waits_for_a_word(qtbot: QtBot, room: Room, case_id: str) -> None:
    record = signed(room.vault, case_id, WORDS, "incident")
    room.lead()
    page = room.shown(TodayPage)
    assert isinstance(page, TodayPage)
    went = places_of(page)
    cells = [str(page.table.index(0, n).data() or "") for n in range(page.table.columnCount())]
    assert cells[0] == "To countersign: incident"
    assert "signed today" in cells
    page.act.click()
    settled(qtbot, page)
    assert went == [RecordAt(case_id, record)]


def test_a_list_says_what_awaits_a_word_and_what_came_back_also_while_names_are_hidden(
    room: Room, case_id: str
) -> None:
    record = signed(room.vault, case_id, WORDS, "incident")
    assert f"Awaits countersignature since 23-Nov-2026. {WORDS}" in second_lines(room, case_id)
    assert "Awaits countersignature since 23-Nov-2026." in second_lines(room, case_id, hidden=True)
    give_back(room.lead(), record, WORDS, "Which Sunday?")
    assert f"Returned 23-Nov-2026, not countersigned. {WORDS}" in second_lines(room, case_id)
    countersign(room.vault, record)
    assert WORDS in second_lines(room, case_id)


def second_lines(room: Room, case_id: str, *, hidden: bool = False) -> list[str]:
    """What stands below the title of each record."""
    told = _Told()
    told.is_hidden = hidden
    return [told.of(each) for each in Desk.of(room.vault).chronology.page(case_id).rows]
