"""Collateral: what another source says of contact in some days, sealed with third parties, and its source's own."""

import json
from dataclasses import replace

import pytest

from app.domain.fields.compartments import Compartment
from app.domain.fields.content import specs
from app.domain.fields.sharing import Share
from app.domain.kinds.collateral import KIND
from app.domain.kinds.collateral.content import Collateral
from app.domain.records.facets import Reported, from_plain, to_plain
from app.domain.values.dates import ClinicalDate
from tests.asked import missing
from tests.kinds_told import EVERYTHING, drawn, placed, told, words
from tests.planted import filled

WEEK = ClinicalDate.from_wire("2026-10-26/2026-11-01")
HEARD = ClinicalDate(2026, 11, 2)
TOLD = Collateral(agency="police", covers=WEEK, heard_on=HEARD, contact="indirect", detail="planted/detail")


def test_is_kept_with_third_parties_and_nowhere_else() -> None:
    assert KIND.compartments == (Compartment.THIRD_PARTY,)


def test_asks_for_source_days_contact_and_when_it_was_heard() -> None:
    assert [gap.path for gap in missing(Collateral())] == ["agency", "covers", "heard_on", "contact"]
    assert missing(TOLD) == ()


def test_conditions_of_handling_are_asked_where_there_are_any() -> None:
    assert [gap.path for gap in missing(Collateral(handling="conditions"))][-1] == "handling_conditions"


def test_an_advocate_is_no_source_of_collateral() -> None:
    (agency,) = (spec for spec in specs(Collateral) if spec.name == "agency")
    assert "advocate" not in {each.code for each in agency.choices}
    assert {"police", "probation", "family", "employer"} <= {each.code for each in agency.choices}


@pytest.mark.parametrize(
    ("contact", "title"),
    [
        ("none_known", "Police: no contact known, 26-Oct-2026 to 01-Nov-2026"),
        ("indirect", "Police: indirect contact, 26-Oct-2026 to 01-Nov-2026"),
        ("not_asked", "Police: contact not asked, 26-Oct-2026 to 01-Nov-2026"),
    ],
)
def test_is_titled_by_source_contact_and_days(contact: str, title: str) -> None:
    assert KIND.title_of(Collateral(agency="police", covers=WEEK, contact=contact)) == title


def test_what_its_source_set_conditions_for_goes_nowhere_by_itself() -> None:
    bound = replace(TOLD, handling="conditions", handling_conditions="Not beyond this team")
    (reported,) = drawn(KIND, bound)
    assert isinstance(reported, Reported)
    assert (reported.contact, reported.told_to) == ("indirect", ())
    assert KIND.told_to(bound) == frozenset()
    assert told(KIND, bound, EVERYTHING) == {}
    assert list(told(KIND, TOLD, EVERYTHING)) == ["mappa"]


def test_reports_contact_in_the_days_that_it_covers() -> None:
    told_to = ("panel", "mappa", "police", "probation")
    assert drawn(KIND, TOLD) == [
        Reported(first=WEEK, last=WEEK, contact="indirect", source="police", heard=HEARD, told_to=told_to)
    ]


def test_what_it_reports_is_read_back_as_it_was_drawn() -> None:
    (only,) = drawn(KIND, TOLD)
    assert from_plain(only.code, json.loads(json.dumps(to_plain(only)))) == only


def test_a_mappa_meeting_alone_hears_contact_and_source() -> None:
    assert told(KIND, TOLD, EVERYTHING) == {"mappa": ["collateral"]}
    (only,) = placed(KIND, TOLD, "mappa")
    assert only.block.text == "Police: indirect contact, 26-Oct-2026 to 01-Nov-2026"  # type: ignore[union-attr]
    assert only.block.share == (Share.CONTEXT, Share.RISK)
    assert "planted" not in words(KIND, filled(Collateral), "mappa", EVERYTHING)
