"""Orders, bail, licences and custody in their case: what is printed, what falls due, what takes whose place."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.fields.compartments import Compartment
from app.domain.fields.declare import Target
from app.domain.kinds.bail.content import Bail
from app.domain.kinds.custody.content import Custody, Spell
from app.domain.kinds.licence.content import Licence, LicenceCondition
from app.domain.kinds.order.content import Condition, Order, Requirement
from app.domain.kinds.red_flag.content import RedFlag
from app.domain.kinds.registry import KINDS
from app.domain.records.facets import AxisEvent, KeyDate
from app.domain.values.dates import ClinicalDate
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import Cases
from app.services.records.chronology import Chronology
from app.services.records.citable import citable
from app.services.records.facets import of_case
from app.services.records.records import Records
from app.services.sharing.audiences import audience_of
from app.services.sharing.summarising import Request, compose
from app.services.vault.open_vault import OpenVault
from tests.builders import add_case, complete, draft_with, sign, signed_as
from tests.confirmed import mark_in_error
from tests.reported import below
from tests.services.conftest import Desk

TODAY = "The law on 23-Nov-2026"
MADE = ClinicalDate(2026, 4, 1)
SPO = Order(
    order_type="spo",
    court="Northmoor Magistrates' Court",
    route="police_application",
    made=MADE,
    served=MADE,
    starts=MADE,
    duration="fixed",
    ends=ClinicalDate(2028, 3, 31),
    conditions=(
        Condition(about="contact", wording="Not to contact V1."),
        Condition(about="place", wording="Not to enter the area."),
        Condition(about="curfew", wording="Tag.", ends=ClinicalDate(2026, 6, 30)),
    ),
    requirements=(
        Requirement(
            sort="programme",
            wording="To attend up to 16 sessions.",
            provider="Northmoor Stalking Health Team",
            due=ClinicalDate(2026, 12, 1),
            progress="under_way",
        ),
        Requirement(sort="accounts", wording="Tell police of accounts", continuing="yes", progress="met"),
    ),
)
BAIL = Bail(
    sort="police_pre",
    by="Northmoor Constabulary",
    arrested_on=ClinicalDate(2026, 8, 10),
    from_on=ClinicalDate(2026, 8, 10),
    return_on=ClinicalDate(2026, 11, 9),
    conditions=(Condition(about="contact", wording="Not to contact V1."),),
)
TO_DAY = ClinicalDate(2026, 11, 23)
HELD = Custody(
    spells=(
        Spell(
            status="remand", place="HMP A", begins=ClinicalDate(2026, 6, 22), ends=ClinicalDate(2026, 7, 23)
        ),
        Spell(status="sentenced", place="HMP A", begins=ClinicalDate(2026, 7, 23)),
    ),
    expected_release=ClinicalDate(2026, 12, 1),
)


def signed(vault: OpenVault, case_id: str, code: str, content: object) -> str:
    """Sign a record of that kind."""
    return sign(vault, draft_with(vault, case_id, code, content))


def law(vault: OpenVault, case_id: str) -> list[str]:
    """Where the law stands, as the panel reads it."""
    request = Request(audience="panel", recipient="Panel", purpose="Review")
    *stands, rest = below(compose(vault, case_id, request, audience_of("panel"), "id"), TODAY)
    before, _, after = rest.partition("Custody\xa0 ")
    custody, _, mappa = after.partition("\xa0 MAPPA\xa0 ")
    assert (before, mappa) == ("Index offence Not recorded.\xa0 ", "Not recorded.")
    return [*stands, custody] if custody != "Not recorded." else stands


def days(vault: OpenVault, case_id: str) -> list[tuple[date | None, str, int]]:
    """The days of what stands in a case, and how far ahead they are shown."""
    with vault.database.reading() as connection:
        found = [each.facet for each in of_case(vault, connection, case_id, KeyDate)]
    return sorted((each.day, each.what, each.ahead) for each in found)


def bars(vault: OpenVault, case_id: str) -> list[str]:
    """What the time axis draws as bars."""
    with vault.database.reading() as connection:
        found = of_case(vault, connection, case_id, AxisEvent)
    return [each.facet.label for each in found if each.facet.mark.lasts]


def test_a_report_says_what_is_in_force_and_what_the_person_must_do(vault: OpenVault, case_id: str) -> None:
    assert law(vault, case_id) == ["Nothing in force."]
    signed(vault, case_id, "order", SPO)
    words = (
        "Stalking protection order, in force since 01-Apr-2026 until 31-Mar-2028: no contact, direct or indirect; keep "
        "away from a place; the person must: attend up to 16 sessions (by 01-Dec-2026)."
    )
    assert law(vault, case_id) == [words]


def test_an_order_that_is_over_is_not_printed_as_in_force(vault: OpenVault, case_id: str) -> None:
    signed(vault, case_id, "order", replace(SPO, ended_on=ClinicalDate(2026, 11, 20), ended_how="discharged"))
    signed(vault, case_id, "order", replace(SPO, ends=ClinicalDate(2026, 11, 22)))
    assert law(vault, case_id) == ["Nothing in force."]


def test_bail_past_its_limit_says_so_in_report_and_caution(vault: OpenVault, case_id: str) -> None:
    words = "Bail seems to have run out on 10-Nov-2026: ask the officer in the case."
    signed(vault, case_id, "bail", BAIL)
    assert law(vault, case_id) == [f"Police bail before charge since 10-Aug-2026. {words}"]
    assert words in [each.words for each in CaseFile(vault).open(case_id).cautions]
    assert days(vault, case_id) == [
        (date(2026, 11, 9), "Return to bail", 60),
        (date(2026, 11, 10), "Bail limit", 14),
    ]


@pytest.mark.parametrize(
    "bail",
    [
        replace(BAIL, ended_on=ClinicalDate(2026, 11, 9), ended_how="charged"),
        replace(
            BAIL, **dict.fromkeys(("arrested_on", "from_on"), ClinicalDate(2026, 8, 23)), return_on=TO_DAY
        ),
    ],
)
def test_bail_that_ended_or_runs_to_this_day_raises_no_caution(
    vault: OpenVault, case_id: str, bail: Bail
) -> None:
    signed(vault, case_id, "bail", bail)
    assert not any("run out" in each.words for each in CaseFile(vault).open(case_id).cautions)


def test_a_release_under_investigation_says_that_nothing_binds(vault: OpenVault, case_id: str) -> None:
    rui = Bail(sort="rui", by="Northmoor Constabulary", from_on=ClinicalDate(2026, 8, 10))
    signed(vault, case_id, "bail", rui)
    assert law(vault, case_id) == [
        "Released under investigation since 10-Aug-2026, no conditions can be attached, no end date."
    ]
    assert days(vault, case_id) == []


def test_custody_is_told_as_it_is(vault: OpenVault, case_id: str) -> None:
    signed(vault, case_id, "custody", HELD)
    assert law(vault, case_id) == [
        "Nothing in force.",
        "Held since 22-Jun-2026: sentenced since 23-Jul-2026, HMP A; release expected 01-Dec-2026.",
    ]
    assert days(vault, case_id) == [(date(2026, 12, 1), "Release expected", 90)]


def test_a_licence_of_an_earlier_form_acts_until_one_of_the_new_kind_takes_its_place(
    vault: OpenVault, case_id: str
) -> None:
    old = replace(
        complete(Order),
        order_type="licence",
        status="in_force",
        route="",
        made=MADE,
        served=None,
        starts=MADE,
        duration="fixed",
        ends=ClinicalDate(2026, 12, 6),
        requirements=(),
    )
    # Nobody can write one now; it was signed when it could be.
    was = signed_as(vault, case_id, KINDS["order"], old)
    assert law(vault, case_id) == ["Licence, in force since 01-Apr-2026 until 06-Dec-2026."]
    stay = signed(
        vault, case_id, "custody", replace(HELD, ends=ClinicalDate(2026, 9, 11), release_type="automatic")
    )
    licence = Licence(
        custody=stay,
        supervisor="Ms J. Tolland",
        released_on=ClinicalDate(2026, 9, 11),
        ends=ClinicalDate(2026, 12, 6),
        conditions=(LicenceCondition(about="residence", wording="At his brother's."),),
    )
    signed(vault, case_id, "licence", replace(licence, replaced=(was,)))
    assert law(vault, case_id) == [
        "Licence, in force since 11-Sep-2026 until 06-Dec-2026: residence.",
        "None, released 11-Sep-2026.",
    ]
    assert bars(vault, case_id).count("Licence") == 1
    assert (date(2026, 12, 6), "Licence ends", 60) in days(vault, case_id)
    assert "Order ends" not in {what for _, what, _ in days(vault, case_id)}
    assert Records(vault).read(was).sheet.content.order_type == "licence"


def test_a_breach_can_be_of_an_order_bail_or_a_licence(vault: OpenVault, case_id: str) -> None:
    made = [signed(vault, case_id, "order", SPO), signed(vault, case_id, "bail", BAIL)]
    stay = signed(vault, case_id, "custody", HELD)
    made.append(
        signed(
            vault,
            case_id,
            "licence",
            replace(
                complete(Licence), custody=stay, released_on=ClinicalDate(2026, 9, 11), ends=ClinicalDate()
            ),
        )
    )
    with vault.database.read() as session:
        assert {each.id for each in citable(vault, session, case_id)[Target.ORDER]} == set(made)


def test_what_takes_the_place_of_a_record_does_so_whichever_version_it_cites(
    vault: OpenVault, case_id: str
) -> None:
    first = signed(vault, case_id, "order", SPO)
    draft = Records(vault).new_version(first)
    newer = sign(vault, draft.id)
    again = replace(SPO, ends=ClinicalDate(2028, 4, 30), replaced=(newer,))
    signed(vault, case_id, "order", again)
    assert len(bars(vault, case_id)) == 1
    assert [each.partition(":")[0] for each in law(vault, case_id)] == [
        "Stalking protection order, in force since 01-Apr-2026 until 30-Apr-2028"
    ]
    due = [each.what for each in CaseFile(vault).overview(case_id).due]
    assert due.count("Requirement of an order: To attend up to 16 sessions") == 1


def test_a_list_says_how_each_stands_today_and_nothing_of_what_acts_no_more(
    vault: OpenVault, case_id: str
) -> None:
    signed(vault, case_id, "order", SPO)
    mark_in_error(vault, signed(vault, case_id, "bail", BAIL), "Of another person")
    signed(vault, case_id, "red_flag", complete(RedFlag))
    sign(vault, draft_with(vault, case_id, "red_flag", complete(RedFlag), compartment=Compartment.MAPPA))
    stands = [(each.kind, each.stands) for each in Chronology(vault).page(case_id).rows]
    assert sorted(stands) == [
        ("bail", ""),
        ("order", "in force"),
        ("red_flag", ""),
        ("red_flag", "closed"),
    ]


def test_who_may_not_read_the_record_of_it_hears_where_the_law_was_stated_to_stand(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    facts = CaseFile(vault).open(case_id).case.facts
    Cases(vault).change(case_id, replace(facts, justice_stage="bail_before_charge"))
    begun, over = ClinicalDate(2026, 11, 2), ClinicalDate(2026, 11, 20)
    bail = complete(
        Bail, sort="police_pre", arrested_on=begun, from_on=begun, ended_on=over, ended_how="charged"
    )
    ended = replace(bail, extensions=(), return_on=ClinicalDate(2026, 11, 25))
    sign(vault, draft_with(vault, case_id, "bail", ended, compartment=Compartment.MAPPA))
    # It was ended: nobody who reads that is told that it runs.
    assert CaseFile(vault).open(case_id).law.lines == ()
    assert CaseFile(desk.colleague()).open(case_id).law.lines == (
        ("Bail before charge", ", stated 23-Nov-2026"),
    )
