"""What a draft may rest on, to be cited or read beside: the case's signed records, their rows, its victims by code."""

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.domain.fields.declare import Target
from app.domain.kinds.registry import title
from app.services.records.citable import Citable
from app.views.context import voice
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.fields import finding
from app.views.widgets.flow import FlowRow
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.shortcut import shortcut
from app.views.widgets.words import HYPHEN, unbroken, words

_CITABLE: Final = Qt.ItemDataRole.UserRole
_LEAST_EMS: Final = 8


def is_victim(found: Citable) -> bool:
    """Whether it is a victim, known by code, and no record."""
    return found.kind == Target.VICTIM


def citation(found: Citable) -> str:
    """What stands in a text for a record, a row of one or a victim: plain words, so that they read in a PDF too.

    Of a row its code alone: a text may go where the words of the row, which may be sealed, must not.
    """
    if is_victim(found):
        return found.id
    if found.row is not None:
        return f"[{found.row.code}, {title(found.kind).lower()} of {found.row.event.show()}]"
    return f"[{title(found.kind)}, {found.when}]"


class Evidence(Scrolled):
    """`cited` wants it in the field that was left, `opened` wants to read it; `given_up` goes back to the form."""

    cited = Signal(object)
    opened = Signal(object)
    given_up = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._all: tuple[Citable, ...] = ()
        self.filter = finding("Find in this case's records, by words or by a code such as F2")
        self.list = QListWidget()
        self.list.setObjectName("lines")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("Records, their rows and victims of this case")
        self.count = words("", "small")
        self.filter.textChanged.connect(self._show)
        self.list.itemActivated.connect(lambda item: self.opened.emit(item.data(_CITABLE)))
        self.list.setMinimumHeight(theme.pixels(_LEAST_EMS))
        # In a low window with large text the pane scrolls as a whole.
        label = words("Find in this case's records", "label", buddy=self.filter)
        self.filter.setPlaceholderText("Words, a date or a code: F2")
        pad = (theme.pixels(0.4), theme.pixels(0.4), 0, 0)
        self.hold(label, self.filter, self.count, (self.list, 1), self._acts(theme), pad=pad)
        shortcut(self, "Ctrl+E", "Cite the chosen record", self._cite)
        shortcut(self, "Escape", "Back to the field", self.given_up.emit)

    def show_citable(self, found: Iterable[Citable]) -> None:
        """Show what can be cited, in the order given."""
        self._all = tuple(found)
        self._show()

    def take_focus(self) -> None:
        """Give the keyboard to the list, or to the filter where there is none."""
        if self.list.count() and self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        (self.list if self.list.count() else self.filter).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _acts(self, theme: Theme) -> FlowRow:
        return FlowRow(
            theme.pixels(0.4),
            button("Cite", self._cite, hint="Put it into the field you came from (Ctrl+E)"),
            button("Open beside", self._open, hint="Read it here, beside the draft (Enter)"),
        )

    def _chosen(self) -> Citable | None:
        item = self.list.currentItem()
        return item.data(_CITABLE) if item else None

    def _cite(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.cited.emit(chosen)

    def _open(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.opened.emit(chosen)

    def _show(self) -> None:
        wanted = _found_by(self.filter.text()).split()
        kept = [each for each in self._all if all(word in _found_by(_line(each)) for word in wanted)]
        self.list.clear()
        for each in kept:
            item = QListWidgetItem(_line(each))
            item.setData(_CITABLE, each)
            self.list.addItem(item)
        self.count.setText(self._counted(len(kept)))
        if wanted:
            voice.say(self.count, self.count.text())

    def _counted(self, shown: int) -> str:
        if not self._all:
            return "Nothing signed in this case yet"
        if shown == len(self._all):
            return f"{shown} in this case"
        return f"Filtered: showing {shown} of {len(self._all)}"


def _line(each: Citable) -> str:
    if is_victim(each):
        return each.title
    if each.row is not None:
        return unbroken(each.title)
    kind = title(each.kind)
    message = each.title if each.title.startswith(kind) else f"{kind}: {each.title}"
    return f"{unbroken(each.when)}  {message}"


def _found_by(text: str) -> str:
    """As a person types it: dates are shown with hyphens at which no line breaks."""
    return text.replace(HYPHEN, "-").casefold()


def in_order(citable: Mapping[Target, tuple[Citable, ...]]) -> tuple[Citable, ...]:
    """Victims first, then records, each with its rows; an order is one of the records."""
    return (*citable.get(Target.VICTIM, ()), *citable.get(Target.RECORD, ()))
