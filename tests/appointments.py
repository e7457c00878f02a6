"""Appointments as tests make them."""

from dataclasses import replace
from typing import Any, Final

from app.domain.cases.appointment import Appointment, AppointmentOutcome
from app.domain.values.dates import ClinicalDate
from app.services.cases.diary import Diary
from app.services.records.drafts import Drafts
from app.services.vault.open_vault import OpenVault
from tests.builders import complete
from tests.confirmed import sign

AGREED: Final = Appointment(
    purpose="individual",
    day=ClinicalDate(2026, 11, 25),
    clock="10:00",
    minutes=50,
    mode="in_person",
    setting="clinic",
    place="Room 4",
)
"""A Wednesday; the clock of these tests begins on the Monday before."""
ATTENDED: Final = AppointmentOutcome(outcome="attended")
MISSED: Final = AppointmentOutcome(outcome="did_not_attend", why="Not said")
CANCELLED: Final = AppointmentOutcome(outcome="cancelled_team", why="Staff ill")


def agreed(vault: OpenVault, case_id: str = "", **changes: Any) -> Appointment:
    """One in the member's own diary."""
    return replace(AGREED, **{"case": case_id, "members": (vault.member.id,)} | changes)


def book(vault: OpenVault, case_id: str = "", **changes: Any) -> str:
    """Make one; gives its id."""
    return Diary(vault).book(agreed(vault, case_id, **changes))


def sign_whole(vault: OpenVault, draft_id: str) -> str:
    """Answer all that the draft of a note still asks, and sign it; gives the record's id."""
    draft = Drafts(vault).open(draft_id)
    begun = {name: said for name, said in vars(draft.sheet.content).items() if said}
    content = replace(complete(draft.kind.content), **begun)
    Drafts(vault).save(draft_id, replace(draft.sheet, content=content), draft.revision)
    return sign(vault, draft_id)
