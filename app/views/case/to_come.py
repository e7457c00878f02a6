"""Tabs that have no screen of their own yet: what will live there, and what can be done today instead."""

from PySide6.QtWidgets import QWidget

from app.services.desk import Desk
from app.views.case.tab import ScrollingTab
from app.views.context.context import Surroundings
from app.views.context.places import NewRecord, ShareAt
from app.views.widgets.empty import EmptyPart


class _ToCome(ScrollingTab):
    """A sentence and an act."""

    heading_words = text = act = ""

    def __init__(self, desk: Desk, around: Surroundings, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, around, case_id, parent)
        self.column.addWidget(EmptyPart(around.look, self.heading_words, self.text, self.act, self._do))
        self.column.addStretch(1)

    def _do(self) -> None:
        raise NotImplementedError


class Referral(_ToCome):
    """Where the case came from and what the panel decided."""

    heading_words = "Referral and panel"
    text = (
        "Who referred, why, and what each panel decided will live here. Until then write the question and the answer "
        "as a consultation: it has who asked, what was asked and what was advised."
    )
    act = "New consultation"

    def _do(self) -> None:
        self.go(NewRecord(self.case_id, "consultation"))


class Plan(_ToCome):
    """Goals and who does what."""

    heading_words = "Plan"
    text = (
        "Targets, goals, steps with who takes them, and reviews will live here. Until then the formulation says what "
        "answers each factor, and advises each agency."
    )
    act = "New formulation"

    def _do(self) -> None:
        self.go(NewRecord(self.case_id, "formulation"))


class Documents(_ToCome):
    """Papers that came from elsewhere, and letters that go out."""

    heading_words = "Documents"
    text = (
        "Papers received and letters sent will live here, each encrypted with the case. Until then a signed summary "
        "can be made for a partner."
    )
    act = "Share a summary"

    def _do(self) -> None:
        self.go(ShareAt(self.case_id))
