"""The third step: the check for victims' details, and the pages as they will be."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.sharing.looked import Looked
from app.services.sharing.preparing import Prepared
from app.services.sharing.releasing import Opened
from app.views.context.context import Context
from app.views.sharing.passing import Passing
from app.views.widgets.emptying import empty_out
from app.views.widgets.layouts import vertical
from app.views.widgets.outcome import Outcome
from app.views.widgets.pdf_view import PdfView
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.share_words import place
from app.views.widgets.words import words

_NO_MORE = "It finds what it was told of and no more: read the pages yourself before you sign."
_WAITS = "It needs release."
_WAITS_MORE = (
    "Your program cannot look for victims’ details. A colleague who holds the victim check looks at exactly these "
    "pages; come back here, within 7 days, to sign them."
)
_READ = "Read the pages once more before you sign."
_FOUND = "Nothing was made: a protected victim detail stands in it."
_FOUND_MORE = (
    "What you typed you can mend with Back. For what comes from a record, write a new version of that record without "
    "the detail, then come back here. If it is no victim’s detail at all, a colleague can say so."
)
_HANDED = "It waits for a colleague who knows the victims."
_HANDED_MORE = (
    "They look at exactly these pages and say of each place whether it is a victim’s detail. Come back here, within 7 "
    "days, to sign them."
)
_FOUND_HERE = "A protected victim detail may stand in it."
_FOR_OTHERS = (
    "Whether it is one is for a colleague to say who knows the victims. If so, its author has to change it."
)
_CHANGED_ELSE = "Release it only if none of it is a victim’s detail. Otherwise its author has to change it."


class CheckStep(QWidget):
    """Shows the outcome; the pages only where nothing protected was found."""

    title = "Check and preview"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.places: tuple[str, ...] = ()
        self.can_be_signed = False
        self.outcome = Outcome(context.theme)
        self._list = QWidget()
        self._list.setObjectName("page")
        self._lines = QVBoxLayout(self._list)
        self._list.hide()
        self.notes = words("", "label")
        self.notes.hide()
        self.passing = Passing(context.theme)
        self.passing.hide()
        self.pdf = PdfView(context)
        self.pdf.area.setAccessibleName("Preview of the summary")
        inside = QWidget()
        inside.setObjectName("page")
        vertical(
            inside,
            self.outcome,
            self.notes,
            self._list,
            self.passing,
            (self.pdf, 1),
            gap=context.theme.pixels(0.6),
        )
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        # In a low window the pages keep a height that can be read, and the whole scrolls.
        self._area = Scrolled(inside)
        outside.addWidget(self._area)
        self.pdf.hide()

    def clear(self) -> None:
        """Forget what was shown."""
        self.places, self.can_be_signed = (), False
        self.pdf.show_pdf(b"")
        for part in (self.outcome, self.notes, self._list, self.passing, self.pdf):
            part.hide()

    def show_prepared(self, prepared: Prepared) -> None:
        """Show the very pages that would be signed; where something protected stands in them, the places alone."""
        self.clear()
        self.can_be_signed = prepared.can_be_signed
        self.notes.setText("\n".join(prepared.notes))
        self.notes.setVisible(bool(prepared.notes))
        if prepared.released_by:
            self._show(
                "good", f"{prepared.released_by} looked at exactly these pages, and released them.", _READ
            )
        elif prepared.places:
            waits = (_HANDED, _HANDED_MORE) if prepared.needs_release else (_FOUND, _FOUND_MORE)
            self._show_places(prepared.places, "care" if prepared.needs_release else "error", *waits)
            return
        elif prepared.needs_release:
            self._show("care", _WAITS, _WAITS_MORE)
        elif prepared.looked is not None:
            self._show_clean(prepared.looked)
        self.pdf.show()
        self.pdf.show_pdf(prepared.pdf)

    def show_opened(self, opened: Opened) -> None:
        """Show what a colleague prepared, with where something protected stands in it."""
        self.clear()
        self.can_be_signed = opened.may_pass or not opened.places
        if opened.places and not opened.may_pass:
            self._show_places(opened.places, "error", _FOUND_HERE, _FOR_OTHERS)
            return
        if opened.places:
            self.places = tuple(map(place, opened.places))
            self._show("care", _FOUND_HERE, _CHANGED_ELSE)
            self.passing.show_places(opened.places)
            self.passing.show()
        elif opened.looked is not None:
            self._show_clean(opened.looked)
        self.pdf.show()
        self.pdf.show_pdf(opened.pdf)

    def _show_clean(self, looked: Looked) -> None:
        """Nothing was found: how much that means is said with it."""
        kind = "good" if looked.is_whole else "note"
        self._show(kind, looked.headline, f"{looked.words} {_NO_MORE}")

    def _show_places(self, places: tuple[str, ...], kind: str, headline: str, more: str) -> None:
        """Show where protected details stand, never which."""
        self.places = tuple(map(place, places))
        self._show(kind, headline, more)
        empty_out(self._lines)
        self._lines.addWidget(words("It stands in:", "label"))
        for each in self.places:
            self._lines.addWidget(words(f"•  {each}"))
        self._lines.addStretch(1)
        self._list.show()

    def focus_first(self) -> None:
        """Give the keyboard to the pages, which arrow keys scroll."""
        if self.pdf.isVisible():
            self.pdf.area.setFocus()

    def _show(self, kind: str, headline: str, more: str) -> None:
        count = f" {len(self.places)} places." if len(self.places) > 1 else ""
        self.outcome.tell(kind, headline, more, aloud=headline + count)
        self._area.verticalScrollBar().setValue(0)
