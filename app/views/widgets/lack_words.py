"""What a case is said to lack."""

from collections.abc import Mapping
from typing import Final

from app.services.cases import missing_work
from app.services.cases.missing_work import Lacks

LACKS: Final[Mapping[Lacks, str]] = {
    Lacks.LEAD: "Case without a lead",
    Lacks.PLAN: f"No plan after {missing_work.WITHOUT_PLAN} days of direct work",
    Lacks.PROFILE: f"No profile for {missing_work.WITHOUT_PROFILE} days of direct work",
    Lacks.REVIEW: "No review for longer than the service’s limit",
    Lacks.VOICE: f"The victim’s voice is older than {missing_work.OLD_VOICE} days",
    Lacks.FOLLOW_UP: "Discharge without follow-up",
    Lacks.AFTER_DEATH: "Died: close each order and red flag, with why",
}
