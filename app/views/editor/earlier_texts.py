"""The earlier texts of a draft, since it was opened: each compared with what stands now, and brought back whole.

They are kept in memory, for as long as the draft is open: what was signed has its versions, and what was typed and
taken out again before that is nobody's business later.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.records.kind import Kind
from app.domain.records.record import Sheet
from app.views.context.context import Context
from app.views.reading.comparing import Comparison
from app.views.widgets.action_bar import ActionBar
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.unmoved import DropDown
from app.views.widgets.words import words

APART: Final = timedelta(minutes=1)
_MOST: Final = 200


@dataclass(frozen=True)
class SavedText:
    """A draft as it was saved at a time."""

    at: datetime
    sheet: Sheet


class EarlierTexts:
    """What was saved, as it was opened first: one for each minute of writing, and the newest."""

    def __init__(self, opened: SavedText) -> None:
        self._texts = [opened]

    def keep(self, at: datetime, sheet: Sheet) -> None:
        """Keep what was saved; it takes the place of one saved in the same minute, but never of the first."""
        texts = self._texts
        if sheet == texts[-1].sheet:
            return
        if len(texts) > 2 and texts[-1].at - texts[-2].at < APART:  # noqa: PLR2004 - the first and one more
            texts.pop()
        texts.append(SavedText(at, sheet))
        if len(texts) > _MOST:
            del texts[1::2]

    def before(self, sheet: Sheet) -> tuple[SavedText, ...]:
        """Those that say something else than a sheet does, the newest first."""
        return tuple(each for each in reversed(self._texts) if each.sheet != sheet)


class EarlierView(QWidget):
    """`given_up` goes back to writing, `restored` with a sheet too."""

    given_up = Signal()
    restored = Signal(object)

    def __init__(self, context: Context, shown: Callable[[datetime], str]) -> None:
        super().__init__()
        self.setAccessibleName("Earlier texts of this draft")
        self._shown, self._texts = shown, tuple[SavedText, ...]()
        self._kind: Kind | None = None
        self._now: Sheet | None = None
        self.times = DropDown()
        self.comparison = Comparison(context)
        back = button("Back to writing", self.given_up.emit, shortcut="Escape")
        self.restore = button("Restore this text", self._restore, kind="primary")
        px = context.theme.px
        chosen = FlowRow(px(8))
        chosen.add(words("Saved", "label", wrap=False, buddy=self.times), self.times)
        hint = words("Underlined is what was added since then, struck through what was taken out.", "hint")
        title = words("Earlier texts of this draft", "h2")
        foot = ActionBar(context.theme)
        foot.add(back, self.restore)
        parts = title, hint, chosen, (self.comparison, 1)
        vertical(
            self, (vertical(None, *parts, gap=px(8), pad=(px(24), px(4), px(24), px(8))), 1), foot, gap=0
        )
        self.times.currentIndexChanged.connect(self._compare)

    def show_texts(self, kind: Kind, now: Sheet, texts: tuple[SavedText, ...]) -> None:
        """Offer them; the newest is compared with what stands now."""
        self._kind, self._now, self._texts = kind, now, texts
        blocked = self.times.blockSignals(True)
        self.times.clear()
        self.times.addItems([self._shown(each.at) for each in texts])
        self.times.blockSignals(blocked)
        self._compare()

    def _compare(self) -> None:
        at = self.times.currentIndex()
        if self._kind is not None and self._now is not None and at >= 0:
            self.comparison.show_two(self._kind, self._texts[at].sheet, self._now)

    def _restore(self) -> None:
        at = self.times.currentIndex()
        if at >= 0:
            self.restored.emit(self._texts[at].sheet)
