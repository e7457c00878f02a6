"""What is typed into a cell as the answer of one field: a choice by its words, a date, victims by code, or words."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

from app.domain.fields.spec import FieldSpec, Target
from app.domain.values import typed_dates
from app.domain.values.text import fold
from app.errors import NotAcceptable, NotADate, TextTooLong

NOT_OFFERED: Final = "None of the answers offered: choose one of the list."
SEVERAL: Final = "Several answers begin so: go on typing, or choose one of the list."
NO_CODE: Final = "No code of a victim: write V1, or V1, V2."
NOBODY: Final = "No victim of this case has that code."
NO_ANSWER: Final = "It cannot be read as an answer here."
_APART: Final = re.compile(r"(?:[\s,;&+]|\band\b)+", re.IGNORECASE)


def answers(spec: FieldSpec) -> Mapping[str, str]:
    """The code of each answer that is offered, by its folded code or label; a label goes before a code."""
    codes = {fold(choice.code): choice.code for choice in spec.offered}
    return codes | {fold(choice.label): choice.code for choice in spec.offered}


def chosen(spec: FieldSpec, typed: str) -> str:
    """The code of an answer by its label, its code, or how its label alone begins. Raises NotAcceptable."""
    wanted = fold(typed)
    if (code := answers(spec).get(wanted)) is not None:
        return code
    found = [choice.code for choice in spec.offered if wanted and fold(choice.label).startswith(wanted)]
    if len(found) != 1:
        raise NotAcceptable(SEVERAL if found else NOT_OFFERED)
    return found[0]


def read_cell(spec: FieldSpec, typed: str, today: date, victims: Collection[str]) -> Any:
    """The answer that was typed; an empty cell answers nothing. `victims` are the codes of the case.

    Raises NotAcceptable, NotADate; their sentences never repeat what was typed.
    """
    if not typed.strip():
        return spec.form.empty
    match spec.form.code:
        case "date":
            return typed_dates.parse(typed, today)
        case "choice":
            return chosen(spec, typed)
        case "references" if spec.target is Target.VICTIM:
            return _victims(typed, victims)
    return _checked(spec, typed)


def worded(spec: FieldSpec, value: Any) -> str:
    """The answer as a cell shows it; `read_cell` reads it back."""
    return "" if spec.form.is_empty(spec, value) else spec.form.words(spec, value)


def _victims(typed: str, victims: Collection[str]) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(part.upper() for part in _APART.split(typed) if part))
    if not codes or not all(re.fullmatch(Target.VICTIM.pattern, each) for each in codes):
        raise NotAcceptable(NO_CODE)
    if not set(codes) <= set(victims):
        raise NotAcceptable(NOBODY)
    return codes


def _checked(spec: FieldSpec, typed: str) -> Any:
    try:
        return spec.form.check(spec, typed)
    except TextTooLong:
        raise NotAcceptable(f"Too long: it holds at most {spec.most:,} characters.") from None
    except (NotADate, NotAcceptable):
        raise
    except (TypeError, ValueError):
        raise NotAcceptable(NO_ANSWER) from None
