"""The form of any class whose fields are declared: what it shows comes back, and what is wrong is told in its place."""

from collections.abc import Callable
from dataclasses import dataclass, make_dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.cases.case import CaseFacts
from app.domain.cases.person import PersonDetails
from app.domain.cases.victim import VictimIdentity
from app.domain.fields.declare import Direction, count, date, line
from app.domain.fields.sharing import Share
from app.domain.kinds.incident.content import Incident
from app.domain.kinds.order.content import Order
from app.domain.kinds.registry import KINDS
from app.domain.values.dates import ClinicalDate
from app.views.forms.editor import FieldContext
from app.views.forms.fields import FieldBox
from app.views.forms.form_view import FormView, Laid
from app.views.forms.plan import Part, Section
from app.views.kinds.form_for import form_for
from tests.asked import missing
from tests.builders import complete
from tests.every_form import EveryForm, Step
from tests.strategies import values
from tests.views.settling import settle, turn
from tests.views.stalls import Stalls, most_ms

Show = Callable[[QWidget], QScrollArea]
OTHERS = (PersonDetails, CaseFacts, VictimIdentity, EveryForm)
CLASSES = [*(kind.content for kind in KINDS.values()), *OTHERS]


def made(cls: type, context: FieldContext) -> FormView:
    kind = next((kind for kind in KINDS.values() if kind.content is cls), None)
    form = form_for(kind, context) if kind else FormView(cls, context)
    form.finish()
    return form


def read_out(form: FormView) -> Any:
    """What the editors themselves say, as if the person had touched every one that offers what stands there."""
    content = form.content()
    offered = {
        n: b for n, b in form.fields.boxes.items() if not b.spec.no_longer_offered(getattr(content, n))
    }
    return replace(content, **{name: box.editor.value() for name, box in offered.items()})


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_what_a_form_shows_comes_back(qtbot: QtBot, context: FieldContext, cls: type) -> None:
    form = made(cls, context)
    qtbot.addWidget(form)

    @settings(
        max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    )
    @given(content=values(cls))
    def comes_back(content: Any) -> None:
        form.load(content)
        assert form.content() == content
        form.finish()
        assert read_out(form) == content

    comes_back()


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_a_form_gives_its_content_before_it_is_made(qtbot: QtBot, context: FieldContext, cls: type) -> None:
    form = FormView(cls, context)
    qtbot.addWidget(form)
    content = complete(cls)
    form.load(content)
    assert not form.is_ready
    assert form.content() == content
    form.finish()
    assert read_out(form) == content


def test_sections_stand_in_the_order_they_are_declared(qtbot: QtBot, context: FieldContext) -> None:
    form = FormView(Incident, context)
    qtbot.addWidget(form)
    assert [section.title for section in form.sections] == [
        "What was done",
        "How it stands",
        "Who said it",
        "Report and order",
    ]
    assert form.sections[0].names()[:2] == ("behaviour", "also")


def test_loading_is_no_edit(qtbot: QtBot, context: FieldContext) -> None:
    form = made(EveryForm, context)
    qtbot.addWidget(form)
    with qtbot.assertNotEmitted(form.edited):
        form.load(complete(EveryForm))
        form.finish()


def test_what_is_needed_has_a_ring_until_it_is_answered_and_follows_the_other_answers(
    qtbot: QtBot, context: FieldContext
) -> None:
    form = made(EveryForm, context)
    qtbot.addWidget(form)
    box = form.fields.boxes["why"]
    assert not box.label.has_ring
    with qtbot.waitSignal(form.settled):
        form.fields.boxes["colour"].findChildren(QAbstractButton)[0].click()
    assert box.label.has_ring
    assert box.editor.target().accessibleDescription().startswith("Needed")
    with qtbot.waitSignal(form.settled):
        qtbot.keyClicks(box.editor.target(), "Like the sea")
    assert not box.label.has_ring
    assert box.editor.target().accessibleDescription().startswith("Needed")
    form.load(EveryForm(colour="blue"))
    assert not box.label.has_ring
    assert "Needed" not in box.editor.target().accessibleDescription()
    assert not [label for label in form.findChildren(QLabel) if "optional" in label.text()]


def test_a_field_is_as_wide_as_its_content(qtbot: QtBot, context: FieldContext) -> None:
    form = made(EveryForm, context)
    qtbot.addWidget(form)
    form.resize(1000, 1200)
    form.show()
    form.finish()
    wide = {name: box.editor.target().width() for name, box in form.fields.boxes.items()}
    assert wide["times"] < wide["day"] < wide["heading"] < 300
    line = form.fields.boxes["heading"].editor.target()
    qtbot.keyClicks(line, "As long as a sentence that somebody writes into one line, and then goes on")
    qtbot.waitUntil(lambda: line.width() > wide["heading"])
    assert line.width() <= form.width()
    line.clear()
    qtbot.waitUntil(lambda: line.width() == wide["heading"])


def test_nothing_is_checked_while_somebody_types(qtbot: QtBot, context: FieldContext) -> None:
    form = made(EveryForm, context)
    qtbot.addWidget(form)
    with qtbot.waitSignal(form.settled):
        qtbot.keyClicks(form.fields.boxes["day"].editor.target(), "14-Au")
    assert all(not box.error for box in form.findChildren(FieldBox))


def test_problems_come_in_the_order_in_which_a_form_is_laid(qtbot: QtBot, context: FieldContext) -> None:
    laid = Laid(lambda _: (Section("", (Part(("why",)),)), Section("", (Part(("heading",)),))))
    form = FormView(EveryForm, context, laid)
    qtbot.addWidget(form)
    form.load(EveryForm(colour="red"))
    form.finish()
    assert [one.path for one in form.problems()] == ["why", "heading"]


def test_problems_come_in_the_order_of_the_form_with_the_same_words_at_the_field(
    qtbot: QtBot, context: FieldContext
) -> None:
    form = made(EveryForm, context)
    qtbot.addWidget(form)
    form.load(EveryForm(colour="red", steps=(Step(), Step(act="x"))))
    form.finish()
    qtbot.keyClicks(form.fields.boxes["times"].editor.target(), "many")
    found = form.problems()
    assert [(one.path, one.words) for one in found] == [
        ("heading", "Write “Heading”"),
        ("why", "Write “Why that colour”"),
        ("times", "“Times” is a whole number from 0 to 1,000,000."),
        ("steps.0.act", "Write “Steps, row 1: Act”"),
    ]
    form.show_problems(found)
    boxes = {box.spec.name: box for box in form.findChildren(FieldBox)}
    assert boxes["heading"].error == "Write “Heading”"
    heading = form.fields.boxes["heading"].editor.target()
    assert heading.accessibleDescription() == "Error: Write “Heading”"
    assert heading.property("state") == "error"
    shown = [label.text() for label in form.findChildren(QLabel)]
    assert all(f"Error: {one.words}" in shown for one in found)
    form.show_problems(())
    assert all(not box.error for box in form.findChildren(FieldBox))
    assert heading.property("state") == ""


def test_what_is_missing_is_what_signing_asks_for(qtbot: QtBot, context: FieldContext) -> None:
    form = made(Order, context)
    qtbot.addWidget(form)
    assert form.missing() == missing(Order())
    assert {one.path for one in form.problems()} == {gap.path for gap in missing(Order())}


def test_an_error_at_a_field_that_is_not_made_yet_is_there_when_it_is(
    qtbot: QtBot, context: FieldContext
) -> None:
    form = FormView(EveryForm, context)
    qtbot.addWidget(form)
    form.show_problems(form.problems())
    form.finish()
    assert form.fields.boxes["heading"].error == "Write “Heading”"


@pytest.mark.parametrize(
    ("path", "reached"),
    [
        ("heading", "Heading"),
        ("story", "Story"),
        ("level.source", "Level: source"),
        ("steps.1.aside", "Aside"),
    ],
)
def test_a_path_leads_to_its_field(
    context: FieldContext, shown: Show, qtbot: QtBot, path: str, reached: str
) -> None:
    form = FormView(EveryForm, context)
    form.load(EveryForm(steps=(Step(), Step())))
    area = shown(form)
    area.activateWindow()
    form.focus_field(path)
    qtbot.waitUntil(lambda: (w := QApplication.focusWidget()) is not None and w.accessibleName() == reached)
    held = QApplication.focusWidget()
    top = held.mapTo(area.viewport(), held.rect().topLeft()).y()
    assert 0 <= top <= area.viewport().height()


def test_a_field_gone_to_before_it_is_made_takes_the_keyboard_once_it_is(
    context: FieldContext, shown: Show, qtbot: QtBot
) -> None:
    form = FormView(EveryForm, context)
    form.focus_field("day")
    area = shown(form)
    area.activateWindow()
    qtbot.waitUntil(lambda: form.fields.boxes["day"].editor.target().hasFocus())


def test_a_load_of_what_is_there_moves_nothing(context: FieldContext, shown: Show, qtbot: QtBot) -> None:
    form = FormView(EveryForm, context)
    area = shown(form)
    area.activateWindow()
    form.focus_field("story")
    box = QApplication.focusWidget()
    assert isinstance(box, QPlainTextEdit)
    qtbot.keyClicks(box, "She says that")
    cursor = box.textCursor()
    cursor.setPosition(3)
    box.setTextCursor(cursor)
    form.load(form.content())
    assert box.textCursor().position() == 3
    assert box.document().isUndoAvailable()
    assert box.hasFocus()


def test_half_a_date_goes_when_another_content_is_loaded(qtbot: QtBot, context: FieldContext) -> None:
    form = made(EveryForm, context)
    qtbot.addWidget(form)
    entry = form.fields.boxes["day"].editor.target()
    qtbot.keyClicks(entry, "14-Au")
    form.load(EveryForm())
    assert not form.problems()[1:]
    assert isinstance(entry, QLineEdit)
    assert entry.text() == ""


def test_a_field_added_to_a_kind_has_its_editor_at_once(qtbot: QtBot, context: FieldContext) -> None:
    @dataclass(frozen=True, kw_only=True)
    class Later(Incident):
        """An incident of a later version."""

        seen_by: str = line("Seen by", share=Share.RISK)
        how_long: int | None = count("How long", share=Share.RISK, section="New section")

    form = made(Later, context)
    qtbot.addWidget(form)
    form.load(Later(seen_by="A neighbour", how_long=3))
    assert read_out(form) == Later(seen_by="A neighbour", how_long=3)
    assert form.sections[-1].title == "New section"
    assert "seen_by" in form.sections[-2].names()


def test_a_class_made_on_the_spot_has_a_form(qtbot: QtBot, context: FieldContext) -> None:
    fields = [
        (
            "event",
            ClinicalDate | None,
            date("Date of session", Direction.PAST, share=Share.CONTEXT, needed=True),
        )
    ]
    heading = make_dataclass("Heading", fields, frozen=True, kw_only=True)
    form = made(heading, context)
    qtbot.addWidget(form)
    qtbot.keyClicks(form.fields.boxes["event"].editor.target(), "today")
    assert form.content() == heading(event=ClinicalDate(2026, 11, 23))


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_whatever_takes_the_keyboard_has_a_name_and_a_label(
    qtbot: QtBot, context: FieldContext, cls: type
) -> None:
    form = made(cls, context)
    qtbot.addWidget(form)
    form.load(complete(cls))
    form.finish()
    buddies = {label.buddy() for label in form.findChildren(QLabel) if label.buddy()}
    for each in form.findChildren(QWidget):
        if isinstance(each, QLineEdit | QPlainTextEdit | QComboBox | QAbstractButton):
            assert each.accessibleName() or each.objectName().startswith("qt_"), each
        if isinstance(each, QLineEdit | QPlainTextEdit | QComboBox):
            assert each in buddies, each.accessibleName()
    for box in form.findChildren(FieldBox):
        assert box.label.buddy() is box.editor.target()
        described = QAccessible.queryAccessibleInterface(box.editor.target())
        assert box.spec.hint in described.text(QAccessible.Text.Description)


@pytest.mark.parametrize("code", ["consultation", "fixation_profile", "formulation", "session_note"])
def test_the_window_stands_still_for_no_form(
    context: FieldContext, qtbot: QtBot, stalls: Stalls, code: str
) -> None:
    content = complete(KINDS[code].content, "Some words of a usual length, a sentence or two. " * 5)
    context.screen.theme.icon("calendar-days", ems=1.2)
    turn()
    stalls.forget()
    form = form_for(KINDS[code], context)
    form.load(content)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(form)
    area.resize(1000, 800)
    qtbot.addWidget(area)
    area.show()
    qtbot.waitUntil(lambda: form.is_ready)
    settle(area)
    assert stalls.longest <= most_ms()


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_content_after_another_leaves_nothing_behind(
    qtbot: QtBot, context: FieldContext, data: st.DataObject
) -> None:
    form = made(EveryForm, context)
    qtbot.addWidget(form)
    for _ in range(3):
        content = data.draw(values(EveryForm))
        form.load(content)
        form.finish()
        assert read_out(form) == content


def test_what_is_unusual_is_said_at_its_field_and_stands_in_the_way_of_nothing(
    qtbot: QtBot, context: FieldContext
) -> None:
    form = made(Order, context)
    qtbot.addWidget(form)
    made_on = ClinicalDate(2026, 4, 1)
    order = replace(
        complete(Order), made=made_on, starts=made_on, duration="fixed", ends=ClinicalDate(2027, 3, 31)
    )
    form.load(order)
    box = form.fields.boxes["ends"]
    said = "Check: A stalking protection order that has an end runs for two years at the least"
    assert (box.warning, box.error) == (said, "")
    assert said in box.editor.target().accessibleDescription()
    assert "ends" not in {one.path for one in form.problems()}
    form.load(replace(order, ends=ClinicalDate(2028, 3, 31)))
    assert box.warning == ""


def test_dates_in_the_wrong_order_are_problems_of_the_field(qtbot: QtBot, context: FieldContext) -> None:
    form = made(Order, context)
    qtbot.addWidget(form)
    form.load(replace(complete(Order), made=ClinicalDate(2026, 4, 1), served=ClinicalDate(2026, 3, 31)))
    said = {one.path: one.words for one in form.problems()}
    assert said["served"] == "“Served”: it lies before the day on which the order was made"
