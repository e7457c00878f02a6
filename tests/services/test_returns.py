"""Returns: a quarter of twelve cases that stand here in the open, counted by hand, against the figures behind it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from app.domain.cases.case import CaseFacts
from app.domain.cases.person import PersonDetails
from app.domain.cases.training import Training
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Right
from app.domain.kinds.follow_up.content import AgencyAsked
from app.domain.kinds.registry import KINDS
from app.domain.kinds.spj.content import Judged, Rater
from app.domain.returns.figure import Figure, Spread
from app.domain.returns.making import NOT_COUNTED
from app.domain.returns.quarter import Quarter
from app.domain.values.dates import ClinicalDate
from app.errors import NotFound, NotPermitted, StillMissing
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import Cases
from app.services.cases.opening import open_case
from app.services.cases.returns import Returns, counted
from app.services.cases.trainings import Trainings
from app.services.checks.checking import check
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.open_vault import OpenVault
from tests.builders import KNOWS, LEAD, add_case, complete, in_time
from tests.confirmed import mark_in_error, merge, move_out, part, sign
from tests.services.conftest import Desk

Q4 = Quarter(2026, 4)
"""Today is 23-Nov-2026, a Monday."""


def day(wire: str) -> ClinicalDate:
    """A date as it is written in the store."""
    return ClinicalDate.from_wire(wire)


@dataclass(frozen=True)
class Told:
    """A record of a case: its kind, its date, and what it says."""

    kind: str
    on: str
    says: dict[str, Any] = field(default_factory=dict)


def told(kind: str, on: str, **says: Any) -> Told:
    """One of them."""
    return Told(kind, on, says)


def ref(on: str, agency: str, urgency: str, advocate: str) -> Told:
    """A referral."""
    return told("referral", on, agency=agency, urgency=urgency, advocate=advocate)


def screen(on: str, decision: str, concern: str, pathway: str = "") -> Told:
    """A screening."""
    return told("screening", on, decision=decision, concern=concern, pathway=pathway)


def seen(on: str, attendance: str, present: str = "") -> Told:
    """A session note."""
    return told("session_note", on, session_type="individual", attendance=attendance, person_present=present)


def end(on: str, reason: str, concern: str) -> Told:
    """A discharge."""
    return told("discharge", on, reason=reason, concern=concern)


def phq(on: str, *answers: int) -> Told:
    """A PHQ-9: nine answers from 0 to 3, of which the last is 0."""
    return told(
        "measure", on, measure="phq-9@1", given="paper", by="person", occasion="session", answers=answers
    )


def sam(on: str, word: str, rater: str = "first") -> Told:
    """Case priority by the SAM."""
    raters = (Rater(who="A rater", order=rater, trained="yes"),)
    judged = (Judged(of="case_priority", word=word, because="Words"),)
    return told("spj", on, tool="sam", raters=raters, judgements=judged)


def order(sort: str, starts: str, **says: Any) -> Told:
    """An order."""
    return told("order", starts, order_type=sort, made=day(starts), starts=day(starts), **says)


def act(on: str, breach: str, outcome: str = "reported") -> Told:
    """An incident."""
    return told(
        "incident", on, breach=breach, outcome=outcome, person_says="not_put", doubt="", convicted_on=None
    )


ASKED = (AgencyAsked(agency="police", asked_on=day("2026-11-20"), answered_on=day("2026-11-21")),)
FOLLOWED = told(
    "follow_up", "2026-11-21", point="3", known_to=day("2026-11-20"), asked=ASKED,
    recontact="yes", recontact_source="police", recontact_on=day("2026-10-30"), recontact_words="A letter",
    arrest="none_found", arrest_source="police", charge="none_found", charge_source="police",
    conviction="unknown", breach="not_asked", new_victim="unknown",
)  # fmt: skip
CASES = {
    # case: (sex, born, opened, stage that it was opened in), its records in the order of their signing
    "A": (("male", "1990-05-01", "2026-10-01", "intervention"),
          ref("2026-10-01", "police", "routine", "yes"), screen("2026-10-05", "accept", "high", "intervention"),
          told("panel", "2026-10-08", decision="continue"), seen("2026-10-15", "attended", "yes"),
          told("typology", "2026-10-16", motivation="rejected", relationship="ex_intimate"),
          order("restraining_conviction", "2026-10-10", duration="unknown"), act("2026-10-11", "no"),
          phq("2026-10-15", 1, 1, 1, 1, 1, 1, 1, 1, 0), phq("2026-11-19", 2, 2, 1, 1, 1, 1, 1, 1, 0),
          end("2026-11-20", "completed", "low")),
    "B": (("male", "1980", "2026-10-02", "referred"),
          ref("2026-10-02", "police", "week", "no"), screen("2026-10-08", "accept", "moderate", "assessment"),
          told("panel", "2026-10-22", decision="continue"),
          told("typology", "2026-10-20", motivation="resentful", relationship="colleague"),
          told("typology", "2026-11-20", motivation="rejected", relationship="ex_intimate")),
    "C": (("female", "unknown", "2026-10-05", "referred"),
          ref("2026-10-05", "probation", "same_day", "unknown"),
          screen("2026-10-05", "accept", "low", "consultation"),
          told("consultation", "2026-10-06", awareness="unaware")),
    "D": (("male", "2002-01-01", "2026-10-06", "referred"),
          ref("2026-10-06", "probation", "same_day", "yes"), screen("2026-10-07", "decline", "low"),
          end("2026-11-10", "not_eligible", "")),
    "E": (("", "1970-06-30", "2026-10-09", "referred"),
          ref("2026-10", "mental_health", "routine", "not_asked"), screen("2026-10-20", "refer_on", "low"),
          end("2026-11-12", "declined", "moderate")),
    "F": (("male", "1991-12-31", "2026-11-20", "referred"), ref("2026-11-20", "police", "routine", "no")),
    "G": (("male", "1961-01-01", "2026-11-12", "referred"), ref("2026-11-12", "self", "panel", "unknown")),
    "H": (("male", "1985-03-03", "2026-03-03", "intervention"),
          ref("2026-03-03", "police", "routine", "yes"), seen("2026-04-01", "attended", "yes"),
          seen("2026-10-07", "attended", "yes"), seen("2026-10-14", "dna"), seen("2026-10-21", "attended", "no"),
          phq("2026-03-10", 3, 3, 3, 3, 3, 3, 2, 0, 0), phq("2026-11-10", 1, 1, 1, 1, 1, 1, 1, 1, 0),
          sam("2026-03-15", "high"), sam("2026-10-05", "moderate"), sam("2026-10-06", "low", "second"),
          order("spo", "2026-04-01", duration="fixed", ends=day("2028-04-01"), ended_on=day("2026-11-01"),
                ended_how="discharged"),
          act("2026-11-02", "yes", "acquitted")),
    "I": (("male", "1975-01-01", "2026-02-01", "referred"),
          ref("2026-02-01", "court", "routine", "yes"), end("2026-08-20", "completed", "low"), FOLLOWED),
    "J": (("male", "1976-01-01", "2026-02-02", "referred"),
          ref("2026-02-02", "court", "routine", "yes"), end("2026-08-15", "moved", "low")),
    "K": (("male", "1977-01-01", "2025-01-01", "closed"), phq("2025-02-01", 1, 1, 1, 1, 1, 1, 1, 1, 0)),
    "L": (("female", "1995-02-02", "2025-05-05", "monitoring"),
          told("consultation", "2026-11-10", awareness="aware"),
          order("spo", "2026-06-01", duration="fixed", ends=day("2028-06-01")),
          order("non_molestation", "2026-01-01", duration="fixed", ends=day("2026-12-31")),
          order("non_molestation", "2026-02-01", duration="fixed", ends=day("2026-12-30")),
          order("spo", "2026-07-01", duration="further_order"),
          act("2026-10-15", "alleged"), act("2026-09-30", "yes"),
          phq("2026-11-11", 1, 1, 1, 1, 1, 1, 1, 1, 0), sam("2026-11-11", "low")),
}  # fmt: skip
CLOSED_BEFORE = "K"
"""Closed on 30-Sep-2026."""
GIVEN = (
    Training(held_on=day("2026-11-10"), subject="Stalking", agency="police", heads=14, hours="3"),
    Training(held_on=day("2026-11-12"), subject="Stalking", agency="police", heads=10, hours="1.5"),
    Training(held_on=day("2026-09-01"), subject="Stalking", agency="probation", heads=6, hours="2"),
)


def signed(vault: OpenVault, case_id: str, each: Told, **where: Compartment) -> str:
    """A record as it is told, signed; gives its id."""
    draft = Drafts(vault).begin(case_id, each.kind, **where)
    content = in_time(complete(KINDS[each.kind].content, **each.says), vault.today())
    Drafts(vault).save(draft.id, replace(draft.sheet, event=day(each.on), content=content), draft.revision)
    return sign(vault, draft.id)


def fill(vault: OpenVault) -> dict[str, str]:
    """Build the twelve; gives their ids."""
    ids = {}
    for name, ((sex, born, opened, stage), *records) in CASES.items():
        details = PersonDetails(
            family_name=f"Case{name}", awareness="aware", **KNOWS, sex=sex, born=day(born)
        )
        facts = CaseFacts(
            pathway="assessment", stage="referred" if stage == "closed" else stage, opened=day(opened)
        )
        ids[name] = open_case(vault, details, f"NM-{name}", facts)
        for each in records:
            signed(vault, ids[name], each)
    case = CaseFacts(pathway="assessment", stage="closed", opened=day("2025-01-01"), closed=day("2026-09-30"))
    Cases(vault).change(ids[CLOSED_BEFORE], case, "Ended")
    for training in GIVEN:
        Trainings(vault).give(training)
    return ids


def figures(vault: OpenVault, quarter: Quarter = Q4) -> dict[str, Figure]:
    """The figures behind the return of a quarter."""
    with vault.reading(Right.READ) as reading:
        return {each.code: each for each in counted(vault, reading, quarter)}


def rows(figure: Figure) -> dict[str, int]:
    """The rows that count anything."""
    return {row.label: row.count for row in figure.rows if row.count}


@pytest.fixture(scope="module")
def quarter(office: OpenVault) -> dict[str, Figure]:
    """The figures of the twelve cases."""
    fill(office)
    return figures(office)


COUNTED_BY_HAND: dict[str, tuple[int, dict[str, int]]] = {
    "referrals": (7, {"Police": 3, "Probation": 2, "Mental health service": 1, "The person themselves": 1}),
    "screened": (7, {
        "Three working days: in time": 1, "Three working days: late": 2,
        "Three working days: not screened, and not due yet": 1, "Three working days: not known": 1,
        "Same day: in time": 1, "Same day: late": 1}),
    "advocate": (7, {"Yes": 2, "No": 2, "Not known": 2, "Not asked": 1}),
    "accepted": (5, {
        "Accepted: direct intervention": 1, "Accepted: assessment": 1, "Accepted: consultation": 1,
        "Decided: decline": 1, "Decided: refer on": 1}),
    "days_to_panel": (2, {"Days known": 2}),
    "days_to_contact": (1, {"Days known": 1}),
    "days_to_end": (3, {"Days known": 2, "Days not known": 1}),
    "motivation": (11, {"Rejected": 2, "Not recorded": 9}),
    "relationship": (11, {"Former intimate partner": 2, "Not recorded": 9}),
    "consultations": (2, {"Does not know": 1, "Knows of the case": 1}),
    "starts": (11, {"Began in the quarter": 1, "Began before": 1, "No direct work": 9}),
    "endings": (3, {"Completed": 1, "Not eligible": 1, "Declined": 1}),
    "sessions": (4, {"Attended, with the person": 2, "Attended, without the person": 1, "Did not attend": 1}),
    "change.phq-9@1.total": (3, {"Better, beyond error": 1, "Within error": 1, "Cannot say": 1}),
    "spj.sam.case_priority": (2, {"High, then moderate": 1, "Judged once": 1}),
    "orders": (4, {
        "Stalking protection order": 2, "Non-molestation order": 1,
        "Begun, and not known whether still in force": 1}),
    "breaches": (3, {
        "No": 1, "Alleged": 1, "Does not stand: withdrawn, acquitted, discontinued or doubted": 1}),
    "follow_up.3.recontact": (2, {"Yes": 1, "Fell due in the quarter, and was not made": 1}),
    "follow_up.3.arrest": (2, {"None found": 1, "Fell due in the quarter, and was not made": 1}),
    "follow_up.3.charge": (2, {"None found": 1, "Fell due in the quarter, and was not made": 1}),
    "follow_up.3.conviction": (2, {"Not known": 1, "Fell due in the quarter, and was not made": 1}),
    "follow_up.3.breach": (2, {"Not asked": 1, "Fell due in the quarter, and was not made": 1}),
    "follow_up.3.new_victim": (2, {"Not known": 1, "Fell due in the quarter, and was not made": 1}),
    "concern": (3, {"High, then low": 1, "Low, then moderate": 1, "Not recorded": 1}),
    "sex": (11, {"Male": 8, "Female": 2, "Not recorded": 1}),
    "age": (11, {
        "18 to 24": 1, "25 to 34": 1, "35 to 44": 3, "45 to 54": 3, "55 to 64": 1, "65 and over": 1,
        "Not known": 1}),
    "interpreter": (11, {"Not recorded": 11}),
    "ethnicity": (11, {"Not recorded": 11}),
    "religion": (11, {"Not recorded": 11}),
    "disabilities": (11, {"Not recorded": 11}),
    "training": (2, {"Police": 2}),
    "trained": (24, {"Police": 24}),
    "training_hours": (4, {"Police": 4}),
}  # fmt: skip
SPREADS = {
    "days_to_panel": Spread(13.5, 7, 20),
    "days_to_contact": Spread(14, 14, 14),
    "days_to_end": Spread(42.5, 35, 50),
}


@pytest.mark.parametrize("code", COUNTED_BY_HAND)
def test_the_figures_are_those_that_were_counted_by_hand(quarter: dict[str, Figure], code: str) -> None:
    assert (quarter[code].total, rows(quarter[code])) == COUNTED_BY_HAND[code]
    assert quarter[code].spread == SPREADS.get(code)


def test_nothing_else_is_counted_of_them(quarter: dict[str, Figure]) -> None:
    others = quarter.keys() - COUNTED_BY_HAND.keys()
    later = {f"follow_up.{point}." for point in (6, 12, 24)}
    assert others == {code for code in quarter if code.startswith(tuple(later))}
    assert {quarter[code].total for code in others} == {0}


def test_what_is_printed_of_so_few_is_hidden_and_says_whom_it_leaves_out(
    office: OpenVault, quarter: dict[str, Figure]
) -> None:
    made = Returns(office).make(Q4)
    assert quarter["sex"].total == 11
    printed = {each.code: each for each in made.figures}
    # Eleven people: their number is told, and of no answer how many gave it.
    assert (printed["sex"].total, {row.count for row in printed["sex"].rows}) == (11, {None})
    assert (printed["interpreter"].total, {row.count for row in printed["interpreter"].rows}) == (11, {None})
    assert (printed["referrals"].total, {row.count for row in printed["referrals"].rows}) == (None, {None})
    assert [each.code for each in made.figures if each.spread] == []
    # That somebody was judged with a tool is not told of two.
    assert [code for code in printed if code.startswith(("change.", "spj."))] == []
    assert made.not_counted == NOT_COUNTED
    assert made.made_on == date(2026, 11, 23)


def test_making_a_return_is_noted(office: OpenVault) -> None:
    Returns(office).make(Quarter(2025, 1))
    with office.database.connection() as connection:
        noted = text("SELECT detail FROM ledger WHERE action = 'returns.make' ORDER BY seq DESC LIMIT 1")
        assert "2025-Q1" in str(connection.execute(noted).scalar_one())


def test_a_quarter_without_anything_counts_nothing(office: OpenVault, quarter: dict[str, Figure]) -> None:
    assert quarter
    empty = figures(office, Quarter(2019, 1))
    assert {each.total for each in empty.values()} == {0}
    assert {each.spread for each in empty.values()} == {None}


@pytest.fixture
def vault(desk: Desk) -> Iterator[OpenVault]:
    yield desk.lead()
    desk.leave()


def totals(vault: OpenVault, *codes: str) -> list[int]:
    """How many there are of each."""
    found = figures(vault)
    return [found[code].total for code in codes]


def test_what_is_in_error_or_replaced_is_not_counted(vault: OpenVault) -> None:
    case_id = add_case(vault)
    replaced = signed(vault, case_id, seen("2026-10-07", "attended", "yes"))
    draft = Records(vault).new_version(replaced)
    content = replace(draft.sheet.content, attendance="dna", absence_reason="chose", absence_action="Rang")
    Drafts(vault).save(draft.id, replace(draft.sheet, content=content), draft.revision)
    sign(vault, draft.id)
    assert rows(figures(vault)["sessions"]) == {"Did not attend": 1}
    wrong = signed(vault, case_id, screen("2026-10-07", "accept", "high", "assessment"))
    signed(vault, case_id, end("2026-10-20", "completed", "low"))
    assert rows(figures(vault)["concern"]) == {"High, then low": 1}
    mark_in_error(vault, wrong, "Of somebody else")
    # What the record in error said of the case is not heard from the case either.
    assert rows(figures(vault)["concern"]) == {"Not recorded": 1}
    assert totals(vault, "accepted", "endings") == [0, 1]


def test_what_was_signed_in_the_wrong_case_is_not_counted(vault: OpenVault) -> None:
    wrong, right = add_case(vault), add_case(vault)
    record = signed(vault, wrong, seen("2026-10-07", "attended", "yes"))
    assert totals(vault, "sessions", "days_to_contact") == [1, 1]
    move_out(vault, record, right)
    assert totals(vault, "sessions", "days_to_contact") == [0, 0]


def test_two_files_of_one_person_are_one_person(vault: OpenVault) -> None:
    stays, goes = (CaseFile(vault).open(add_case(vault)).case.person_id for _ in range(2))
    merge(vault, stays, goes)
    assert totals(vault, "sex", "starts") == [1, 2]
    part(vault, goes)
    assert totals(vault, "sex", "starts") == [2, 2]


def test_an_order_that_another_takes_the_place_of_is_counted_once(vault: OpenVault) -> None:
    case_id = add_case(vault)
    first = signed(vault, case_id, order("spo", "2026-06-01", duration="further_order"))
    assert totals(vault, "orders") == [1]
    signed(vault, case_id, order("spo", "2026-06-01", duration="further_order", replaced=(first,)))
    assert totals(vault, "orders") == [1]


def test_advice_that_was_asked_for_anew_was_given_twice(vault: OpenVault) -> None:
    case_id = add_case(vault)
    first = signed(vault, case_id, told("consultation", "2026-10-06", awareness="unaware"))
    signed(vault, case_id, told("consultation", "2026-11-06", awareness="unaware", renews=first))
    assert rows(figures(vault)["consultations"]) == {"Does not know": 2}


def test_a_restricted_case_is_counted_by_who_is_admitted_to_it_alone(desk: Desk) -> None:
    lead = desk.lead()
    case_id = add_case(lead)
    signed(lead, case_id, seen("2026-10-07", "attended", "yes"), compartment=Compartment.RESTRICTED)
    signed(lead, case_id, seen("2026-10-08", "attended", "yes"))
    signed(lead, add_case(lead), seen("2026-10-08", "attended", "yes"))
    assert totals(lead, "sessions", "starts") == [3, 2]
    colleague = desk.colleague()
    # Not a record of it, and not that there is such a case.
    assert totals(colleague, "sessions", "starts") == [1, 1]


def test_what_is_sealed_is_counted_by_who_is_admitted_to_it_alone(desk: Desk) -> None:
    lead = desk.lead()
    case_id = add_case(lead)
    sealed = told(
        "incident",
        "2026-10-07",
        breach="yes",
        outcome="reported",
        person_says="not_put",
        source="police",
        doubt="",
    )
    signed(lead, case_id, sealed, compartment=Compartment.THIRD_PARTY)
    signed(lead, case_id, act("2026-10-08", "no"))
    assert totals(lead, "breaches") == [2]
    assert totals(desk.colleague(), "breaches") == [1]
    # Whoever opens the vault anew counts what they may unseal.
    again = desk.lead()
    Returns(again).make(Q4)
    assert totals(again, "breaches") == [2]


def test_a_date_that_is_in_no_one_quarter_counts_when_it_was_signed(vault: OpenVault) -> None:
    case_id = add_case(vault)
    signed(vault, case_id, seen("2026", "attended", "yes"))
    signed(vault, case_id, seen("2026-09", "attended", "yes"))
    assert totals(vault, "sessions") == [1]
    assert [each.total for each in figures(vault, Quarter(2026, 3)).values() if each.code == "sessions"] == [
        1
    ]


def test_only_a_lead_makes_returns(desk: Desk) -> None:
    with pytest.raises(NotPermitted, match="make returns"):
        Returns(desk.colleague()).make(Q4)


def test_training_is_stated_changed_and_listed_newest_first(vault: OpenVault) -> None:
    first = Trainings(vault).give(GIVEN[0])
    second = Trainings(vault).give(GIVEN[1])
    Trainings(vault).give(replace(GIVEN[0], heads=15), first)
    assert [each.id for each in Trainings(vault).page()] == [second, first]
    assert totals(vault, "training", "trained") == [2, 25]
    with pytest.raises(NotFound):
        Trainings(vault).give(GIVEN[0], LEAD.login)
    with pytest.raises(StillMissing):
        Trainings(vault).give(Training(held_on=day("2026-11-10"), agency="police"))
    assert check(vault).findings == ()
