"""Each date says where in time it lies, and nothing is signed as having happened on a day that has not come."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import pytest

from app.domain.cases.case import CaseFacts, CaseOpening
from app.domain.cases.person import PersonDetails
from app.domain.facts.catalogue import FACTS
from app.domain.fields import forms
from app.domain.fields.content import missing
from app.domain.fields.declare import Direction, FieldSpec
from app.domain.fields.spec import specs
from app.domain.kinds.registry import KINDS
from app.domain.records.kind import KindRole
from app.domain.records.record import Sheet
from app.domain.values.dates import ClinicalDate

TODAY: Final = date(2026, 11, 23)
PAST, COMING, EITHER = Direction
FUTURE: Final = "It lies in the future: it can be today at the latest"
GONE: Final = "It lies in the past: it can be today at the earliest"

TABLE: Final = {
    "consultation": {
        "asked_on": PAST,
        "red_flags.told_on": PAST,
        "red_flags.closed_on": PAST,
        "received.sent_on": PAST,
        "review_on": COMING,
    },
    "collateral": {"covers": PAST, "heard_on": PAST},
    "custody": {"starts": PAST, "expected_release": EITHER, "ends": PAST, "licence_end": EITHER},
    "diagnosis": {"rows.since": PAST},
    "fixation_profile": {
        "objects.since": PAST,
        "period": PAST,
        "onset": PAST,
        "red_flags.told_on": PAST,
        "red_flags.closed_on": PAST,
    },
    "formulation": {"hypotheses.held_on": PAST, "review_on": COMING},
    "medication": {"medication.started": PAST, "medication.stopped": PAST},
    "mental_state": {"capacity.on": PAST},
    "order": {
        "requirements.due": EITHER,
        "breaches.happened": PAST,
        "made": PAST,
        "served": PAST,
        "starts": EITHER,
        "ends": EITHER,
        "notification_due": EITHER,
    },
    "session_note": {"collateral.heard_on": PAST, "red_flags.told_on": PAST, "red_flags.closed_on": PAST},
    "spj": {"sources.dated": PAST, "raters.trained_on": PAST, "current_means": PAST, "review_on": COMING},
}
OF_FACTS: Final = {
    PersonDetails: {"born": PAST},
    CaseFacts: {"opened": PAST, "closed": PAST},
    CaseOpening: {"opened": PAST},
}


def dated(cls: type, lead: str = "") -> Iterator[tuple[str, FieldSpec]]:
    """Every date of a class that a form asks for, by its path."""
    for spec in specs(cls):
        if isinstance(spec.form, forms.Day) and spec.asked:
            yield lead + spec.name, spec
        if spec.row is not None:
            yield from dated(spec.row, f"{lead}{spec.name}.")


def holding(cls: type, path: str, day: ClinicalDate) -> Any:
    """A content with that date and nothing else."""
    name, _, inner = path.partition(".")
    if not inner:
        return cls(**{name: day})
    row = next(spec.row for spec in specs(cls) if spec.name == name)
    assert row is not None
    return cls(**{name: (holding(row, inner, day),)})


def why(cls: type, path: str, day: ClinicalDate) -> str:
    """Why that date cannot be signed; empty when it can."""
    name, _, inner = path.partition(".")
    at = f"{name}.0.{inner}" if inner else name
    return next((gap.why for gap in missing(holding(cls, path, day), TODAY) if gap.path == at), "")


ALL: Final = [
    *((KINDS[code].content, path, where) for code, row in TABLE.items() for path, where in row.items()),
    *((cls, path, where) for cls, row in OF_FACTS.items() for path, where in row.items()),
]


def test_every_date_of_every_kind_and_fact_stands_in_the_table() -> None:
    found = {code: dict(dated(kind.content)) for code, kind in KINDS.items()}
    assert {
        code: {path: spec.direction for path, spec in row.items()} for code, row in found.items() if row
    } == {code: TABLE[code] for code in found if found[code]}
    facts = {fact.values for fact in FACTS.values()} | set(OF_FACTS)
    of_facts = {cls: {path: spec.direction for path, spec in dated(cls)} for cls in facts}
    assert {cls: row for cls, row in of_facts.items() if row} == OF_FACTS


@pytest.mark.parametrize(
    ("cls", "path", "where"), ALL, ids=lambda value: getattr(value, "__name__", str(value))
)
def test_a_date_can_be_signed_where_its_field_lies_and_nowhere_else(
    cls: type, path: str, where: Direction
) -> None:
    tomorrow, yesterday = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
    assert why(cls, path, ClinicalDate.of(TODAY)) == ""
    assert why(cls, path, ClinicalDate()) == ""
    assert why(cls, path, ClinicalDate.of(tomorrow)) == (FUTURE if where is PAST else "")
    assert why(cls, path, ClinicalDate.of(yesterday)) == (GONE if where is COMING else "")


@pytest.mark.parametrize(
    ("day", "refused"),
    [
        (ClinicalDate(2026), False),
        (ClinicalDate(2026, 11), False),
        (ClinicalDate(2026, about=True), False),
        (ClinicalDate(2026, 12), True),
        (ClinicalDate(2026, 12, about=True), True),
        (ClinicalDate(2027), True),
        (ClinicalDate(2030), True),
        (ClinicalDate(2025, until=ClinicalDate(2026)), False),
        (ClinicalDate(2026, 10, 1, until=ClinicalDate(2026, 11)), False),
        (ClinicalDate(2026, 10, 1, until=ClinicalDate(2026, 11, 24)), True),
        (ClinicalDate(2026, 10, 1, until=ClinicalDate(2027)), True),
    ],
)
def test_a_month_or_year_that_has_begun_is_not_in_the_future(day: ClinicalDate, *, refused: bool) -> None:
    assert why(PersonDetails, "born", day) == (FUTURE if refused else "")


@pytest.mark.parametrize(
    ("day", "refused"),
    [
        (ClinicalDate(2026), False),
        (ClinicalDate(2026, 11), False),
        (ClinicalDate(2026, 10), True),
        (ClinicalDate(2025), True),
        (ClinicalDate(2026, 10, until=ClinicalDate(2026, 12)), False),
    ],
)
def test_a_month_or_year_that_has_not_ended_is_not_in_the_past(day: ClinicalDate, *, refused: bool) -> None:
    assert why(KINDS["formulation"].content, "review_on", day) == (GONE if refused else "")


@pytest.mark.parametrize("code", KINDS)
def test_the_date_of_a_record_lies_in_the_past(code: str) -> None:
    kind = KINDS[code]
    sheet = Sheet(event=ClinicalDate(2030, 1, 1), content=kind.content())
    gaps = {gap.path: gap for gap in sheet.missing(kind, TODAY)}
    if kind.role is KindRole.REMARK:
        assert "event" not in gaps
        return
    assert (gaps["event"].label, gaps["event"].why) == (kind.event_label, FUTURE)
    today = replace(sheet, event=ClinicalDate.of(TODAY))
    assert "event" not in {gap.path for gap in today.missing(kind, TODAY)}
