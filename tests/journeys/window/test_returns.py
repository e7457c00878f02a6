"""A quarter is chosen, counted and read in the window."""

from app.domain.cases.training import Training
from app.domain.values.dates import ClinicalDate
from app.services.cases.trainings import Trainings
from app.views.cases.returns import Returns
from app.views.context.places import RailPart
from tests.journeys.window.ground import Desk
from tests.views.stalls import not_counted

NOT_COUNTED = "Not counted: cases that its maker is not admitted to."


def table(page: Returns) -> list[tuple[str, str]]:
    """What stands in the table."""
    cells = ((page.table.item(row, 0), page.table.item(row, 1)) for row in range(page.table.rowCount()))
    return [(label.text().strip(), number.text()) for label, number in cells if label and number]


def test_a_quarter_is_counted_and_read(desk: Desk) -> None:
    with not_counted():
        vault = desk.open_desk.desk.vault
        on = ClinicalDate.of(vault.today())
        given = Training(held_on=on, subject="Stalking", agency="police", heads=14, hours="3")
        Trainings(vault).give(given)
    desk.open_desk.shell.go(RailPart("returns"))
    desk.rest()
    page = desk.open_desk.shell.front
    assert isinstance(page, Returns)
    assert NOT_COUNTED in desk.texts()
    desk.press("Count the quarter")
    desk.rest()
    told = table(page)
    at = told.index(("People trained", ""))
    assert told[at + 1] == ("Of people who came to training in the quarter", "14")
    # Of so few cases nothing is told.
    assert told[told.index(("Sex", "")) + 1] == ("Of people with a case open in the quarter", "hidden")
    assert page.count.isEnabled()
