"""Takes out of a layout what was shown, before something else is."""

from PySide6.QtWidgets import QLayout


def empty_out(layout: QLayout, *, keep: int = 0) -> None:
    """Take out everything after the first `keep` items, at once out of sight, and let it go."""
    while layout.count() > keep:
        item = layout.takeAt(keep)
        widget = item.widget() if item is not None else None
        if widget is not None:
            # It goes when Qt is back at its events; until then nobody may see it or tab to it.
            widget.hide()
            widget.deleteLater()
