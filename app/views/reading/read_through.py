"""Several records that are to be signed at once, read through one below the other."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.cases.signing import Review
from app.services.desk import Desk
from app.views.context.context import Context
from app.views.reading import facts
from app.views.reading.record_text import Passage, Reading, passages
from app.views.widgets.action_bar import ActionBar
from app.views.widgets.buttons import button
from app.views.widgets.layouts import vertical
from app.views.widgets.words import words

_HINT: Final = (
    "Read them through: your passphrase is asked for once, over all of them. All are signed, or none; what is not "
    "ready stays a draft."
)


class ReadThrough(QWidget):
    """`sign_wanted` has what was read through, `given_up` goes back to writing."""

    sign_wanted = Signal(object)
    given_up = Signal()

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        self._desk, self._theme = desk, context.theme
        self._reviews: tuple[Review, ...] = ()
        self.setAccessibleName("What will be signed")
        px = context.theme.px
        self.named = words("", "care")
        self.reading = Reading(context.theme, "What will be signed")
        self.sign = button("Sign…", self._sign, kind="primary")
        self.foot = ActionBar(context.theme)
        self.foot.add(button("Back to writing", self.given_up.emit, shortcut="Escape"), self.sign)
        parts = words("What will be signed", "h2"), words(_HINT, "hint"), self.named, (self.reading, 1)
        column = vertical(None, *parts, gap=px(8), pad=(px(24), px(12), px(24), px(8)))
        vertical(self, (column, 1), self.foot, gap=0)

    def show_reviews(self, reviews: tuple[Review, ...]) -> None:
        """Show each under whom and what it is about."""
        self._reviews = reviews
        now = self._desk.vault.clock().astimezone(self._desk.zone)
        shown: list[Passage] = []
        for each in reviews:
            besides = "\n".join(each.follows)
            shown.append(Passage(each.subject, facts.of_draft(each.draft, self._desk.member, now), besides))
            shown += passages(each.sections)
        self.reading.show_passages(tuple(shown))
        naming = [each.subject for each in reviews if each.named]
        self.named.setText(_naming(naming))
        self.named.setVisible(bool(naming))
        self.sign.setText(f"Sign {counted(len(reviews))}…")
        self.sign.setAccessibleName(self.sign.text())
        self.foot.refit()

    def _sign(self) -> None:
        if self._reviews:
            self.sign_wanted.emit(self._reviews)


def counted(count: int) -> str:
    """How many records in words."""
    return "1 record" if count == 1 else f"{count} records"


def _naming(subjects: list[str]) -> str:
    """That something names a victim: who signs it all the same knows where."""
    if not subjects:
        return ""
    return f"A victim’s detail stands in: {'; '.join(subjects)}. Go back to write the code instead."
