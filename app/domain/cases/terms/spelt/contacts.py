"""How telephones, plates, e-mail addresses and handles are written."""

import re
from collections.abc import Sequence
from typing import Final

from app.domain.cases.terms.folding import WORD
from app.domain.cases.terms.index import Index
from app.domain.cases.terms.parts import Guard, Part, PartKind
from app.domain.cases.terms.spelling import Fit

_NATIONAL: Final = 9
_LAST: Final = 6
_SHORTEST_HANDLE: Final = 4
_SHORTEST_WITHOUT_DIGITS: Final = 5
# Calling codes of one or two digits; all others have three.
_SHORT_CODES: Final = re.compile(r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]")
_DOTS: Final = re.compile(r"[._+-]")


def add(index: Index, line: int, parts: Sequence[Part]) -> None:
    """Add the contacts of one line."""
    for part in parts:
        if part.guard is Guard.OFF:
            continue
        match part.kind:
            case PartKind.TELEPHONE:
                _add_telephone(index, line, part)
            case PartKind.PLATE:
                index.add_spelling(
                    " ".join(WORD.findall(index.vocabulary.seen.fold(part.text))), Fit.PLATE, line, part
                )
            case PartKind.EMAIL:
                _add_email(index, line, part)
            case PartKind.HANDLE:
                _add_handle(index, line, part, part.text)
            case _:
                continue


def _add_telephone(index: Index, line: int, part: Part) -> None:
    number = national(part.text)
    index.add_spelling(number[-_NATIONAL:], Fit.DIGITS, line, part)
    if len(number) > _LAST:
        index.add_spelling(number[-_LAST:], Fit.RUN, line, part)


def national(typed: str) -> str:
    """The digits of a number without the prefix that depends on where one calls from."""
    digits = re.sub(r"\D", "", typed)
    is_abroad = typed.lstrip(" (").startswith("+") or digits.startswith("00")
    if is_abroad:
        digits = digits.removeprefix("00")
        code = _SHORT_CODES.match(digits)
        return digits[len(code[0]) if code else 3 :].lstrip("0")
    if digits.startswith("44") and len(digits) >= len("44") + _NATIONAL:
        digits = digits.removeprefix("44")
    return digits.lstrip("0")


def _add_email(index: Index, line: int, part: Part) -> None:
    local, _, host = index.vocabulary.seen.fold(part.text).partition("@")
    spelt_host = host.replace(".", " dot ")
    index.add_spelling(f"{local} {host}", Fit.WORDS, line, part)
    for spelt in {local, local.replace(".", " dot ")}:
        index.add_spelling(f"{spelt} at {spelt_host}", Fit.WORDS, line, part)
        index.add_spelling(f"{spelt} at {host}", Fit.WORDS, line, part)
    _add_handle(index, line, part, local)


def _add_handle(index: Index, line: int, part: Part, handle: str) -> None:
    """A handle or the local part of an e-mail address; one that is an ordinary word stands for too much."""
    words = WORD.findall(index.vocabulary.seen.fold(_DOTS.sub(" ", handle)))
    letters = "".join(words)
    shortest = _SHORTEST_WITHOUT_DIGITS if letters.isalpha() else _SHORTEST_HANDLE
    if len(letters) < shortest or (all(map(index.vocabulary.is_ordinary, words)) and len(words) == 1):
        return
    if not set(words) <= index.permitted.words:
        index.add_spelling(" ".join(words), Fit.HANDLE, line, part)
