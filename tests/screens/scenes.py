"""What is drawn of the window: each scene brings it somewhere, as a person would, and leaves it at rest."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QRadioButton, QScrollArea

from app.crypto.pdf.verdict import State
from app.crypto.sitting import draw
from app.domain.cases.appointment import Appointment, AppointmentOutcome
from app.domain.cases.capture import Capture, Shredding
from app.domain.cases.case import CaseFacts
from app.domain.cases.group import Group, GroupSession, Member
from app.domain.cases.meeting import Attendee, Meeting
from app.domain.cases.person import PersonDetails
from app.domain.cases.question import Asking, Clearing
from app.domain.cases.site_settings import DayOff
from app.domain.cases.training import Training
from app.domain.cases.victim import VictimIdentity
from app.domain.facts.case import STAGE
from app.domain.fields.compartments import Compartment
from app.domain.fields.sharing import Share
from app.domain.kinds.document.content import Document
from app.domain.kinds.panel.content import Panel
from app.domain.kinds.parts.goal import Goal
from app.domain.kinds.parts.red_flag import RedFlagRow
from app.domain.kinds.session_note.content import SessionNote
from app.domain.records.thread_parts import Column
from app.domain.values.dates import ClinicalDate
from app.domain.values.ids import new_id
from app.reports.pdf.draw import draw_pdf
from app.services.cases.list_shown import Stands
from app.services.cases.opening import open_case
from app.services.demo.demonstration import REFERRALS
from app.services.facts.history import of_case
from app.services.measures.shipped import shipped
from app.services.printing.asked import Printing, Subject
from app.services.records.chronology import Entry
from app.services.records.chronology_filter import ChronologyFilter
from app.services.records.sitting import Sitting
from app.services.sharing.countersigning import Waits
from app.services.sharing.other_forms import Written
from app.services.sharing.sent import Sent
from app.services.sharing.verifying import Finding
from app.services.writing import unfinished
from app.views.axis.axis_panel import AxisPanel
from app.views.axis.dose_panel import DosePanel
from app.views.case.chronology import ChronologyTab
from app.views.case.formulating import Formulating
from app.views.case.record_filter import Asked
from app.views.case.victims import VictimSafety
from app.views.cases.case_list import CaseList
from app.views.cases.import_page import ImportPage
from app.views.cases.new_case import NewCase
from app.views.cases.one_person import OnePersonPage
from app.views.cases.returns import Returns
from app.views.context import places
from app.views.context.places import CaseAt, Place
from app.views.diary.appointment_form import AppointmentForm
from app.views.diary.diary_page import DiaryPage
from app.views.editor.editor_page import EditorPage
from app.views.editor.series_page import SeriesPage
from app.views.editor.with_person import WithPersonPage
from app.views.forms.answers_editor import AnswersEditor
from app.views.forms.rows_editor import RowsEditor
from app.views.record.record_page import RecordPage
from app.views.record.wrong_case_page import WrongCasePage
from app.views.settings.changing_service import ChangingServicePage
from app.views.settings.making_measure import MakingMeasurePage
from app.views.settings.own_measures import MeasuresSection
from app.views.settings.settings_page import SettingsPage
from app.views.sharing.countersign_page import CountersignPage
from app.views.sharing.scan_page import ScanPage
from app.views.sharing.share_page import SharePage
from app.views.shell.group_day import GroupDay
from app.views.shell.panel_day import PanelDay
from app.views.shell.supervision_day import SupervisionDay
from app.views.start.assistant import Assistant
from app.views.start.start_page import StartPage
from app.views.thread.thread_panel import ThreadPanel
from app.views.today.today_page import TodayPage
from app.views.verify.verify_page import VerifyPage
from app.views.widgets.scrolled import area_around, bring_into_view
from tests import measure_file
from tests.builders import complete, filled, keep_file
from tests.confirmed import add_measure, move_out, sign
from tests.foreign_files import W, docx, run
from tests.forked import fork
from tests.hostile_files import pdf_of, picture_of
from tests.reports.sample import Sample
from tests.screens.stage import Stage

Scene = Callable[[Stage], None]
_OPENED = ClinicalDate(2026, 11, 2)
LOGIN, PASSPHRASE = "rowan", "lantern over still water"
_TREATED, _UNAWARE, _COMPLAINED, _DISCHARGED = "NM-0198", "NM-0231", "NM-0224", "NM-0173"
_SURROUNDED: Final = "NM-0258"
"""Who has people round them."""
_COMPARED: Final = "NM-0255"
"""Whose formulation has two versions."""


def go(place: Place) -> Scene:
    """A screen of the desk."""

    def play(stage: Stage) -> None:
        stage.shell.go(place)
        stage.settle()

    return play


def training(stage: Stage) -> None:
    """Training that was given."""
    desk = stage.shell.desk
    if not desk.trainings.page():
        day = ClinicalDate.of(desk.today_date())
        desk.trainings.give(
            Training(held_on=day, subject="Signs of stalking", agency="police", heads=14, hours="3")
        )
    go(places.TrainingList())(stage)


def returns(stage: Stage) -> None:
    """A quarter, counted."""
    stage.shell.go(places.RailPart("returns"))
    stage.settle()
    page = stage.shell.front
    assert isinstance(page, Returns)
    page.count.click()
    stage.settle()


def in_case(reference: str, make: Callable[[str], Place]) -> Scene:
    """A screen of a case."""

    def play(stage: Stage) -> None:
        stage.shell.go(make(stage.shell.desk.cases.find(reference)))
        stage.settle()

    return play


def tab(name: str, reference: str = _TREATED) -> Scene:
    """A tab of a case's page."""
    return in_case(reference, lambda case_id: CaseAt(case_id, name))


def newest(kind: str, reference: str = _TREATED) -> Scene:
    """The newest signed record of a kind."""

    def play(stage: Stage) -> None:
        case_id = stage.shell.desk.cases.find(reference)
        entries = stage.shell.desk.chronology.page(case_id, kinds=[kind]).rows
        record_id = next(entry.id for entry in entries if not entry.is_error)
        stage.shell.go(places.RecordAt(case_id, record_id))
        stage.settle()

    return play


def record(is_meant: Callable[[Entry], bool], *, facts: bool = False) -> Scene:
    """The newest record that is meant; with its facts in front where they have no room beside it."""

    def play(stage: Stage) -> None:
        desk = stage.shell.desk
        case_id = desk.cases.find(_TREATED)
        entries = desk.chronology.page(case_id, superseded=True, limit=500).rows
        stage.shell.go(places.RecordAt(case_id, next(each.id for each in entries if is_meant(each))))
        stage.settle()
        page = stage.shell.front
        assert isinstance(page, RecordPage)
        if facts and page.show_facts.isVisible():
            page.show_facts.click()
            stage.settle()

    return play


def draft(kind: str, reference: str = _TREATED, *, beside: bool = False) -> Scene:
    """A draft just begun: in the editor, or with the person `beside` the screen."""

    def play(stage: Stage) -> None:
        desk = stage.shell.desk
        case_id = desk.cases.find(reference)
        mine = [each for each in desk.drafts.mine(case_id) if each.kind.code == kind]
        begun = mine[0] if mine else desk.drafts.begin(case_id, kind)
        stage.shell.go(
            places.WithPerson(case_id, begun.id) if beside else places.DraftAt(case_id, begun.id, turned=True)
        )
        stage.settle()

    return play


def beside_measure(stage: Stage) -> None:
    """A measure with the person beside the screen, whose last answer was given: nothing says what it comes to."""
    draft("measure", beside=True)(stage)
    page = stage.shell.front
    assert isinstance(page, WithPersonPage)
    assert page.form is not None
    body = page.form.body
    said = {"measure": "phq-9@1", "given": "read_aloud", "by": "person", "occasion": "session"}
    body.load(replace(body.content(), **said, answers=(1, 1, 2, 1, 0, 1, 2, 1, 1)))
    stage.settle()


def beside_plan(stage: Stage) -> None:
    """A plan with the person beside the screen, and a goal in it."""
    draft("plan", beside=True)(stage)
    page = stage.shell.front
    assert isinstance(page, WithPersonPage)
    assert page.form is not None
    body = page.form.body
    goal = Goal(
        row="01a20000-0000-7000-8000-0000000000aa", wording="Sleep through the night, without the telephone"
    )
    body.load(replace(body.content(), goals=(goal,)))
    stage.settle()


def raising(stage: Stage) -> None:
    """A red flag in a note that is still written."""
    draft("session_note")(stage)
    page = stage.shell.front
    assert isinstance(page, EditorPage)
    assert page.writing is not None
    body = page.writing.form.body
    flag = complete(RedFlagRow, "Said that there is nothing left to lose.", sign="last_resort")
    body.load(replace(body.content(), red_flags=(replace(flag, row="01a20000-0000-7000-8000-00000000000a"),)))
    stage.settle()
    body.focus_field("red_flags.0.sign")
    stage.settle()


def tripwire(stage: Stage) -> None:
    """A note that mentions a sign which is watched for."""
    draft("session_note")(stage)
    page = stage.shell.front
    assert isinstance(page, EditorPage)
    assert page.writing is not None
    form = page.writing.form
    said = "The week since the last session. The papers for the claim lie on the kitchen table again."
    form.body.load(replace(form.body.content(), done=said))
    page.writing.tripwires.look()
    stage.settle()


def _document(stage: Stage) -> tuple[str, str]:
    """A draft of a document that came from the court, and its case."""
    desk = stage.shell.desk
    case_id = desk.cases.find(_DISCHARGED)
    draft_id = desk.drafts.begin(case_id, "document").id
    kept = keep_file(desk.vault, draft_id, "Restraining order.pdf", pdf_of(3, "Restraining order, page"))
    begun = desk.drafts.open(draft_id)
    said = Document(
        file=kept,
        sort="court",
        source="court",
        dated=ClinicalDate(2026, 8, 12),
        what="The order as it was made, with the streets that he may not enter.",
    )
    desk.drafts.save(draft_id, replace(begun.sheet, content=said), begun.revision)
    return case_id, draft_id


def writing_document(stage: Stage) -> None:
    """A document that was added to a draft."""
    stage.shell.go(places.DraftAt(*_document(stage)))
    stage.settle()


def document(stage: Stage) -> None:
    """A signed document, with its pages."""
    case_id, draft_id = _document(stage)
    stage.shell.go(places.RecordAt(case_id, sign(stage.shell.desk.vault, draft_id)))
    page = stage.shell.front
    assert isinstance(page, RecordPage)
    stage.settle(lambda: any(not each.pixmap().isNull() for each in page.document.pages.pages))


def wrong_case(stage: Stage) -> None:
    """A note that is of another person, with what will be done about it."""
    desk = stage.shell.desk
    case_id = desk.cases.find(_TREATED)
    record_id = desk.chronology.page(case_id, kinds=["session_note"]).rows[0].id
    stage.shell.go(places.WrongCaseAt(case_id, record_id))
    stage.settle()
    page = stage.shell.front
    assert isinstance(page, WrongCasePage)
    page.typed.setText(_UNAWARE)
    page.finds.click()
    stage.settle()
    page.reason.setText("Two cases were open at once")
    page.look.click()
    stage.settle()


def _asked(stage: Stage) -> tuple[str, str, str]:
    """A case, a note in it, and a question about that."""
    desk = stage.shell.desk
    case_id = desk.cases.find(_TREATED)
    record_id = desk.chronology.page(case_id, kinds=["session_note"]).rows[0].id
    if not desk.questions.of_case(case_id, 1).rows:
        passage = desk.records.read(record_id).sections[1].fields[0].text.split(". ")[0]
        colleague = desk.questions.offer(record_id).colleagues[0].id
        for due, asked in (
            (ClinicalDate(2026, 12, 4), "Was this before or after the order was served? The panel will ask."),
            (ClinicalDate(2026, 12, 11), "Does this still stand after what he said last week?"),
        ):
            said = Asking(passage=passage, asked=asked, colleague=colleague, due=due)
            last = desk.questions.ask(record_id, said)
        desk.questions.clear(last, Clearing(because="Answered by word in the team meeting."))
    return case_id, record_id, desk.questions.of_case(case_id, 1).rows[0].id


def questions(stage: Stage) -> None:
    """The questions of a case."""
    case_id, *_ = _asked(stage)
    stage.shell.go(CaseAt(case_id, "questions"))
    stage.settle()


def question(stage: Stage) -> None:
    """A question that waits, as who asked it sees it."""
    case_id, _, question_id = _asked(stage)
    stage.shell.go(places.QuestionAt(case_id, question_id))
    stage.settle()


def asked_about(stage: Stage) -> None:
    """A record with a question about it."""
    case_id, record_id, _ = _asked(stage)
    stage.shell.go(places.RecordAt(case_id, record_id))
    stage.settle()


def asking(stage: Stage) -> None:
    """The form of a question."""
    case_id, record_id, _ = _asked(stage)
    passage = stage.shell.desk.records.read(record_id).sections[1].fields[0].text.split(". ")[0]
    stage.shell.go(places.AskAt(case_id, record_id, passage))
    stage.settle()


def today_asked(stage: Stage) -> None:
    """Today with a question that was asked."""
    _asked(stage)
    stage.shell.go(places.Today())
    stage.settle()
    page = stage.shell.front
    assert isinstance(page, TodayPage)
    page.sorts.choose(("questions",))
    page.sorts.changed.emit()
    stage.settle()


def moved(stage: Stage) -> None:
    """What is told of a note that was moved out."""
    desk = stage.shell.desk
    case_id, right = desk.cases.find(_TREATED), desk.cases.find(_UNAWARE)
    mine = [row for row in desk.chronology.page(case_id).rows if row.title.startswith("A record was moved")]
    if mine:
        record_id = mine[0].id
    else:
        record_id = desk.chronology.page(case_id, kinds=["session_note"]).rows[-1].id
        move_out(desk.vault, record_id, right)
    stage.shell.go(places.MovedAt(case_id, record_id))
    stage.settle()


def one_person(stage: Stage) -> None:
    """Two files of one person side by side."""
    desk = stage.shell.desk
    case_id = desk.cases.find(_TREATED)
    details = desk.casefile.open(case_id).person.details
    if not desk.merging.page(case_id).alike:
        about = replace(details, family_name=f"{details.family_name}-Hart", nhs_number="", pnc="", crn="")
        open_case(
            desk.vault,
            about,
            "NM-0299",
            CaseFacts(pathway="consultation", stage="assessment", opened=_OPENED),
        )
    stage.shell.go(places.OnePersonAt(case_id))
    stage.settle()


def side_by_side(stage: Stage) -> None:
    """The same, read."""
    one_person(stage)
    page = stage.shell.front
    assert isinstance(page, OnePersonPage)
    next(each for each in page.findChildren(QPushButton) if each.text().startswith("Read both")).click()
    stage.settle()


def citing(stage: Stage) -> None:
    """A note in which a factor is looked for, to be cited."""
    draft("session_note")(stage)
    page = stage.shell.front
    assert isinstance(page, EditorPage)
    assert page.writing is not None
    page.writing.panes.turn_to("right")
    page.writing.beside.evidence.filter.setText("formulation")
    page.writing.beside.show_evidence()
    stage.settle()


def rows(stage: Stage) -> None:
    """A draft with a row in each of its lists."""
    draft("consultation", _UNAWARE)(stage)
    page = stage.shell.front
    assert isinstance(page, EditorPage)
    assert page.writing is not None
    lists = page.writing.form.body.findChildren(RowsEditor)
    for each in lists:
        if not each.cards:
            each.add_row()
    stage.settle()
    page.writing.form.ensureWidgetVisible(lists[0].cards[0], 0, 300)
    stage.settle()


def panel_day(stage: Stage) -> None:
    """A meeting with one case ready, one begun and one not."""
    desk = stage.shell.desk
    agenda = tuple(desk.cases.find(each) for each in (_UNAWARE, _TREATED, _COMPLAINED))
    chair = "DCI P. Lorne"
    held = next((each.id for each in desk.meetings.page() if each.meeting.chair == chair), "")
    if not held:
        here = (Attendee(agency="police", who="DC P. Arkell"), Attendee(agency="probation", who="M. Sayle"))
        day = ClinicalDate.of(desk.today_date())
        held = desk.meetings.hold(Meeting(held_on=day, chair=chair, agenda=agenda, attendees=here))
        ready = desk.panel_day.begin(held, agenda[0])
        content = replace(complete(Panel), meeting=held, question="What next?")
        desk.drafts.save(ready.id, replace(ready.sheet, content=content), ready.revision)
        desk.panel_day.begin(held, agenda[1])
    stage.shell.go(places.PanelDayAt(held))
    stage.settle()
    page = stage.shell.front
    assert isinstance(page, PanelDay)
    page.show_case(1)
    stage.settle()


def group_day(stage: Stage) -> None:
    """A session of a group with one part ready, one begun and one not."""
    desk = stage.shell.desk
    cases = tuple(desk.cases.find(each) for each in (_TREATED, _COMPLAINED, _DISCHARGED))
    groups = desk.groups.page()
    if not groups:
        rows = tuple(Member(row=new_id(desk.vault.clock()), case=each) for each in cases)
        group = desk.groups.state(Group(name="Thursday group", members=rows))
        held = desk.groups.hold(
            GroupSession(
                held_on=ClinicalDate.of(desk.today_date()),
                clock="14:00",
                minutes=90,
                setting="clinic",
                led_by=(desk.member.id,),
                theme="Letting a thought pass",
                done="What jealousy feels like in the body, drawn on a sheet of paper; then what helps to let a "
                "thought pass without following it. Homework: the same once a day, written down.",
            ),
            group,
        )
        ready = desk.group_day.begin(held, cases[0], "attended")
        desk.drafts.save(ready.id, replace(ready.sheet, content=filled(ready.sheet.content)), ready.revision)
        desk.group_day.begin(held, cases[1], "attended")
        groups = desk.groups.page()
    stage.shell.go(places.GroupDayAt(groups[0].sessions[0].id))
    stage.settle()


def group_member(stage: Stage) -> None:
    """The part of one member, not begun yet."""
    group_day(stage)
    page = stage.shell.front
    assert isinstance(page, GroupDay)
    page.show_case(2)
    stage.settle()


def group_part(stage: Stage) -> None:
    """The part of one member, begun."""
    group_day(stage)
    page = stage.shell.front
    assert isinstance(page, GroupDay)
    page.show_case(1)
    stage.settle()


def groups(stage: Stage) -> None:
    """A group with a session."""
    group_day(stage)
    stage.shell.go(places.RailPart("groups"))
    stage.settle()


def group_session(stage: Stage) -> None:
    """The form of what a group did in common."""
    group_day(stage)
    held = stage.shell.desk.groups.page()[0].sessions[0].id
    stage.shell.go(places.GroupSessionAt("", held))
    stage.settle()


def supervision(stage: Stage) -> None:
    """The cases of a colleague in which something is due."""
    desk = stage.shell.desk
    others = desk.supervision.page().supervisees
    staff = max(others, key=lambda each: len(desk.supervision.again(each.id).agenda))
    stage.shell.go(places.SupervisionAt(staff.id))
    stage.settle()


def supervised_case(stage: Stage) -> None:
    """One of these, with nothing written of it yet."""
    supervision(stage)
    page = stage.shell.front
    assert isinstance(page, SupervisionDay)
    page.show_case(0)
    stage.settle()


def panel_signing(stage: Stage) -> None:
    """What is ready of a meeting, to be read through."""
    panel_day(stage)
    page = stage.shell.front
    assert isinstance(page, PanelDay)
    page.agenda.sign.click()
    stage.settle(page.read_through.isVisible)


_SERIES: Final = """\
02/11/2026|Gifts or objects left|Post or delivery|V1|“For the one who waits”|Alarming|Not put||Reported|No
05/11/2026|"|"|"|“You wore the green coat”|"|"||"|"
09/11/2026|Messages or calls|Telephone|"|Silent, four times|Intrusive|Denies|Police, in interview|"|"
about 11 Nov 2026|Watching|In person|"|none heard|Alarming|"|"|No further action|"
14/11/2026|Messages or calls|E-mail|"|“Tell her I forgive her”|Intrusive|Admits|"|Charged|"
16/11/2026|"|"|"|“Why does nobody answer”|"|"|"|"|"
18/11/2026|Approach|In person|"|“Just five minutes”|Alarming|Admits in part|"|Reported|"
20/11/2026|||"
""".replace("|", "\t")
"""As a sheet gives it."""


def series(stage: Stage) -> None:
    """Eight incidents of a police paper as rows, the last one begun."""
    desk = stage.shell.desk
    case_id = desk.cases.find(_TREATED)
    stage.shell.go(places.SeriesAt(case_id))
    stage.settle()
    page = stage.shell.front
    assert isinstance(page, SeriesPage)
    assert page.rows is not None
    assert page.table is not None
    assert page.common is not None
    if page.rows.counted < 8:
        given = {"source": "police", "source_grade": "2", "information_grade": "a", "handling": "permitted"}
        page.rows.share({**page.rows.common, **given})
        page.common.show_common(page.rows.common)
        names = tuple(each.name for each in page.rows.grid.columns)
        page.rows.paste(_SERIES, 0, names)
    page.table.setFocus()
    page.table.setCurrentIndex(page.rows.index(7, 2))
    stage.settle()


def series_typing(stage: Stage) -> None:
    """A cell that is typed into, with the answers that begin so."""
    series(stage)
    page = stage.shell.front
    assert isinstance(page, SeriesPage)
    assert page.table is not None
    for letter in "me":
        QTest.keyClicks(QApplication.focusWidget() or page.table, letter)
    stage.settle()


def measured(answers: tuple[int | None, ...], measure: str, given: str = "paper") -> Scene:
    """A measure whose answers were typed so far."""

    def play(stage: Stage) -> None:
        draft("measure")(stage)
        page = stage.shell.front
        assert isinstance(page, EditorPage)
        assert page.writing is not None
        body = page.writing.form.body
        typed = replace(body.content(), measure=measure, given=given, by="person", answers=answers)
        body.load(replace(typed, occasion="baseline"))
        stage.settle()
        page.writing.form.ensureWidgetVisible(page.writing.findChildren(AnswersEditor)[0].result, 0, 300)
        stage.settle()

    return play


def signing(stage: Stage) -> None:
    """What will be signed, to be read through."""
    draft("session_note")(stage)
    page = stage.shell.front
    assert isinstance(page, EditorPage)
    assert page.writing is not None
    note = complete(SessionNote, "He rang at 16:00 as agreed and began with the letter of the police.")
    page.writing.form.body.load(note)
    page.writing.form.edited.emit()
    stage.settle()
    page.begin_to_sign()
    stage.settle(page.sign_view.isVisible)


def earlier(stage: Stage) -> None:
    """What was saved before, beside what stands now."""
    signing(stage)
    page = stage.shell.front
    assert isinstance(page, EditorPage)
    page.turn_to_writing()
    assert page.writing is not None
    page.writing.form.body.load(complete(SessionNote, "He rang at 16:00 as agreed."))
    page.writing.form.edited.emit()
    stage.settle()
    page.show_earlier()
    stage.settle()


def what_goes_in(stage: Stage) -> None:
    """The second step of a summary."""
    in_case(_TREATED, places.ShareAt)(stage)
    page = stage.shell.front
    assert isinstance(page, SharePage)
    page.why.recipient.setText("Northmoor panel")
    page.why.purpose.setText("To agree the plan")
    page.why.question.setPlainText("What next?")
    page.why.answer.setPlainText("Little has changed.")
    page.on.click()
    stage.settle()


def note_for_police(stage: Stage) -> None:
    """The first step of a consultation note for police: it asks no question."""
    in_case(_UNAWARE, places.ShareAt)(stage)
    page = stage.shell.front
    assert isinstance(page, SharePage)
    for group, name in ((page.why.audiences, "Police"), (page.why.reports, "Consultation note")):
        next(each for each in group.findChildren(QRadioButton) if each.accessibleName() == name).click()
        stage.settle()


def parts_for_police(stage: Stage) -> None:
    """The second step of an assessment for police: each part is asked about."""
    in_case(_TREATED, places.ShareAt)(stage)
    page = stage.shell.front
    assert isinstance(page, SharePage)
    # An earlier scene may have left it at its second step.
    page.go_back()
    for group, name in (
        (page.why.audiences, "Police"),
        (page.why.reports, "Assessment and formulation"),
    ):
        next(each for each in group.findChildren(QRadioButton) if each.accessibleName() == name).click()
        stage.settle()
    page.why.recipient.setText("DS Marlowe")
    page.why.purpose.setText("To plan an interview")
    page.on.click()
    stage.settle()


def paper_for_court(stage: Stage) -> None:
    """The first step of a suitability letter: who its author is, and what they write under its headings."""
    in_case(_TREATED, places.ShareAt)(stage)
    page = stage.shell.front
    assert isinstance(page, SharePage)
    next(
        each for each in page.why.audiences.findChildren(QRadioButton) if each.accessibleName() == "Court"
    ).click()
    stage.settle()
    page.why.court.standings["expert"].click()
    page.why.own.boxes["question"].setPlainText("May treatment be a part of the order?")
    stage.settle()
    page.why.area.verticalScrollBar().setValue(page.why.court.y())
    stage.settle()


def saved(stage: Stage) -> None:
    """The last step of a summary, and the words of a protected copy of it."""
    what_goes_in(stage)
    page = stage.shell.front
    assert isinstance(page, SharePage)
    facts = ("Panel", "Northmoor panel", "To agree the plan", (Share.DIAGNOSIS,), "0a1b2c3d" * 8)
    sent = Sent("nothing", datetime(2026, 11, 23, 9, tzinfo=UTC), "Dr Rowan Ashdown", *facts)
    page.done.show_saved(Path("Documents", "NM-0198 2026-11-23.pdf"), sent)
    words = "apple river stone garden pencil window market"
    page.done.other_forms._written(Path("NM-0198 2026-11-23 protected.pdf"), Written("", words))
    page.wizard.turn_to(3)
    stage.settle()


def countersigning(stage: Stage) -> None:
    """A report that waits for the member's countersignature."""
    in_case(_TREATED, lambda case_id: places.CountersignAt(case_id, "nothing"))(stage)
    page = stage.shell.front
    assert isinstance(page, CountersignPage)
    page.bar.clear()
    signed = draw_pdf(replace(Sample().document(), countersigner="Dr Rowan Ashdown"), b"{}").pdf
    facts = ("NM-0198", "Panel health summary", "Dr Imogen Hartley", "Northmoor panel")
    page._show(Waits("nothing", *facts, signed))
    stage.settle()


def protected(stage: Stage) -> None:
    """A protected PDF that takes its passphrase."""
    go(places.Verify(Path()))(stage)
    page = stage.shell.front
    assert isinstance(page, VerifyPage)
    said = "The file is protected: to check it to the end takes its passphrase."
    facts = (("File", "NM-0198 protected.pdf"), ("Signed by", "Dr Rowan Ashdown"))
    found = Finding("Protected with a passphrase", State.CANNOT_TELL, (said,), facts, locked=True)
    page.judging.file = Path("NM-0198 protected.pdf")
    page.judging.begun.emit()
    page.judging.show_finding(page.judging.file, found)
    stage.settle()


def settings(title: str) -> Scene:
    """A part of the settings."""

    def play(stage: Stage) -> None:
        go(places.RailPart("settings"))(stage)
        page = stage.shell.front
        assert isinstance(page, SettingsPage)
        page.show_part(next(n for n, part in enumerate(page.parts) if part.title == title))
        stage.settle()

    return play


def own_measures(stage: Stage) -> None:
    """The measures of the service's own, one of them about to be added."""
    folder = stage.folder.parent
    vault = stage.shell.desk.vault
    if not stage.shell.desk.measures.page():
        add_measure(vault, measure_file.written(folder), "Written by this service in 2026")
    newer = measure_file.WORDED.replace("version = 1", "version = 2\ncomparable_with = [1]")
    file = measure_file.written(folder, newer, "site-invented@2.toml")
    settings("Measures")(stage)
    page = stage.shell.front
    assert isinstance(page, SettingsPage)
    assert isinstance(page.part, MeasuresSection)
    page.run(stage.shell.desk.measures.look, file, then=page.part.show_looked)
    stage.settle()


def service_changed(stage: Stage) -> None:
    """What holds for the whole service, as its lead states it, with a plain name that tells and a day that is none."""
    stage.shell.go(places.ChangeService())
    stage.settle()
    page = stage.shell.front
    assert isinstance(page, ChangingServicePage)
    assert page.form is not None
    page.form.finish()
    held = stage.shell.desk.service.settings()
    month = DayOff(day=ClinicalDate(2026, 12), what="Christmas")
    page.form.load(replace(held, days_off=(*held.days_off, month)))
    stage.settle()
    line = next(each for each in page.findChildren(QLineEdit) if each.accessibleName() == "Plain name")
    line.selectAll()
    QTest.keyClicks(line, "Northmoor Stalking Team")
    stage.settle()
    page.is_ready(page.form)
    stage.settle()


def measure_made(stage: Stage) -> None:
    """A measure of the service's own that is being made, shown as it will look."""
    stage.shell.go(places.MakeMeasure())
    stage.settle()
    page = stage.shell.front
    assert isinstance(page, MakingMeasurePage)
    assert page.form is not None
    page.form.finish()
    page.form.load(measure_file.MADE)
    stage.settle()
    page.look.click()
    stage.settle()


def restricted(stage: Stage) -> None:
    """Who reads what is restricted in a case."""
    desk = stage.shell.desk
    case_id = desk.cases.find(_TREATED)
    # The key of a restricted case is made with the first draft there.
    desk.drafts.discard(desk.drafts.begin(case_id, "session_note", Compartment.RESTRICTED).id)
    stage.shell.go(CaseAt(case_id, "access"))
    stage.settle()


def forked(stage: Stage) -> None:
    """A fact that was stated twice."""
    assert stage.vault is not None
    case_id = stage.shell.desk.cases.find(_COMPLAINED)
    if not of_case(stage.vault, case_id, 1).forks:
        fork(stage.vault, STAGE, case_id, {"stage": "review"})
    stage.shell.go(CaseAt(case_id, "history"))
    stage.settle()


def identity(stage: Stage) -> None:
    """Who a code stands for, with what will be looked for."""
    tab("victims")(stage)
    safety = stage.shell.findChild(VictimSafety)
    assert safety is not None
    safety._identify(
        "V1", VictimIdentity(name="Kerensa Polwarth, her mother's house", addresses="12 Elm Road, Northmoor")
    )
    form = safety._form
    assert form is not None
    form.form.finish()
    stage.settle(lambda: bool(form.looked_for.lines))
    form.area.verticalScrollBar().setValue(form.area.verticalScrollBar().maximum())
    stage.settle()


def begun(stage: Stage) -> None:
    """A new case that was begun and left, and came back."""
    forms, place = stage.shell.desk.unfinished, unfinished.Place("new-case")
    forms.keep(place, [(PersonDetails(), PersonDetails(family_name="Quill", given_names="Ada"))])
    stage.shell.go(places.NewCase())
    stage.settle()
    # Other scenes find nothing begun.
    forms.drop(place)


def formulation_as(way: int, reference: str = _TREATED) -> Scene:
    """A formulation beside the version for the person, or beside an earlier one."""

    def play(stage: Stage) -> None:
        tab("formulation", reference)(stage)
        page = stage.shell.front.findChild(Formulating)
        assert isinstance(page, Formulating)
        page.ways.choose(way)
        stage.settle()

    return play


def axis_table(stage: Stage) -> None:
    """The time axis of a case as its table."""
    tab("overview")(stage)
    panel = stage.shell.front.findChild(AxisPanel)
    assert isinstance(panel, AxisPanel)
    panel.frame.switch.choose(1)
    stage.settle()
    stage.shell.front.findChild(QScrollArea).ensureWidgetVisible(panel.table, 0, 600)
    stage.settle()


def narrowed_chronology(stage: Stage) -> None:
    """The chronology of a case, narrowed by all that it can be."""
    tab("chronology")(stage)
    case = stage.shell.front.findChild(ChronologyTab)
    assert isinstance(case, ChronologyTab)
    case.filter.dates.click()
    by = ChronologyFilter(
        ("V1",), ("Police",), ("convicted", "admitted"), ClinicalDate(2025), ClinicalDate(2026, 11, 30)
    )
    case.filter.narrow(Asked(by=by))
    case.arrive()
    stage.settle()


def drawn_chronology(stage: Stage) -> None:
    """The chronology of a case as a chart."""
    tab("chronology")(stage)
    case = stage.shell.front.findChild(ChronologyTab)
    assert isinstance(case, ChronologyTab)
    case.switch.choose(1)
    stage.settle()


def checked_document(stage: Stage) -> None:
    """Two documents that are about to be sent: one names the victim, and not all of either can be read."""
    case_id = stage.shell.desk.cases.find(_TREATED)
    stage.shell.go(places.ScanAt(case_id))
    stage.settle()
    page = stage.shell.front
    assert isinstance(page, ScanPage)
    letter = docx(
        run("Dear colleague,"),
        run("He says that ") + run("Kerensa") + run(" Polwarth has moved, and asked us where she lives now."),
        run("We have not seen him since the hearing."),
        word__comments_xml=f"<w:comments {W}><w:p>{run('Ask Ms Polwarth first?')}</w:p></w:comments>",
        word__media__seal_png=picture_of("PNG", 60, 60),
    )
    with TemporaryDirectory() as folder:
        for name, content in (("Letter to probation.docx", letter), ("Scan.png", picture_of("PNG", 60, 60))):
            Path(folder, name).write_bytes(content)
        page.check(*sorted(Path(folder).iterdir()))
        stage.settle()


def printed(printing: Printing, reference: str = _TREATED) -> Scene:
    """A working copy before it is saved."""
    return in_case(reference, lambda case_id: places.PrintAt(case_id, printing))


def golden_thread(at: int) -> Scene:
    """The golden thread of a case as a picture or as a table, with its second goal chosen."""

    def play(stage: Stage) -> None:
        tab("plan")(stage)
        panel = stage.shell.front.findChild(ThreadPanel)
        assert panel is not None
        panel.frame.switch.parts[at].click()
        stage.settle()
        goals = [n for n, part in enumerate(panel.view.linkage.parts) if part.column is Column.GOAL]
        panel.view.setFocus()
        panel.view.go_to(goals[1])
        stage.settle()
        bring_into_view(panel.frame, stage.shell.height())
        stage.settle()

    return play


def dose(stage: Stage) -> None:
    """Dose and response."""
    tab("plan")(stage)
    panel = stage.shell.front.findChild(DosePanel)
    assert panel is not None
    area = area_around(panel)
    assert area is not None
    area.verticalScrollBar().setValue(panel.y())
    stage.settle()


def second_step(stage: Stage) -> None:
    """A new case at its referral."""
    stage.shell.go(places.NewCase())
    stage.settle()
    page = stage.shell.findChild(NewCase)
    assert page is not None
    page.person.load(PersonDetails(family_name="Quill", given_names="Ada", awareness="unaware"))
    page._show_about(page.person.content())
    page._show_step(at_case=True)
    for form in page.forms:
        form.finish()
    stage.settle()
    bar = page.area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    stage.settle()
    page.keep_no_longer()


def import_file(stage: Stage) -> None:
    """An import before a file was chosen."""
    stage.shell.go(places.ImportReferrals())
    stage.settle()


def import_rows(stage: Stage) -> None:
    """The list that lies beside the demonstration, looked at; a row that cannot be opened is chosen."""
    import_file(stage)
    page = stage.shell.front
    assert isinstance(page, ImportPage)
    page.read(stage.folder.parent / REFERRALS)
    stage.settle(lambda: page.wizard.at == 1)
    page.check.rows.next_wrong()
    stage.settle()


def import_alike(stage: Stage) -> None:
    """The same with somebody who may be here already, and a word that stands for nothing."""
    import_rows(stage)
    page = stage.shell.front
    assert isinstance(page, ImportPage)
    here = stage.shell.desk.people.read(
        stage.shell.desk.casefile.open(stage.shell.desk.cases.find(_TREATED)).case.person_id
    ).details
    with (stage.folder.parent / REFERRALS).open("r", encoding="utf-8-sig") as file:
        head, first, *rest = file.read().splitlines(keepends=True)
    named = first.split(",")
    named[2:6] = [here.family_name, here.given_names, here.born.show() if here.born else "", ""]
    other = stage.folder.parent / "other.csv"
    other.write_text("".join([head, ",".join(named), *rest]), "utf-8")
    page.read(other)
    stage.settle()
    page.check.rows.chips[Stands.ALIKE].click()
    stage.settle()
    page.check.rows.view.setCurrentIndex(page.check.rows.table.index(0, 0))
    stage.settle()
    other.unlink()


def booked(stage: Stage) -> tuple[str, ...]:
    """A week of twelve appointments, the first of them past and not said; gives their ids by day and time."""
    diary, member = stage.shell.desk.diary, stage.shell.desk.member.id
    monday = ClinicalDate(2026, 11, 23)
    first, last = date(2026, 11, 16), date(2026, 11, 29)
    if not (held := diary.page(first, last)).total:
        case_id = stage.shell.desk.cases.find(_TREATED)
        told = Appointment(
            purpose="individual",
            case=case_id,
            day=monday,
            clock="10:00",
            minutes=50,
            mode="in_person",
            setting="clinic",
            place="Room 4",
            members=(member,),
            others="Probation practitioner",
        )
        made = diary.book(replace(told, day=ClinicalDate(2026, 11, 18)))
        diary.book(replace(told, day=ClinicalDate(2026, 11, 17)))
        diary.say(made, AppointmentOutcome(outcome="did_not_attend", why="Not said"))
        for number, (reference, purpose, mode, setting) in enumerate(_WEEK):
            day = ClinicalDate(2026, 11, 23 + number // 2)
            case = stage.shell.desk.cases.find(reference) if reference else ""
            clock = "" if purpose == "training" else f"{9 + number % 2 * 5:02}:30"
            diary.book(
                replace(
                    told,
                    case=case,
                    purpose=purpose,
                    mode=mode,
                    setting=setting,
                    place="",
                    day=day,
                    clock=clock,
                    minutes=50 if clock else None,
                )
            )
        held = diary.page(first, last)
    return tuple(each.id for each in held.rows)


_WEEK: Final = (
    (_TREATED, "individual", "in_person", "clinic"),
    (_COMPLAINED, "assessment", "video", "remote"),
    (_TREATED, "check_in", "telephone", "remote"),
    (_UNAWARE, "agencies", "in_person", "police"),
    (_TREATED, "joint", "in_person", "probation"),
    (_COMPLAINED, "family", "in_person", "home"),
    (_TREATED, "review", "video", "remote"),
    ("", "supervision", "in_person", "clinic"),
    ("", "training", "in_person", "other"),
    (_DISCHARGED, "call", "telephone", "remote"),
)


def diary(stage: Stage) -> None:
    """The diary of the week."""
    booked(stage)
    go(places.RailPart("diary"))(stage)
    page = stage.shell.front
    assert isinstance(page, DiaryPage)
    page.stretch.choose(1)
    page.go_to_today()
    stage.settle()


def diary_of_team(stage: Stage) -> None:
    """The week before, with whose each appointment is and how it went."""
    diary(stage)
    page = stage.shell.front
    assert isinstance(page, DiaryPage)
    page.whose.choose(1)
    page.step(-1)
    stage.settle()


def referral_booked(stage: Stage) -> None:
    """Where a case stands, with its appointments."""
    booked(stage)
    tab("referral")(stage)


def diary_empty(stage: Stage) -> None:
    """A week with nothing in it."""
    diary(stage)
    page = stage.shell.front
    assert isinstance(page, DiaryPage)
    page.step(4)
    stage.settle()


def appointment(at: int, make: Callable[[str], Place]) -> Scene:
    """One appointment, or a form of it."""

    def play(stage: Stage) -> None:
        go(make(booked(stage)[at]))(stage)

    return play


def new_appointment(stage: Stage) -> None:
    """A new appointment at a time at which its member is busy."""
    booked(stage)
    case_id = stage.shell.desk.cases.find(_TREATED)
    go(places.BookAppointment(case_id=case_id, day="2026-11-25"))(stage)
    page = stage.shell.front
    assert isinstance(page, AppointmentForm)
    assert page.form is not None
    page.form.load(replace(page.form.content(), clock="09:45", minutes=50))
    stage.settle(page.clash.isVisible)


def captured(danger: str) -> Scene:
    """A line that was jotted down."""

    def play(stage: Stage) -> None:
        captures = stage.shell.desk.captures
        said = Capture(
            said="A neighbour rang: a grey van has stood opposite the library since Friday, a man in it.",
            heard_on=ClinicalDate(2026, 11, 23),
            heard_at="09:20",
            danger=danger,
            teller="Duty officer",
            telephone="01632 960 123",
        )
        kept = captures.keep(said)
        go(places.CaptureAt(kept))(stage)
        stage.settle()
        captures.shred(kept, Shredding(reason="mistaken"))

    return play


def cases_as(way: int) -> Scene:
    """The cases as a board, or by who leads them."""

    def play(stage: Stage) -> None:
        go(places.CaseList())(stage)
        page = stage.shell.front
        assert isinstance(page, CaseList)
        page.filter.clear()
        page.ways.choose(way)
        stage.settle()

    return play


def narrowed(stage: Stage) -> None:
    """The cases with most of them hidden."""
    cases_as(0)(stage)
    page = stage.shell.front
    assert isinstance(page, CaseList)
    page.filter.mine.click()
    page.filter.open.click()
    page.filter.person.choose(("engaged",))
    page.filter.changed.emit()
    stage.settle()


def start(stage: Stage) -> None:
    """The first page of all."""
    stage.window.start.show_choices()
    stage.settle()


def unlock(stage: Stage) -> None:
    """The way into the demonstration."""
    stage.window.start.show_unlock(stage.folder)
    stage.settle()


def new_vault_names(stage: Stage) -> None:
    """The first step of making a vault, with nothing typed and a plain name that tells."""
    stage.window.start.show_choices()
    page = stage.window.start.currentWidget()
    assert isinstance(page, StartPage)
    page.ways["new"].click()
    made = stage.window.start.currentWidget()
    assert isinstance(made, Assistant)
    made.where.plain.setText("Northmoor Stalking Team")
    made.where.act.click()
    stage.settle()


def new_vault(stage: Stage) -> None:
    """The second step of making a vault."""
    stage.window.start.show_choices()
    page = stage.window.start.currentWidget()
    assert isinstance(page, StartPage)
    page.ways["new"].click()
    made = stage.window.start.currentWidget()
    assert isinstance(made, Assistant)
    made.where.finished.emit()
    stage.settle()


def handed(step: int) -> Scene:
    """What a person has before them while a measure is handed over: before, at a question, at the way back."""

    def play(stage: Stage) -> None:
        stage.take_back()
        measure, size = shipped().by_name["pcl-5@1"], stage.window.size()
        there = {
            "folder": stage.folder,
            "vault_id": "0" * 32,
            "case_id": "",
            "draft_id": "none",
            "id": "none",
        }
        sitting = Sitting(**there, public=draw()[1], login=LOGIN, measure=measure, answers=(1, 3))
        stage.window.give_away(sitting)
        given = stage.window.given_away
        assert given is not None
        assert given.screen is not None
        given.may_begin()
        stage.window.showNormal()
        stage.window.resize(size)
        stage.settle()
        if step > 0:
            given.screen.begin_button.click()
            given.screen.question.answers[1].setChecked(True)
        if step > 1:
            given.ask_back()
        stage.settle()

    return play


def handing_over(stage: Stage) -> None:
    """What is said before a measure is handed over."""
    measured((), "pcl-5@1", given="handed_over")(stage)
    page = stage.shell.front
    assert isinstance(page, EditorPage)
    page.writing.form.edited.emit() if page.writing else None
    stage.settle()
    assert page.giving.hand_over.act is not None
    page.giving.hand_over.act.click()
    stage.settle()


def handed_back(stage: Stage) -> None:
    """What the clinician comes back to, without a sitting: nothing is there to be taken in."""
    case_id = stage.shell.desk.cases.find(_TREATED)
    stage.shell.go(places.HandedBack(case_id, "none"))
    stage.settle()


BEFORE: Final[Mapping[str, Scene]] = {
    "start": start,
    "new-vault-names": new_vault_names,
    "new-vault": new_vault,
    "unlock": unlock,
    "handed-over": handed(0),
    "handed-over-question": handed(1),
    "handed-over-back": handed(2),
}
"""Scenes while no vault is open."""

GOLDEN: Final = (
    ("start", "light", 100),
    ("unlock", "light", 100),
    ("today", "light", 100),
    ("cases", "high-contrast", 100),
    ("case-overview", "light", 100),
    ("case-unaware", "dark", 100),
    ("case-assessment", "light", 100),
    ("case-overview", "light", 200),
    ("editor-fixation", "light", 100),
    ("editor-consultation", "high-contrast", 100),
    ("editor-session", "dark", 100),
    ("record-session", "light", 100),
    ("share", "light", 100),
)
"""The pictures that are kept and compared exactly: scene, theme, text size in per cent."""

AT_DESK: Final[Mapping[str, Scene]] = {
    "today": go(places.Today()),
    "cases": cases_as(0),
    "cases-board": cases_as(1),
    "cases-caseload": cases_as(2),
    "cases-narrowed": narrowed,
    "case-move": in_case(_TREATED, places.MoveCase),
    "import": import_file,
    "import-rows": import_rows,
    "import-alike": import_alike,
    "new-case": go(places.NewCase()),
    "new-case-begun": begun,
    "case-overview": tab("overview"),
    "case-axis-table": axis_table,
    "case-unaware": tab("overview", _UNAWARE),
    "case-referral": tab("referral"),
    "case-referral-discharged": tab("referral", _DISCHARGED),
    "case-circle": in_case(_SURROUNDED, places.CircleAt),
    "case-gates": in_case(_TREATED, lambda case_id: places.StateFact(case_id, "case.gates")),
    "new-case-referral": second_step,
    "case-behaviour": tab("behaviour"),
    "case-assessment": tab("assessment"),
    "case-formulation": tab("formulation"),
    "case-formulation-beside": formulation_as(1),
    "case-formulation-compare": formulation_as(2, _COMPARED),
    "case-sessions": tab("sessions"),
    "case-chronology": tab("chronology"),
    "case-chronology-narrowed": narrowed_chronology,
    "case-chronology-drawn": drawn_chronology,
    "print-chronology": printed(Printing(Subject.CHRONOLOGY)),
    "print-thread": printed(Printing(Subject.THREAD)),
    "case-victims": tab("victims"),
    "case-identity": identity,
    "case-sharing": tab("sharing"),
    "case-documents-empty": tab("documents", _COMPLAINED),
    "editor-document": writing_document,
    "record-document": document,
    "editor-letter": draft("letter", _DISCHARGED),
    "case-documents": tab("documents", _DISCHARGED),
    "case-access": restricted,
    "case-access-empty": tab("access", _COMPLAINED),
    "case-history": tab("history"),
    "case-history-forked": forked,
    "case-plan": tab("plan"),
    "case-thread": golden_thread(0),
    "case-thread-table": golden_thread(1),
    "case-dose": dose,
    "panel-day": panel_day,
    "series": series,
    "series-typing": series_typing,
    "panel-day-signing": panel_signing,
    "one-person": one_person,
    "one-person-read": side_by_side,
    "new-record": in_case(_TREATED, places.NewRecord),
    "record-session": newest("session_note"),
    "record-formulation": newest("formulation"),
    "record-plan": newest("plan"),
    "record-fixation": newest("fixation_profile"),
    "record-spj": newest("spj"),
    "record-check-in": newest("check_in"),
    "record-added-to": record(lambda each: bool(each.addenda)),
    "record-in-error": record(lambda each: bool(each.is_error)),
    "record-earlier": record(lambda each: bool(each.is_superseded)),
    "record-facts": record(lambda each: bool(each.addenda), facts=True),
    "record-incident": newest("incident"),
    "record-red-flag": newest("red_flag"),
    "editor-red-flag": draft("red_flag"),
    "record-victim-voice": newest("victim_voice"),
    "editor-victim-voice": draft("victim_voice"),
    "editor-session": draft("session_note"),
    "editor-tripwire": tripwire,
    "editor-raise-now": raising,
    "editor-incident": draft("incident"),
    "editor-check-in": draft("check_in"),
    "editor-typology": draft("typology"),
    "editor-spj": draft("spj"),
    "editor-mental-state": draft("mental_state"),
    "editor-diagnosis": draft("diagnosis"),
    "editor-measure": measured((1, 0, 3, 2), "core-10@1"),
    "editor-measure-scored": measured((1, 1, 2, 1, 0, 1, 2, 1, 1), "phq-9@1"),
    "editor-measure-worded": measured((1, 0, 3, 2), "pcl-5@1"),
    "editor-measure-handed": measured((), "pcl-5@1", "handed_over"),
    "hand-over": handing_over,
    "handed-back": handed_back,
    "editor-collateral": draft("collateral"),
    "editor-screening": draft("screening"),
    "editor-panel": draft("panel"),
    "editor-review": draft("review"),
    "editor-discharge": draft("discharge"),
    "editor-follow-up": draft("follow_up", _DISCHARGED),
    "record-discharge": newest("discharge", _DISCHARGED),
    "record-follow-up": newest("follow_up", _DISCHARGED),
    "editor-evidence": citing,
    "editor-fixation": draft("fixation_profile"),
    "editor-formulation": draft("formulation"),
    "editor-plan": draft("plan"),
    "editor-safety-plan": draft("safety_plan"),
    "beside-measure": beside_measure,
    "beside-plan": beside_plan,
    "beside-safety-plan": draft("safety_plan", beside=True),
    "beside-formulation": draft("formulation", beside=True),
    "editor-consultation": draft("consultation", _UNAWARE),
    "editor-rows": rows,
    "editor-signing": signing,
    "editor-earlier": earlier,
    "case-questions": questions,
    "question": question,
    "record-asked": asked_about,
    "ask": asking,
    "today-questions": today_asked,
    "record-wrong-case": wrong_case,
    "record-moved": moved,
    "share": in_case(_TREATED, places.ShareAt),
    "share-what": what_goes_in,
    "share-parts": parts_for_police,
    "share-note": note_for_police,
    "share-court": paper_for_court,
    "share-saved": saved,
    "share-countersign": countersigning,
    "check-document": checked_document,
    "verify": go(places.Verify(Path())),
    "verify-protected": protected,
    "panels": go(places.RailPart("panels")),
    "returns": returns,
    "training": training,
    "stage-limits": go(places.StageLimitsAt()),
    "jot-down": go(places.JotDown()),
    "capture": captured("no"),
    "capture-danger": captured("yes"),
    "diary": diary,
    "diary-team": diary_of_team,
    "diary-empty": diary_empty,
    "case-referral-booked": referral_booked,
    "appointment": appointment(1, places.AppointmentAt),
    "appointment-to-come": appointment(5, places.AppointmentAt),
    "appointment-new": new_appointment,
    "appointment-move": appointment(5, places.BookAppointment),
    "appointment-outcome": appointment(1, places.SayOutcome),
    "groups": groups,
    "group-session": group_session,
    "group-day": group_day,
    "group-member": group_member,
    "group-part": group_part,
    "supervision": go(places.RailPart("supervision")),
    "supervision-day": supervision,
    "supervision-case": supervised_case,
    "settings": settings("How it looks"),
    "settings-lock": settings("Lock and login"),
    "settings-writing": settings("Writing"),
    "settings-passphrase": settings("Your passphrase"),
    "settings-service": settings("Service"),
    "settings-service-change": service_changed,
    "settings-team": settings("Team"),
    "settings-measures": own_measures,
    "settings-measure-made": measure_made,
}
"""Scenes of an open vault."""
