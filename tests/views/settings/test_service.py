"""The service on its page: stated in a form by the passphrase, refused where it tells too much, seen by everybody."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.cases.site_settings import DayOff
from app.domain.values.dates import ClinicalDate
from app.services.desk import Desk
from app.services.vault.open_vault import OpenVault
from app.views.context.context import Context
from app.views.context.places import ChangeService, RailPart
from app.views.context.tasks import Tasks
from app.views.settings.changing_service import ChangingServicePage
from app.views.settings.service import ServiceSection
from app.views.settings.settings_page import SettingsPage
from app.views.theme.theme import Theme
from app.views.widgets.page import Page
from tests.builders import LEAD_PASSPHRASE, PLAIN_NAME, SITE
from tests.confirmed import state_settings
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


def _service(qtbot: QtBot, page: Page) -> ServiceSection:
    assert isinstance(page, SettingsPage)
    page.show_part(next(n for n, part in enumerate(page.parts) if part is ServiceSection))
    settled(qtbot, page)
    assert isinstance(page.part, ServiceSection)
    return page.part


def test_the_lead_states_it_by_the_passphrase_and_what_tells_too_much_is_said_at_its_field(
    qtbot: QtBot, screen: Screen
) -> None:
    asks = Answers(passphrases=["not my passphrase", LEAD_PASSPHRASE])
    page = screen(ChangingServicePage, asks)
    assert isinstance(page, ChangingServicePage)
    went = places_of(page)
    form = page.form
    assert form is not None
    form.finish()
    held = form.content()
    line = next(each for each in page.findChildren(QLineEdit) if each.accessibleName() == "Plain name")
    line.selectAll()
    qtbot.keyClicks(line, SITE)
    press(page, "State them…")
    settled(qtbot, page)
    assert "without “stalk”" in texts(page)
    assert asks.asked == []
    christmas = DayOff(day=ClinicalDate(2026, 12, 25), what="Christmas Day")
    form.load(replace(held, telephone="01134 960190", days_off=(christmas,)))
    press(page, "State them…")
    settled(qtbot, page)
    assert "That is not your passphrase: nothing was done." in texts(page)
    press(page, "State them…")
    settled(qtbot, page)
    assert went == [RailPart("settings")]
    stated = page.desk.service.settings()
    assert (stated.telephone, [each.what for each in stated.days_off]) == ("01134 960190", ["Christmas Day"])


def test_everybody_sees_what_holds_and_the_lead_makes_certificates_with_another_name(
    qtbot: QtBot, screen: Screen
) -> None:
    asks = Answers(passphrases=[LEAD_PASSPHRASE, LEAD_PASSPHRASE])
    page = screen(SettingsPage, asks)
    went = places_of(page)
    section = _service(qtbot, page)
    shown = texts(section)
    for said in (SITE, PLAIN_NAME, "180", "Assessment: 90", "Settings of the service: "):
        assert said in shown
    assert "Certificates bear" not in shown
    press(page, "Change…")
    assert went == [ChangeService()]
    state_settings(page.desk.vault, replace(page.desk.service.settings(), plain_name="Millrace Clinic"))
    page.renew(frozenset())
    settled(qtbot, page)
    assert f"Certificates bear “{PLAIN_NAME}” and not the plain name" in texts(section)
    press(page, "Make certificates with the plain name…")
    settled(qtbot, page)
    assert "Certificates bear the plain name from now on." in texts(page)
    assert "and not the plain name" not in texts(section)
