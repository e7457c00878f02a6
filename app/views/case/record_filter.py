"""What narrows the records of a case: kinds, superseded versions, and words."""

from typing import Final

from app.domain.kinds.registry import ADDING, KINDS, OFFERED
from app.views.theme.theme import Theme
from app.views.widgets.chips import MenuChip, chip
from app.views.widgets.narrowing import Narrowing

_FIND: Final = "Find words in this case"
_SEALED: Final = "Sealed records are not searched."
_BOX: Final = 220
"""Pixels at 100 % text."""

Asked = tuple[tuple[str, ...], str, bool]
"""The kinds that are let through, the words, and whether superseded versions are."""


class RecordFilter(Narrowing):
    """The chips above the records."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _FIND, f"{_FIND} (/ or Ctrl+F). {_SEALED}")
        self.box.setPlaceholderText("Words in this case")
        kinds = {kind.code: kind.title for kind in (*OFFERED, *(KINDS[code] for code in ADDING))}
        self.kinds = MenuChip(theme, "Kind", kinds, hint="Show some kinds of record only")
        self.older = chip("Superseded too", self.changed.emit, theme, hint="Show superseded versions too")
        self.kinds.changed.connect(self.changed)
        self.hold(self.kinds, self.older)
        self.setAccessibleName("Narrow the records")
        theme.follow(self._measure)

    def _measure(self) -> None:
        self.fit_line(_BOX)

    @property
    def asked(self) -> Asked:
        """What is let through."""
        return self.kinds.chosen, self.box.text().strip(), self.older.isChecked()

    @property
    def narrows(self) -> bool:
        """Whether anything is left out; superseded versions are unless they are asked for."""
        return bool(self.kinds.chosen) or super().narrows

    def narrow(self, asked: Asked) -> None:
        """Let through what was let through before; nothing is asked by it."""
        kinds, text, older = asked
        self.kinds.choose(kinds)
        self.older.setChecked(older)
        self.look_for(text)

    def show_hidden(self, count: int) -> None:
        """Say how many are not shown."""
        self.say_hidden(f"Filtered: {count:,} hidden" if self.narrows else "")

    def clear(self) -> None:
        """Let everything through but superseded versions."""
        self.kinds.choose(())
        self.older.setChecked(False)
        super().clear()
