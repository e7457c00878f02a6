"""Pages are drawn as they come into sight, and let go when they are far away."""

import io

import pytest
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from app.errors import CannotTell
from app.views.context.tasks import Tasks
from app.views.theme.theme import Theme
from app.views.widgets.pdf_view import PdfView
from tests.views.desk_ground import context_of
from tests.views.settling import settle

PAGES = 40


@pytest.fixture(scope="module")
def pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(1, PAGES + 1):
        canvas.drawString(72, 700, f"This is leaf {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, tasks: Tasks, pdf: bytes) -> PdfView:
    made = PdfView(context_of(theme, tasks))
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    made.show_pdf(pdf)
    qtbot.waitUntil(lambda: len(made.pages) == PAGES)
    qtbot.waitUntil(lambda: drawn(made)[:1] == [1])
    rest(qtbot, made)
    return made


def drawn(view: PdfView) -> list[int]:
    """The pages that have a picture."""
    return [n for n, page in enumerate(view.pages, 1) if not page.pixmap().isNull()]


def rest(qtbot: QtBot, view: PdfView) -> None:
    """Wait until what is in sight is drawn."""
    settle(view, lambda: not view._context.tasks.is_busy)


def test_only_pages_in_sight_and_their_neighbours_are_drawn(view: PdfView) -> None:
    assert drawn(view) == [1, 2]


def test_there_is_room_for_every_page_from_the_start(view: PdfView) -> None:
    tall = view.pages[0].height()
    assert tall == pytest.approx(view.pages[0].width() * 2**0.5, rel=0.01)
    assert view.area.verticalScrollBar().maximum() > tall * (PAGES - 1)


def test_the_end_is_drawn_when_one_is_there_and_the_beginning_is_let_go(qtbot: QtBot, view: PdfView) -> None:
    bar = view.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: PAGES in drawn(view))
    rest(qtbot, view)
    assert drawn(view) == [PAGES - 1, PAGES]


def test_each_page_says_its_number_and_its_text(view: PdfView) -> None:
    assert view.pages[1].accessibleName() == f"Page 2 of {PAGES}"
    assert "This is leaf 2" in view.pages[1].accessibleDescription()


def test_larger_and_smaller_change_the_width_and_stay_at_the_place(qtbot: QtBot, view: PdfView) -> None:
    bar = view.area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = view.pages[0].width()
    view.zoom_to(2.0)
    qtbot.waitUntil(lambda: abs(bar.value() / bar.maximum() - 0.5) < 0.02)
    assert view.pages[0].width() == pytest.approx(2 * before, abs=2)
    view.zoom_to(1.0)
    assert view.pages[0].width() == before
    rest(qtbot, view)


def test_the_pages_fit_the_width_there_is(qtbot: QtBot, view: PdfView) -> None:
    view.resize(420, 600)
    rest(qtbot, view)
    assert view.pages[0].width() < 420
    assert view.area.horizontalScrollBar().maximum() == 0


def test_what_is_no_pdf_is_told_and_shows_nothing(qtbot: QtBot, view: PdfView) -> None:
    with qtbot.waitSignal(view.failed) as told:
        view.show_pdf(b"no PDF")
    assert told.args is not None
    assert isinstance(told.args[0], CannotTell)
    assert view.pages == []
