"""The panel health summary: the answer first, on two pages; of whoever reads it their policy decides what goes in."""

from typing import ClassVar

from app.domain.fields.sharing import Audience
from app.domain.records.blocks import Block
from app.domain.reports.answered import first_page
from app.domain.reports.composer import CaseFacts, Relied, Request
from app.domain.reports.in_time import SIZES, second_page
from app.domain.reports.lines import Page
from app.domain.reports.offered import TITLES


class PanelSummary:
    """What a panel needs of a case, and nothing more; no block is left out, and an empty one says that it is empty."""

    code: ClassVar[str] = "panel_summary"
    title: ClassVar[str] = TITLES[code]
    audiences: ClassVar[frozenset[str]] = frozenset({"panel", "mappa", "police", "probation"})
    answers: ClassVar[bool] = True
    pages: ClassVar[int] = 2
    steps: ClassVar[int] = len(SIZES)

    def compose(
        self, case: CaseFacts, relied: Relied, request: Request, audience: Audience
    ) -> tuple[Block, ...]:
        """Its blocks."""
        page = Page(case, relied, request, audience)
        return (*first_page(page), *second_page(page))
