"""The passphrase of a protected PDF: seven words drawn by the machine, to be read out by telephone.

2,048 words, no two of which begin with the same four letters, give 11 bits each (BIP 39's list, as the package
`mnemonic` ships it). Some are left out that nobody should have to read out to a person who was threatened.
"""

import secrets
from functools import cache
from importlib.resources import files
from typing import Final

COUNT: Final = 7
_FRIGHTENING: Final = (
    "abuse alcohol arrest assault attack attract awful blame blood bomb cage chase crime cruel cry danger "
    "dead death defy destroy disease divorce drug enemy escape evil expose fatal fault fear fight follow "
    "gun hammer hate hunt hurt insane jealous kidnap kill kiss knife lonely mad marriage monster naked "
    "obey pain panic pistol poverty prison private punch pursuit race rape rebel rifle sad secret shadow "
    "shame shoot sick slave slight spy stupid surrender suspect target toxic trap ugly unhappy vicious "
    "victim virus weapon worry wrong"
)
_LEFT_OUT: Final = frozenset(_FRIGHTENING.split())


def draw() -> str:
    """Seven words with a space between."""
    words = _words()
    return " ".join(secrets.choice(words) for _ in range(COUNT))


def as_words(typed: str) -> str:
    """What somebody typed, with one space between its words and in small letters."""
    return " ".join(typed.split()).lower()


@cache
def _words() -> tuple[str, ...]:
    listed = files("mnemonic").joinpath("wordlist/english.txt").read_text("utf-8").split()
    return tuple(word for word in listed if word not in _LEFT_OUT)
