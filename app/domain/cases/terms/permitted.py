"""What may stand in an output: names of the person, of staff and of the site, and fixed words of the program."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.cases.terms.vocabulary import Vocabulary
from app.domain.cases.terms.wording import TITLES

_WORD = re.compile(r"[^\W_]+(?:['’‐-][^\W_]+)*")  # noqa: RUF001 - as they are typed


@dataclass(frozen=True)
class Permitted:
    """Phrases that may stand as they are, folded, and the words of the names among them.

    A victim's name that shares such a word is looked for only beside another part: a word of the person's own name, or
    of a colleague's, heads every output.
    """

    phrases: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, vocabulary: Vocabulary, names: Iterable[str]) -> "Permitted":
        """From names and fixed sentences. "Dr Rowan Ashdown" may be called "Dr Ashdown" as well."""
        phrases: set[str] = set()
        words: set[str] = set()
        for name in names:
            folded = vocabulary.seen.fold(name).strip()
            if not any(map(str.isalnum, folded)):
                continue
            phrases.add(folded)
            typed = _WORD.findall(name)
            if len(typed) > 2 and vocabulary.seen.fold(typed[0]) in TITLES:  # noqa: PLR2004 - title, names, family name
                phrases.add(vocabulary.seen.fold(f"{typed[0]} {typed[-1]}"))
            for word in typed:
                if not word[0].islower():
                    words |= _ways(vocabulary.seen.fold(word))
        return cls(frozenset(phrases), frozenset(words - TITLES))


def _ways(folded: str) -> set[str]:
    """A word whole, without its signs, and in its halves."""
    halves = {half.replace("'", "") for half in folded.split("-")}
    return {re.sub("['-]", "", folded), folded.replace("'", ""), *halves}
