"""Tabs that have no screen of their own yet: what will live there, and what can be done today instead."""

from typing import ClassVar

from app.services.desk import Desk
from app.views.case.tab import ScrollingTab
from app.views.context.context import Context
from app.views.context.places import NewRecord, ShareAt
from app.views.widgets.empty import EmptyPart


class _ToCome(ScrollingTab):
    """A sentence and an act: a new record of a kind, or a summary to share."""

    heading_words: ClassVar[str]
    text: ClassVar[str]
    act: ClassVar[str]
    kind: ClassVar[str] = ""

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        place = NewRecord(case_id, self.kind) if self.kind else ShareAt(case_id)
        message = EmptyPart(context.theme, self.heading_words, self.text, self.act, lambda: self.go(place))
        self.column.addWidget(message)
        self.column.addStretch(1)


class Documents(_ToCome):
    """Papers that came from elsewhere, and letters that go out."""

    heading_words = "Documents"
    text = (
        "Papers received and letters sent will live here, each encrypted with the case. Until then a signed summary "
        "can be made for a partner."
    )
    act = "Share a summary"
