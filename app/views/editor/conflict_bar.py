"""Two windows wrote the same draft: the writer compares and chooses, and neither is lost before."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.domain.records.kind import Kind
from app.domain.records.record import Sheet
from app.views.context import voice
from app.views.context.context import Context
from app.views.reading.comparing import Comparison
from app.views.widgets.buttons import button
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.words import restyle, words

_SENTENCE = (
    "This draft was saved in another window meanwhile. "
    "What you typed is still here, and is not saved until you choose."
)


class ConflictBar(QFrame):
    """Hidden until it is needed. `compare_wanted`, `mine_kept` and `theirs_taken` tell what the writer chose."""

    compare_wanted = Signal()
    mine_kept = Signal()
    theirs_taken = Signal()

    def __init__(self, context: Context, *, compares: bool = True) -> None:
        super().__init__()
        self.setProperty("bar", "error")
        self.difference = Comparison(context)
        self.difference.hide()
        compare = button("Compare", self.compare_wanted.emit, hint="See how the two differ")
        if not compares:
            compare.hide()
        row = horizontal(
            None,
            compare,
            button(
                "Keep mine", self.mine_kept.emit, hint="Save what is on this screen in place of the other"
            ),
            button("Take theirs", self.theirs_taken.emit, hint="Show what the other window saved"),
            1,
        )
        vertical(self, words(_SENTENCE, "strong"), row, self.difference, pad=None)
        self.hide()

    def ask(self) -> None:
        """Say what happened."""
        restyle(self)
        self.difference.hide()
        self.show()
        voice.say(self, _SENTENCE, now=True)

    def show_difference(self, made: Kind, theirs: Sheet, mine: Sheet) -> None:
        """Show what mine has that theirs has not, and the other way round."""
        self.difference.show_two(made, theirs, mine)
        self.difference.show()
