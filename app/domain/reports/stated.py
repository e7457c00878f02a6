"""Where the proceedings were stated to stand: a report says it, with its day, where no record tells of it."""

from collections.abc import Container
from typing import Final

from app.domain.cases.case import JUSTICE_STAGES
from app.domain.reports.composer import CaseFacts

_QUIET: Final = frozenset({"", "none", "ended"})
"""Stages in which nothing goes on."""
_WORDS: Final = {each.code: each.label for each in JUSTICE_STAGES}


def stated_stage(case: CaseFacts, told: Container[str]) -> tuple[str, ...]:
    """The sentence; nothing where a record tells of that stage, or nothing goes on in it."""
    if case.justice in _QUIET or case.justice in told:
        return ()
    on = f" on {case.justice_on.show()}" if case.justice_on.is_known else ""
    return (f"{_WORDS[case.justice]}, as was stated of the case{on}; no record says more.",)
