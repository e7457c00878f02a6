"""What partners were told about a case."""

from PySide6.QtWidgets import QWidget

from app.services.desk import Desk
from app.views.case.tab import ScrollingTab
from app.views.places import ShareAt
from app.views.surroundings import Surroundings
from app.views.widgets.empty import EmptyPart


class Shared(ScrollingTab):
    """Where a summary is made for a partner."""

    help = "sharing"

    def __init__(self, desk: Desk, around: Surroundings, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, around, case_id, parent)
        self._offer = EmptyPart(
            around.look, "Sharing", _WHAT, "Share a summary", lambda: self.go(ShareAt(case_id))
        )
        self.column.addWidget(self._offer)
        self.column.addStretch(1)

    def focus_first(self) -> None:
        """Give the keyboard to the one act."""
        if self._offer.act is not None:
            self._offer.act.setFocus()


_WHAT = (
    "A signed summary holds what a partner needs and nothing more, and is checked for victims' details before it is "
    "written. Each one is kept in the vault exactly as it was sent, with its purpose and its reader; the list of them "
    "will stand here."
)
