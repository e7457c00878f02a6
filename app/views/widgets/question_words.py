"""How a question to a colleague is told: in a list, over its form, and beside the record that it is about."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from app.services.records.questions import QuestionView

_EARLIER: Final = "It stands in an earlier version of the record"
Shown = Callable[[datetime], str]
"""How a time is shown."""


def state(view: QuestionView, shown: Shown) -> str:
    """How it stands, in a line: who asked whom, and what it waits for."""
    asked = f"{view.asker} asked {view.colleague}"
    if view.cleared_at is not None:
        return f"{asked}: cleared {shown(view.cleared_at)}"
    if view.answered_at is not None:
        return f"{asked}: answered {shown(view.answered_at)}"
    if view.has_left:
        return f"{asked}, who works here no more: no answer"
    due = f" by {view.due.show()}" if view.due else ""
    return f"{asked}: to answer{due}"


def pairs(view: QuestionView, shown: Shown) -> Iterator[tuple[str, str]]:
    """What is to be known of it, each with its label; what is not said yet is left out."""
    passage = f"“{view.asked.passage}”" if view.asked.passage else ""
    for label, text in (
        ("About", view.record),
        ("Passage", passage),
        ("Where it stands", _EARLIER if view.is_of_earlier else ""),
        ("Question", view.asked.asked),
        ("Asked by", f"{view.asker}, {shown(view.asked_at)}"),
        ("To", f"{view.colleague}, who works here no more" if view.has_left else view.colleague),
        ("Answer by", view.due.show() if view.due and view.is_open and not view.answered_at else ""),
        ("Answer", view.answer),
        ("Answered", f"{view.colleague}, {shown(view.answered_at)}" if view.answered_at else ""),
        ("Cleared", f"{view.cleared_by}, {shown(view.cleared_at)}" if view.cleared_at else ""),
        ("Because", view.because),
        ("Do not rely on this", view.fault),
    ):
        if text:
            yield label, text
