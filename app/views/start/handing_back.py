"""The way back from a person's questions: thanks for them, and a passphrase for whoever handed them over."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal

from app.errors import AuthorityChanged, RolledBack, UserError, WrongSecret
from app.views.context import voice
from app.views.context.context import Context
from app.views.start import before_vault
from app.views.start.before_vault import Accepted, Seen
from app.views.start.centred import Centred
from app.views.start.delays import Delays
from app.views.widgets.buttons import button
from app.views.widgets.fields import SECRET, Width
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.secret_box import SecretBox
from app.views.widgets.words import words

if TYPE_CHECKING:
    from app.services.records.sitting import Sitting

_SECOND: Final = 1000
_THANKS: Final = "Thank you"
_GIVE_BACK: Final = "Please give this back to the person who gave it to you."
_STOPPED: Final = "Please give this back"
_KEPT: Final = "What you answered is kept. You can also go on with the questions."
_FOR_TEAM: Final = "For the person who handed this over: only your passphrase leads back."
_WRONG: Final = "That passphrase does not lead back."
_OPENING: Final = "One moment: it takes about a second."
_DEMO: Final = "Demonstration, everybody in it is invented: the passphrase is “{}”."


class HandingBack(Centred):
    """Unlocks as the unlock page does, for the one who handed over alone, and with no way elsewhere."""

    opened = Signal(object, str)
    is_to_be_decided = Signal(str)
    went_on = Signal()

    def __init__(
        self, context: Context, delays: Delays, sitting: "Sitting", before: Callable[[], None]
    ) -> None:
        super().__init__(context.theme)
        self._context, self._delays, self._sitting, self._before = context, delays, sitting, before
        self.heading, self.said = words("", "question"), words("", "large")
        self.heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lost, self.problem = words("", "care"), words("", "error")
        self.progress, self.demo = words("", "hint"), words("", "hint")
        self.secret = SecretBox()
        self.secret.line.setAccessibleName("Your passphrase")
        self.secret.line.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.secret.line.returnPressed.connect(self._unlock)
        Width(self.secret, context.theme, SECRET)
        self.act = button("Unlock", self._unlock, kind="primary")
        self.go_on = button("Go on with the questions", self.went_on.emit)
        self._lay()
        self._waiting = QTimer(self)
        self._waiting.setInterval(_SECOND)
        self._waiting.timeout.connect(self._wait)
        for each in (self.lost, self.problem, self.progress, self.demo):
            each.hide()

    def _lay(self) -> None:
        px = self._context.theme.px
        label = words("Your &passphrase", "label", buddy=self.secret.line)
        team = vertical(None, words(_FOR_TEAM, "muted"), label, self.secret, self.demo, gap=px(8))
        acts = FlowRow(px(8), self.act, self.go_on)
        for each in (self.problem, self.progress, acts):
            team.addWidget(each)
        top = vertical(None, self.heading, self.said, self.lost, gap=px(12))
        self.fill(top, team, gap=px(48))

    def show_way(self, *, can_go_on: bool, is_whole: bool = False) -> None:
        """Say why the person is here, and learn whether this is the demonstration."""
        self.heading.setText(_THANKS if is_whole or not can_go_on else _STOPPED)
        self.said.setText(_KEPT if can_go_on else _GIVE_BACK)
        self.go_on.setVisible(can_go_on)
        self.secret.empty()
        self._say("")
        self._wait()
        self._context.tasks.run(
            before_vault.look_at,
            self._sitting.folder,
            owner=self,
            then=self._saw,
            failed=lambda _: None,
            aside=True,
        )

    def focus_first(self) -> None:
        """The box for the passphrase, which hands type by habit: in any other it could be read."""
        self.secret.line.setFocus()

    def focus_thanks(self) -> None:
        """The words for the person."""
        self.heading.setFocus()

    def tell_lost(self, text: str) -> None:
        """Say that what was answered could not be kept; nothing once it is."""
        self.lost.setText(text)
        self.lost.setVisible(bool(text))

    def _saw(self, seen: Seen) -> None:
        theirs = [each.passphrase for each in seen.demo_logins if each.login == self._sitting.login]
        self.demo.setText(_DEMO.format(theirs[0]) if theirs else "")
        self.demo.setVisible(bool(theirs))

    # --- unlocking ------------------------------------------------------------------------------------

    def _unlock(self) -> None:
        if not self.secret.text() or not self.act.isEnabled():
            return
        passphrase = self.secret.take()
        self._say("")
        self._busy(_OPENING)
        self._before()
        self._context.tasks.run(
            before_vault.unlock,
            self._sitting.folder,
            self._sitting.login,
            passphrase,
            Accepted(),
            owner=self,
            then=self._opened,
            failed=self._failed,
        )

    def _opened(self, vault: object) -> None:
        self._delays.opened(self._sitting.folder)
        self.opened.emit(vault, str(self._sitting.folder))

    def _failed(self, failure: BaseException) -> None:
        self._busy("")
        if isinstance(failure, RolledBack | AuthorityChanged):
            # Only who knows the passphrase comes so far: the unlock page asks them for the decision.
            self.is_to_be_decided.emit(str(self._sitting.folder))
        elif isinstance(failure, WrongSecret):
            self._delays.failed(self._sitting.folder)
            self._say(_WRONG)
            self._wait()
        elif isinstance(failure, UserError):
            self._say(str(failure))
        else:
            self._context.tasks.failed.emit(failure)
        self.secret.line.setFocus()

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        voice.say(self, text, now=True)

    def _busy(self, text: str) -> None:
        self.progress.setText(text)
        self.progress.setVisible(bool(text))
        self.act.setEnabled(not text)
        self.go_on.setEnabled(not text)

    def _wait(self) -> None:
        """Take no try until the delay is over, as long as on the unlock page."""
        left = self._delays.left(self._sitting.folder)
        if left:
            self._busy(f"You can try again in {left} second{'s' if left > 1 else ''}.")
            self.go_on.setEnabled(True)
            self._waiting.start()
        elif self._waiting.isActive():
            self._waiting.stop()
            self._busy("")
