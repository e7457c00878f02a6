"""A stretch of a text that has the letters of a spelling, and what stands against it on both sides."""

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from app.domain.cases.terms.spelling import Spelling
from app.domain.cases.terms.view import View

_SHORTEST_EXCHANGE: Final = 6


def exchanged(seen: list[str], meant: str) -> int | None:
    """How many characters are put for others; None if that makes another word of it."""
    count = 0
    for one, other in zip(seen, meant, strict=True):
        if one == other:
            continue
        if (
            one.isalpha()
            and other.isalpha()
            and not ({one, other} <= {"i", "l"} and len(meant) >= _SHORTEST_EXCHANGE)
        ):
            return None
        count += 1
    most = len(meant) * 2 // 3 if meant.isdigit() else len(meant) // 2
    return count if count <= most else None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the folded text that has the letters of a spelling."""

    view: View
    start: int
    end: int
    spelling: Spelling
    exchanged: int

    @property
    def text(self) -> str:
        """The stretch itself."""
        return self.view.folded[self.start : self.end]

    @property
    def before(self) -> str:
        """The character before it, empty at the beginning."""
        return self.view.folded[self.start - 1 : self.start]

    @property
    def after(self) -> str:
        """The character behind it, empty at the end."""
        return self.view.folded[self.end : self.end + 1]

    @property
    def starts(self) -> bool:
        """Whether a word begins with it."""
        return self.view.starts_word(self.start)

    @property
    def ends(self) -> bool:
        """Whether a word, or but its plural "s", ends with it."""
        if self.view.ends_word(self.end):
            return True
        return self.after == "s" and self.view.ends_word(self.end + 1) and not self.text[-1:].isdigit()

    def turns_before(self) -> bool:
        """Whether a word may begin there: at its edge, at a turn from digits to letters, or at a capital."""
        if self.starts or self.before.isdigit() != self.text[0].isdigit():
            return True
        raw, at = self.view.raw, self.view.raw_at(self.start)
        return raw[at].isupper() and not raw[at - 1 : at].isupper()

    def turns_behind(self) -> bool:
        """Whether a word may end there."""
        if self.ends or self.after.isdigit() != self.text[-1].isdigit():
            return True
        raw, at = self.view.raw, self.view.raw_at(self.end - 1)
        return raw[at + 1 : at + 2].isupper() and not raw[at].isupper()

    def token(self) -> str:
        """The whole word around a stretch without blanks, as far as 40 characters to each side."""
        folded = self.view.folded
        head = re.search(r"[^\W_]*\Z", folded[max(0, self.start - 40) : self.start])
        tail = re.match(r"[^\W_]*", folded[self.end : self.end + 40])
        return (head[0] if head else "") + self.text + (tail[0] if tail else "")

    def meets_joints(self, pieces: list[str]) -> bool:
        """Whether its words end where words of the detail do."""
        return set(accumulate(map(len, pieces))) <= self.spelling.joints
