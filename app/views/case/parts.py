"""The sections of a case: which there are, which screen each has, and what is counted beside its name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.kinds.registry import codes_in
from app.domain.records.kind import SECTIONS
from app.services.cases.casefile import QUESTIONS, SENT, VICTIMS


@dataclass(frozen=True)
class CasePart:
    """One section: how a place names it, what it is called, and where its screen is."""

    name: str
    title: str
    module: str
    screen: str
    counts: tuple[str, ...] = ()
    """What of `CaseSheet.counts` is counted; EVERY stands for all records, as the chronology lists them."""

    def counted(self, counts: Mapping[str, int]) -> str:
        """How much there is, in words; empty where nothing is counted, or there is none."""
        if self.counts == EVERY:
            total = sum(count for name, count in counts.items() if name not in {VICTIMS, SENT, QUESTIONS})
        else:
            total = sum(counts.get(name, 0) for name in self.counts)
        return f"{total:,}" if total else ""


EVERY: Final = ("*",)
PATHWAY: Final = codes_in("referral")


PARTS: Final[Sequence[CasePart]] = (
    CasePart("overview", "Overview", "overview", "Overview"),
    CasePart("referral", SECTIONS["referral"], "referral", "Referral", PATHWAY),
    CasePart("behaviour", SECTIONS["behaviour"], "behaviour", "Behaviour", codes_in("behaviour")),
    CasePart("assessment", SECTIONS["assessment"], "assessment", "Assessment", codes_in("assessment")),
    CasePart("formulation", SECTIONS["formulation"], "formulating", "Formulating"),
    CasePart("plan", SECTIONS["plan"], "planning", "Planning", codes_in("plan")),
    CasePart("sessions", SECTIONS["sessions"], "sessions", "Sessions", codes_in("sessions")),
    CasePart("chronology", SECTIONS["chronology"], "chronology", "ChronologyTab", EVERY),
    CasePart("questions", "Questions", "questions", "QuestionsTab", (QUESTIONS,)),
    CasePart("victims", SECTIONS["victims"], "victims", "VictimSafety", (VICTIMS,)),
    CasePart("sharing", SECTIONS["sharing"], "shared", "Shared", (SENT,)),
    CasePart("access", "Access", "access", "Access"),
    CasePart("history", "History", "history", "History"),
    CasePart("documents", SECTIONS["documents"], "documents", "Documents", codes_in("documents")),
)
