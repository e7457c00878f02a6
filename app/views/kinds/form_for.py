"""Which form a kind of record has: the hand-laid one of the module that bears its code, or that of its declarations."""

from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from app.domain.records.kind import Kind
from app.views import kinds
from app.views.forms.editor import FieldContext
from app.views.forms.form_view import FormView
from app.views.forms.plan import Plan, beside, declared


class DeclaredForm(FormView):
    """The form that follows from the declarations of a kind and its layout."""

    def __init__(self, kind: Kind, context: FieldContext) -> None:
        self._layout = kind.layout
        super().__init__(kind.content, context)

    def plan(self) -> Plan:
        """The declared sections, with what the layout puts side by side."""
        return beside(declared(self.fields.specs.values()), self._layout.beside)


@cache
def hand_laid(code: str) -> type[FormView] | None:
    """The form that was laid by hand for a kind: `FORM` in the module of its code, if there is one."""
    name = f"{kinds.__name__}.{code}"
    if not code.isidentifier() or find_spec(name) is None:
        return None
    form: type[FormView] = import_module(name).FORM
    return form


def form_for(kind: Kind, context: FieldContext) -> FormView:
    """The form of a kind, empty."""
    context = replace(context, kind=kind.code)
    form = hand_laid(kind.code)
    return DeclaredForm(kind, context) if form is None else form(kind.content, context)
