"""The screens that are not built yet: each says what will live there, and what can be done today."""

from typing import ClassVar

from app.services.desk import Desk
from app.views.context.context import Context
from app.views.context.places import Place, RailPart
from app.views.widgets.buttons import button
from app.views.widgets.empty import EmptyState
from app.views.widgets.page import Page


class _Placeholder(Page):
    """A sentence, and the way to what can be done today."""

    icon: ClassVar[str]
    promise: ClassVar[str]
    text: ClassVar[str]
    act: ClassVar[str]
    place: ClassVar[Place]

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__(desk, context)
        self.first = button(self.act, lambda: self.go(self.place))
        sign = EmptyState(context.theme, self.icon, self.promise, self.text, self.first)
        self.body.addWidget(sign, 1)


class Library(_Placeholder):
    """What the team writes and measures with."""

    title = "Library"
    help = "library"
    icon = "book-open"
    promise = "The team's measures and templates will live here"
    text = (
        "Questionnaires, section templates and guidance that everybody shares. "
        "Today, your own snippets and words are in Settings, and templates are offered while you write."
    )
    act = "Go to Settings"
    place = RailPart("settings")
