"""What somebody drags over the window or lets go there."""

from pathlib import Path

from PySide6.QtGui import QDropEvent


def local_files(event: QDropEvent) -> list[Path]:
    """The files and folders of this machine in it; nothing else is taken."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
