"""A new record: which kind, and where it is kept."""

from typing import ClassVar, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.fields.compartments import Compartment
from app.services.cases.casefile import Offer
from app.services.desk import Desk
from app.services.records.drafts import DraftView
from app.views.context.context import Context
from app.views.context.places import CaseAt, DraftAt, SeriesAt, WithPerson
from app.views.editor.kind_table import KindTable
from app.views.widgets.buttons import button
from app.views.widgets.fields import finding
from app.views.widgets.flow import FlowRow
from app.views.widgets.page import Page
from app.views.widgets.unmoved import DropDown
from app.views.widgets.words import words

_ADMITTED: Final = "Only who is admitted there can read it"
_SERIES: Final = "Type several incidents as rows and sign them by one passphrase"
_FIND_EMS: Final = 24
_MOVES: Final = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}
_ENTER: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class NewRecordPage(Page):
    """Chooses a kind and begins the draft; with a kind given, begins it at once."""

    title: ClassVar[str] = "New record"
    help: ClassVar[str] = "new-record"

    def __init__(self, desk: Desk, context: Context, case_id: str, kind: str = "") -> None:
        super().__init__(desk, context)
        self._case_id, self._kind = case_id, kind
        self._readers: tuple[str, ...] = ()
        px = context.theme.px
        self.body.setContentsMargins(px(24), px(12), px(12), 0)
        if not kind:
            # What begins at once is gone before anybody could choose.
            self._lay_out()

    def _lay_out(self) -> None:
        self.box = finding("Find a kind of record")
        self.box.setMaximumWidth(self.context.theme.pixels(_FIND_EMS))
        self.box.setPlaceholderText("Find a kind: bail, advocate, panel")
        self.box.installEventFilter(self)
        self.kinds = KindTable(self.context)
        self.box.textChanged.connect(self.kinds.kinds.narrow)
        self.kinds.typed.connect(self._type_on)
        self.kinds.begun.connect(self._begin)
        self.at_foot(
            button("Cancel", lambda: self.go(CaseAt(self._case_id)), shortcut="Escape"),
            button("Series of incidents…", lambda: self.go(SeriesAt(self._case_id)), hint=_SERIES),
            button("Begin this record", self.kinds.begin, kind="primary"),
        )
        self.body.addWidget(self._where())
        self.body.addWidget(self.box)
        self.body.addWidget(self.kinds, 1)
        self.first = self.box

    def arrive(self) -> None:
        """Ask what may be chosen, or begin."""
        if self._kind:
            self._begin(self._kind)
        else:
            self.run(self.desk.casefile.offer, self._case_id, then=self._show)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the table while the keyboard stays in the box; Enter begins what is chosen."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is not self.box or not is_key or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _MOVES:
            self.kinds.event(event)
            return True
        if event.key() in _ENTER:
            self.kinds.begin()
            return True
        return False

    def _where(self) -> QWidget:
        row = FlowRow(self.context.theme.pixels(0.5))
        self.kept_in = DropDown()
        self.kept_in.setObjectName("kept_in")
        label = words("Kept in", "label", wrap=False, buddy=self.kept_in)
        self.read_by = words(_ADMITTED, "hint", wrap=False)
        self.kept_in.currentIndexChanged.connect(self._say_readers)
        row.add(label, self.kept_in, self.read_by)
        return row

    def _type_on(self, letters: str) -> None:
        self.box.setFocus()
        self.box.insert(letters)

    def _say_readers(self) -> None:
        """Name who reads what is restricted in this case: it is sealed for them alone."""
        restricted = self.kept_in.currentData() == Compartment.RESTRICTED
        message = ", ".join(("you", *self._readers))
        self.read_by.setText(f"Only these can read it: {message}" if restricted else _ADMITTED)

    def _show(self, offer: Offer) -> None:
        self._readers = offer.readers
        chosen = self.kept_in.currentData() or Compartment.CLINICAL
        self.kept_in.clear()
        for each in offer.compartments:
            self.kept_in.addItem(each.label, each.value)
        self.kept_in.setCurrentIndex(max(0, self.kept_in.findData(chosen)))
        self.kinds.kinds.warn(next((each.words for each in offer.cautions if each.kind == "stop"), ""))

    def _begin(self, code: str) -> None:
        where = "" if self._kind else self.kept_in.currentData()
        # The usual place is the kind's own.
        chosen = Compartment(where) if where and where != Compartment.CLINICAL else None
        begin, case = self.desk.drafts.begin, self._case_id
        self.run(begin, case, code, chosen, then=self._go_on)

    def _go_on(self, draft: DraftView) -> None:
        how = draft.kind.beside_person
        place = WithPerson if how is not None and how.opens else DraftAt
        self.go(place(self._case_id, draft.id))
