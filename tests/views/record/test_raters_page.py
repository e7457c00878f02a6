"""Two ratings side by side: where the raters agree, where they differ, and what they hold together."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.kinds.spj.content import Judged, Rater, Slot, Spj
from app.services.desk import Desk
from app.services.records.records import Records
from app.services.vault.open_vault import OpenVault
from app.views.context.context import Context
from app.views.context.places import RatersAt
from app.views.context.tasks import Tasks
from app.views.record.raters_page import RatersPage
from app.views.record.record_page import RecordPage
from app.views.theme.theme import Theme
from tests.builders import complete, draft_with, signed
from tests.confirmed import sign
from tests.views.desk_ground import arrived, context_of, places_of


@pytest.fixture
def context(theme: Theme, tasks: Tasks) -> Context:
    return context_of(theme, tasks)


@pytest.fixture
def desk(vault: OpenVault) -> Desk:
    return Desk.of(vault)


def slots(*presence: str) -> tuple[Slot, ...]:
    """Items 1 and on."""
    return tuple(Slot(n=f"{n}", presence=each) for n, each in enumerate(presence, 1))


def both(vault: OpenVault, case_id: str, first: tuple[Slot, ...], second: tuple[Slot, ...]) -> str:
    """A second rating of another, both signed; gives the second."""
    made: Spj = complete(Spj)
    low = Judged(of="imminent", word="low", because="No plan seen")
    one = replace(
        made,
        slots=first,
        judgements=(low,),
        raters=(Rater(who="Dr A", order="first", trained="yes"),),
    )
    series = Records(vault).read(sign(vault, draft_with(vault, case_id, "spj", one))).provenance.series
    two = replace(
        one,
        slots=second,
        judgements=(replace(low, word="high", because="The licence ends"),),
        raters=(Rater(who="Dr B", order="second", blind="yes", trained="yes"),),
        rates_again=series,
        agreed=(replace(low, word="moderate", because="Both weigh the end of the licence"),),
    )
    return sign(vault, draft_with(vault, case_id, "spj", two))


def test_both_stand_item_by_item_with_how_far_they_agree(
    qtbot: QtBot, vault: OpenVault, desk: Desk, context: Context, case_id: str
) -> None:
    second = both(vault, case_id, slots("yes", "partial", "no"), slots("yes", "no"))
    page = RatersPage(desk, context, case_id, second)
    arrived(qtbot, page)
    assert page.agreed.text() == (
        "1 of 2 items that both rated agree (50 %). Weighted kappa is given from 20 items on."
    )
    rows = [[page.table.item(row, column).text() for column in range(4)] for row in range(3)]
    assert rows == [
        ["1", "Yes", "Yes", ""],
        ["2", "Partial", "No", "Differs"],
        ["3", "No", "Not rated", "Differs"],
    ]
    assert page.judged.text().splitlines()[::2] == [
        "First rater: Imminent harm: low. Because: No plan seen.",
        "Second rater: Imminent harm: high. Because: The licence ends.",
        "Agreed: Imminent harm: moderate. Because: Both weigh the end of the licence.",
    ]


def test_weighted_kappa_stands_there_from_twenty_items_on(
    qtbot: QtBot, vault: OpenVault, desk: Desk, context: Context, case_id: str
) -> None:
    ten = ("yes",) * 10
    second = both(vault, case_id, slots(*ten, *("no",) * 10), slots(*ten, *("no",) * 9, "yes"))
    page = RatersPage(desk, context, case_id, second)
    arrived(qtbot, page)
    # Distance seen 2/20 = .1; by chance 2*(10*11 + 10*9)/400 = 1.0; kappa = .90.
    assert (
        page.agreed.text()
        == "19 of 20 items that both rated agree (95 %). Weighted kappa 0.90, linear weights."
    )


def test_hidden_names_take_what_was_judged_off_the_screen(
    qtbot: QtBot, vault: OpenVault, desk: Desk, context: Context, case_id: str
) -> None:
    page = RatersPage(desk, context, case_id, both(vault, case_id, slots("yes"), slots("no")))
    arrived(qtbot, page)
    page.hide_names(True)
    assert not page.judged.isVisible()


@pytest.mark.parametrize("is_second", [True, False])
def test_a_second_rating_leads_there_and_no_other_record(
    qtbot: QtBot, vault: OpenVault, desk: Desk, context: Context, case_id: str, *, is_second: bool
) -> None:
    record = both(vault, case_id, slots("yes"), slots("no")) if is_second else signed(vault, case_id, "Words")
    page = RecordPage(desk, context, case_id, record)
    arrived(qtbot, page)
    asked = places_of(page)
    (button,) = (each for each in page.findChildren(QPushButton) if each.text() == "Compare raters")
    assert button.isVisible() is is_second
    if is_second:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert asked == [RatersAt(case_id, record)]
