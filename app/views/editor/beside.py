"""What stands beside the form: the evidence, the record before this one, and any record that is opened to be read."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from app.domain.values.dates import ClinicalDate
from app.services.records.editing import Earlier, OpenedDraft
from app.views.editor.evidence import Evidence, in_order
from app.views.editor.previous import Previous
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.layouts import vertical
from app.views.widgets.unmoved import Tabs

_MOST_OPENED: Final = 4
_ABREAST: Final = 2


class Beside(QWidget):
    """`closed` gives the room back to the form; `brought` is a field's name, its value and the date it is from."""

    closed = Signal()
    brought = Signal(str, object, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._kind, self._kept = "", 1
        self.evidence = Evidence(theme)
        self.tabs = QTabWidget()
        self.tabs.setTabBar(Tabs())
        self.tabs.setAccessibleName("Beside the draft")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.evidence, "Evidence")
        self.tabs.tabCloseRequested.connect(self._close_tab)
        # A sign and no word: the tabs need the room in a narrow window.
        close = button("", self.closed.emit, kind="quiet", hint="Give its room to the form (Ctrl+Shift+E)")
        close.setAccessibleName("Close")
        close.wear(theme, "x", "muted")
        self.tabs.setCornerWidget(close)
        self.setObjectName("aside")
        self.setProperty("side", "right")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        vertical(self, self.tabs, pad=(theme.px(12), theme.px(4), theme.px(12), theme.px(8)))

    def show_opened(self, opened: OpenedDraft) -> None:
        """Show what belongs to a draft."""
        self._kind = opened.draft.kind.code
        self.evidence.show_citable(in_order(opened.citable))
        if opened.earlier:
            self._add(opened.earlier, opened.earlier.what, can_bring=not opened.draft.replaces_id)
            if opened.draft.replaces_id or opened.draft.about_id:
                self.tabs.setCurrentIndex(1)
        self._kept = self.tabs.count()
        self._fit_tabs()

    def open(self, earlier: Earlier) -> None:
        """Open a record to be read; the one opened longest ago gives way."""
        event = earlier.record.sheet.event or ClinicalDate()
        title = f"{earlier.what} {event.show()}"
        pane = self._add(earlier, title, can_bring=True)
        shut = button("×", lambda: self._close_tab(self.tabs.indexOf(pane)), kind="quiet")
        shut.setAccessibleName(f"Close {title}")
        bar = self.tabs.tabBar()
        bar.setTabButton(self.tabs.indexOf(pane), Tabs.ButtonPosition.RightSide, shut)
        while self.tabs.count() > self._kept + _MOST_OPENED:
            self._close_tab(self._kept)
        self.tabs.setCurrentWidget(pane)
        self.tabs.currentWidget().setFocus()

    def show_evidence(self) -> None:
        """Bring the evidence to the front and give it the keyboard."""
        self.tabs.setCurrentWidget(self.evidence)
        self.evidence.take_focus()

    def _add(self, earlier: Earlier, title: str, *, can_bring: bool) -> Previous:
        same = earlier.record.kind.code == self._kind
        pane = Previous(self._theme, earlier, can_bring=can_bring and same)
        event = earlier.record.sheet.event or ClinicalDate()
        pane.brought.connect(lambda name, value: self.brought.emit(name, value, event.show()))
        self.tabs.setTabToolTip(self.tabs.addTab(pane, title), title)
        self._fit_tabs()
        return pane

    def _close_tab(self, at: int) -> None:
        gone = self.tabs.widget(at)
        self.tabs.removeTab(at)
        if gone is not None:
            gone.deleteLater()
        self._fit_tabs()

    def _fit_tabs(self) -> None:
        """Two share the room that there is; of more some are out of sight, as a few letters of each tell nothing."""
        self.tabs.setUsesScrollButtons(self.tabs.count() > _ABREAST)
