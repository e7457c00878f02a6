"""A quarter is chosen, counted and read in the window."""

from app.domain.values.dates import ClinicalDate
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
    desk.open_desk.shell.go(RailPart("returns"))
    desk.rest()
    desk.press("Training given…")
    desk.rest()
    assert "No training yet." in desk.texts()
    desk.press("New training")
    desk.rest()
    with not_counted():
        today = ClinicalDate.of(desk.open_desk.desk.today_date())
    desk.type("Date", today.show())
    desk.type("Subject", "Stalking")
    desk.answer("Given to", "Police")
    desk.type("How many came", "41")
    desk.type("Hours", "3")
    desk.press("Save the training")
    desk.rest()
    assert "Police, 41 people, 3 hours" in desk.texts()
    # What was mistyped is stated anew, and counted once.
    desk.press("Change: Stalking")
    desk.rest()
    desk.type("How many came", "14")
    desk.press("Save the training")
    desk.rest()
    desk.press("Back to the returns")
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
