"""The person's settings while the program runs: read once, changed in one place, kept at every change."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app import settings
from app.errors import UserError
from app.settings import Settings

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor


class SettingsKeeper(QObject):
    """Keeps the settings; `changed` tells that some are other than before.

    They are written on a thread of their own: to force a file to a disk that is busy takes a third of a second.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = settings.load()
        self._writer: ThreadPoolExecutor | None = None

    @property
    def now(self) -> Settings:
        """The settings as they are."""
        return self._now

    def remember_folder(self, folder: str) -> None:
        """Keep which vault was opened, to offer it first."""
        self._keep(self._now.with_folder(folder))

    def change(self, **changes: Any) -> None:
        """Change some and keep them. A disk that takes no settings stops nobody's work: it is noted in the log."""
        self._keep(replace(self._now, **changes))

    def finish(self) -> None:
        """Wait until all is written; what is changed after that is written too."""
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.shutdown(wait=True)

    def _keep(self, changed: Settings) -> None:
        if changed == self._now:
            return
        self._now = changed
        if self._writer is None:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - the first page writes nothing

            self._writer = ThreadPoolExecutor(1, "settings")
        self._writer.submit(_write, changed)
        self.changed.emit()


def _write(changed: Settings) -> None:
    try:
        settings.save(changed)
    except UserError as failure:
        from app import log  # noqa: PLC0415 - only for this

        log.exception(failure)
