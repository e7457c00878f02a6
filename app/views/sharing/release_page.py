"""What colleagues prepared whose program cannot look for victims' details: looked at here, and released."""

from functools import partial

from PySide6.QtWidgets import QStackedWidget

from app.domain.values.dates import show_instant
from app.services.desk import Desk
from app.services.sharing.preparing import Prepared, take_over
from app.services.sharing.releasing import Opened, Waiting, open_waiting, release_as_seen, waiting
from app.services.vault.open_vault import KEPT
from app.views.context.context import Context
from app.views.context.places import ShareAt
from app.views.sharing.check_step import CheckStep
from app.views.widgets.buttons import button
from app.views.widgets.cards import FRAME, ScrolledColumn
from app.views.widgets.confirmed import not_done
from app.views.widgets.empty import EmptyState
from app.views.widgets.emptying import empty_out
from app.views.widgets.flow import FlowRow
from app.views.widgets.page import Page
from app.views.widgets.words import words

_NONE = "What a colleague prepares whose program cannot look for victims’ details stands here for seven days."


class ReleasePage(Page):
    """A list, and the pages of one that was picked."""

    title = "Waiting for your release"
    help = "sharing"

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__(desk, context)
        self._opened: Opened | None = None
        self.align_to_frames(FRAME)
        self._list = ScrolledColumn(context)
        self._none = EmptyState(context.theme, "shield-check", "Nothing waits for your release", _NONE)
        self.check = CheckStep(context)
        self.check.pdf.failed.connect(self.refused)
        self._stack = QStackedWidget()
        for part in (self._list, self._none, self.check):
            self._stack.addWidget(part)
        self.release = button("Release…", self._ask_who, kind="primary")
        self.take_over = button(
            "Prepare it as your own", self._take_over, hint="You become its author: for who may not sign it"
        )
        self.back = button("Back to the list", self.arrive)
        self.body.addWidget(self._stack, 1)
        self.at_foot(self.back, self.take_over, self.release)
        self._show_acts()

    def arrive(self) -> None:
        """Read what waits."""
        self._opened = None
        self.check.clear()
        self._show_acts()
        self.run(waiting, self.desk.vault, then=self._show)

    def renew(self, done: frozenset[str]) -> None:
        """Read anew what waits, unless somebody looks at one of them."""
        if self._opened is None and done != {KEPT}:
            self.run(waiting, self.desk.vault, then=self._show)

    def focus_first(self) -> None:
        """Give the keyboard to what is in front."""
        (self.check if self._opened is not None else self._list).setFocus()

    def _show(self, waits: tuple[Waiting, ...]) -> None:
        empty_out(self._list.column)
        self._list.column.addStretch(1)
        for each in waits:
            offset = self.desk.vault.offset_minutes(each.at)
            column = self._list.card(f"Case {each.reference}")
            column.addWidget(words(f"Prepared by {each.author}, {show_instant(each.at, offset)}"))
            column.addWidget(words(f"Until {show_instant(each.until, offset)}", "hint"))
            see = button("Look at it", partial(self._open, each.id))
            see.setAccessibleName(f"Look at case {each.reference}")
            column.addWidget(FlowRow(self.context.theme.pixels(0.5), see))
        self._stack.setCurrentWidget(self._list if waits else self._none)

    def _open(self, prepared_id: str) -> None:
        self.bar.clear()
        self.run(open_waiting, self.desk.vault, prepared_id, then=self._show_opened)

    def _show_opened(self, opened: Opened) -> None:
        self._opened = opened
        self.check.show_opened(opened)
        self._stack.setCurrentWidget(self.check)
        self._show_acts()

    def _show_acts(self) -> None:
        for act in (self.take_over, self.back):
            act.setVisible(self._opened is not None)
        self.release.setVisible(self._opened is not None and self.check.can_be_signed)

    def _take_over(self) -> None:
        if self._opened is not None:
            self.run(take_over, self.desk.vault, self._opened.id, then=self._taken_over)

    def _taken_over(self, prepared: Prepared) -> None:
        self.go(ShareAt(prepared.case_id, prepared.id))

    # --- releasing --------------------------------------------------------------------------------------

    def _ask_who(self) -> None:
        if self._opened is None or (self._opened.places and not self.check.passing.is_complete()):
            return
        detail = (
            f"A summary of case {self._opened.reference}, exactly as you see it. That you looked at it is signed with "
            "your name; its author signs the summary."
        )
        self.context.asks.passphrase(self, "Release", detail, self._release)

    def _release(self, passphrase: str) -> None:
        if self._opened is not None:
            passing = self.check.passing
            said = (passing.places, passing.reason.text()) if self._opened.places else ()
            work = (release_as_seen, self.desk.vault, self._opened, passphrase)
            failed = partial(not_done, self, again=self._ask_who, what="released")
            self.run(*work, *said, then=lambda _: self._released(), failed=failed)

    def _released(self) -> None:
        self.saved.emit("Summary released")
        self.arrive()
