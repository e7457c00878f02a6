"""What is looked for, by the words and the skeletons under which it may be met in a text."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from app.domain.cases.terms.pairing import Pairing
from app.domain.cases.terms.parts import Guard, Part
from app.domain.cases.terms.permitted import Permitted
from app.domain.cases.terms.rarity import Alone, alone, chosen
from app.domain.cases.terms.spelling import Fit, Spelling, spelling
from app.domain.cases.terms.view import squeeze
from app.domain.cases.terms.vocabulary import Vocabulary

_SHORTEST_SPELLING: Final = 4
_SHORTEST_IN_GLYPHS: Final = 2
_SHORTEST_PLURAL: Final = 4
# Letters with marks as they are written without them.
_SPELT_OUT: Final = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "å": "aa",
        "ø": "oe",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "Å": "Aa",
        "Ø": "Oe",
    }
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A single word that is a part, or begins one, and how it counts."""

    line: int
    part: Part
    word: str
    rule: Alone
    pairing: Pairing
    at_work: bool = False
    """It also counts behind "at", "for", "from" or "outside"."""
    slips: bool = True
    """It is looked for with a slip as well."""


@dataclass(slots=True)
class Index:
    """Words and skeletons; each module of `spelt` adds those of its kinds of part."""

    vocabulary: Vocabulary
    permitted: Permitted
    words: dict[str, list[Anchor]] = field(default_factory=dict)
    skeletons: dict[str, list[Spelling]] = field(default_factory=dict)

    def ways(self, text: str) -> frozenset[str]:
        """The folded ways to write a text: marks left out or spelt out, other alphabets by look and by sound."""
        seen, heard = self.vocabulary.seen, self.vocabulary.heard
        ways = {seen.fold(text)}
        if not text.isascii():
            ways.add(seen.fold(text.translate(_SPELT_OUT)))
            if (sound := heard.fold(text)).isascii():
                ways.add(sound)
        return frozenset(ways)

    def rule(self, part: Part, word: str, *, sole: bool = False) -> Alone:
        """How a word of a part stands alone: what it shares with a permitted name does not."""
        if word in self.permitted.words:
            return Alone.NEVER
        return chosen(part, alone(self.vocabulary, word, sole=sole))

    def add_word(self, spelt: str, anchor: Anchor) -> None:
        """Look for a word, its plural too."""
        self._add_word(spelt, anchor)
        if anchor.word.isalpha() and anchor.word.isascii() and len(anchor.word) >= _SHORTEST_PLURAL:
            self._add_word(spelt + "s", anchor)

    def _add_word(self, spelt: str, anchor: Anchor) -> None:
        anchors = self.words.setdefault(spelt, [])
        if anchor not in anchors:
            anchors.append(anchor)

    def add_spelling(
        self, spelt: str, fit: Fit, line: int, part: Part, *, in_pair: bool | None = None
    ) -> None:
        """Look for a spelling, unless it is too short to mean anything; `in_pair` is as the part is guarded."""
        in_pair = part.guard is Guard.PAIR if in_pair is None else in_pair
        made = spelling(spelt, fit, line, part, in_pair=in_pair)
        shortest = _SHORTEST_SPELLING if made.letters.isascii() else _SHORTEST_IN_GLYPHS
        if len(made.letters) >= shortest:
            if not made.letters.isascii():
                made = replace(made, fit=Fit.GLYPHS)
            self._add_spelling(made)

    def add_permitted(self, phrases: Iterable[str]) -> None:
        """Look for what may stand: a hit wholly inside is none."""
        for phrase in phrases:
            made = spelling(phrase, Fit.PERMITTED)
            if len(made.letters) > 1:
                self._add_spelling(made)

    def _add_spelling(self, made: Spelling) -> None:
        spellings = self.skeletons.setdefault(squeeze(made.letters), [])
        if made not in spellings:
            spellings.append(made)
