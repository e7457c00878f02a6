"""What a session note begins with where it is the note of an appointment: what the diary says of it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from app.domain.cases.appointment import LATE, Appointment, AppointmentOutcome

TYPE_OF: Final[Mapping[str, str]] = MappingProxyType(
    {each: each for each in ("individual", "assessment", "joint", "family", "group", "review", "other")}
    | {"call": "check", "check_in": "check"}
)
"""The type of session by what an appointment is for."""
MISSED: Final = frozenset({"check_in"})
"""What has a note of its own kind where it was kept: a missed one has no answers, and a session note says why."""
_ATTENDANCE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "attended": "attended",
        LATE: "attended",
        "did_not_attend": "dna",
        "cancelled_person": "cancelled_person",
        "cancelled_team": "cancelled_team",
        "cancelled_other": "cancelled_other",
    }
)


def noted(appointment: Appointment, outcome: AppointmentOutcome) -> Mapping[str, Any]:
    """Type, way, setting and attendance.

    How long it was planned to last is not how long it lasted, and who was to come is not who came: both are asked.
    """
    return {
        "session_type": TYPE_OF[appointment.purpose],
        "mode": appointment.mode,
        "setting": appointment.setting,
        "attendance": _ATTENDANCE.get(outcome.outcome, ""),
        "late": outcome.late if outcome.outcome == LATE else None,
    }
