"""A new record: which kind, and where it is kept."""

from collections.abc import Callable
from typing import ClassVar, Final

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.domain.fields.compartments import Compartment
from app.domain.kinds.registry import OFFERED
from app.domain.records.kind import Kind
from app.services.cases.casefile import Offer
from app.services.desk import Desk
from app.services.records.drafts import DraftView
from app.views.context.context import Context
from app.views.context.places import CaseAt, DraftAt, WithPerson
from app.views.forms.columns import Columns
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import LEFT, vertical
from app.views.widgets.page import Page
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.unmoved import DropDown
from app.views.widgets.words import words

_CARD_EMS: Final = 22
_MOST_ACROSS: Final = 3
_ADMITTED: Final = "Only who is admitted there can read it"


class NewRecordPage(Page):
    """Chooses a kind and begins the draft; with a kind given, begins it at once."""

    title: ClassVar[str] = "New record"
    help: ClassVar[str] = "new-record"

    def __init__(self, desk: Desk, context: Context, case_id: str, kind: str = "") -> None:
        super().__init__(desk, context)
        self._case_id, self._kind = case_id, kind
        self._readers: tuple[str, ...] = ()
        self.kept_in = DropDown()
        self.kept_in.setObjectName("kept_in")
        self.cards = tuple(KindCard(context, made, self._beginner(made)) for made in OFFERED)
        px = context.theme.px
        self.body.setContentsMargins(px(24), px(12), px(12), 0)
        self.at_foot(button("Cancel", lambda: self.go(CaseAt(case_id)), shortcut="Escape"))
        self.body.addWidget(self._where())
        self.body.addWidget(self._kinds(), 1)
        self.first = self.cards[0].begin

    def arrive(self) -> None:
        """Ask what may be chosen, or begin."""
        if self._kind:
            self._begin(self._kind)
        else:
            self.run(self.desk.casefile.offer, self._case_id, then=self._show)

    def _beginner(self, made: Kind) -> Callable[[], None]:
        return lambda: self._begin(made.code)

    def _where(self) -> QWidget:
        row = FlowRow(self.context.theme.pixels(0.5))
        label = words("Kept in", "label", wrap=False, buddy=self.kept_in)
        self.read_by = words(_ADMITTED, "hint", wrap=False)
        self.kept_in.currentIndexChanged.connect(self._say_readers)
        row.add(label, self.kept_in, self.read_by)
        return row

    def _kinds(self) -> QScrollArea:
        theme = self.context.theme
        columns = Columns(theme, least=_CARD_EMS, most=_MOST_ACROSS)
        for card in self.cards:
            columns.add(card)
        area = Scrolled()
        area.hold(columns, 1, pad=(0, 0, theme.pixels(0.6), 0))
        return area

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
        stop = next((caution.words for caution in offer.cautions if caution.kind == "stop"), "")
        for card in self.cards:
            card.warn(stop if card.with_person else "")

    def _begin(self, code: str) -> None:
        where = self.kept_in.currentData()
        # The usual place is the kind's own.
        chosen = Compartment(where) if where and where != Compartment.CLINICAL else None
        begin, case = self.desk.drafts.begin, self._case_id
        self.run(begin, case, code, chosen, then=self._go_on)

    def _go_on(self, draft: DraftView) -> None:
        place = WithPerson if draft.kind.beside_person else DraftAt
        self.go(place(self._case_id, draft.id))


class KindCard(QFrame):
    """A kind: what is to be known of it, and the button that begins one."""

    def __init__(self, context: Context, made: Kind, begin: Callable[[], None]) -> None:
        super().__init__()
        self.code, self.with_person = made.code, made.with_person
        self.setObjectName("card")
        self.begin = button(f"Begin {made.title.lower()}", begin)
        self.begin.setObjectName(f"begin_{made.code}")
        note = words(made.note or f"Begins with: {made.event_label.lower()}", "hint")
        self._care = words("", "care")
        self._care.hide()
        self.begin.setAccessibleDescription(note.text())
        pad = context.theme.pixels(0.9)
        vertical(self, words(made.title, "h2"), note, self._care, 1, (self.begin, LEFT), pad=pad)

    @property
    def care(self) -> str:
        """What is to be known first; empty when there is nothing."""
        return self._care.text()

    def warn(self, message: str) -> None:
        """Say what is to be known before one is begun; empty takes it away."""
        self._care.setText(message)
        self._care.setVisible(bool(message))
