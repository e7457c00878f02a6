"""Where the proceedings were stated to stand: a report says it, with its day, where no record tells of it."""

from collections.abc import Container, Iterator
from typing import Final

from app.domain.cases.case import JUSTICE_STAGES
from app.domain.reports.composer import CaseFacts

_TOLD_BY: Final = {
    "reported": {"proceedings"},
    "investigation": {"proceedings", "bail"},
    "bail_before_charge": {"bail"},
    "released_under_investigation": {"bail"},
    "bail": {"bail"},
    "charged": {"proceedings"},
    "remand": {"custody"},
    "trial": {"proceedings"},
    "awaiting_sentence": {"proceedings"},
    "custody": {"custody"},
    "licence": {"licence"},
    "community_order": {"order"},
    "supervision": {"order", "licence"},
}
"""The kinds of record that tell of a stage: one of them, however old, is heard and the statement is not."""
_WORDS: Final = {each.code: each.label for each in JUSTICE_STAGES}


def stated_stage(case: CaseFacts, kinds: Container[str]) -> tuple[str, ...]:
    """The sentence, or nothing where a record of those `kinds` tells of it, or nothing goes on."""
    return tuple(_said(case, kinds))


def _said(case: CaseFacts, kinds: Container[str]) -> Iterator[str]:
    told_by = _TOLD_BY.get(case.justice, set())
    if told_by and not any(each in kinds for each in told_by):
        words = _WORDS[case.justice]
        on = f" on {case.justice_on.show()}" if case.justice_on.is_known else ""
        yield f"{words}, as was stated of the case{on}; no record says more."
