"""Puts what is cited into the field that somebody was in: words into a text, the reference into a reference."""

from typing import Final

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.domain.fields import forms
from app.domain.fields.declare import Target
from app.domain.kinds.registry import cited_as
from app.services.records.citable import Citable
from app.views.editor.evidence import citation, is_victim
from app.views.forms.editor import Editor

_CITED: Final = frozenset({Target.RECORD, Target.ORDER, Target.VICTIM})


def field_of(widget: QWidget | None) -> Editor | None:
    """The field that a widget is part of."""
    while widget is not None and not isinstance(widget, Editor):
        widget = widget.parentWidget()
    return widget


def cite(widget: QWidget | None, found: Citable) -> bool:
    """Cite in the field of a widget; False where it takes no such thing."""
    editor = field_of(widget)
    if editor is not None and isinstance(editor.spec.form, forms.Reference | forms.References):
        return _refer(editor, found)
    if isinstance(widget, QPlainTextEdit) and not widget.isReadOnly():
        widget.insertPlainText(citation(found))
    elif isinstance(widget, QLineEdit) and not widget.isReadOnly():
        widget.insert(citation(found))
    else:
        return False
    return True


def _refer(editor: Editor, found: Citable) -> bool:
    target = editor.spec.target
    if target not in _CITED:
        # What is found here is a record or a victim: neither is a member, a case or a meeting.
        return False
    fits = is_victim(found) if target is Target.VICTIM else not is_victim(found)
    if not fits or target is Target.ROW or (target is Target.ORDER and cited_as(found.kind) is not target):
        return False
    if isinstance(editor.spec.form, forms.Reference):
        editor.show_value(found.id)
    elif found.id not in editor.value():
        editor.show_value((*editor.value(), found.id))
    editor.edited.emit()
    return True
