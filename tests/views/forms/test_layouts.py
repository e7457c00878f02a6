"""The forms laid by hand: all fields are there, new ones too, and what they add to the plain form."""

from collections.abc import Callable
from dataclasses import dataclass, fields, make_dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.domain.fields.content import specs
from app.domain.fields.declare import Rating, line, rating
from app.domain.fields.sharing import Share
from app.domain.kinds.fixation_profile.content import DIMENSIONS, FixationProfile
from app.domain.kinds.formulation.content import Formulation
from app.domain.kinds.parts.factor import Factor
from app.domain.kinds.parts.quality import Quality
from app.domain.kinds.registry import KINDS, OFFERED
from app.domain.kinds.session_note.content import SessionNote
from app.domain.values.dates import ClinicalDate
from app.views.forms.columns import Columns
from app.views.forms.editor import FieldContext
from app.views.forms.form_view import FormView, Laid
from app.views.forms.option import RadioOption
from app.views.forms.plan import MORE
from app.views.forms.rating_editor import RatingEditor
from app.views.kinds import fixation_profile, formulation, session_note
from app.views.kinds.factor_grid import Cell, FactorGrid
from app.views.kinds.form_for import form_for, hand_laid
from app.views.kinds.self_check import SelfCheck
from app.views.theme.theme import Theme
from tests.builders import complete

Show = Callable[..., QScrollArea]
LAID = [(kind.content, form) for code, kind in KINDS.items() if (form := hand_laid(code)) is not None]


def finished(form: FormView, qtbot: QtBot) -> FormView:
    qtbot.addWidget(form)
    form.finish()
    return form


def placed(form: FormView) -> list[str]:
    return [path for section in form.sections for path in section.names()]


@pytest.mark.parametrize(("cls", "laid"), LAID, ids=lambda x: getattr(x, "__name__", ""))
def test_a_hand_laid_form_places_every_field_once_and_leaves_none_over(
    qtbot: QtBot, context: FieldContext, cls: type, laid: Laid
) -> None:
    form = finished(FormView(cls, context, laid), qtbot)
    assert sorted(placed(form)) == sorted(spec.name for spec in specs(cls) if spec.asked)
    assert MORE not in [section.title for section in form.sections]


@pytest.mark.parametrize(("cls", "laid"), LAID, ids=lambda x: getattr(x, "__name__", ""))
def test_a_new_field_of_a_hand_laid_kind_needs_no_change_in_the_views(
    qtbot: QtBot, context: FieldContext, cls: type, laid: Laid
) -> None:
    later: Any = make_dataclass(
        "Later",
        [("weather", str, line("Weather on the day", share=Share.CONTEXT))],
        bases=(cls,),
        frozen=True,
        kw_only=True,
    )
    form = finished(FormView(later, context, laid), qtbot)
    assert form.sections[-1].names()[-1] == "weather"
    content = later(**{each.name: getattr(complete(cls), each.name) for each in fields(cls)}, weather="Rain")
    form.load(content)
    form.finish()
    assert form.fields.boxes["weather"].editor.value() == "Rain"
    assert {name: box.editor.value() for name, box in form.fields.boxes.items()} == {
        spec.name: getattr(content, spec.name) for spec in specs(later) if spec.asked
    }


@pytest.mark.parametrize("laid", [fixation_profile.FORM, session_note.FORM], ids=("profile", "session"))
def test_what_a_layout_does_not_place_stands_at_the_end_under_more(
    qtbot: QtBot, context: FieldContext, laid: Laid
) -> None:
    @dataclass(frozen=True, kw_only=True)
    class Unforeseen:
        """A content that no layout was made for."""

        weather: str = line("Weather on the day", share=Share.CONTEXT, section="Weather")

    form = finished(FormView(Unforeseen, context, laid), qtbot)
    assert [(section.title, section.names()) for section in form.sections] == [(MORE, ("weather",))]


def test_a_new_row_field_has_its_place_in_the_grid(qtbot: QtBot, context: FieldContext) -> None:
    later: Any = make_dataclass(
        "Factor",
        [("since_childhood", str, line("Since", share=Share.FORMULATION))],
        bases=(Factor,),
        frozen=True,
        kw_only=True,
    )
    spec = next(spec for spec in specs(Formulation) if spec.name == "factors")
    grid = FactorGrid(type(spec)(**{**vars(spec), "row": later}), context)
    qtbot.addWidget(grid)
    grid.show_value((later(place="protective", since_childhood="No"),))
    assert grid.cards[0].fields.boxes["since_childhood"].editor.value() == "No"


def test_every_kind_has_a_form(qtbot: QtBot, context: FieldContext) -> None:
    for kind in OFFERED:
        assert finished(form_for(kind, context), qtbot).content() == kind.content()


# --- the fixation profile ----------------------------------------------------------------------------


def test_each_judgement_has_its_row_with_anchors_and_what_it_was(qtbot: QtBot, context: FieldContext) -> None:
    form = finished(FormView(FixationProfile, context, fixation_profile.FORM), qtbot)
    form.show_previous(
        FixationProfile(urge=Rating(value=3, confidence="high", source="records")), ClinicalDate(2026, 8, 14)
    )
    editors = {name: form.fields.boxes[name].editor for name in DIMENSIONS}
    assert all(isinstance(editor, RatingEditor) for editor in editors.values())
    for name, editor in editors.items():
        said = [option.accessibleName() for option in editor.findChildren(RadioOption)]
        assert all(
            anchor in words for anchor, words in zip(form.fields.specs[name].anchors, said, strict=False)
        )
    marked = editors["urge"].findChildren(RadioOption)[3]
    assert marked.accessibleDescription() == "Last time, 14-Aug-2026".replace("-", "\N{NON-BREAKING HYPHEN}")
    assert not any(option.accessibleDescription() for option in editors["control"].findChildren(RadioOption))
    assert form.content() == FixationProfile()


def test_what_changed_is_needed_since_the_last_profile_and_asked_by_its_date(
    qtbot: QtBot, context: FieldContext
) -> None:
    form = finished(FormView(FixationProfile, context, fixation_profile.FORM), qtbot)
    box = form.fields.boxes["changed"]
    assert (box.label.text(), box.is_needed) == ("What changed since the last profile", False)
    form.show_previous(FixationProfile(urge=Rating(value=3)), ClinicalDate(2026, 8, 14))
    asked = "What changed since 14-Aug-2026"
    assert (box.label.text().replace("\N{NON-BREAKING HYPHEN}", "-"), box.is_needed) == (asked, True)
    assert box.editor.target().accessibleName() == asked
    assert {gap.label for gap in form.missing() if gap.path == "changed"} == {asked}
    form.show_previous(None)
    assert (box.label.text(), box.is_needed) == ("What changed since the last profile", False)


def test_what_it_was_is_shown_at_rows_that_are_made_later(qtbot: QtBot, context: FieldContext) -> None:
    form = FormView(FixationProfile, context, fixation_profile.FORM)
    qtbot.addWidget(form)
    form.show_previous(FixationProfile(urge=Rating(value=3)))
    form.finish()
    assert (
        form.fields.boxes["urge"].editor.findChildren(RadioOption)[3].accessibleDescription() == "Last time"
    )


def test_a_judgement_that_is_new_takes_its_place_in_the_profile(qtbot: QtBot, context: FieldContext) -> None:
    later: Any = make_dataclass(
        "Later",
        [("novelty", Rating, rating("Novelty", ("a", "b", "c", "d", "e"), share=Share.FORMULATION))],
        bases=(FixationProfile,),
        frozen=True,
        kw_only=True,
    )
    form = finished(FormView(later, context, fixation_profile.FORM), qtbot)
    profile = next(section for section in form.sections if section.title == "Profile")
    assert "novelty" in profile.names()


# --- the five Ps ---------------------------------------------------------------------------------------


@pytest.fixture
def grid(context: FieldContext, shown: Show) -> FactorGrid:
    form = FormView(Formulation, context, formulation.FORM)
    form.load(
        Formulation(
            factors=(
                Factor(place="protective", statement="Sees his brother"),
                Factor(place="presenting", statement="Messages daily"),
                Factor(place="protective", statement="Has work"),
            )
        )
    )
    shown(form, 1300).activateWindow()
    editor = form.fields.boxes["factors"].editor
    assert isinstance(editor, FactorGrid)
    return editor


def cell(grid: FactorGrid, place: str) -> Cell:
    found = grid._cells[place]
    assert isinstance(found, Cell)
    return found


def statements(grid: FactorGrid, place: str) -> list[str]:
    there = cell(grid, place)
    cards = [card for card in grid.cards if there.isAncestorOf(card)]
    return [card.fields.content().statement for card in sorted(cards, key=lambda card: card.y())]


def test_each_factor_stands_at_its_place(grid: FactorGrid) -> None:
    assert statements(grid, "protective") == ["Sees his brother", "Has work"]
    assert statements(grid, "presenting") == ["Messages daily"]
    assert [factor.place for factor in grid.value()] == ["protective", "presenting", "protective"]
    assert not cell(grid, "").isVisible()


def test_a_factor_is_added_at_its_place_and_takes_the_keyboard(grid: FactorGrid, qtbot: QtBot) -> None:
    cell(grid, "precipitating").add.click()
    added = grid.value()[-1]
    assert added == Factor(place="precipitating", row=added.row)
    assert added.row
    qtbot.waitUntil(lambda: grid.cards[-1].isAncestorOf(QApplication.focusWidget()))


def test_a_factor_whose_place_is_changed_goes_there(grid: FactorGrid, qtbot: QtBot) -> None:
    combo = grid.cards[0].fields.boxes["place"].editor.target()
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Up)
    assert grid.value()[0].place == "perpetuating"
    qtbot.waitUntil(lambda: statements(grid, "perpetuating") == ["Sees his brother"])
    qtbot.waitUntil(combo.hasFocus)


def test_a_factor_without_a_place_is_seen(grid: FactorGrid) -> None:
    grid.show_value((Factor(statement="Somewhere"),))
    assert statements(grid, "") == ["Somewhere"]
    assert cell(grid, "").isVisible()


def test_factors_move_within_their_place(grid: FactorGrid) -> None:
    assert not grid.cards[1].up.isVisible()
    assert not grid.cards[1].down.isVisible()
    grid.cards[2].up.click()
    assert statements(grid, "protective") == ["Has work", "Sees his brother"]
    assert [factor.statement for factor in grid.value()] == ["Has work", "Messages daily", "Sees his brother"]


def test_a_factor_removed_is_put_back_at_its_place(grid: FactorGrid) -> None:
    grid.cards[0].out.click()
    assert statements(grid, "protective") == ["Has work"]
    grid.put_back()
    assert statements(grid, "protective") == ["Sees his brother", "Has work"]


def test_what_the_grid_leaves_open_is_told_quietly_and_follows(grid: FactorGrid, qtbot: QtBot) -> None:
    assert "Predisposing: no factor" in grid.open_points
    assert "Factor 2 (Presenting): no evidence" in grid.open_points
    cell(grid, "predisposing").add.click()
    qtbot.waitUntil(lambda: "Predisposing: no factor" not in grid.open_points)
    assert "Has work" not in grid.open_points


def test_an_error_of_the_grid_leads_to_its_field(grid: FactorGrid) -> None:
    grid.show_problems({"1.area": "Choose “Area”"})
    assert grid.cards[1].fields.boxes["area"].error == "Choose “Area”"
    grid.focus_part("1.area")
    assert grid.cards[1].fields.boxes["area"].editor.target().hasFocus()


# --- room -----------------------------------------------------------------------------------------------


def test_the_head_of_a_session_note_has_two_columns(context: FieldContext, shown: Show) -> None:
    form = FormView(SessionNote, context, session_note.FORM)
    area = shown(form, 1000)
    how, where = form.fields.boxes["session_type"], form.fields.boxes["mode"]
    assert area.isVisible()
    assert how.mapTo(form, how.rect().topLeft()).y() == where.mapTo(form, where.rect().topLeft()).y()


def cut_off(form: FormView) -> list[str]:
    """The words that have less room than they need."""
    worded = [
        each for each in (*form.findChildren(QLabel), *form.findChildren(RadioOption)) if each.isVisible()
    ]
    return [
        each.text()
        for each in worded
        if each.text()
        and (
            each.height() < each.heightForWidth(each.width())
            or each.mapTo(form, each.rect().bottomRight()).x() > form.width()
        )
    ]


@pytest.mark.parametrize("kind", [*OFFERED], ids=lambda kind: kind.code)
def test_text_of_twice_the_size_in_a_narrow_window_is_one_column_and_not_cut_off(
    theme: Theme, context: FieldContext, shown: Show, qtbot: QtBot, kind: Any
) -> None:
    theme.use("light", 200)
    form = form_for(kind, context)
    form.load(complete(kind.content, "Some words of a usual length, a sentence or two. " * 3))
    area = shown(form, 700)
    qtbot.waitUntil(lambda: form.width() <= area.viewport().width())
    assert all(columns.columns == 1 for columns in form.findChildren(Columns) if columns.isVisible())
    qtbot.waitUntil(lambda: not cut_off(form))


def test_columns_lose_none_of_what_they_hold_when_they_become_fewer(theme: Theme, qtbot: QtBot) -> None:
    columns = Columns(theme, least=10, most=3)
    qtbot.addWidget(columns)
    held = [QFrame() for _ in range(5)]
    for n, each in enumerate(held):
        each.setMinimumSize(20, 20)
        columns.add(each, across=n == 0)
    columns.resize(theme.pixels(40), 300)
    columns.show()
    assert columns.columns == 3
    qtbot.waitUntil(lambda: held[1].mapTo(columns, held[1].pos()).y() > held[0].pos().y())
    columns.resize(theme.pixels(8), 300)
    qtbot.waitUntil(lambda: columns.columns == 1)
    qtbot.waitUntil(lambda: len({_top(each, columns) for each in held}) == 5)
    assert [_top(each, columns) for each in held] == sorted(_top(each, columns) for each in held)


def _top(widget: QWidget, within: QWidget) -> int:
    return widget.mapTo(within, widget.rect().topLeft()).y()


def test_what_grows_in_a_column_is_given_its_room_after_the_columns_changed(
    theme: Theme, qtbot: QtBot
) -> None:
    columns = Columns(theme, least=10, most=2)
    qtbot.addWidget(columns)
    label = QLabel("word")
    label.setWordWrap(True)
    columns.add(label)
    columns.add(QLabel("other"))
    columns.resize(theme.pixels(30), 50)
    columns.show()
    columns.resize(theme.pixels(8), 50)
    before = columns.heightForWidth(columns.width())
    label.setText("word " * 100)
    qtbot.waitUntil(lambda: columns.heightForWidth(columns.width()) > 3 * before)


def test_the_self_check_asks_each_quality_once_and_keeps_its_row(qtbot: QtBot, context: FieldContext) -> None:
    form = finished(FormView(Formulation, context, formulation.FORM), qtbot)
    form.load(Formulation(qualities=(Quality(row="r", quality="plain", holds="no"),)))
    form.finish()
    check = form.fields.boxes["qualities"].editor
    assert isinstance(check, SelfCheck)
    assert {code: radios.answer() for code, radios in check.answers.items() if radios.answer()} == {
        "plain": "no"
    }
    for code, label in (("useful", "Partly"), ("account", "Yes"), ("plain", "Yes")):
        press(check.answers[code], label)
    kept = form.content().qualities
    assert [(row.quality, row.holds) for row in kept] == [
        ("account", "yes"),
        ("plain", "yes"),
        ("useful", "partly"),
    ]
    assert kept[1].row == "r"
    assert len({row.row for row in kept}) == 3


def test_that_nothing_new_was_found_is_said_by_one_key_once_it_was_asked(
    qtbot: QtBot, context: FieldContext
) -> None:
    form = finished(FormView(SessionNote, context, session_note.FORM), qtbot)
    form.load(SessionNote(risk_checked="no"))
    form.finish()
    found = form.fields.boxes["risk_found"].editor
    assert isinstance(found, session_note.RiskFound)
    # Why it was not asked has no usual words.
    assert found.nothing.isHidden()
    form.load(SessionNote(risk_checked="yes"))
    assert not found.nothing.isHidden()
    found.nothing.click()
    assert form.content().risk_found == "Nothing new."
    assert found.nothing.isHidden()


def press(group: QWidget, label: str) -> None:
    """Choose an option by its words."""
    next(each for each in group.findChildren(RadioOption) if each.text() == label).click()
