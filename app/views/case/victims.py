"""Victims by code; who a code stands for is kept only where it must be, and shown only to those admitted."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.cases.victim import RELATIONSHIPS, VictimIdentity
from app.domain.kinds.registry import codes_in
from app.errors import StillMissing
from app.services.cases.carrying import Carrier
from app.services.cases.victims import WHY, VictimPage, VictimRow, revealing
from app.services.desk import Desk
from app.views.case.carriers import Carriers
from app.views.case.listed import RecordsBelow
from app.views.case.reveal import Reveal
from app.views.case.tab import ScrollingTab
from app.views.context.context import Context
from app.views.context.places import RecordAt
from app.views.widgets.buttons import button
from app.views.widgets.cards import card
from app.views.widgets.confirmed import confirmed
from app.views.widgets.empty import EmptyPart
from app.views.widgets.emptying import empty_out
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.page import LastWords
from app.views.widgets.unmoved import DropDown
from app.views.widgets.words import unbroken, words

if TYPE_CHECKING:
    from app.views.case.identity import IdentityForm


class VictimSafety(ScrollingTab):
    """The victims of a case."""

    help = "victims"

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        self._is_admitted = self._is_stale = False
        self._form: IdentityForm | None = None
        self._list = vertical(None, gap=context.theme.pixels(0.6))
        self.reveal = Reveal(context.theme)
        self.reveal.asked.connect(self._reveal)
        self.reveal.change_wanted.connect(self._identify)
        self.reveal.reason.textEdited.connect(lambda _: self.bar.clear())
        self.carriers = Carriers(context.theme, desk)
        self.carriers.opened.connect(lambda record: self.go(RecordAt(case_id, record)))
        self._adding = self._add_card()
        self.first = self.relationship
        self.column.addWidget(self.reveal)
        self.column.addWidget(self.carriers)
        self.column.addLayout(self._list)
        self.column.addWidget(self._adding)
        self.told = RecordsBelow(
            context, "victims", "What was said through the advocate, and concerns", codes_in("victims")
        )
        self.told.opened.connect(lambda entry: self.go(RecordAt(case_id, entry.id)))
        self.told.refused.connect(self.refused)
        self.column.addWidget(self.told)
        self.column.addStretch(1)

    def _add_card(self) -> QFrame:
        theme = self.context.theme
        self.relationship = DropDown()
        self.relationship.addItem("Choose", "")
        for choice in RELATIONSHIPS:
            self.relationship.addItem(choice.label, choice.code)
        label = words("Relationship to the person", "label", buddy=self.relationship)
        self.relationship.setAccessibleName("Relationship to the person")
        self.relationship.activated.connect(lambda _: self.bar.clear())
        self.add = button("Add victim", self._add)
        row = FlowRow(theme.pixels(0.5), self.relationship, self.add)
        return self.card("Add a victim", words(_BY_CODE, "hint"), label, row)[0]

    def arrive(self) -> None:
        """Load the codes, and whether the member is admitted to who they stand for."""
        self.run(self.desk.victims.page, self.case_id, then=self._show)
        self.told.load(self.desk, self.case_id)

    def leave(self) -> None:
        """Take an identity off the screen, revealed or half written; what was written is kept."""
        self.reveal.conceal()
        self.carriers.hide()
        if self._form is not None:
            self._form.leave()
            self._is_stale = True
        self._close_form()

    def last_words(self) -> LastWords | None:
        """What was written of an identity and is not kept yet."""
        return self._form.last_words() if self._form is not None else None

    def showEvent(self, event: QShowEvent) -> None:
        """Say what was kept on leaving."""
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.arrive()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Names are hidden: an identity first of all."""
        self.told.hide_names(hidden)
        if hidden:
            self.reveal.conceal()
            self.carriers.hide()
        if self._form is not None:
            self._form.hide_names(hidden)

    def _show(self, seen: VictimPage) -> None:
        self._is_admitted = seen.is_admitted
        empty_out(self._list)
        for victim in seen.victims:
            self._list.addWidget(self._victim(victim))
        if not seen.victims:
            self._list.addWidget(EmptyPart(self.context.theme, "No victim yet", _NONE))
        elif not seen.is_admitted:
            self._list.addWidget(words(_NOT_ADMITTED, "hint"))

    def _victim(self, victim: VictimRow) -> QFrame:
        theme = self.context.theme
        frame, column = card(theme, pad=0.6)
        frame.setAccessibleName(victim.code)
        relationship = next((c.label for c in RELATIONSHIPS if c.code == victim.relationship), "")
        kept = "identity kept, sealed" if victim.is_identified else "known by code only"
        row = FlowRow(
            theme.pixels(1),
            words(victim.code, "h2", wrap=False),
            words(relationship, wrap=False),
            words(kept, "hint", wrap=False),
        )
        if self._is_admitted:
            row.add(self._act(victim))
        column.addWidget(row)
        if self._is_admitted and victim.kept_at is not None:
            kept = unbroken(self.desk.shown(victim.kept_at))
            said = f"What you typed of {victim.code} is kept since {kept}, not sealed yet."
            column.addWidget(words(f"{said} {_COMES_BACK}" if victim.is_identified else said, "care"))
        return frame

    def _act(self, victim: VictimRow) -> QWidget:
        code = victim.code
        if victim.is_identified:
            return button(f"Show who {code} is", lambda: self.reveal.ask_for(code))
        act = "Go on with" if victim.kept_at else "Keep"
        return button(f"{act} who {code} is", lambda: self._identify(code, VictimIdentity()))

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
        asked = self.case_id, code, reason
        confirmed(
            self,
            f"Show who {code} is",
            detail,
            partial(revealing, *asked),
            partial(self.desk.victims.reveal, *asked),
            then=self._revealed,
        )

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
        self._form.sealed.connect(self._look_for_carriers)
        self.area.hide()
        self.body.addWidget(self._form, 1)
        self._form.focus_first()

    def _look_for_carriers(self, code: str) -> None:
        """Say what carries it already: what is looked for from now on was written or sent before."""
        self.bar.tell(f"Looking for what already carries a detail of {code}.", "note")
        self.run(self.desk.victims.carriers, self.case_id, code, then=partial(self._show_carriers, code))

    def _show_carriers(self, code: str, found: tuple[Carrier, ...]) -> None:
        self.carriers.show_carriers(code, found)
        if found:
            count = f"{len(found)} places" if len(found) > 1 else "1 place"
            self.bar.tell(f"A detail of {code} already stands in {count}: see below.", "care")
        else:
            self.bar.tell(
                f"Nothing that you may read, and nothing that was sent, carries a detail of {code}.", "good"
            )

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
_COMES_BACK = "It comes back when you show who they are and choose Change."
_NOT_ADMITTED = (
    "Who the codes stand for is sealed, and you are not admitted to it. "
    "The lead can admit you, if your work needs it."
)
