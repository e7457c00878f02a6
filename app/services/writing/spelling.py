"""British spelling, looked up in a Hunspell dictionary and in our own list of clinical words.

Nothing leaves this machine, and nothing is written: what was looked up is forgotten with the `Speller`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import hunspell

from app.errors import MissingPart
from app.paths import resource
from app.services.writing.suggesting import Suggestions

LANGUAGE: Final = "en_GB"
LONGEST_WORD: Final = 60
"""A longer run of letters is no word of any language, and is not questioned."""

_SYSTEM: Final = Path("/usr/share/hunspell")
_SHIPPED: Final = "spelling"
_MOST_REMEMBERED: Final = 20_000
# Hunspell takes at most twenty files.
_SLICES: Final = 8
# Before a hyphen these are right, though they are no words: "re-offending", "ex-partner".
_PREFIXES: Final = frozenset(
    re.findall(
        r"\w+",
        "anti auto bi bio co counter cyber de dis ex extra hyper inter intra mid mis mono multi neo neuro non over "
        "para pre post pro pseudo psycho quasi re self semi socio sub super tri ultra un under",
    )
)
_NOT_WORDS: Final = re.compile(r"\{\{.*?\}\}|(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\w:[\\/]\S+")
_WORDS: Final = re.compile(r"\w+(?:['’‐-]\w+)*")  # noqa: RUF001 - as they are typed
_CAPITALS: Final = re.compile(r"[A-Z]{2,}s?", re.ASCII)


@dataclass(frozen=True)
class Misspelling:
    """A questioned word and where it stands: Python string positions, `end` exclusive (not UTF-16 units)."""

    start: int
    end: int
    word: str


class Speller:
    """Knows British English, clinical words and one person's own words. Safe to ask from several threads.

    `is_there` is False where no dictionary was found; every word is then right.
    """

    def __init__(
        self, dictionary: hunspell.Hunspell | None, clinical: frozenset[str], suggestions: Suggestions | None
    ) -> None:
        self.is_there = dictionary is not None
        self._dictionary = dictionary
        self._clinical = clinical
        self._suggestions = suggestions
        self._personal: frozenset[str] = frozenset()
        # Only what the dictionary knows is remembered: nobody's name stays here.
        self._known: set[str] = set()

    @classmethod
    def load(cls, personal: Iterable[str] = ()) -> "Speller":
        """Read the dictionaries: about a tenth of a second the first time, so in a worker. Never raises."""
        folder = dictionary_folder()
        clinical = clinical_words()
        if folder is None:
            return cls(None, clinical, None)
        made = cls(_dictionary(folder), clinical, Suggestions(folder / f"{LANGUAGE}.dic"))
        made._personal = frozenset(personal)
        return made

    @property
    def personal(self) -> frozenset[str]:
        """The person's own words."""
        return self._personal

    def add(self, word: str) -> None:
        """Take a word as right from now on: a word with a capital only as it is written, another in any case."""
        self._personal |= {_plain(word)}

    def remove(self, word: str) -> None:
        """Question that word again."""
        self._personal -= {_plain(word)}

    def check(self, word: str) -> bool:
        """Whether one word is right; words in CAPITALS, with digits, and addresses are not questioned. Fast."""
        if not self.is_there or len(word) > LONGEST_WORD or _unquestioned(word):
            return True
        whole = _without_possessive(_plain(word))
        if self._right(whole):
            return True
        parts = whole.split("-")
        return len(parts) > 1 and all(self._right_part(part) for part in parts)

    def misspellings(self, text: str) -> tuple[Misspelling, ...]:
        """The questioned words of a paragraph, in order. Fast enough for each key."""
        if not self.is_there:
            return ()
        return tuple(
            Misspelling(start, start + len(word), word)
            for start, word in _words(text)
            if not self.check(word)
        )

    def suggest(self, word: str) -> tuple[str, ...]:
        """At most six words that may be meant, likeliest first. Slow: in a worker, where it holds up nobody."""
        if self._suggestions is None or len(word) > LONGEST_WORD:
            return ()
        ours = self._clinical | self._personal
        return self._suggestions.of(_plain(word), ours, self._right)

    def _right_part(self, part: str) -> bool:
        return not part or part.casefold() in _PREFIXES or _unquestioned(part) or self._right(part)

    def _right(self, word: str) -> bool:
        return (
            word in self._known or _is_among(word, self._clinical | self._personal) or self._looked_up(word)
        )

    def _looked_up(self, word: str) -> bool:
        if self._dictionary is None:
            return True
        try:
            right = bool(self._dictionary.spell(word))
        except UnicodeEncodeError:
            # A letter that the dictionary's own encoding has not.
            return False
        if right and len(self._known) < _MOST_REMEMBERED:
            self._known.add(word)
        return right


@cache
def _dictionary(folder: Path) -> hunspell.Hunspell:
    """The dictionary, read once and in slices. It is never added to afterwards.

    While Hunspell reads, Python stands still, and the window with it: a tenth of a second for all of it. A slice takes
    about ten milliseconds, and the window has its turn after each.
    """
    try:
        with TemporaryDirectory(prefix="casework-words-") as taken:
            return _in_slices(folder, Path(taken))
    except OSError:
        # No room for the slices. A word list read in one piece is better than none.
        return _opened(folder)


def _in_slices(folder: Path, work: Path) -> hunspell.Hunspell:
    """The same words, read from several files; `work` holds them meanwhile, and nothing but the public word list."""
    rules, words = (f"{LANGUAGE}.{ending}" for ending in ("aff", "dic"))
    # The first line says how many words follow.
    _, *lines = (folder / words).read_bytes().splitlines(keepends=True)
    many = -(-len(lines) // _SLICES) or 1
    first, *others = (lines[start : start + many] for start in range(0, len(lines) or 1, many))
    (work / rules).write_bytes((folder / rules).read_bytes())
    _write_words(work / words, first)
    dictionary = _opened(work)
    for some in others:
        _write_words(work / words, some)
        dictionary.add_dic(str(work / words))
    return dictionary


def _write_words(file: Path, lines: Sequence[bytes]) -> None:
    file.write_bytes(b"%d\n" % len(lines) + b"".join(lines))


def _opened(folder: Path) -> hunspell.Hunspell:
    return hunspell.Hunspell(LANGUAGE, hunspell_data_dir=str(folder), system_encoding="UTF-8")


def spells() -> Callable[[str], bool] | None:
    """A look into the British dictionary alone: whether it has a word exactly as written. None without a dictionary."""
    folder = dictionary_folder()
    if folder is None:
        return None
    dictionary = _dictionary(folder)

    def has(word: str) -> bool:
        try:
            return bool(dictionary.spell(word))
        except UnicodeEncodeError:
            # A letter that the dictionary's own encoding has not.
            return False

    return has


def dictionary_folder() -> Path | None:
    """Where the British dictionary lies: the system's own where there is one, else the one that is shipped."""
    places = [_SYSTEM]
    with suppress(MissingPart):
        places.append(resource(_SHIPPED))
    for place in places:
        if all((place / f"{LANGUAGE}.{ending}").is_file() for ending in ("aff", "dic")):
            return place
    return None


def clinical_words() -> frozenset[str]:
    """The words of resources/spelling/clinical.txt; none where the file is missing."""
    try:
        text = resource("spelling/clinical.txt").read_text("utf-8")
    except (MissingPart, OSError):
        return frozenset()
    rows = (row.partition("#")[0].split() for row in text.splitlines())
    return frozenset(word for row in rows for word in row)


def _words(text: str) -> Iterator[tuple[int, str]]:
    """Each word and where it begins; addresses and places to be filled in are left out."""
    masked = _NOT_WORDS.sub(lambda found: " " * len(found[0]), text)
    for found in _WORDS.finditer(masked):
        yield found.start(), found[0]


def _unquestioned(word: str) -> bool:
    bare = _without_possessive(_plain(word))
    return bool(
        len(bare) == 1 or _CAPITALS.fullmatch(bare) or any(sign.isdigit() or sign == "_" for sign in bare)
    )


def _plain(word: str) -> str:
    return word.replace("’", "'").replace("‐", "-")  # noqa: RUF001 - as they are typed


def _without_possessive(word: str) -> str:
    return word[:-2] if word.endswith("'s") else word.removesuffix("'")


def _is_among(word: str, words: frozenset[str]) -> bool:
    """A word with a capital stands only as it is written; another may begin a sentence or be in capitals."""
    if word in words:
        return True
    lower = word.lower()
    return lower in words and word in {lower.capitalize(), lower.upper()}
