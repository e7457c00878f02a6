"""One field on a form: its label, a hint, the error when there is one, and the editor."""

from collections.abc import Mapping

from PySide6.QtWidgets import QFrame, QLabel, QWidget

from app.domain.fields.declare import FieldSpec
from app.views.forms.editor import Editor
from app.views.widgets.layouts import vertical
from app.views.widgets.words import style_as, unbroken, words


class FieldBox(QFrame):
    """Label above, one hint, one error, the editor; what need not be answered says so."""

    def __init__(self, editor: Editor, *, needed: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("field")
        self.editor, self.spec = editor, editor.spec
        self._needed, self._error_words = needed, ""
        self.label = words(self._title(), "label", buddy=editor.target())
        self._box = vertical(self, self.label, gap=editor.context.pixels(0.2))
        if self.spec.hint:
            self._box.addWidget(words(unbroken(self.spec.hint), "hint"))
        self._error: QLabel | None = None
        self._box.addWidget(editor)
        self._describe()

    @property
    def is_needed(self) -> bool:
        """Whether it must be answered to sign, as things stand."""
        return self._needed

    @property
    def error(self) -> str:
        """The error that is shown; empty when there is none."""
        return self._error_words

    def show_needed(self, *, needed: bool) -> None:
        """Say whether it must be answered, now that another answer has changed."""
        if needed != self._needed:
            self._needed = needed
            self.label.setText(self._title())

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show what is wrong, by path within the field: its own error above the editor, the rest in its parts."""
        own = problems.get("", "") or self._of_parts(problems)
        if own != self._error_words:
            self._error_words = own
            self._show_error()
        self.editor.show_problems(problems)
        self._describe()

    def _of_parts(self, problems: Mapping[str, str]) -> str:
        """The words of a part that has no line of its own for them; those of rows have."""
        return next((said for path, said in problems.items() if "." not in path), "")

    def _show_error(self) -> None:
        if self._error is None:
            self._error = words("", "error")
            self._box.insertWidget(self._box.indexOf(self.editor), self._error)
        self._error.setText(f"Error: {self._error_words}" if self._error_words else "")
        self._error.setVisible(bool(self._error_words))
        # The style sheet draws the bar at the left; it cannot move the words away from it.
        room = self.editor.context.pixels(0.7) if self._error_words else 0
        self._box.setContentsMargins(room, 0, 0, 0)
        style_as(self, "state", "error" if self._error_words else "")

    def _describe(self) -> None:
        said = [self.spec.hint, f"Error: {self._error_words}" if self._error_words else ""]
        self.editor.describe(". ".join(part for part in said if part))

    def _title(self) -> str:
        return self.spec.label if self._needed else f"{self.spec.label} (optional)"


def is_needed(spec: FieldSpec, content: object) -> bool:
    """Whether a field must be answered to sign this content."""
    return spec.is_needed(content)
