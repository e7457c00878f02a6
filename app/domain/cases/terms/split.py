"""Takes a typed line apart into what is looked for and what is not."""

import re
import unicodedata
from typing import Final

from app.domain.cases.terms import patterns
from app.domain.cases.terms.parts import (
    NAME_KINDS,
    NEVER_ALONE,
    NOTHING_TO_LOOK_FOR,
    Field,
    Guard,
    Part,
    PartKind,
    Split,
)
from app.domain.cases.terms.sorter import CARE_OF, Sorter
from app.domain.cases.terms.vocabulary import Vocabulary

LONGEST_LINE: Final = 2000
"""What is longer is no line of an identity; the rest of it is left out."""

_CUTS: Final = re.compile(r"\s[-–—]+\s|[,;()/|\n\t]|:\s|:$")
_CARE_OF: Final = re.compile(r"(?i)\bc/o\b")
_BRACKETS: Final = re.compile(r"(?<=\w )\(([^()]+)\)(?= \w)")


def split(vocabulary: Vocabulary, where: Field, line: str) -> Split:
    """The parts of one line, each with the guard that its rarity gives it until a member chooses another."""
    line = unicodedata.normalize("NFC", patterns.plain_digits(line))
    kept, beyond = line[:LONGEST_LINE].strip(), line[LONGEST_LINE:].strip()
    if refusal := patterns.filler(kept):
        return Split(refusal=refusal)
    found, rest = patterns.take_out(where, _CARE_OF.sub(f";{CARE_OF}", kept))
    if where is Field.ADDRESSES:
        rest = patterns.QUOTED.sub(lambda each: f" {each[1] or each[2]} ", rest)
    else:
        rest = _with_nicknames_behind(rest)
    sorter = Sorter(vocabulary, where, is_small=not any(map(str.isupper, kept)))
    sorter.sort([piece for each in _CUTS.split(rest) if (piece := each.strip(" .-:*&+'\"?!#"))])
    sorter.add_found(found)
    left_out = tuple(sorter.left_out) + ((beyond,) if beyond else ())
    parts = tuple(dict.fromkeys(sorter.parts))
    if not any(_can_fire(part, parts) for part in parts):
        return Split(left_out=left_out, refusal=NOTHING_TO_LOOK_FOR)
    return Split(parts, left_out)


def _with_nicknames_behind(line: str) -> str:
    """What stands in quotes or brackets between two words of a name goes to the end, and the name stays whole."""
    inner = [each[1] or each[2] for each in patterns.QUOTED.finditer(line)]
    line = patterns.QUOTED.sub(" ", line)
    inner += _BRACKETS.findall(line)
    return " ; ".join([_BRACKETS.sub(" ", line), *inner])


def _can_fire(part: Part, parts: tuple[Part, ...]) -> bool:
    """Whether a part can ever stop anything: a town by itself cannot, nor a name of which only initials are known."""
    if part.kind in NAME_KINDS:
        return len(part.text.strip(" .")) > 1
    if part.kind not in NEVER_ALONE and part.guard is Guard.ALONE:
        return True
    mates = {each.kind for each in parts if each is not part}
    if part.kind in {PartKind.STREET, PartKind.HOUSE}:
        return bool(mates & NEVER_ALONE)
    return False
