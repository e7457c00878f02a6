"""What a panel states of its case when it is signed: the stage, where its decision names one."""

from typing import Final

from app.domain.cases.case import BEFORE_FOLLOW_UP
from app.domain.fields.content import said
from app.domain.kinds.panel.content import Panel
from app.domain.records.follows import Follows
from app.domain.records.written import Written

_STAGES: Final = {
    "assess": "assessment",
    "intervene": "intervention",
    "co_work": "co_work",
    "consult": "assessment",
    "monitor": "monitoring",
}
"""A case is closed by its discharge, and a deferred one waits where it is: these two set no stage."""


def follows(panel: Written[Panel]) -> Follows:
    """What is stated in the transaction of the signature."""
    stage = _STAGES.get(panel.content.decision, "")
    if not stage:
        return Follows()
    decided = said(panel.content, "decision").lower()
    return Follows(
        stage=stage, only_from=BEFORE_FOLLOW_UP, reason=f"Panel of {panel.event.show()}: {decided}"
    )
