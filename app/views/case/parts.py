"""The parts of a case: which tabs there are, and which screen each has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class CasePart:
    """One tab: how a place names it, what it is called, and where its screen is."""

    name: str
    title: str
    module: str
    screen: str


PARTS: Final[Sequence[CasePart]] = (
    CasePart("overview", "Overview", "overview", "Overview"),
    CasePart("referral", "Referral and panel", "to_come", "Referral"),
    CasePart("assessment", "Assessment", "assessment", "Assessment"),
    CasePart("formulation", "Formulation", "formulating", "Formulating"),
    CasePart("plan", "Plan", "to_come", "Plan"),
    CasePart("sessions", "Sessions", "sessions", "Sessions"),
    CasePart("chronology", "Chronology", "chronology", "ChronologyTab"),
    CasePart("victims", "Victim safety", "victims", "VictimSafety"),
    CasePart("sharing", "Sharing", "shared", "Shared"),
    CasePart("history", "History", "history", "History"),
    CasePart("documents", "Documents", "to_come", "Documents"),
)
