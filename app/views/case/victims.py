"""Victims by code; who a code stands for is kept only where it must be, and shown only to those admitted."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from app.domain.cases.victim import RELATIONSHIPS, VictimIdentity
from app.errors import StillMissing, WrongSecret
from app.services.cases.victims import WHY, VictimPage, VictimRow, revealing
from app.services.desk import Desk
from app.services.vault.confirming import confirmed_act
from app.views.case.reveal import Reveal
from app.views.case.tab import ScrollingTab
from app.views.context.context import Context
from app.views.widgets.buttons import button
from app.views.widgets.cards import card
from app.views.widgets.empty import EmptyPart
from app.views.widgets.emptying import empty_out
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.words import NOT_YOURS, words

if TYPE_CHECKING:
    from app.views.case.identity import IdentityForm


class VictimSafety(ScrollingTab):
    """The victims of a case."""

    help = "victims"

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        self._is_admitted = False
        self._form: IdentityForm | None = None
        self._list = vertical(None, gap=context.look.pixels(0.6))
        self.reveal = Reveal(context.look)
        self.reveal.asked.connect(self._reveal)
        self.reveal.change_wanted.connect(self._identify)
        self._adding = self._add_card()
        self.column.addWidget(self.reveal)
        self.column.addLayout(self._list)
        self.column.addWidget(self._adding)
        self.column.addStretch(1)

    def _add_card(self) -> QFrame:
        look = self.context.look
        self.relationship = QComboBox()
        self.relationship.addItem("Choose", "")
        for choice in RELATIONSHIPS:
            self.relationship.addItem(choice.label, choice.code)
        label = words("Relationship to the person", "label", buddy=self.relationship)
        self.relationship.setAccessibleName("Relationship to the person")
        self.add = button("Add victim", self._add)
        row = FlowRow(look.pixels(0.5), self.relationship, self.add)
        return self.card("Add a victim", words(_BY_CODE, "hint"), label, row)[0]

    def arrive(self) -> None:
        """Load the codes, and whether the member is admitted to who they stand for."""
        self.run(self.desk.victims.page, self.case_id, then=self._show)

    def leave(self) -> None:
        """Take an identity off the screen, revealed or half written."""
        self.reveal.conceal()
        self._close_form()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Names are hidden: an identity first of all."""
        if hidden:
            self.reveal.conceal()

    def focus_first(self) -> None:
        """Give the keyboard to what can be added."""
        self.relationship.setFocus()

    def _show(self, seen: VictimPage) -> None:
        self._is_admitted = seen.is_admitted
        empty_out(self._list)
        for victim in seen.victims:
            self._list.addWidget(self._victim(victim))
        if not seen.victims:
            self._list.addWidget(EmptyPart(self.context.look, "No victim yet", _NONE))
        elif not seen.is_admitted:
            self._list.addWidget(words(_NOT_ADMITTED, "hint"))

    def _victim(self, victim: VictimRow) -> QFrame:
        look = self.context.look
        frame, column = card(look, pad=0.6)
        frame.setAccessibleName(victim.code)
        relationship = next((c.label for c in RELATIONSHIPS if c.code == victim.relationship), "")
        kept = "identity kept, sealed" if victim.is_identified else "known by code only"
        row = FlowRow(
            look.pixels(1),
            words(victim.code, "h2", wrap=False),
            words(relationship, wrap=False),
            words(kept, "hint", wrap=False),
        )
        if self._is_admitted:
            row.add(self._act(victim))
        column.addWidget(row)
        return frame

    def _act(self, victim: VictimRow) -> QWidget:
        code = victim.code
        if victim.is_identified:
            return button(f"Show who {code} is", lambda: self.reveal.ask_for(code))
        return button(f"Keep who {code} is", lambda: self._identify(code, VictimIdentity()))

    # --- acts ---------------------------------------------------------------------------------------

    def _add(self) -> None:
        relationship = self.relationship.currentData()
        self.run(self.desk.victims.add, self.case_id, relationship, then=self._added)

    def _added(self, code: str) -> None:
        self.bar.clear()
        self.relationship.setCurrentIndex(0)
        self.saved.emit(f"{code} added")
        self.arrive()

    def _reveal(self, code: str, reason: str) -> None:
        if not reason.strip():
            self.refused(StillMissing((WHY,)))
            return
        detail = "That you looked, and when, is noted under your name."
        self.context.asks.passphrase(
            self, f"Show who {code} is", detail, lambda typed: self._confirmed(code, reason, typed)
        )

    def _confirmed(self, code: str, reason: str, passphrase: str) -> None:
        asked = self.case_id, code, reason
        act = partial(self.desk.victims.reveal, *asked)
        confirmed = self.desk.vault, passphrase, partial(revealing, *asked), act
        self.run(confirmed_act, *confirmed, then=self._revealed, failed=self._not)

    def _not(self, failure: BaseException) -> None:
        if isinstance(failure, WrongSecret):
            self.bar.tell(NOT_YOURS)
        else:
            self.refused(failure)

    def _revealed(self, identity: VictimIdentity) -> None:
        self.bar.clear()
        # Whoever left meanwhile does not come back to an identity on the screen.
        if self.reveal.isVisible():
            self.reveal.reveal(identity)

    def _identify(self, code: str, identity: Any) -> None:
        # Forms take long to load, and most visits to this tab need none.
        from app.views.case.identity import IdentityForm  # noqa: PLC0415

        self._close_form()
        self._form = IdentityForm(self.desk, self.context, self.case_id, code, identity)
        self._form.closed.connect(self._closed)
        self._form.saved.connect(self.saved)
        self.area.hide()
        self.body.addWidget(self._form, 1)
        self._form.focus_first()

    def _closed(self) -> None:
        self._close_form()
        self.arrive()

    def _close_form(self) -> None:
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None
            self.area.show()


_BY_CODE = (
    "A victim is known here by a code alone: V1, V2, and so on. Records name the code; nothing that is shared can "
    "name more."
)
_NONE = (
    "Victims of the behaviour stand here by code and relationship. Who a code stands for is kept only where a code "
    "cannot do, sealed, and only for those admitted."
)
_NOT_ADMITTED = (
    "Who the codes stand for is sealed, and you are not admitted to it. "
    "The lead can admit you, if your work needs it."
)
