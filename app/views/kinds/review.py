"""The review: what has changed first, and beside the day since when what the records of the case say of that time."""

from typing import Any, Final

from PySide6.QtWidgets import QWidget

from app.domain.fields.declare import FieldSpec
from app.domain.records.since import since
from app.views.forms.date_editor import DateEditor
from app.views.forms.editor import FieldContext
from app.views.forms.form_view import Laid
from app.views.forms.plan import beside, declared
from app.views.forms.text_editor import TextEditor
from app.views.widgets.words import selectable, unbroken, words

_BESIDE: Final = (("since", "at"), ("decision", "concern"))


class SinceEditor(DateEditor):
    """The day, and under it what happened since: read from what is signed, and never typed."""

    def __init__(self, spec: FieldSpec, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self.told = selectable(words("", "hint"))
        self.told.setAccessibleName("Since then")
        self.row.addWidget(self.told)
        self.edited.connect(self._tell)
        self._tell()

    def show_value(self, value: Any) -> None:
        """Show a date, and what happened since."""
        super().show_value(value)
        self._tell()

    def _tell(self) -> None:
        lines = since(self.context.case, self.value())
        self.told.setText("\n".join(unbroken(each) for each in lines))
        self.told.setVisible(bool(lines))


class DivergenceEditor(TextEditor):
    """What is made of a divergence, under the sentence of the one that is up."""

    def __init__(self, spec: FieldSpec, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        if context.case.diverges:
            self.up = selectable(words(unbroken(context.case.diverges), "care"))
            self.row.insertWidget(0, self.up)


FORM = Laid(
    lambda specs: beside(declared(specs), _BESIDE), {"since": SinceEditor, "divergence": DivergenceEditor}
)
