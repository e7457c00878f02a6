"""Each date says where in time it lies, and nothing is signed as having happened on a day that has not come."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

import pytest

from app.domain.cases.appointment import Appointment
from app.domain.cases.around import PersonCircle, PersonConsent
from app.domain.cases.case import CaseFacts, CaseOpening
from app.domain.cases.group import Group, GroupSession
from app.domain.cases.meeting import Meeting
from app.domain.cases.person import PersonDetails
from app.domain.cases.question import Question
from app.domain.cases.site_settings import SiteSettings
from app.domain.cases.training import Training
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
    "referral": {"papers.dated": PAST},
    "screening": {
        "red_flags.seen_at": PAST,
        "red_flags.done.on": PAST,
        "red_flags.told.on": PAST,
        "told.on": PAST,
    },
    "panel": {"actions.due": EITHER, "actions.done_on": PAST, "next": COMING},
    "discharge": {"died_on": PAST, "told.on": PAST, "handed.on": PAST},
    "follow_up": {
        "known_to": PAST,
        "asked.asked_on": PAST,
        "asked.answered_on": PAST,
        "recontact_on": PAST,
        "arrest_on": PAST,
        "charge_on": PAST,
        "conviction_on": PAST,
        "breach_on": PAST,
        "new_victim_on": PAST,
    },
    "typology": {"ended_on": PAST},
    "review": {"since": PAST, "next": COMING},
    "victim_voice": {"given_on": PAST, "contact_when": PAST, "next_contact": COMING},
    "safety_concern": {
        "seen_on": PAST,
        "made_on": PAST,
        "done.on": PAST,
        "told.on": PAST,
        "closed_on": PAST,
    },
    "serious_event": {
        "on": PAST,
        "found_on": PAST,
        "done.on": PAST,
        "told.on": PAST,
        "regulator_on": PAST,
        "said_on": PAST,
        "written_on": PAST,
        "closed_on": PAST,
    },
    "document": {"dated": PAST},
    "request": {"received": PAST, "due": EITHER, "items.harm_test_on": PAST, "answered_on": PAST},
    "telling": {"to.on": PAST},
    "proceedings": {"steps.on": PAST, "next_hearing": COMING},
    "public_protection": {
        "from_on": PAST,
        "next_review": EITHER,
        "ended_on": PAST,
        "heard_on": PAST,
        "actions.due": EITHER,
        "actions.done_on": PAST,
    },
    "mental_health_act": {
        "from_on": PAST,
        "ends": EITHER,
        "agreed_on": PAST,
        "conditions.begins": EITHER,
        "conditions.ends": EITHER,
        "tribunal_on": EITHER,
        "reports.due": EITHER,
        "reports.sent_on": PAST,
        "ended_on": PAST,
    },
    "consultation": {
        "asked_on": PAST,
        "red_flags.seen_at": PAST,
        "red_flags.done.on": PAST,
        "red_flags.told.on": PAST,
        "advice.by": COMING,
        "valid_until": COMING,
        "received.on": PAST,
        "review_on": COMING,
    },
    "bail": {
        "arrested_on": PAST,
        "from_on": PAST,
        "return_on": EITHER,
        "extensions.to": EITHER,
        "extensions.on": PAST,
        "ended_on": PAST,
        "conditions.begins": EITHER,
        "conditions.ends": EITHER,
    },
    "custody": {"spells.begins": PAST, "spells.ends": PAST, "expected_release": EITHER, "ends": PAST},
    "collateral": {"covers": PAST, "heard_on": PAST},
    "diagnosis": {"rows.since": PAST},
    "fixation_profile": {
        "period": PAST,
        "onset": PAST,
        "red_flags.seen_at": PAST,
        "red_flags.done.on": PAST,
        "red_flags.told.on": PAST,
    },
    "incident": {"put_ok_on": PAST, "convicted_on": PAST},
    "formulation": {
        "good_until": COMING,
        "advice.by": COMING,
        "review_on": COMING,
    },
    "plan": {
        "goals.by": COMING,
        "steps.by": COMING,
        "work.from_on": EITHER,
        "limits_explained": PAST,
        "review_on": COMING,
    },
    "safety_plan": {"copy_given": PAST, "review_on": COMING},
    "licence": {
        "released_on": PAST,
        "ends": EITHER,
        "recalls.on": PAST,
        "recalls.back_out": PAST,
        "conditions.begins": EITHER,
        "conditions.ends": EITHER,
        "tag.begins": EITHER,
        "tag.ends": EITHER,
    },
    "medication": {"medication.started": PAST, "medication.stopped": PAST},
    "mental_state": {"capacity.on": PAST},
    "order": {
        "applied_on": PAST,
        "refused_on": PAST,
        "made": PAST,
        "served": PAST,
        "starts": EITHER,
        "ends": EITHER,
        "hearing": EITHER,
        "variations.on": PAST,
        "variations.new_end": EITHER,
        "ended_on": PAST,
        "notified": PAST,
        "conditions.begins": EITHER,
        "conditions.ends": EITHER,
        "requirements.due": EITHER,
    },
    "red_flag": {
        "seen_at": PAST,
        "done.on": PAST,
        "told.on": PAST,
        "watch_until": COMING,
        "closed_on": PAST,
    },
    "measure": {
        "covers": PAST,
        "critical.on": PAST,
        "critical.told.on": PAST,
        "red_flags.seen_at": PAST,
        "red_flags.done.on": PAST,
        "red_flags.told.on": PAST,
    },
    "session_note": {
        "told.on": PAST,
        "red_flags.seen_at": PAST,
        "red_flags.done.on": PAST,
        "red_flags.told.on": PAST,
        "collateral.covers": PAST,
        "collateral.heard_on": PAST,
    },
    "spj": {"sources.dated": PAST, "raters.trained_on": PAST, "current_means": PAST, "review_on": COMING},
}
OF_FACTS: Final = {
    PersonDetails: {"born": PAST, "awareness_on": PAST, "deceased_on": PAST},
    PersonCircle: {"people.until": EITHER},
    PersonConsent: {"consents.on": PAST},
    Meeting: {"held_on": EITHER},
    Training: {"held_on": PAST},
    SiteSettings: {"days_off.day": EITHER},
    Group: {"members.since": EITHER, "members.until": EITHER},
    GroupSession: {"held_on": EITHER},
    Appointment: {"day": EITHER},
    Question: {"due": COMING},
    CaseFacts: {"opened": PAST, "closed": PAST},
    CaseOpening: {"opened": PAST},
}


def dated(cls: type, lead: str = "") -> Iterator[tuple[str, FieldSpec]]:
    """Every date of a class that a form asks for, by its path."""
    for spec in specs(cls):
        if isinstance(spec.form, forms.Day) and spec.asked:
            yield lead + spec.name, spec
        if spec.row is not None and spec.asked:
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
    at = path.replace(".", ".0.")
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


def test_a_day_that_the_version_before_was_signed_with_may_stand_though_it_has_passed() -> None:
    gone, other = ClinicalDate(2026, 11, 1), ClinicalDate(2026, 11, 2)
    plan = KINDS["plan"].content
    goal, step = (next(spec.row for spec in specs(plan) if spec.name == name) for name in ("goals", "steps"))
    assert goal is not None
    assert step is not None
    rows = [str(UUID(int=n)) for n in (1, 2)]
    signed = plan(goals=(goal(row=rows[0], by=gone),), steps=(step(row=rows[1], by=gone),), review_on=gone)

    def late(content: object, before: object | None) -> set[str]:
        return {gap.path for gap in missing(content, TODAY, signed=before) if gap.why == GONE}

    every = {"goals.0.by", "steps.0.by", "review_on"}
    assert late(signed, None) == every
    assert late(signed, signed) == set()
    moved = replace(signed, goals=(goal(row=rows[0], by=other),), review_on=other)
    assert late(moved, signed) == {"goals.0.by", "review_on"}
    another = replace(signed, goals=(goal(row=str(UUID(int=3)), by=gone),))
    assert late(another, signed) == {"goals.0.by"}
