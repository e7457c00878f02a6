"""Documents of the draft that is open: added and taken out on the vault's thread."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from app.services.desk import Desk
from app.views.context.context import Context
from app.views.context.tasks import Task


@dataclass(frozen=True)
class DraftFiles:
    """Those of one draft."""

    desk: Desk
    context: Context
    draft_id: str

    def add(
        self,
        path: Path,
        owner: QObject,
        step: Callable[[Any], None],
        then: Callable[[None], None],
        failed: Callable[[BaseException], None],
    ) -> Task:
        """Seal a file; each step is told, the last of them is the document."""
        return self.context.tasks.run_steps(
            self.desk.files.add, self.draft_id, path, owner=owner, step=step, then=then, failed=failed
        )

    def remove(self, file_id: str, owner: QObject) -> None:
        """Forget one that was added and is not signed."""
        self.context.tasks.run(self.desk.files.remove, self.draft_id, file_id, owner=owner)
