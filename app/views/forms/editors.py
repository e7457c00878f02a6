"""Which editor a form of field has."""

from collections.abc import Mapping
from typing import Final

from app.domain.fields.declare import FieldSpec, Form
from app.views.forms.choice_editors import ChecksEditor, choice_editor
from app.views.forms.date_editor import DateEditor
from app.views.forms.editor import Around, Editor, Make
from app.views.forms.entries import CountEditor, LineEditor, MinutesEditor
from app.views.forms.rating_editor import RatingEditor
from app.views.forms.reference_editors import ReferenceEditor, ReferencesEditor
from app.views.forms.rows_editor import RowsEditor
from app.views.forms.text_editor import TextEditor

EDITORS: Final[Mapping[Form, Make]] = {
    Form.LINE: LineEditor,
    Form.TEXT: TextEditor,
    Form.CHOICE: choice_editor,
    Form.CHOICES: ChecksEditor,
    Form.RATING: RatingEditor,
    Form.COUNT: CountEditor,
    Form.MINUTES: MinutesEditor,
    Form.DATE: DateEditor,
    Form.REFERENCE: ReferenceEditor,
    Form.REFERENCES: ReferencesEditor,
    Form.ROWS: RowsEditor,
}


def make(spec: FieldSpec, around: Around) -> Editor:
    """The editor of a field, empty."""
    return EDITORS[spec.form](spec, around)
