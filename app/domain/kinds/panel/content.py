"""Panel: one case at one meeting."""

from dataclasses import dataclass
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, Target, choice, date, line, reference, rows, text
from app.domain.fields.sharing import Share
from app.domain.kinds.panel.view import COLLATERAL, View, becomes
from app.domain.kinds.parts.action import Action
from app.domain.values.dates import ClinicalDate

DECISIONS: Final = (
    Choice("assess", "Assess"),
    Choice("intervene", "Direct intervention"),
    Choice("co_work", "Co-work"),
    Choice("consult", "Advice only"),
    Choice("monitor", "Monitor"),
    Choice("refer_mappa", "Refer to MAPPA"),
    Choice("refer_marac", "Refer to MARAC"),
    Choice("continue", "Go on as before"),
    Choice("close", "Close"),
    Choice("defer", "Put off"),
)
AGAIN: Final = "At the panel again"
"""What falls due when a panel says when it hears the case next; the next panel meets it."""
PERSON_TOLD: Final = (
    Choice("to_be_told", "To be told, by an action"),
    Choice("knows", "Knows"),
    Choice("not_to_be_told", "Not to be told"),
    Choice("unaware", "Does not know of the case"),
    Choice("not_decided", "Not decided"),
)


@dataclass(frozen=True, kw_only=True)
class Panel:
    """Why first, then what was decided and who does what. What each agency said is written here and kept elsewhere."""

    rationale: str = text(
        "Why", share=Share.RISK, needed=True, section="Decision", hint="Also why the person is told, or not"
    )
    decision: str = choice("Decision", DECISIONS, share=Share.CONTEXT, needed=True, searched=True)
    person_told: str = choice("Is the person to be told", PERSON_TOLD, share=Share.CONTEXT, needed=True)
    actions: tuple[Action, ...] = rows("Actions", Action, share=Share.MANAGEMENT, section="Actions")
    next: ClinicalDate | None = date("Next at the panel", Direction.COMING, share=Share.CONTEXT, due=AGAIN)
    minutes: str = line("Minutes held by", share=Share.CONTEXT)
    meeting: str = reference(
        "Meeting", Target.MEETING, share=Share.CONTEXT, needed=True, section="Meeting and question"
    )
    question: str = text("Question to the panel", share=Share.CONTEXT, needed=True)
    views: tuple[View, ...] = rows(
        "What each agency said",
        View,
        share=Share.INTELLIGENCE,
        section="What each agency said",
        splits=COLLATERAL,
        becomes=becomes,
        hint="Each becomes a record of its own with third parties at Sign: nothing of it stays here",
    )


def title(panel: Panel) -> str:
    """The decision: "Panel: direct intervention"."""
    decided = said(panel, "decision")
    # Names of other bodies keep their capitals.
    words = decided if decided.isupper() else f"{decided[:1].lower()}{decided[1:]}"
    return f"Panel: {words}" if decided else "Panel"
