"""Keeps what is typed: after a pause, at the latest after some seconds, and whenever the writer goes elsewhere.

Saves run on the vault's thread in the order they were asked for, so there are never two at once and the latest wins.
What could not be saved stays on the screen, is said once, and is tried again by the clock and when more is typed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Any, Final, Protocol

from PySide6.QtCore import QObject, Signal

from app.domain.records.record import Sheet
from app.errors import CannotWrite, InUse, NotAcceptable, SavedElsewhere, UserError
from app.services.records.drafts import Drafts
from app.services.records.heading import Heading
from app.services.records.unsaved import UnsavedDraft, UnsavedDrafts
from app.views.context.tasks import Tasks
from app.views.context.timers import once

PAUSE_MS: Final = 300
CAP_MS: Final = 500
"""Who types without a pause loses no more than a second to a power cut, the save itself included."""
AGAIN_MS: Final = 15_000


class SaveState(StrEnum):
    """How what is on the screen stands to what is in the vault."""

    SAVED = "saved"
    CHANGED = "changed"
    SAVING = "saving"
    REFUSED = "refused"
    ELSEWHERE = "elsewhere"


class Keeps(Protocol):
    """What keeps what is on the screen; both are called on the vault's thread."""

    def keep(self, sheet: Any) -> datetime:
        """Save, and give since when it is kept."""

    def seal(self, sheet: Any, heading: Heading | None) -> tuple[UnsavedDraft, ...]:
        """Seal what could not be saved: all of it."""


@dataclass
class Book:
    """The draft as the vault's thread knows it; only that thread saves, and only it reads the revision."""

    drafts: Drafts
    unsaved: UnsavedDrafts
    draft_id: str
    revision: int

    def keep(self, sheet: Sheet) -> datetime:
        """Save, and go on from the new revision. Raises as `Drafts.save`."""
        self.revision, at = self.drafts.save(self.draft_id, sheet, self.revision)
        return at

    def seal(self, sheet: Sheet, heading: Heading | None) -> tuple[UnsavedDraft, ...]:
        """Seal what could not be saved, to be given back after the next unlocking."""
        return (self.unsaved.seal(self.draft_id, sheet, self.revision, heading),)


@dataclass(frozen=True)
class Unsaved:
    """What is on the screen and perhaps not in the vault. Its methods are called on the vault's thread.

    A save that was asked for earlier may still be under way when this is made, so the revision is read when it is
    needed, after that save.
    """

    sheet: Any
    book: Keeps
    heading: Heading | None = None

    def keep(self) -> datetime:
        """Save it. Raises as `Drafts.save`."""
        return self.book.keep(self.sheet)

    def keep_or_seal(self) -> tuple[UnsavedDraft, ...]:
        """Save it before a lock; give it sealed where the disk does not take it."""
        try:
            self.keep()
        except NotAcceptable:
            # More than a field can hold: the bar has said so while it was typed, and what was saved before stands.
            return ()
        except UserError:
            return self.book.seal(self.sheet, self.heading)
        return ()


class Autosave(QObject):
    """Saves one draft while it is written, or all rows of a series."""

    state_changed = Signal()
    """How it stands has changed: ask `state`, `at` and `failure`."""
    kept = Signal(object)
    """That sheet is in the vault, since `at`."""
    refused = Signal(object)
    """It could not be saved, and why; told once until it can be saved again or the reason is another."""

    def __init__(
        self,
        tasks: Tasks,
        book: Keeps,
        read: Callable[[], Any],
        parent: QObject,
        heading: Heading | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._book, self._read, self._heading = tasks, book, read, heading
        self._changed, self._under_way, self._ended = False, 0, False
        self._is_late = False
        self._said = ""
        self._sent: Any = None
        self.at: datetime | None = None
        self.failure: BaseException | None = None
        self._pause, self._cap, self._again = (
            once(self, ms, self._due) for ms in (PAUSE_MS, CAP_MS, AGAIN_MS)
        )

    @property
    def state(self) -> SaveState:
        """How it stands."""
        if isinstance(self.failure, SavedElsewhere):
            return SaveState.ELSEWHERE
        if self._under_way:
            return SaveState.SAVING
        if self.failure is not None:
            return SaveState.REFUSED
        return SaveState.CHANGED if self._changed else SaveState.SAVED

    def begin(self) -> None:
        """What is on the screen now is in the vault."""
        self._sent, self._changed = self._read(), False

    def touch(self) -> None:
        """Something was typed."""
        if self._ended:
            return
        first, self._changed = not self._changed, True
        self._pause.start()
        if not self._cap.isActive():
            self._cap.start()
        if first:
            self.state_changed.emit()

    def flush(self) -> None:
        """Save now what was typed; nothing happens when nothing was."""
        nothing_new = not self._changed and self.failure is None
        if self._ended or nothing_new or isinstance(self.failure, SavedElsewhere):
            return
        for timer in (self._pause, self._cap, self._again):
            timer.stop()
        self._changed = False
        sheet = self._read()
        if sheet != self._sent or self.failure is not None:
            self._sent = sheet
            self._under_way += 1
            # `Book.keep` runs even when this page has gone by then; only the answer is dropped.
            saved = partial(self._saved, sheet)
            self._tasks.run(self._book.keep, sheet, owner=self, then=saved, failed=self._failed)
        self.state_changed.emit()

    def unsaved(self) -> Unsaved | None:
        """What is not known to be in the vault; None when everything is."""
        if self._ended or not (self._changed or self._under_way or self.failure):
            return None
        return Unsaved(self._read(), self._book, self._heading)

    def go_on(self, revision: int, *, edited: bool) -> None:
        """Go on from the draft as it now is in the vault; `edited` when the screen says something else."""
        if isinstance(self._book, Book):
            self._book.revision = revision
        self.failure, self._said = None, ""
        self._changed, self._sent = edited, None if edited else self._read()
        self.state_changed.emit()

    def end(self) -> None:
        """Save no more: the draft was signed or discarded."""
        self._ended = True
        for timer in (self._pause, self._cap, self._again):
            timer.stop()

    def _due(self) -> None:
        if self._under_way:
            # The disk is slow: what is typed meanwhile goes with the next save, as soon as this one is through.
            self._is_late = True
        else:
            self.flush()

    def _saved(self, sheet: Any, at: datetime) -> None:
        self._under_way -= 1
        self.at, self.failure, self._said = at, None, ""
        self.state_changed.emit()
        self.kept.emit(sheet)
        if self._is_late and not self._under_way:
            self._is_late = False
            self.flush()

    def _failed(self, failure: BaseException) -> None:
        self._under_way -= 1
        self.failure, self._is_late = failure, False
        if isinstance(failure, CannotWrite | InUse):
            self._again.start()
        if repr(failure) != self._said:
            self._said = repr(failure)
            self.refused.emit(failure)
        self.state_changed.emit()
