"""What changed between two texts: added words underlined, removed words struck through, both also by colour."""

from typing import Final

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from app.domain.records.differences import Change, FieldDifference, Piece
from app.views.theme.theme import Theme
from app.views.writing.document import DocumentWriter
from app.views.writing.text_view import ReadingBox

NOTHING: Final = "The two say the same."
_MOST_SPOKEN: Final = 2_000
_SAID: Final = {Change.ADDED: "added", Change.REMOVED: "removed"}


class DiffView(ReadingBox):
    """The fields that changed, each with its words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._shown: tuple[FieldDifference, ...] = ()
        self.setAccessibleName("What changed")

    def show_differences(self, shown: tuple[FieldDifference, ...]) -> None:
        """Show them from the beginning."""
        self._shown = shown
        self.setAccessibleDescription(spoken(shown))
        self.write()

    def compose(self, cursor: QTextCursor) -> None:
        """The fields with their words."""
        writer = DocumentWriter(cursor, self.theme)
        writer.begin(under=0.8)
        if not self._shown:
            writer.write(NOTHING, writer.style("muted"))
        else:
            writer.write("Underlined: ", writer.style("muted"))
            writer.write("added", self._style(writer, Change.ADDED))
            writer.write(".  Struck through: ", writer.style("muted"))
            writer.write("removed", self._style(writer, Change.REMOVED))
            writer.write(".", writer.style("muted"))
        for field in self._shown:
            writer.begin(under=0.1)
            writer.write(field.label, writer.style("muted"))
            writer.begin(under=0.8)
            for piece in field.pieces:
                writer.write(piece.text, self._style(writer, piece.change))

    def _style(self, writer: DocumentWriter, change: Change) -> QTextCharFormat:
        style = writer.style()
        if change is Change.ADDED:
            style.setBackground(self.theme.colour("added"))
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        elif change is Change.REMOVED:
            style.setBackground(self.theme.colour("removed"))
            style.setFontStrikeOut(True)
        return style


def spoken(shown: tuple[FieldDifference, ...]) -> str:
    """The changes in words, for those who do not see them; only their beginning where there are many."""
    message = " ".join(f"{field.label}: {_changes(field.pieces)}." for field in shown) or NOTHING
    return message if len(message) <= _MOST_SPOKEN else f"{message[:_MOST_SPOKEN]} … and more."


def _changes(pieces: tuple[Piece, ...]) -> str:
    changed = [
        (_SAID[piece.change], " ".join(piece.text.split())) for piece in pieces if piece.change in _SAID
    ]
    return "; ".join(f"{what} “{text}”" for what, text in changed if text) or "the blanks changed"
