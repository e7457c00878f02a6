"""Which form a kind of record has: the hand-laid one of the module that bears its code, or that of its declarations."""

from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from app.domain.records.kind import Kind
from app.views import kinds
from app.views.forms.editor import FieldContext
from app.views.forms.form_view import FormView, Laid
from app.views.forms.plan import beside, declared


@cache
def hand_laid(code: str) -> Laid | None:
    """How the form of a kind is laid by hand: `FORM` in the module of its code, if there is one."""
    name = f"{kinds.__name__}.{code}"
    if not code.isidentifier() or find_spec(name) is None:
        return None
    laid: Laid = import_module(name).FORM
    return laid


def form_for(kind: Kind, context: FieldContext) -> FormView:
    """The form of a kind, empty; of one that is not laid by hand, with what its layout puts side by side."""
    return FormView(kind.content, replace(context, kind=kind.code), laid_for(kind))


def laid_for(kind: Kind) -> Laid:
    """How the form of a kind is laid out: by hand, or by its declarations with what its layout puts side by side."""
    return hand_laid(kind.code) or Laid(lambda specs: beside(declared(specs), kind.layout.beside))
