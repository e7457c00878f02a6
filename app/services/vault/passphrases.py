"""How good a passphrase is, in words, and which are refused.

The judge is zxcvbn (Wheeler, USENIX Security 2016), which counts the guesses of somebody who knows the usual
passwords, words, names, dates and keyboard runs, and here also the login, the name and the service.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

from app.crypto.kdf import MIN_PASSPHRASE, check_passphrase
from app.errors import CommonSecret, NotAcceptable

JUDGED: Final = 72
"""Characters that are looked at: beyond about a hundred the judge takes seconds, and needs to know no more."""

_LEAST_SCORE: Final = 2
_MOST_RELATED: Final = 40
_LEAST_OF_ITS_OWN: Final = 6
_SHORTEST_RELATED: Final = 3
_BETWEEN: Final = re.compile(r"[\W_]+")
_PRAISE: Final = {
    2: "Just enough: one more unrelated word would make it strong.",
    3: "Good. One more unrelated word would make it strong.",
    4: "Strong.",
}
_WHY: Final = {
    "user_inputs": "it is made of your name, your login or the service.",
    "passwords": "it is built on one of the passwords that are tried first.",
    "spatial": "keys that lie side by side are tried early.",
    "repeat": "saying the same thing twice adds little.",
    "sequence": "runs such as abc or 4321 add little.",
    "regex": "years and dates are tried early.",
    "date": "years and dates are tried early.",
}
_ADVICE: Final = "take four or five unrelated words."
# The judge keeps what it was told about one person in a table of its own while it works.
_ONE_AT_A_TIME: Final = Lock()


@dataclass(frozen=True)
class Strength:
    """How hard a passphrase is to guess: 0 to 4, one line of advice or praise, and whether it would be refused."""

    score: int
    words: str
    refused: bool


def judge(passphrase: str, related: tuple[str, ...] = ()) -> Strength:
    """Judge a passphrase as it is typed. `related`: login, name, service. A few milliseconds, the first time fifty."""
    normal = unicodedata.normalize("NFKC", passphrase)
    lacking = MIN_PASSPHRASE - len(normal)
    if lacking > 0:
        more = f"{lacking} more character{'s' if lacking > 1 else ''}"
        return Strength(0, f"At least {MIN_PASSPHRASE} characters: {more}.", refused=True)
    try:
        check_passphrase(passphrase)
    except NotAcceptable as refused:
        return Strength(0, str(refused), refused=True)
    score, why = _judged(normal, related)
    if score < _LEAST_SCORE:
        return Strength(score, f"Too easily guessed: {why}", refused=True)
    return Strength(score, _PRAISE[score], refused=False)


def require(passphrase: str, related: tuple[str, ...] = ()) -> None:
    """Let only a passphrase pass that `judge` does not refuse.

    Raises WeakSecret for one that is too short, CommonSecret for one that is easily guessed, NotAcceptable for one that
    cannot be stored.
    """
    check_passphrase(passphrase)
    if judge(passphrase, related).refused:
        raise CommonSecret


def _judged(normal: str, related: tuple[str, ...]) -> tuple[int, str]:
    """The lowest score of the passphrase as typed, folded, and without what stands between its words; and why."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # noqa: PLC0415 - it reads its lists when loaded

    folded = normal[:JUDGED].casefold()
    shapes = dict.fromkeys((normal[:JUDGED], folded, _BETWEEN.sub("", folded)))
    common = set(FREQUENCY_LISTS["passwords"])
    if any(shape in common for shape in shapes):
        return 0, _WHY["passwords"]
    own_words = _related(related)
    if _is_mostly(shapes, own_words):
        return 1, _WHY["user_inputs"]
    worst = min((_scored(shape, own_words) for shape in shapes if shape), key=lambda found: found["score"])
    return int(worst["score"]), _why(worst["sequence"])


def _is_mostly(shapes: Iterable[str], own_words: list[str]) -> bool:
    """Whether hardly a letter is left without what was told about the person and without digits and signs."""
    for shape in shapes:
        left = shape
        for word in sorted(own_words, key=len, reverse=True):
            left = left.replace(word, "")
        if left != shape and sum(sign.isalpha() for sign in left) < _LEAST_OF_ITS_OWN:
            return True
    return False


def _scored(shape: str, own_words: list[str]) -> Any:
    from zxcvbn import zxcvbn  # noqa: PLC0415

    with _ONE_AT_A_TIME:
        return zxcvbn(shape, user_inputs=own_words)


def _related(related: tuple[str, ...]) -> list[str]:
    """The words of name, login and service, and each of these run together."""
    words = [word for text in related for word in (*_BETWEEN.split(text), _BETWEEN.sub("", text))]
    long = (word.casefold()[:JUDGED] for word in words if len(word) >= _SHORTEST_RELATED)
    return list(dict.fromkeys(long))[:_MOST_RELATED]


def _why(sequence: list[dict[str, Any]]) -> str:
    """What the longest part of an easy guess is, in a few words."""
    longest = max(sequence, key=lambda part: len(part["token"]), default=None)
    if longest is None:
        return _ADVICE
    return _WHY.get(longest.get("dictionary_name") or longest["pattern"], _ADVICE)
