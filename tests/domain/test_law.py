"""How orders, bail, licences and custody stand on a day: dates in, status out, each row with the source of its rule."""

import re
from dataclasses import replace
from datetime import date
from importlib import import_module
from typing import Any, Final

import pytest

from app.domain.cases.case import JUSTICE_STAGES
from app.domain.fields.content import missing
from app.domain.fields.spec import by_name
from app.domain.kinds.bail.content import Bail, Extension
from app.domain.kinds.custody.content import Custody, Spell
from app.domain.kinds.licence.content import Licence, Recall
from app.domain.kinds.mental_health_act.content import MentalHealthAct
from app.domain.kinds.order.content import Order, Requirement, Variation
from app.domain.kinds.order.status import Status, ending, must_notify, notification_due, status
from app.domain.kinds.parts.condition import Condition
from app.domain.kinds.parts.running import last_of_months
from app.domain.kinds.proceedings.content import Proceedings, Step
from app.domain.kinds.red_flag.content import RedFlag
from app.domain.kinds.registry import KINDS
from app.domain.values.dates import ClinicalDate

# The kinds give a function of the same name, so that the module is asked for by its name.
bail, custody, licence, section, flag = (
    import_module(f"app.domain.kinds.{code}.status")
    for code in ("bail", "custody", "licence", "mental_health_act", "red_flag")
)

ON: Final = date(2026, 11, 28)


def day(wire: str | None) -> ClinicalDate | None:
    """A date in wire form."""
    return ClinicalDate.from_wire(wire) if wire else None


def dated(cls: type, **said: Any) -> Any:
    """A content whose dates are given in wire form."""
    of = by_name(cls)
    return cls(**{name: day(v) if of[name].form.code == "date" else v for name, v in said.items()})


def sourced(*said: Any) -> list[tuple[dict[str, Any], date, Any, str]]:
    """Rows of dates, the day and the status, each with the source of its rule: the words that stand before it."""
    rows, source = [], ""
    for each in said:
        if isinstance(each, str):
            source = each
        else:
            assert source, "a row without a source"
            rows.append((*each, source))
    return rows


def order(**said: Any) -> Order:
    """An order."""
    made: Order = dated(Order, **said)
    return made


def varied(on: str, new_end: str) -> tuple[Variation, ...]:
    """One variation."""
    return (Variation(on=day(on), what="The end", new_end=day(new_end)),)


MADE: Final[dict[str, Any]] = {"made": "2026-04-01", "starts": "2026-04-01", "duration": "fixed"}
OPEN: Final[dict[str, Any]] = {"made": "2026-04-01", "starts": "2026-04-01", "duration": "further_order"}

ORDERS: Final = sourced(
    "The record, section 2.7: applied for, refused, made not yet in force, in force, expired, discharged, not known.",
    ({"applied_on": "2026-11-20"}, ON, Status.APPLIED),
    ({"applied_on": "2026-11-20", "refused_on": "2026-11-27"}, ON, Status.REFUSED),
    ({"applied_on": "2026-11-20", "refused_on": "2026-11-27"}, date(2026, 11, 26), Status.APPLIED),
    ({"applied_on": "2026-11-20", "refused_on": "unknown"}, ON, Status.REFUSED),
    ({"applied_on": "2026-03-01", **MADE, "ends": "2028-03-31"}, date(2026, 3, 15), Status.APPLIED),
    ({"applied_on": "2026-03-01", **MADE, "ends": "2028-03-31"}, ON, Status.IN_FORCE),
    ({}, ON, Status.NOT_KNOWN),
    ({"made": "unknown", "starts": "unknown", "duration": "unknown"}, ON, Status.NOT_KNOWN),
    "An order may be made to begin when another ends: Sentencing Act 2020, section 334 (criminal behaviour orders).",
    (MADE | {"starts": "2026-12-01", "ends": "2028-12-01"}, ON, Status.NOT_YET),
    (MADE | {"starts": "2026-12-01", "ends": "2028-12-01"}, date(2026, 12, 1), Status.IN_FORCE),
    "For a specified period (Stalking Protection Act 2019, section 3): from its first day to its last, both included.",
    (MADE | {"ends": "2028-03-31"}, date(2026, 4, 1), Status.IN_FORCE),
    (MADE | {"ends": "2028-03-31"}, date(2026, 3, 31), Status.NOT_YET),
    (MADE | {"ends": "2028-03-31"}, date(2028, 3, 31), Status.IN_FORCE),
    (MADE | {"ends": "2028-03-31"}, date(2028, 4, 1), Status.EXPIRED),
    "The record, section 1: a date may be partial. What is not exact is taken for what binds longest.",
    (MADE | {"ends": "2026-11"}, ON, Status.IN_FORCE),
    (MADE | {"ends": "2026-10"}, ON, Status.EXPIRED),
    (MADE | {"ends": "2026"}, ON, Status.IN_FORCE),
    (MADE | {"starts": "2026-11", "ends": "2028"}, date(2026, 11, 2), Status.IN_FORCE),
    (MADE | {"starts": "unknown", "ends": "2028"}, ON, Status.IN_FORCE),
    "Until further order or an event it runs on: Protection from Harassment Act 1997, section 5A; Family Law Act 1996.",
    (OPEN, ON, Status.IN_FORCE),
    (OPEN | {"duration": "event"}, ON, Status.IN_FORCE),
    "The record, section 7 (C7): where nobody knows whether it still runs, it is not told as in force.",
    (OPEN | {"duration": "unknown"}, ON, Status.NOT_KNOWN),
    (MADE | {"ends": "unknown"}, ON, Status.NOT_KNOWN),
    "Discharge and revocation: Stalking Protection Act 2019, section 4; from the day itself it binds no more.",
    (OPEN | {"ended_on": "2026-11-27", "ended_how": "discharged"}, ON, Status.DISCHARGED),
    (OPEN | {"ended_on": "2026-11-28", "ended_how": "discharged"}, ON, Status.DISCHARGED),
    (OPEN | {"ended_on": "2026-11-28", "ended_how": "discharged"}, date(2026, 11, 27), Status.IN_FORCE),
    (MADE | {"ends": "2028-03-31", "ended_on": "unknown", "ended_how": "revoked"}, ON, Status.DISCHARGED),
    "A community order may end on completion (Sentencing Act 2026, sections 38 and 39; S.I. 2026/402).",
    (MADE | {"ends": "2027-09-30", "ended_on": "2026-10-01", "ended_how": "completed"}, ON, Status.DISCHARGED),
    "An interim order ends when the full one is made (Stalking Protection Act 2019, section 5).",
    (OPEN | {"duration": "event", "ended_on": "2026-04-01", "ended_how": "replaced"}, ON, Status.DISCHARGED),
    "A court may vary the end (Stalking Protection Act 2019, section 4): the last change that was made by then counts.",
    (MADE | {"ends": "2026-10-01", "variations": varied("2026-09-01", "2027-10-01")}, ON, Status.IN_FORCE),
    (MADE | {"ends": "2027-10-01", "variations": varied("2026-09-01", "2026-11-01")}, ON, Status.EXPIRED),
    (MADE | {"ends": "2026-08-01", "variations": varied("2026-09-01", "2027-01-01")}, date(2026, 8, 9), Status.EXPIRED),
    "The record, section 7 (C8): what an earlier form typed is heard where dates are silent, and never against them.",
    (MADE | {"ends": "2026-10-01", "status": "in_force"}, ON, Status.EXPIRED),
    (OPEN | {"duration": "unknown", "status": "in_force"}, ON, Status.IN_FORCE),
    (MADE | {"ends": "2028-03-31", "status": "discharged"}, ON, Status.DISCHARGED),
    (MADE | {"ends": "2028-03-31", "status": "varied"}, ON, Status.DISCHARGED),
    (MADE | {"ends": "2028-03-31", "status": "expired"}, ON, Status.EXPIRED),
    (MADE | {"ends": "2028-03-31", "status": "applied"}, ON, Status.APPLIED),
    (MADE | {"ends": "2028-03-31", "status": "refused"}, ON, Status.REFUSED),
    (MADE | {"ends": "2028-03-31", "status": "unknown"}, ON, Status.NOT_KNOWN),
    (
        MADE | {"ends": "2028-03-31", "status": "varied", "variations": varied("2026-09-01", "2028-01-01")},
        ON,
        Status.IN_FORCE,
    ),
)  # fmt: skip


@pytest.mark.parametrize(("said", "on", "stands", "source"), ORDERS)
def test_an_order_stands_as_its_dates_say(
    said: dict[str, Any], on: date, stands: Status, source: str
) -> None:
    assert status(order(**said), on) is stands, source


PRE: Final[dict[str, Any]] = {"sort": "police_pre", "arrested_on": "2026-08-28", "from_on": "2026-08-28"}
INSPECTOR: Final = (Extension(to=day("2026-12-18"), by="inspector", on=day("2026-11-19")),)
SUPERINTENDENT: Final = Extension(to=day("2027-05-28"), by="superintendent", on=day("2026-12-18"))
BAILS: Final = sourced(
    "Three months that begin with the day after the arrest: PACE 1984, section 47ZB; guidance of June 2023.",
    (PRE, date(2026, 11, 28), bail.Status.RUNS),
    (PRE, date(2026, 11, 29), bail.Status.RUN_OUT),
    (PRE | {"return_on": "2026-11-19"}, date(2026, 11, 19), bail.Status.RUNS),
    "The record, section 2.8: past the day of return and within the limit nobody knows what came of it.",
    (PRE | {"return_on": "2026-11-19"}, date(2026, 11, 20), bail.Status.NOT_KNOWN),
    "A day of return after the limit extends nothing: PACE 1984, section 47ZA.",
    (PRE | {"return_on": "2026-12-18"}, date(2026, 11, 29), bail.Status.RUN_OUT),
    "Extended by an inspector, to six months at the most: PACE 1984, section 47ZD (C25).",
    (PRE | {"return_on": "2026-12-18", "extensions": INSPECTOR}, date(2026, 12, 18), bail.Status.RUNS),
    (PRE | {"return_on": "2026-12-18", "extensions": INSPECTOR}, date(2026, 12, 19), bail.Status.RUN_OUT),
    "The record, section 2.8: it ends on the day that is told, with a charge, no further action and the like.",
    (PRE | {"ended_on": "2026-11-20", "ended_how": "charged"}, date(2026, 11, 20), bail.Status.ENDED),
    (PRE | {"ended_on": "2026-11-20", "ended_how": "charged"}, date(2026, 11, 19), bail.Status.RUNS),
    (PRE | {"ended_on": "unknown", "ended_how": "no_action"}, date(2026, 12, 24), bail.Status.ENDED),
    (PRE, date(2026, 8, 27), bail.Status.NOT_YET),
    "PACE 1984, section 47ZB counts from the arrest: a limit that cannot be worked out runs nothing out.",
    (PRE | {"arrested_on": "2026-08"}, ON, bail.Status.NOT_KNOWN),
    "After charge and by a court there is no such limit: PACE 1984, section 47; Bail Act 1976.",
    ({"sort": "police_post", "from_on": "2026-03-04", "return_on": "2026-12-01"}, ON, bail.Status.RUNS),
    ({"sort": "court", "from_on": "2026-03-04", "return_on": "2026-12-01"}, ON, bail.Status.RUNS),
    ({"sort": "court", "from_on": "2026-03-04", "return_on": "2026-11-01"}, ON, bail.Status.NOT_KNOWN),
    ({"sort": "court", "from_on": "unknown", "return_on": "2026-12-01"}, ON, bail.Status.NOT_KNOWN),
    "Release under investigation has no end: guidance on pre-charge bail, June 2023.",
    ({"sort": "rui", "from_on": "2025-01-10"}, ON, bail.Status.RUNS),
    ({"sort": "rui", "from_on": "2025-01-10", "ended_on": "2026-02-01", "ended_how": "charged"}, ON, bail.Status.ENDED),
)  # fmt: skip


@pytest.mark.parametrize(("said", "on", "stands", "source"), BAILS)
def test_bail_stands_as_its_dates_say(
    said: dict[str, Any], on: date, stands: bail.Status, source: str
) -> None:
    assert bail.status(dated(Bail, **said), on) is stands, source


OUT: Final[dict[str, Any]] = {"released_on": "2026-09-11", "ends": "2026-12-06"}


def recalled(on: str, back_out: str | None = None) -> tuple[Recall, ...]:
    """One recall."""
    return (Recall(on=day(on), why="Curfew", term="fixed_56", back_out=day(back_out)),)


LICENCES: Final = sourced(
    "From release to the end of the sentence: Criminal Justice Act 2003, section 249.",
    (OUT, date(2026, 9, 10), licence.Status.NOT_YET),
    (OUT, date(2026, 9, 11), licence.Status.IN_FORCE),
    (OUT, date(2026, 12, 6), licence.Status.IN_FORCE),
    (OUT, date(2026, 12, 7), licence.Status.EXPIRED),
    "A recall revokes it until the person is released again: Criminal Justice Act 2003, section 254.",
    (OUT | {"recalls": recalled("2026-10-01")}, date(2026, 9, 30), licence.Status.IN_FORCE),
    (OUT | {"recalls": recalled("2026-10-01")}, date(2026, 10, 1), licence.Status.RECALLED),
    (OUT | {"recalls": recalled("2026-10-01")}, ON, licence.Status.RECALLED),
    "Most recalls are for 56 days: Sentencing Act 2026, section 32; when they end is told, and never worked out.",
    (OUT | {"recalls": recalled("2026-10-01", "2026-11-26")}, date(2026, 11, 25), licence.Status.RECALLED),
    (OUT | {"recalls": recalled("2026-10-01", "2026-11-26")}, date(2026, 11, 26), licence.Status.IN_FORCE),
    (OUT | {"recalls": recalled("2026-10-01", "unknown")}, ON, licence.Status.RECALLED),
    (OUT | {"recalls": recalled("2026-10-01")}, date(2026, 12, 7), licence.Status.EXPIRED),
    (OUT | {"ends": "unknown"}, ON, licence.Status.NOT_KNOWN),
    ({"released_on": "unknown", "ends": "2026-12-06"}, ON, licence.Status.NOT_KNOWN),
)  # fmt: skip


@pytest.mark.parametrize(("said", "on", "stands", "source"), LICENCES)
def test_a_licence_stands_as_its_dates_say(
    said: dict[str, Any], on: date, stands: licence.Status, source: str
) -> None:
    assert licence.status(dated(Licence, **said), on) is stands, source


def spell(kind: str, begins: str, ends: str | None = None) -> Spell:
    """One spell."""
    return Spell(status=kind, place="HMP Aldercross", begins=day(begins), ends=day(ends))


REMAND: Final = spell("remand", "2026-06-22", "2026-07-23")
SENTENCE: Final = spell("sentenced", "2026-07-23")
CUSTODIES: Final = sourced(
    "The record, section 2.8: a stay lasts until somebody says that it ended; a release that is expected ends nothing.",
    ({"spells": (REMAND, SENTENCE)}, date(2026, 6, 21), custody.Status.NOT_YET),
    ({"spells": (REMAND, SENTENCE)}, date(2026, 6, 22), custody.Status.HELD),
    ({"spells": (REMAND, SENTENCE)}, date(2026, 7, 23), custody.Status.HELD),
    ({"spells": (REMAND, SENTENCE), "expected_release": "2026-09-13"}, ON, custody.Status.HELD),
    ({"spells": (REMAND, SENTENCE), "ends": "2026-09-11"}, date(2026, 9, 10), custody.Status.HELD),
    ({"spells": (REMAND, SENTENCE), "ends": "2026-09-11"}, date(2026, 9, 11), custody.Status.RELEASED),
    ({"spells": (REMAND, SENTENCE), "ends": "unknown"}, ON, custody.Status.RELEASED),
    ({"spells": (REMAND,)}, ON, custody.Status.NOT_KNOWN),
    ({"spells": ()}, ON, custody.Status.NOT_KNOWN),
    ({"spells": (spell("police", "unknown"),)}, ON, custody.Status.NOT_KNOWN),
    ({"spells": (spell("recall", "2026-11"),)}, date(2026, 11, 2), custody.Status.HELD),
)  # fmt: skip


@pytest.mark.parametrize(("said", "on", "stands", "source"), CUSTODIES)
def test_a_stay_stands_as_its_dates_say(
    said: dict[str, Any], on: date, stands: custody.Status, source: str
) -> None:
    assert custody.status(dated(Custody, **said), on) is stands, source


DETAINED: Final[dict[str, Any]] = {"section": "s2", "from_on": "2026-11-01", "ends": "2026-11-28"}
SECTIONS: Final = sourced(
    "Assessment lasts 28 days at the most, beginning with the day of admission: Mental Health Act 1983, section 2(4).",
    (DETAINED, date(2026, 10, 31), section.Status.NOT_YET),
    (DETAINED, date(2026, 11, 1), section.Status.IN_FORCE),
    (DETAINED, date(2026, 11, 28), section.Status.IN_FORCE),
    (DETAINED, date(2026, 11, 29), section.Status.RUN_OUT),
    "Treatment lapses after six months unless it is renewed: Mental Health Act 1983, section 20.",
    ({"section": "s3", "from_on": "2026-04-01", "ends": "2026-09-30"}, ON, section.Status.RUN_OUT),
    "Discharged before its day: Mental Health Act 1983, section 23.",
    (DETAINED | {"ended_on": "2026-11-20", "ended_how": "x"}, date(2026, 11, 19), section.Status.IN_FORCE),
    (DETAINED | {"ended_on": "2026-11-20", "ended_how": "x"}, date(2026, 11, 20), section.Status.ENDED),
    (DETAINED | {"ended_on": "unknown", "ended_how": "x"}, ON, section.Status.ENDED),
    "With a restriction order it has no last day of its own: Mental Health Act 1983, section 41(3)(a).",
    ({"section": "s37_41", "from_on": "2019-05-02"}, ON, section.Status.IN_FORCE),
    ({"section": "conditional_discharge", "from_on": "2024-02-10"}, ON, section.Status.IN_FORCE),
    ({"section": "cto", "from_on": "unknown", "ends": "2027-01-01"}, ON, section.Status.NOT_KNOWN),
)  # fmt: skip


@pytest.mark.parametrize(("said", "on", "stands", "source"), SECTIONS)
def test_a_section_stands_as_its_dates_say(
    said: dict[str, Any], on: date, stands: section.Status, source: str
) -> None:
    assert section.status(dated(MentalHealthAct, **said), on) is stands, source


ACTED: Final[dict[str, Any]] = {
    "nothing_done": "Known already",
    "nobody_told": "Told by the police themselves",
}
FLAGS: Final = sourced(
    "The record, section 2.22: a flag is closed by a person with a day and a reason, and never by a date.",
    ({}, ON, flag.Status.UNANSWERED),
    ({"nothing_done": "Known already"}, ON, flag.Status.UNANSWERED),
    ({"nobody_told": "Told by the police"}, ON, flag.Status.UNANSWERED),
    ({"watch_until": "2026-11-01"}, ON, flag.Status.UNANSWERED),
    (ACTED, ON, flag.Status.OPEN),
    (ACTED, date(2031, 1, 1), flag.Status.OPEN),
    (ACTED | {"watch_until": "2026-12-06"}, date(2026, 12, 6), flag.Status.OPEN),
    (ACTED | {"watch_until": "2026-12-06"}, date(2026, 12, 7), flag.Status.UNWATCHED),
    (ACTED | {"watch_until": "unknown"}, ON, flag.Status.OPEN),
    (ACTED | {"closed_on": "2026-11-14"}, date(2026, 11, 13), flag.Status.OPEN),
    (ACTED | {"closed_on": "2026-11-14"}, date(2026, 11, 14), flag.Status.CLOSED),
    (ACTED | {"closed_on": "2026-11-14", "watch_until": "2026-11-01"}, ON, flag.Status.CLOSED),
)  # fmt: skip


@pytest.mark.parametrize(("said", "on", "stands", "source"), FLAGS)
def test_a_flag_stands_as_its_dates_say(
    said: dict[str, Any], on: date, stands: flag.Status, source: str
) -> None:
    assert flag.status(dated(RedFlag, **said), on) is stands, source


def test_the_tables_are_long_enough_to_be_trusted() -> None:
    assert len(ORDERS) + len(BAILS) + len(LICENCES) + len(CUSTODIES) + len(SECTIONS) + len(FLAGS) >= 100
    # A source is an Act, a guidance, or the section of the record that decides.
    named = re.compile(r"\b(Act \d{4}|PACE 1984|guidance of|guidance on|The record, section \d)")
    assert all(
        named.search(row[-1])
        for table in (ORDERS, BAILS, LICENCES, CUSTODIES, SECTIONS, FLAGS)
        for row in table
    )
    for table, every in (
        (ORDERS, Status), (BAILS, bail.Status), (LICENCES, licence.Status), (CUSTODIES, custody.Status),
        (SECTIONS, section.Status), (FLAGS, flag.Status),
    ):  # fmt: skip
        assert {stands for _, _, stands, _ in table} == set(every)


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        # The corresponding date rule: a period ends with the day before the same date, or with the last of the month.
        (date(2026, 8, 29), 3, date(2026, 11, 28)),
        (date(2026, 2, 16), 3, date(2026, 5, 15)),
        (date(2026, 12, 1), 3, date(2027, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 8, 29), 6, date(2027, 2, 28)),
        (date(2026, 8, 31), 9, date(2027, 5, 30)),
    ],
)
def test_a_period_of_months_ends_with_its_last_day(first: date, months: int, last: date) -> None:
    assert last_of_months(first, months) == last


SPO: Final[dict[str, Any]] = MADE | {"order_type": "spo", "served": "2026-04-01", "ends": "2028-03-31"}


@pytest.mark.parametrize(
    ("said", "due", "waits"),
    [
        # Within three days beginning with the day of service: Stalking Protection Act 2019, section 9.
        (SPO, "2026-04-03", True),
        (SPO | {"order_type": "spo_interim"}, "2026-04-03", True),
        (SPO | {"notified": "2026-04-02"}, "2026-04-03", False),
        (SPO | {"notified": "unknown"}, "2026-04-03", True),
        # Never where a full order replaces an interim one (C9), nor under Part 2 of the Sexual Offences Act 2003.
        (SPO | {"interim": "01990000-0000-7000-8000-000000000001"}, None, False),
        (SPO | {"other_duty": "yes"}, None, False),
        (SPO | {"order_type": "restraining_conviction"}, None, False),
        (SPO | {"served": None}, None, False),
        # An earlier form: the day that was typed where no day of service is known, and its yes or no.
        (SPO | {"served": None, "notification_due": "2026-04-04"}, "2026-04-04", True),
        (SPO | {"notification_due": "2026-04-04"}, "2026-04-03", True),
        (SPO | {"notified_in_time": "yes"}, "2026-04-03", False),
        (SPO | {"notified_in_time": "no"}, "2026-04-03", True),
        (SPO | {"ended_on": "2026-04-02", "ended_how": "discharged"}, "2026-04-03", False),
    ],
)
def test_notification_is_due_on_the_second_day_after_service(
    said: dict[str, Any], due: str | None, *, waits: bool
) -> None:
    assert (notification_due(order(**said)), must_notify(order(**said))) == (day(due), waits)


BEFORE_MADE: Final = "It lies before the day on which the order was made"


@pytest.mark.parametrize(
    ("content", "path", "why"),
    [
        (order(**SPO | {"served": "2026-03-31"}), "served", BEFORE_MADE),
        (order(**SPO | {"starts": "2026-03-31"}), "starts", BEFORE_MADE),
        (order(**SPO | {"ends": "2026-03-31"}), "ends", BEFORE_MADE),
        (order(**SPO | {"served": "2026-06-01", "ends": "2026-05-31"}), "ends", "It lies before the day of service"),
        (order(**SPO | {"starts": "2026-05-01", "ends": "2026-04-30"}), "ends",
         "It lies before the day from which the order is in force"),
        (order(**SPO | {"ended_on": "2026-03-31", "ended_how": "revoked"}), "ended_on", BEFORE_MADE),
        (order(**SPO | {"notified": "2026-03-31"}), "notified", "It lies before the day of service"),
        (order(**SPO | {"refused_on": "2026-04-02"}), "refused_on",
         "An order that was made was not refused: give the day on which it ended early"),
        (order(**SPO | {"variations": varied("2026-03-01", "2027-03-01")}), "variations",
         "A row lies before the day on which the order was made"),
        (Custody(spells=(REMAND, spell("sentenced", "2026-07-22"))), "spells", custody.OVERLAP),
        (Custody(spells=(spell("remand", "2026-06-22"), SENTENCE)), "spells", custody.OVERLAP),
        (Custody(spells=(REMAND, SENTENCE), ends=day("2026-07-01")), "ends", custody.BEFORE),
        (Custody(spells=(SENTENCE,), ends=day("2026-07-01")), "ends", custody.BEFORE),
        (Custody(spells=(REMAND, SENTENCE), expected_release=day("2026-06-21")), "expected_release",
         custody.BEFORE_STAY),
        (Custody(spells=(spell("remand", "2026-07-23", "2026-07-01"),)), "spells.0.ends",
         "It lies before the day on which the spell begins"),
        (dated(Bail, sort="rui", from_on="2026-08-28", return_on="2026-11-19"), "return_on",
         "A release under investigation has no day of return"),
        (dated(Bail, **PRE | {"ended_on": "2026-08-01", "ended_how": "charged"}), "ended_on",
         "It lies before the day from which bail runs"),
        (dated(Licence, released_on="2026-09-11", ends="2026-09-01"), "ends", "It lies before the day of the release"),
    ],
)  # fmt: skip
def test_dates_in_the_wrong_order_are_refused_with_one_sentence(content: object, path: str, why: str) -> None:
    assert {gap.path: gap.why for gap in missing(content, ON)}[path] == why


def test_dates_in_the_right_order_or_not_exact_are_refused_nowhere() -> None:
    for content in (
        order(**SPO),
        order(**SPO | {"made": "2026-04", "served": "2026-04-01"}),
        order(**SPO | {"made": "2026", "starts": "2026-03-01"}),
        Custody(spells=(REMAND, SENTENCE), ends=day("2026-07-23")),
        Custody(spells=(SENTENCE, REMAND), ends=day("2026-09-11")),
    ):
        assert [gap for gap in missing(content, ON) if gap.why] == []


def warned(content: object, name: str) -> str:
    """What is said of an answer that may stand."""
    spec = by_name(type(content))[name]
    assert spec.warned is not None
    return spec.warned(content)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        # Stalking Protection Act 2019, section 3: at least two years, beginning with the day on which it is made.
        (order(**SPO), "ends", ""),
        (order(**SPO | {"ends": "2028-03-30"}), "ends",
         "A stalking protection order that has an end runs for two years at the least"),
        (order(**SPO | {"order_type": "spo_interim", "ends": "2026-05-01"}), "ends", ""),
        # Crime and Security Act 2010, section 28: 14 to 28 days.
        (order(**MADE | {"order_type": "dvpo", "ends": "2026-04-28"}), "ends", ""),
        (order(**MADE | {"order_type": "dvpo", "ends": "2026-04-29"}), "ends",
         "A domestic violence protection order runs for 28 days at the most"),
        # Sentencing Act 2020, schedule 9: only a person who is willing to comply.
        (Requirement(sort="mhtr"), "consent",
         "A court makes a mental health treatment requirement only if the person consents"),
        (Requirement(sort="mhtr", consent="yes"), "consent", ""),
        (Requirement(sort="programme"), "consent", ""),
        # PACE 1984, sections 47ZB, 47ZD and 47ZDA: each before the period has ended.
        (dated(Bail, **PRE | {"return_on": "2026-12-18"}), "return_on",
         "Bail before charge runs out on 28-Nov-2026 unless it is extended"),
        (dated(Bail, **PRE | {"return_on": "2026-12-18", "extensions": INSPECTOR}), "return_on", ""),
        (dated(Bail, **PRE | {"extensions": INSPECTOR}), "extensions", ""),
        (dated(Bail, **PRE | {"extensions": (replace(INSPECTOR[0], to=day("2027-03-01")),)}), "extensions",
         "An extension by an inspector goes to 28-Feb-2027 at the latest"),
        (dated(Bail, **PRE | {"extensions": (replace(INSPECTOR[0], on=day("2026-11-29")),)}), "extensions",
         "Bail had run out on 28-Nov-2026 when it was extended: an extension is allowed before"),
        (dated(Bail, **PRE | {"extensions": (*INSPECTOR, SUPERINTENDENT)}), "extensions", ""),
        (dated(Bail, **PRE | {"extensions": (*INSPECTOR, replace(SUPERINTENDENT, to=day("2027-05-29")))}), "extensions",
         "An extension by a superintendent goes to 28-May-2027 at the latest"),
    ],
)  # fmt: skip
def test_what_is_unusual_is_warned_of_and_refused_nowhere(content: object, name: str, said: str) -> None:
    assert warned(content, name) == said
    assert name not in {gap.path for gap in missing(content, ON) if gap.why}


def test_conditions_of_a_release_under_investigation_are_refused() -> None:
    bound = Bail(sort="rui", conditions=(Condition(about="contact", wording="None"),))
    assert {gap.path: gap.why for gap in missing(bound, ON)}["conditions"] == (
        "No condition can be attached to a release under investigation"
    )


def test_an_order_that_was_ended_without_a_day_never_runs_on() -> None:
    then = ClinicalDate(2026, 11, 20, about=True)
    ended = order(**OPEN | {"ended_on": "unknown", "ended_how": "quashed"})
    assert ending(ended, then) == (then, "quashed, day not given")


RUI: Final[dict[str, Any]] = {"sort": "rui", "from_on": "2026-09-02"}
HELD: Final = Custody(spells=(Spell(status="remand", place="HMP Aldercross", begins=day("2026-06-22")),))


def heard(*steps: tuple[str, str]) -> Proceedings:
    """Proceedings with these steps."""
    return Proceedings(offence="s2a", steps=tuple(Step(step=step, on=day(on)) for step, on in steps))


CHARGED, ON_BAIL = "charged", "bail_before_charge"
ENDED: Final = replace(HELD.spells[0], ends=day("2026-11-02"))
S2A: Final = "Stalking, PHA 1997 s2A"
UNSURE: Final = ": whether it still holds is not known"
IN_LAW: Final = (
    (dated(Bail, **PRE, return_on="2026-11-28"), "Police bail before charge, until 28-Nov-2026", ON_BAIL),
    (dated(Bail, **PRE, return_on="2026-11-27"), f"Police bail before charge, until 27-Nov-2026{UNSURE}", ON_BAIL),
    (dated(Bail, **PRE | {"arrested_on": "2026-08-27"}), "Police bail before charge, seems to have run out", ""),
    (dated(Bail, **PRE, return_on="2026-11-28", ended_on="2026-11-20"), None, None),
    (dated(Bail, **RUI), "Released under investigation, since 02-Sep-2026", "released_under_investigation"),
    (dated(Bail, sort="court", from_on="2026-11-01", return_on="2026-12-01"), "Court bail, until 01-Dec-2026", CHARGED),
    (dated(Licence, **OUT), "Licence, until 06-Dec-2026", "licence"),
    (dated(Licence, **OUT, recalls=(Recall(on=day("2026-11-20")),)), "Licence, recalled 20-Nov-2026", "custody"),
    (dated(Licence, released_on="2026-09-11", ends="2026-11-27"), None, None),
    (dated(Licence, **OUT | {"ends": "unknown"}), f"Licence{UNSURE}", "licence"),
    (replace(HELD, spells=(ENDED,)), f"Remand, since 22-Jun-2026{UNSURE}", ""),
    (order(**MADE, order_type="spo"), f"Stalking protection order{UNSURE}", ""),
    (HELD, "Remand, HMP Aldercross, since 22-Jun-2026", "remand"),
    (replace(HELD, ends=day("2026-11-28")), None, None),
    (order(**MADE, order_type="community", ends="2027-04-15"), "Community order, until 15-Apr-2027", "community_order"),
    (order(**SPO), "Stalking protection order, until 31-Mar-2028", ""),
    (order(**SPO | {"ends": "2026-10-01"}), None, None),
    (heard(("arrested", "2026-08-28"), ("charged", "2026-11-14")), f"{S2A}: charged, 14-Nov-2026", CHARGED),
    (heard(("plea_guilty", "2026-11-14"), ("sentenced", "2026-11-14")), None, None),
    (heard(("sentenced", "2026-11-14"), ("charged", "2026-08-28")), None, None),
)  # fmt: skip


@pytest.mark.parametrize(("content", "words", "stage"), IN_LAW)
def test_where_somebody_stands_with_the_law_is_what_the_dates_of_its_record_say(
    content: Any, words: str | None, stage: str | None
) -> None:
    (kind,) = (each for each in KINDS.values() if each.content is type(content))
    found = kind.in_law(content, ON)
    assert (found.words, found.stage) == (words, stage) if found else words is stage is None
    assert found is None or not found.stage or found.stage in {each.code for each in JUSTICE_STAGES}


def test_of_the_steps_of_one_day_the_last_is_the_one_that_stands_last() -> None:
    one_day = heard(("plea_guilty", "2026-11-14"), ("convicted", "2026-11-14"), ("sentenced", "2026-11-14"))
    assert KINDS["proceedings"].title_of(one_day) == "Stalking, PHA 1997 s2A: sentenced, 14-Nov-2026"
