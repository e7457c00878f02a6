"""Keeps what is typed into the forms of a page until it is saved there, and brings it back.

A moment after each pause, when another screen comes, and when the vault locks: in the vault, for the member alone.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from app.errors import UserError
from app.services.desk import Desk
from app.services.records.unsaved import UnsavedDraft
from app.services.writing.unfinished import Place, Unfinished
from app.views.context.context import Context
from app.views.context.tasks import Then
from app.views.context.timers import once
from app.views.forms.kept_fields import Kept
from app.views.widgets.page import LastWords

_PAUSE_MS: Final = 800
_LOST: Final = "What you typed into the form you left could not be kept. {why}"


class Keeping(QObject):
    """`brought_back` says that something typed earlier stands in the forms again, and when it was kept.

    `refused` has a failure to read it. `said_anew` comes when all of the forms say what was kept, or begin afresh.
    """

    brought_back = Signal(object)
    refused = Signal(object)
    said_anew = Signal()

    def __init__(
        self, desk: Desk, context: Context, place: Place, forms: Sequence[Kept], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._service, self._context, self._place = desk.unfinished, context, place
        self._parts = tuple((form, form.content()) for form in forms)
        self._is_kept, self._is_over = True, False
        self._timer = once(self, _PAUSE_MS, self.keep)
        for form in forms:
            form.edited.connect(self._typed)

    def bring_back(self) -> None:
        """Look for what was typed earlier; not over what is being typed."""
        classes = tuple(type(began) for _, began in self._parts)
        find, refused = self._service.find, self.refused.emit
        self._context.tasks.run(find, self._place, classes, owner=self, then=self._found, failed=refused)

    def keep(self) -> None:
        """Keep what was typed since the last time."""
        if self._is_kept or self._is_over:
            return
        self._is_kept = True
        self._timer.stop()
        self._store(self._said())

    def last_words(self) -> LastWords | None:
        """What was typed and is not kept yet."""
        if self._is_kept or self._is_over:
            return None
        self._is_kept = True
        return partial(_keep, partial(self._service.keep, self._place, self._said()))

    def end(self) -> None:
        """From now on nothing is kept."""
        self._is_over = True
        self._timer.stop()

    def forget(self) -> None:
        """Drop what was kept: on the vault's thread, once it is saved. What cannot be dropped comes back, no worse."""
        with suppress(UserError):
            self._service.drop(self._place)

    def give_up(self) -> None:
        """Keep it no longer, and offer to keep it all the same: it is then found under Today."""
        said, tasks = self._said(), self._context.tasks
        self.end()
        tasks.run(self.forget, owner=tasks)
        if any(began != now for began, now in said):
            offered = self._context.undo_offered
            message = "What you typed is kept: you find it under Today."
            undo = partial(self._store, said, then=lambda _: offered(message, None))
            offered("What you typed was discarded.", undo)

    def start_afresh(self) -> None:
        """Let the forms say what they began with, and offer what they said."""
        before = [now for _, now in self._said()]
        self._say([began for _, began in self._parts])
        self._context.undo_offered("What you typed was taken out.", lambda: self._say(before))

    def _say(self, contents: Sequence[Any]) -> None:
        if isValid(self):
            for (form, _), content in zip(self._parts, contents, strict=True):
                form.load(content)
            self.said_anew.emit()
            self._is_kept = False
            self.keep()

    def _said(self) -> tuple[tuple[Any, Any], ...]:
        return tuple((began, form.content()) for form, began in self._parts)

    def _typed(self) -> None:
        self._is_kept = False
        self._timer.start()

    def _found(self, found: Unfinished | None) -> None:
        if found is None or not self._is_kept or self._is_over:
            return
        for (form, _), answers in zip(self._parts, found.answers, strict=False):
            if answers:
                form.load(replace(form.content(), **answers))
        self.said_anew.emit()
        self.brought_back.emit(found.kept_at)

    def _store(self, said: tuple[tuple[Any, Any], ...], then: Then | None = None) -> None:
        # Told by the worker itself: the page may be gone by then.
        tasks = self._context.tasks
        tasks.run(self._service.keep, self._place, said, owner=tasks, then=then, failed=self._not_kept)

    def _not_kept(self, failure: BaseException) -> None:
        self._is_kept = False
        offered = self._context.undo_offered
        self._context.tasks.told_by(lambda why: offered(_LOST.format(why=why), None))(failure)


def _keep(keep: partial[None]) -> tuple[UnsavedDraft, ...]:
    """On the vault's thread, while it locks. Raises as the service does: the way in then says so."""
    keep()
    return ()
