"""Which editor a form of field has."""

from collections.abc import Mapping
from typing import Any, Final

from app.domain.fields import forms
from app.domain.fields.file import File
from app.domain.fields.spec import FieldSpec, Form
from app.views.forms.answers_editor import AnswersEditor
from app.views.forms.choice_editors import ChecksEditor, choice_editor
from app.views.forms.date_editor import DateEditor
from app.views.forms.editor import Editor, FieldContext, Make
from app.views.forms.entries import CountEditor, LineEditor, MinutesEditor, NumberEditor, TimeEditor
from app.views.forms.file_editor import FileEditor
from app.views.forms.rating_editor import RatingEditor
from app.views.forms.reference_editors import ReferenceEditor, ReferencesEditor
from app.views.forms.rows_editor import RowsEditor
from app.views.forms.text_editor import TextEditor

EDITORS: Final[Mapping[type[Form[Any]], Make]] = {
    forms.Line: LineEditor,
    forms.Text: TextEditor,
    forms.TimeOfDay: TimeEditor,
    forms.OneOf: choice_editor,
    forms.SomeOf: ChecksEditor,
    forms.Judged: RatingEditor,
    forms.Count: CountEditor,
    forms.Minutes: MinutesEditor,
    forms.Number: NumberEditor,
    forms.Answers: AnswersEditor,
    forms.Day: DateEditor,
    forms.Reference: ReferenceEditor,
    forms.References: ReferencesEditor,
    forms.Rows: RowsEditor,
    File: FileEditor,
}


def make(spec: FieldSpec, context: FieldContext) -> Editor:
    """The editor of a field, empty."""
    return EDITORS[type(spec.form)](spec, context)
