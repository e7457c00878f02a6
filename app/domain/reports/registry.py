"""The reports that there are, and which of them an audience gets unless another is asked for."""

from typing import Final

from app.domain.reports.composer import Composer
from app.domain.reports.panel import PanelSummary

REPORTS: Final[dict[str, Composer]] = {each.code: each for each in (PanelSummary(),)}


def usual(audience: str) -> Composer | None:
    """The first report that is offered to an audience; None where none is."""
    return next((each for each in REPORTS.values() if audience in each.audiences), None)
