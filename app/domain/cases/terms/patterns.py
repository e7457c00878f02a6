"""Details that are found by how they are written, in whatever line they stand."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from app.domain.cases.terms.parts import NOT_KNOWN, Field, PartKind
from app.domain.cases.terms.wording import VEHICLES

CUT: Final = " ; "
"""Stands for what was taken out; the line is cut there."""

_FILLERS: Final = re.compile(
    r"""
    \W* (?: (?:home|work|new|old)? \s*
            (?:name|address|tel(?:ephone)?|phone|mobile|e-?mail|car|employer) s? \s* [:=-]? \s* )?
    (?: (?: none | not? ) \s+
        (?: known | held | recorded | applicable | stated | given | disclosed | provided | available | yet\ known )
      | none | no | (?:of \s+)? no \s+ (?: fixed \s+ (?:abode|address) | address | (?:contact \s+)? details? )
      | un(?:known|disclosed|sure) | nil | nfa | tbc | tba | to \s+ be \s+ (?:confirmed|advised)
      | withheld | refused | homeless | n\.? \s? / \s? [ak] | n\.a\.? | as \s+ above | same | ditto | x+
      | see \s+ (?:file|notes?|records?|above|below|attached|previous|other|system|gp) (?: \s+ \w+ )? )
    \W*
    """,
    re.IGNORECASE | re.VERBOSE,
)
# "Na" is a name, and so may be "Nk".
_FILLER_CAPITALS: Final = re.compile(r"\W*(?:NA|NK|na|nk)?\W*")

_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_DATE: Final = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s-]{_MONTH}[\s-]\d{{2,4}})"
)
_AGES: Final = re.compile(
    rf"""
    (?<![\w./-])
    (?: (?: b(?:orn)?\.? | d\.?o\.?b\.? ) \s* :? \s* (?: in\s+ | on\s+ )? (?: {_DATE} | {_MONTH}\s+\d{{4}} | \d{{4}} )
      | age[ds]? :? \s* \d{{1,3}}
      | \d{{1,3}} \s* (?:-\s*)? (?: yrs? | years? | months? | mths? | weeks? | yo | y/o ) \b \.? (?: [\s-]* old )?
      | {_DATE}
      | \( \s* (?: \d{{1,2}} | (?:19|20)\d\d ) \s* \) )
    (?![\w/])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_EMAIL: Final = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_PROFILE: Final = re.compile(
    r"""
    (?:https?://)? (?:www\.)? (?:instagram|facebook|fb|snapchat|tiktok|twitter|x|t|linkedin) \.(?:com|me)/
    (?: in/ | add/ )? @? ([\w.-]{3,})
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Not where a capital follows: "Facebook: Kerensa Polwarth" is a name.
_LABELLED_HANDLE: Final = re.compile(
    r"""
    \b (?: instagram|insta|ig|facebook|fb|snap(?:chat)?|tiktok|twitter|telegram|whatsapp|discord|linkedin
         | username|user|handle )
    (?: \s+ (?:account|name|handle|user|id) )? \b \s* (?: [:=-] | \bis\b )? \s* @? ([\w.]*\w) (?! \s* (?-i:[A-Z]) )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_AT_HANDLE: Final = re.compile(r"(?<![\w.])@(\w[\w.]+\w)")
_POSTCODE: Final = re.compile(r"(?i)\b([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})\b")
_TELEPHONE: Final = re.compile(
    r"""
    (?<![\w.@])
    (?: (?: \+ | 00 ) \s? \d{1,3} [\s.-]? \(?0?\)? (?: [\s().-]{0,2} \d ){6,12}
      | \(? 0 (?: [\s().-]{0,2} \d ){9,10}
      | \d (?: [\s().-]{0,2} \d ){6,14} )
    (?![\d@])
    """,
    re.VERBOSE,
)
_PLATE: Final = re.compile(
    r"""
    \b (?: [A-Z]{2} \s? [0-9]{2} [\s-]? [A-Z]{3}  # today's
         | [A-Z] [0-9]{1,3} [\s-]? [A-Z]{3}       # to 2001
         | [A-Z]{3} [\s-]? [0-9]{1,3} [A-Z]       # to 1983
         | [A-Z]{3} [\s-]? [0-9]{1,4} ) \b        # Northern Ireland's, and older
    """,
    re.VERBOSE,
)
_PLATE_SMALL: Final = re.compile(
    r"(?i)\b(?:[A-Z]{2}[0-9]{2}\s?[A-Z]{3}|[A-Z][0-9]{1,3}\s?[A-Z]{3}|[A-Z]{3}\s?[0-9]{1,3}[A-Z])\b"
)
_DATELESS: Final = re.compile(r"\b(?:[A-Z]{2}\s?[0-9]{3,4}|[0-9]{2,4}\s?[A-Z]{2,3})\b")
_VEHICLE: Final = re.compile(r"(?i)\b(?:car|van|vehicle|plate|reg(?:istration)?|motorbike|drives)\b")
QUOTED: Final = re.compile(r"[\"“”]([^\"“”]+)[\"“”]|(?<!\w)['‘]([^'‘’]+)['’](?!\w)")  # noqa: RUF001 - as typed

_SHORTEST_HANDLE: Final = 3
_NO_HANDLES: Final = frozenset({"not", "none", "account", "unknown", "and"})
_LONGEST_TELEPHONE: Final = 13


@dataclass(frozen=True, slots=True)
class Found:
    """A detail that a pattern found."""

    kind: PartKind
    text: str


def filler(text: str) -> str:
    """Why a line that says nothing is refused; empty if it says something."""
    return NOT_KNOWN if _FILLERS.fullmatch(text) or _FILLER_CAPITALS.fullmatch(text) else ""


def plain_digits(text: str) -> str:
    """The same text with the digits of all scripts as 0 to 9, one for one."""
    if text.isascii():
        return text
    return "".join(char if (digit := unicodedata.digit(char, None)) is None else str(digit) for char in text)


def take_out(field: Field, line: str) -> tuple[list[Found], str]:
    """All details of a line that have a pattern of their own, and the line without them and without ages."""
    found: list[Found] = []
    rest = line

    def take(pattern: re.Pattern[str], kind: PartKind, group: int = 0) -> None:
        nonlocal rest
        rest = pattern.sub(partial(_taken, found, kind, group), rest)

    take(_EMAIL, PartKind.EMAIL)
    take(_PROFILE, PartKind.HANDLE, 1)
    rest = _take_labelled_handles(rest, found)
    take(_AT_HANDLE, PartKind.HANDLE, 1)
    take(_POSTCODE, PartKind.POSTCODE)
    # Behind postcodes, since "0YR" is half of one, and before telephones, since a date has as many digits.
    rest = _AGES.sub(CUT, rest)
    rest = _take_telephones(rest, found)
    if field is not Field.ADDRESSES:
        has_vehicle = bool(_VEHICLE.search(rest))
        take(_PLATE, PartKind.PLATE)
        if field is Field.CONTACTS:
            take(_PLATE_SMALL, PartKind.PLATE)
        if has_vehicle:
            take(_DATELESS, PartKind.PLATE)
    return found, rest


def _taken(found: list[Found], kind: PartKind, group: int, each: re.Match[str]) -> str:
    text = each[group].strip()
    if kind is PartKind.PLATE and text.rstrip("0123456789 -").lower() in VEHICLES:
        return each[0]
    found.append(Found(kind, text))
    return CUT


def _take_labelled_handles(line: str, found: list[Found]) -> str:
    """Behind the name of a network stands a handle, unless what follows is written like a person's name."""

    def taken(each: re.Match[str]) -> str:
        is_name = each[1].istitle() and each[1].isalpha()
        if len(each[1]) < _SHORTEST_HANDLE or is_name or each[1].lower() in _NO_HANDLES:
            return each[0]
        found.append(Found(PartKind.HANDLE, each[1]))
        return CUT

    return _LABELLED_HANDLE.sub(taken, line)


def _take_telephones(line: str, found: list[Found]) -> str:
    def taken(each: re.Match[str]) -> str:
        found.extend(Found(PartKind.TELEPHONE, number) for number in _numbers(each[0].strip(" .-")))
        return CUT

    return _TELEPHONE.sub(taken, line)


def _numbers(run: str) -> Iterator[str]:
    """One number, or two that stand side by side with a blank between."""
    if sum(map(str.isdigit, run)) <= _LONGEST_TELEPHONE:
        yield run
        return
    halves = re.fullmatch(r"(.*\d)\s+(0\d.*)", run)
    yield from (halves[1], halves[2]) if halves else (run,)
