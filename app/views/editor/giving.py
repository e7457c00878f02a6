"""How a measure is given: handed to the person on this screen, or printed for paper."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from app.domain.measures.catalogue import NO_MEASURES
from app.domain.measures.giving import is_whole
from app.services.measures import blank_form
from app.services.records.drafts import DraftView
from app.views.context.places import HandOver
from app.views.editor.draft_page import DraftPage
from app.views.editor.sheet_form import SheetForm
from app.views.widgets.layouts import vertical
from app.views.widgets.notice import Notice

if TYPE_CHECKING:
    from app.domain.measures.declare import Measure

_HAND_OVER: Final = (
    "The person can answer these questions on this screen, with nothing else of Casework in reach."
)
_PRINT: Final = "The form can be printed: it names nobody. What is marked on it is typed below by its digits."


class Giving(QWidget):
    """Lines over the form of a page, there as soon as the answers so far leave room for either way."""

    def __init__(self, page: DraftPage) -> None:
        super().__init__()
        self._page = page
        self._form: SheetForm | None = None
        self._measures = NO_MEASURES
        self._printed: Measure | None = None
        self.hand_over, self.printing = Notice(page.context.theme), Notice(page.context.theme)
        vertical(self, self.hand_over, self.printing, gap=page.context.theme.px(4))
        self.hide()

    def begin(self, opened: DraftView, form: SheetForm) -> None:
        """Follow what is answered in the form, where its kind can be given so."""
        if opened.kind.handed_over is None:
            return
        self._form, self._measures = form, opened.measures
        self.hand_over.offer("Hand over…", self._hand_over)
        self.printing.offer("Save the blank form…", self._ask_where_to_print)
        form.settled.connect(self._offer)
        self._offer()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Go out of sight with the form."""
        self.setVisible(not hidden and any(each.text for each in (self.hand_over, self.printing)))

    def _offer(self) -> None:
        draft, form = self._page.draft, self._form
        how = draft.kind.handed_over if draft is not None else None
        if form is None or how is None:
            return
        content = form.body.content()
        measure = how.asks(content, self._measures)
        is_open = measure is not None and not is_whole(measure, how.answers(content))
        self._printed = None if how.answers(content) else how.prints(content, self._measures)
        self.hand_over.tell(_HAND_OVER if is_open else "", "note")
        self.printing.tell(_PRINT if self._printed is not None else "", "note")
        self.setVisible(is_open or self._printed is not None)

    def _ask_where_to_print(self) -> None:
        page, name = self._page, f"{self._printed.id if self._printed else 'form'}.pdf"
        page.context.asks.save_file(page, "Save the blank form", name, "PDF files (*.pdf)", self._save_form)

    def _save_form(self, out: Path) -> None:
        if self._printed is None:
            return
        told, bar = f"The blank form was saved as {out.name}.", self._page.bar
        self._page.run(
            blank_form.write, self._printed, out, then=lambda _: bar.tell(told, "good"), aside=True
        )

    def _hand_over(self) -> None:
        page = self._page
        if page.draft is not None:
            page.draft.autosave.flush()
            # Behind the save: nothing is handed over that is not in the vault.
            page.run(page.desk.drafts.open, page.draft_id, then=self._saved)

    def _saved(self, _: DraftView) -> None:
        page = self._page
        if page.draft is not None and page.draft.autosave.unsaved() is None:
            page.go(HandOver(page.case_id, page.draft_id))
