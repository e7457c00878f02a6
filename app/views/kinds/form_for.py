"""Which form a kind of record has: a hand-laid one, or the one that follows from its declarations."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from app.domain.kinds import fixation_profile as fixation
from app.domain.kinds import formulation, session_note
from app.domain.records.kind import Kind
from app.views.forms.editor import Around
from app.views.forms.form_view import FormView
from app.views.kinds.fixation_profile import FixationForm
from app.views.kinds.formulation import FormulationForm
from app.views.kinds.session_note import SessionForm

HAND_LAID: Final[Mapping[str, type[FormView]]] = {
    fixation.KIND.code: FixationForm,
    formulation.KIND.code: FormulationForm,
    session_note.KIND.code: SessionForm,
}
"""By the code of the kind."""


def form_for(kind: Kind, around: Around) -> FormView:
    """The form of a kind, empty."""
    return HAND_LAID.get(kind.code, FormView)(kind.content, replace(around, kind=kind.code))
