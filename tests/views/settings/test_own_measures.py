"""The measures of the service's own on their page: withdrawn, made in a form, and kept from what was not confirmed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.services.vault.open_vault import OpenVault
from app.views.context.context import Context
from app.views.context.places import MakeMeasure, RailPart
from app.views.context.tasks import Tasks
from app.views.settings.making_measure import MakingMeasurePage
from app.views.settings.own_measures import MeasuresSection
from app.views.settings.settings_page import SettingsPage
from app.views.theme.theme import Theme
from app.views.widgets.page import Page
from tests.builders import LEAD_PASSPHRASE
from tests.confirmed import add_measure
from tests.measure_file import CIRCLE, MADE, TEXT, WORDED, written
from tests.views.answers import Answers
from tests.views.desk_ground import Kept, arrived, places_of, settled
from tests.views.exchange_ground import Offers, press, texts

Screen = Callable[[type, Answers], Page]


@pytest.fixture
def screen(qtbot: QtBot, vault: OpenVault, theme: Theme, tasks: Tasks) -> Iterator[Screen]:
    """A page over a real vault, at rest."""

    def show(cls: type, asks: Answers) -> Page:
        page: Page = cls(Desk.of(vault), Context(tasks, theme, asks, Kept(), Offers()))
        arrived(qtbot, page)
        return page

    yield show
    tasks.finish()


def _measures(qtbot: QtBot, page: Page) -> MeasuresSection:
    assert isinstance(page, SettingsPage)
    page.show_part(next(n for n, part in enumerate(page.parts) if part is MeasuresSection))
    settled(qtbot, page)
    assert isinstance(page.part, MeasuresSection)
    return page.part


def test_without_the_word_about_its_licence_and_the_right_passphrase_nothing_is_added(
    qtbot: QtBot, screen: Screen, tmp_path: Path
) -> None:
    asks = Answers(files=[written(tmp_path, WORDED)], passphrases=["not my passphrase"])
    page = screen(SettingsPage, asks)
    section = _measures(qtbot, page)
    press(page, "Choose a file…")
    settled(qtbot, page)
    assert section.used_by.hasFocus()
    press(page, "Add the measure…")
    assert "Say by what licence it is used here" in texts(section)
    assert asks.asked == ["Choose the file of a measure"]
    section.used_by.setText("Ours")
    press(page, "Add the measure…")
    settled(qtbot, page)
    assert "That is not your passphrase: nothing was done." in texts(page)
    assert page.desk.measures.page() == ()
    # What was looked at still stands there.
    assert "It will look like this" in texts(section)


def test_a_file_with_bands_that_overlap_and_a_score_made_of_itself_is_told_of_and_not_added(
    qtbot: QtBot, screen: Screen, tmp_path: Path
) -> None:
    circle = CIRCLE.format("a", "b") + CIRCLE.format("b", "a")
    spoilt = TEXT.replace("from = 6", "from = 5").replace("\n[[bands]]", f"{circle}\n[[bands]]", 1)
    page = screen(SettingsPage, Answers(files=[written(tmp_path, spoilt)]))
    section = _measures(qtbot, page)
    press(page, "Choose a file…")
    settled(qtbot, page)
    told = texts(section)
    assert "Bands of total overlap at 5." in told
    assert "Score a is made from itself: a, b, a." in told
    assert page.desk.measures.page() == ()


def test_one_is_withdrawn_and_stays_in_sight(
    qtbot: QtBot, vault: OpenVault, screen: Screen, tmp_path: Path
) -> None:
    add_measure(vault, written(tmp_path))
    page = screen(SettingsPage, Answers(passphrases=[LEAD_PASSPHRASE]))
    section = _measures(qtbot, page)
    press(page, "Withdraw INVENTED: Invented scale, version 1")
    settled(qtbot, page)
    assert "not offered any more" in texts(section)
    assert not [each for each in page.desk.measures.catalogue().offered if each.id == "site-invented"]
    places = places_of(page)
    press(page, "Make one…")
    assert places == [MakeMeasure()]


def test_one_is_made_shown_and_added_as_it_was_shown(qtbot: QtBot, screen: Screen, tmp_path: Path) -> None:
    page = screen(MakingMeasurePage, Answers(passphrases=[LEAD_PASSPHRASE], files=[tmp_path / "calm.pdf"]))
    assert isinstance(page, MakingMeasurePage)
    assert page.form is not None
    press(page, "Show how it will look")
    assert "Write “Full name”" in texts(page)
    page.form.load(MADE)
    press(page, "Show how it will look")
    settled(qtbot, page)
    assert "total, 0 to 6: restless from 0, calm from 4" in texts(page)
    assert "Change of total (2 or more, 90 %, SD 1.5, reliability 0.90: Our pilot, 2026)" in texts(page)
    press(page, "Save the blank form…")
    settled(qtbot, page)
    assert (tmp_path / "calm.pdf").read_bytes().startswith(b"%PDF-")
    # What is changed has to be shown again.
    box = page.form.fields.boxes["short"].editor
    box.edited.emit()
    assert not page.act.isEnabled()
    assert not page.printed.isEnabled()
    press(page, "Show how it will look")
    settled(qtbot, page)
    places = places_of(page)
    press(page, "Add the measure…")
    settled(qtbot, page)
    assert places == [RailPart("settings")]
    (own,) = page.desk.measures.page()
    assert (own.name, own.used_by) == ("site-calm@1", MADE.terms)
    assert page.desk.measures.catalogue().find("site-calm").has_wording
