"""One cell as the answer of one field: words, a date, or a choice by its code, its label or what the map says."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from app.domain.fields.spec import FieldSpec
from app.domain.fields.typed import answers
from app.domain.tables.serial_days import day_of
from app.domain.values import typed_dates
from app.domain.values.dates import ClinicalDate
from app.domain.values.text import fold
from app.errors import NotAcceptable, NotADate, NoYear, TextTooLong

_SERIAL_FIGURES: Final = 5
"""A day of the years 1927 to 2173 as a spreadsheet counts it; four figures are a year."""
_FAILED: Final = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
NOT_OFFERED: Final = "None of the answers offered: say what it stands for."
NO_DATE: Final = "No date that can be, or be read: write it as 14-Aug-2026."
Reader = Callable[[str], Any]


def reader(spec: FieldSpec, meant: Mapping[str, str], today: date) -> Reader:
    """What reads a cell of a column for a field; it raises NotAcceptable, whose sentence never repeats the cell."""
    match spec.form.code:
        case "date":
            return lambda cell: _day(cell, today)
        case "choice":
            meanings = _answers(spec, meant)
            return lambda cell: _answer(meanings, cell)
    return lambda cell: _words(spec, cell)


def unknown_words(spec: FieldSpec, meant: Mapping[str, str], cells: tuple[str, ...]) -> tuple[str, ...]:
    """The different words in a column of answers that stand for none of them, as they first came."""
    meanings = _answers(spec, meant)
    seen: dict[str, str] = {}
    for cell in cells:
        if (folded := fold(cell)) and folded not in meanings:
            seen.setdefault(folded, cell)
    return tuple(seen.values())


def _answers(spec: FieldSpec, meant: Mapping[str, str]) -> Mapping[str, str]:
    """The code of each word: what the map says before a label, and that before a code."""
    return {**answers(spec), **meant}


def _answer(meanings: Mapping[str, str], cell: str) -> str:
    if not cell:
        return ""
    if (code := meanings.get(fold(cell))) is None:
        raise NotAcceptable(NOT_OFFERED)
    return code


def _day(cell: str, today: date) -> ClinicalDate | None:
    if not cell:
        return None
    if len(cell) == _SERIAL_FIGURES and cell.isascii() and cell.isdigit() and (day := day_of(int(cell))):
        return ClinicalDate.of(day)
    try:
        return typed_dates.parse(cell, today)
    except NoYear:
        raise
    except NotADate:
        # Its own sentence may name the month and year: of a birth that is part of the cell.
        raise NotAcceptable(NO_DATE) from None


def _words(spec: FieldSpec, cell: str) -> str:
    if cell in _FAILED:
        raise NotAcceptable("The spreadsheet could not work this cell out: mend the file.")
    try:
        checked: str = spec.form.check(spec, cell)
    except TextTooLong:
        raise NotAcceptable(f"Too long: it holds at most {spec.most:,} characters.") from None
    return checked
