"""What a screening states of its case when it is signed: the stage, the pathway, and the concern at entry."""

from typing import Final

from app.domain.fields.content import said
from app.domain.kinds.screening.content import Screening
from app.domain.records.follows import Follows
from app.domain.records.written import Written

_STAGES: Final = {
    "panel": "panel",
    "consult": "assessment",
    "decline": "closed",
    "refer_on": "closed",
    "more": "screening",
}
_BY_PATHWAY: Final = {"consultation": "assessment"}
"""What is advised on without the person being a patient is looked at all the same: that is the stage of assessment."""
_BEFORE: Final = frozenset({"referred", "screening", "panel", "closed"})
"""From which stages a screening moves a case: one that is further on is not put back by a late note of how it began."""


def follows(screening: Written[Screening]) -> Follows:
    """What is stated in the transaction of the signature."""
    content = screening.content
    pathway = "consultation" if content.decision == "consult" else content.pathway
    accepted = _BY_PATHWAY.get(content.pathway, content.pathway) if content.decision == "accept" else ""
    decided = said(content, "decision").lower()
    return Follows(
        stage=accepted or _STAGES.get(content.decision, ""),
        only_from=_BEFORE,
        pathway=pathway if content.decision in {"accept", "consult"} else "",
        concern_at_entry=content.concern,
        reason=f"Screening of {screening.event.show()}: {decided}",
    )
