"""A formulation as the team reads it, and beside it as the person does: two columns, or one where there is no room."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtWidgets import QWidget

from app.domain.fields.content import said
from app.domain.kinds.formulation.content import Formulation
from app.domain.values.markup import one_line
from app.views.context.context import Context
from app.views.forms.columns import Columns
from app.views.widgets.cards import card
from app.views.widgets.layouts import Part
from app.views.widgets.words import selectable, words

TEAM: Final = "As the team reads it"
PERSON: Final = "As the person reads it"
_NONE: Final = "No version for the person is written."
_ALONE: Final = "Nothing else of the formulation is given to the person."


def beside(context: Context, formulation: Formulation) -> QWidget:
    """Both of them."""
    both = Columns(context.theme, least=24, most=2)
    for title, parts in ((TEAM, _team(formulation)), (PERSON, _person(formulation))):
        frame, _ = card(context.theme, title, *parts, pad=0.8, gap=0.4)
        frame.setAccessibleName(title)
        both.add(frame)
    return both


def _team(formulation: Formulation) -> Iterator[Part]:
    yield from _told("In short", formulation.summary)
    yield from _told("Narrative", formulation.narrative)
    yield words("Factors", "h3")
    for factor in formulation.factors:
        name = " ".join(part for part in (factor.code, said(factor, "place").lower()) if part)
        yield selectable(words(f"{name}: {one_line(factor.statement)}"))
    yield from _told("How it works for the person", formulation.function_summary)
    yield from _told("Protective factors", formulation.protective)


def _person(formulation: Formulation) -> Iterator[Part]:
    if formulation.person_version:
        yield from _told("Their version", formulation.person_version)
    else:
        yield words(_NONE, "care")
    yield words(f"Their view: {said(formulation, 'view').lower() or 'not asked'}", "small")
    if formulation.why_not_shared:
        yield selectable(words(f"Not shared, because: {formulation.why_not_shared}"))
    yield from _told("In their words", formulation.view_detail)
    yield words(_ALONE, "hint")


def _told(title: str, text: str) -> Iterator[Part]:
    """A heading and its paragraphs; nothing where nothing is said."""
    if not text.strip():
        return
    yield words(title, "h3")
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            yield selectable(words(one_line(paragraph)))
