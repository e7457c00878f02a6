"""Who reads what is restricted in a case, and how its lead lets somebody in."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtWidgets import QFrame

from app.domain.fields.declare import Target, reference
from app.domain.fields.declare import line as line_field
from app.domain.fields.sharing import Share
from app.services.cases.restricted import WHY, CaseReaders, Reader, letting_in
from app.services.desk import Desk
from app.services.vault.member import Member
from app.services.writing.unfinished import Place
from app.views.case.tab import ScrollingTab
from app.views.context.context import Context
from app.views.forms.keeping import Keeping
from app.views.forms.kept_fields import KeptFields
from app.views.widgets.buttons import button
from app.views.widgets.cards import card
from app.views.widgets.confirmed import confirmed, not_done
from app.views.widgets.empty import EmptyPart
from app.views.widgets.emptying import empty_out
from app.views.widgets.fields import Field, line
from app.views.widgets.layouts import LEFT, vertical
from app.views.widgets.page import LastWords
from app.views.widgets.unmoved import DropDown
from app.views.widgets.words import unbroken, words

_WHO: Final = "Who is let in"


@dataclass(frozen=True, kw_only=True)
class _LettingIn:
    """Who is being let in, and why, as it is kept until it is done."""

    who: str = reference(_WHO, Target.STAFF, share=Share.INTERNAL)
    why: str = line_field(WHY, share=Share.INTERNAL)


class Access(ScrollingTab):
    """Who reads what is restricted here. Whoever leads the case, or the service, lets a colleague in."""

    help = "access"

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        self._page: CaseReaders | None = None
        self._names_hidden = False
        self._list = vertical(None, gap=context.theme.pixels(0.6))
        self.column.addLayout(self._list)
        self.who, self.why = DropDown(), line(most=500)
        self._fields = (
            Field(_WHO, self.who),
            Field(
                WHY,
                self.why,
                hint="Everybody in the team can read this: no names of others, no clinical text.",
            ),
        )
        self.let_in = button("Let somebody in…", self._ask, kind="primary")
        self._form = self.card("Let somebody in", words(_TAKES, "hint"), *self._fields, (self.let_in, LEFT))[
            0
        ]
        self.column.addWidget(self._form)
        self._form.hide()
        self.why.returnPressed.connect(self._ask)
        self.column.addStretch(1)
        typed = KeptFields(_LettingIn, {"who": self.who, "why": self.why}, self)
        self.keeping = Keeping(desk, context, Place("access", case_id), (typed,), self)
        self.keeping.brought_back.connect(self._brought_back)
        self.keeping.refused.connect(self.refused)
        self._is_looked_for = False

    def arrive(self) -> None:
        """Read who was given keys, and who could be."""
        self.run(self.desk.restricted.page, self.case_id, then=self._show)

    def leave(self) -> None:
        """Keep what is half said."""
        self.keeping.keep()

    def last_words(self) -> LastWords | None:
        """What is half said and not kept yet."""
        return self.keeping.last_words()

    def focus_first(self) -> None:
        """Give the keyboard to what can be done, or to the page, which it scrolls."""
        (self.area if self._form.isHidden() else self.who).setFocus()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """A reason may name anybody."""
        if hidden != self._names_hidden:
            self._names_hidden = hidden
            if self._page is not None:
                self._show(self._page)

    def _show(self, page: CaseReaders) -> None:
        self._page = page
        empty_out(self._list)
        if not page.readers:
            self._list.addWidget(EmptyPart(self.context.theme, "Nothing is restricted in this case", _NONE))
        else:
            self._list.addWidget(words("Who reads what is restricted here", "h2"))
            for reader in page.readers:
                self._list.addWidget(self._reader(reader))
            self._list.addWidget(words(_KIT if page.may_let_in else f"{_KIT} {_NOT_YOURS_TO_GIVE}", "hint"))
        self._offer(page.to_let_in)
        self._form.setVisible(page.may_let_in and bool(page.to_let_in))
        if not self._is_looked_for:
            # Who was chosen can be chosen again only now that they are offered.
            self._is_looked_for = True
            self.keeping.bring_back()

    def _offer(self, members: tuple[Member, ...]) -> None:
        """Offer colleagues; who was chosen stays chosen."""
        chosen, blocked = self.who.currentData(), self.who.blockSignals(True)
        self.who.clear()
        self.who.addItem("Choose", "")
        for each in members:
            self.who.addItem(f"{each.name}, {each.role}", each.id)
        self.who.setCurrentIndex(max(0, self.who.findData(chosen)))
        self.who.blockSignals(blocked)

    def _brought_back(self, kept_at: datetime) -> None:
        kept = unbroken(self.desk.shown(kept_at))
        self.bar.tell(f"What you typed here is back as it was kept {kept}. It is not done yet.", "note")

    def _reader(self, reader: Reader) -> QFrame:
        frame, column = card(self.context.theme, pad=0.6)
        frame.setAccessibleName(reader.name)
        column.addWidget(words(reader.name, "strong"))
        for message in self._message(reader):
            column.addWidget(words(unbroken(message)))
        return frame

    def _message(self, reader: Reader) -> tuple[str, ...]:
        if reader.leads:
            first = "Leads the case."
        elif reader.let_in_by:
            first = f"Let in by {reader.let_in_by}, {self.desk.shown(reader.at)}."
        else:
            first = "Wrote here."
        extent = "" if reader.reads_all else " Reads a part of it: what was sealed with the keys they hold."
        why = "hidden" if self._names_hidden else reader.reason
        return (first + extent, *((f"Why: {why}",) if reader.reason else ()))

    # --- letting somebody in --------------------------------------------------------------------------

    def _ask(self) -> None:
        staff_id, why = self.who.currentData(), self.why.text().strip()
        for field, message in zip(
            self._fields,
            ("" if staff_id else "Choose a colleague.", "" if why else "Say why they need to read it."),
            strict=True,
        ):
            field.show_problem(message)
        if not staff_id or not why:
            self._first_open().take_keyboard()
            return
        name = self.who.currentText().partition(",")[0]
        asked = self.case_id, staff_id, why
        confirmed(
            self,
            f"Let {name} in",
            "They will read everything that you can read of what is restricted in this case. It cannot be taken back.",
            partial(letting_in, *asked),
            partial(self.desk.restricted.admit, *asked),
            then=lambda _: self._admitted(name),
            failed=lambda failure: not_done(self, failure, self._ask),
        )

    def _first_open(self) -> Field:
        return self._fields[1] if self.who.currentData() else self._fields[0]

    def _admitted(self, name: str) -> None:
        self.who.setCurrentIndex(0)
        self.why.clear()
        self.keeping.keep()
        self.bar.tell(f"{name} reads what is restricted here from their next unlocking on.", "good")
        self.saved.emit("Let in")
        self.arrive()


_NONE: Final = (
    "A record that is kept as restricted is sealed with a key of this case alone: its author, the lead of the case and "
    "whom the lead lets in read it, and nobody else. They will be listed here."
)
_KIT: Final = "The recovery kit opens it as well."
_NOT_YOURS_TO_GIVE: Final = "The lead of the case lets somebody in."
_TAKES: Final = (
    "They are given the keys that you hold of this case. That they were, by whom and why stays on record."
)
