"""A new passphrase for a member who is in the vault: typed twice, judged while it is typed."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.passphrases import Strength, judge
from app.views import voice
from app.views.start.secret_box import SecretBox
from app.views.surroundings import Surroundings
from app.views.widgets.fields import Field
from app.views.widgets.words import restyle, words

_PAUSE_MS = 300
_HINT = "At least 12 characters; four or five unrelated words are easiest. You may paste"


class NewSecret(QWidget):
    """Two boxes and a line that says how good it is; `related` gives what it must not be made of."""

    def __init__(self, around: Surroundings, whose: str, related: Callable[[], tuple[str, ...]]) -> None:
        super().__init__()
        self._around, self._related = around, related
        self.first, self.again = SecretBox(), SecretBox()
        self.fields = {
            "passphrase": Field(f"{whose} new passphrase", self.first.line, hint=_HINT, editor=self.first),
            "again": Field("The same passphrase again", self.again.line, editor=self.again),
        }
        self.strength = words("", "hint")
        self.strength.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(around.look.pixels(0.5))
        column.addWidget(self.fields["passphrase"])
        column.addWidget(self.strength)
        column.addWidget(self.fields["again"])
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._judge)
        self.first.line.textChanged.connect(lambda _: self._pause.start())

    def take(self) -> str:
        """Give the passphrase and empty both boxes."""
        self.again.empty()
        taken = self.first.take()
        self._pause.stop()
        self.strength.hide()
        return taken

    def _judge(self) -> None:
        typed = self.first.text()
        if not typed:
            self.strength.hide()
            return
        self._around.tasks.run(
            judge,
            typed,
            self._related(),
            owner=self,
            then=lambda strength: self._judged(typed, strength),
            aside=True,
        )

    def _judged(self, typed: str, strength: Strength) -> None:
        if typed != self.first.text():
            return
        self.strength.setText(strength.words)
        self.strength.setProperty("role", "care" if strength.refused else "good")
        restyle(self.strength)
        self.strength.show()
        voice.say(self.strength, strength.words)
