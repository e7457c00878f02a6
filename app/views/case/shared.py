"""What partners were told about a case."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.values.dates import show_instant
from app.services.desk import Desk
from app.services.sharing.sent import Sent, SentPage, copy, sent
from app.views.case.tab import ScrollingTab
from app.views.context.context import Surroundings
from app.views.context.places import ShareAt
from app.views.widgets.buttons import button
from app.views.widgets.case_words import unbroken
from app.views.widgets.empty import EmptyPart
from app.views.widgets.emptying import empty_out
from app.views.widgets.flow import FlowRow, Wide
from app.views.widgets.share_words import listed
from app.views.widgets.words import selectable, words

_AT_ONCE = 8
_HIDDEN = "hidden"


class Shared(ScrollingTab):
    """Every summary that was sent, newest first, and where the next one is made."""

    help = "sharing"

    def __init__(self, desk: Desk, around: Surroundings, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, around, case_id, parent)
        self._limit = _AT_ONCE
        self._page: SentPage | None = None
        self._names_hidden = False
        self._share = button("Share a summary", lambda: self.go(ShareAt(case_id)), kind="primary")
        self._more = button("Show older ones", self._show_more)
        acts = FlowRow(around.look.pixels(0.5), self._share)
        self._shown = QVBoxLayout()
        self._shown.setSpacing(around.look.pixels(0.8))
        self.column.addWidget(acts)
        self.column.addLayout(self._shown)
        self.column.addWidget(self._more)
        self.column.addStretch(1)
        self._more.hide()

    def arrive(self) -> None:
        """Read what was sent."""
        self.run(sent, self.desk.vault, self.case_id, self._limit, then=self._show)

    def focus_first(self) -> None:
        """Give the keyboard to what can be done."""
        self._share.setFocus()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Whoever wrote to whom, and why, may have named somebody."""
        if hidden != self._names_hidden:
            self._names_hidden = hidden
            if self._page is not None:
                self._show(self._page)

    def _show(self, page: SentPage) -> None:
        self._page = page
        empty_out(self._shown)
        for each in page.rows:
            self._shown.addWidget(self._sent(each))
        if not page.rows:
            self._shown.addWidget(EmptyPart(self.around.look, "Nothing shared yet", _NONE))
        self._more.setVisible(page.total > len(page.rows))

    def _show_more(self) -> None:
        self._limit += _AT_ONCE
        self.arrive()

    def _sent(self, sent: Sent) -> QFrame:
        when = unbroken(show_instant(sent.at, self.desk.vault.offset_minutes(sent.at)))
        card, column = self.card(f"{when}: {sent.audience}")
        hidden = self._names_hidden
        for label, value in (
            ("To", _HIDDEN if hidden else sent.recipient),
            ("For", _HIDDEN if hidden else sent.purpose),
            ("Signed by", sent.author),
            ("Left out", listed(sent.withheld).capitalize() or "Nothing"),
        ):
            row = FlowRow(
                self.around.look.pixels(0.5),
                words(label, "muted", wrap=False),
                selectable(Wide(value)),
                line_gap=0,
            )
            column.addWidget(row)
        save = button("Save a copy", partial(self._ask_where, sent), hint="Exactly what was sent")
        save.setAccessibleName(f"Save a copy of what was sent {when}")
        acts = FlowRow(self.around.look.pixels(0.5), save)
        column.addWidget(acts)
        return card

    def _ask_where(self, sent: Sent) -> None:
        reference = self.sheet.case.reference if self.sheet is not None else "summary"
        name = f"{reference} {sent.at:%Y-%m-%d} copy.pdf"
        asks = self.around.asks
        asks.save_file(self, "Save a copy", name, "PDF (*.pdf)", partial(self._save, sent))

    def _save(self, sent: Sent, out: Path) -> None:
        told = f"A copy of what was sent was saved as {out.name}."
        offered = self.around.undo_offered
        self.run(copy, self.desk.vault, sent.id, out, then=lambda _: offered(told, None))


_NONE = (
    "A signed summary holds what a partner needs and nothing more, and is checked for victims' details before it is "
    "written. Each one is kept in the vault exactly as it was sent, and stands here with its reader and its purpose."
)
