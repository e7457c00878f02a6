"""What is asked before a draft is thrown away, and how it is had back."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.domain.records.record import Sheet
from app.services.desk import Desk
from app.services.records.drafts import DraftView
from app.views.context.context import Context
from app.views.context.places import DraftAt, Place


def ask_to_discard(over: QWidget, context: Context, draft: DraftView, act: Callable[[], None]) -> None:
    """Ask, naming what goes; `act` throws it away."""
    context.asks.confirm(
        over,
        f"Discard the draft of this {draft.kind.title.lower()}?",
        "It was never signed, so nothing of it stays in the case. You can undo this for a few seconds.",
        "Discard draft",
        act,
        danger=True,
    )


def offer_undo(
    asker: QObject,
    desk: Desk,
    context: Context,
    thrown: tuple[DraftView, Sheet],
    go: Callable[[Place], None],
) -> None:
    """Offer to have a draft back: it begins again with what it held, and is gone to while the asker is still there."""

    def is_back(back: DraftView) -> None:
        if isValid(asker):
            go(DraftAt(back.case_id, back.id))
        else:
            context.undo_offered("The draft is back among your drafts", None)

    def undo() -> None:
        context.tasks.run(desk.drafts.put_back, *thrown, owner=context.tasks, then=is_back)

    context.undo_offered("Draft discarded", undo)
