"""Panel meetings: stated of no one case, and named by the records of their cases."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.domain.cases.meeting import Attendee, Meeting
from app.domain.fields.declare import Target
from app.domain.values.dates import ClinicalDate
from app.errors import NotFound, StillMissing
from app.services.cases.meetings import Meetings
from app.services.checks.checking import check
from app.services.records.editing import Editing
from app.services.vault.open_vault import OpenVault
from tests.builders import add_case, draft_of
from tests.services.conftest import Desk

HELD = Meeting(
    held_on=ClinicalDate(2026, 11, 19),
    place="Headquarters",
    attendees=(Attendee(agency="police", who="DS Marlowe"),),
)


@pytest.fixture
def vault(desk: Desk) -> Iterator[OpenVault]:
    yield desk.lead()
    desk.leave()


def test_a_meeting_is_stated_changed_and_listed_newest_first(vault: OpenVault) -> None:
    case_id = add_case(vault)
    first = Meetings(vault).hold(HELD)
    second = Meetings(vault).hold(replace(HELD, held_on=ClinicalDate(2026, 12, 3)))
    Meetings(vault).hold(replace(HELD, agenda=(case_id,)), first)
    assert [each.id for each in Meetings(vault).page()] == [second, first]
    assert Meetings(vault).page()[1].meeting.agenda == (case_id,)
    assert Meetings(vault).page()[0].words == "Panel, 03-Dec-2026"
    assert check(vault).findings == ()


def test_a_meeting_has_a_day_and_only_one_that_was_stated_is_changed(vault: OpenVault) -> None:
    with pytest.raises(StillMissing):
        Meetings(vault).hold(Meeting(place="Headquarters"))
    with pytest.raises(NotFound):
        Meetings(vault).hold(HELD, "01a20000-0000-7000-8000-000000000001")
    assert Meetings(vault).page() == ()


def test_a_panel_record_names_a_meeting(vault: OpenVault) -> None:
    case_id, meeting_id = add_case(vault), Meetings(vault).hold(HELD)
    offered = Editing(vault).open(draft_of(vault, case_id, "Words", "panel")).citable[Target.MEETING]
    assert [(each.id, each.title) for each in offered] == [(meeting_id, "Panel, 19-Nov-2026")]
