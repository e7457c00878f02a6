"""Which form a kind of record has: a hand-laid one, or the one that follows from its declarations."""

from collections.abc import Mapping
from typing import Final

from app.domain.kind import Kind
from app.views.forms.editor import Around
from app.views.forms.form_view import FormView

HAND_LAID: Final[Mapping[str, type[FormView]]] = {}
"""By the code of the kind."""


def form_for(kind: Kind, around: Around) -> FormView:
    """The form of a kind, empty."""
    return HAND_LAID.get(kind.code, FormView)(kind.content, around)
