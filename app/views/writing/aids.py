"""What makes writing easier, for all boxes of a form: spelling, snippets, templates, the person's own words."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.domain.fields.templates import Template
from app.services.desk import Desk
from app.services.writing.aids import Aids
from app.services.writing.templates import templates_for
from app.views.context.context import Context
from app.views.writing.positions import Span

_MOST_REMEMBERED: Final = 20_000


class WritingAids(QObject):
    """One for an open form or editor; it is let go with it, and with it what was looked up."""

    changed = Signal()
    """A word is right now that was not, or the other way round."""

    def __init__(self, aids: Aids, desk: Desk, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.speller, self.snippets = aids.speller, aids.snippets
        self.theme = context.theme
        self._writing, self._context = desk.writing, context
        self._verdicts: dict[str, tuple[Span, ...]] = {}

    @property
    def words(self) -> frozenset[str]:
        """The member's own words."""
        return self.speller.personal

    @property
    def checks_spelling(self) -> bool:
        """Whether words are questioned: there is a dictionary, and the person wants it."""
        return self.speller.is_there and self._context.settings.now.spelling

    def templates(self, kind: str, field_name: str) -> tuple[Template, ...]:
        """What can be offered for an empty field of a kind of record."""
        return templates_for(kind, field_name)

    def questioned(self, token: str) -> tuple[Span, ...]:
        """The questioned parts of something without blanks, as places in it."""
        known = self._verdicts.get(token)
        if known is None:
            if len(self._verdicts) >= _MOST_REMEMBERED:
                self._verdicts.clear()
            known = tuple((each.start, each.end) for each in self.speller.misspellings(token))
            self._verdicts[token] = known
        return known

    def suggest(self, word: str, owner: QObject, then: Callable[[tuple[str, ...]], None]) -> None:
        """Look for what may be meant, away from the window's thread."""
        self._context.tasks.run(self.speller.suggest, word, owner=owner, then=then, aside=True)

    def add_word(self, word: str, owner: QObject, refused: Callable[[str], None]) -> None:
        """Take a word as right from now on, and keep it in the vault; one that cannot be kept is questioned again."""
        word = word.replace("’", "'").removesuffix("'s")

        def not_kept(failure: BaseException) -> None:
            self.speller.remove(word)
            self._forget()
            self._context.tasks.told_by(refused)(failure)

        self.speller.add(word)
        self._forget()
        self._context.tasks.run(self._writing.add_word, word, owner=owner, failed=not_kept)

    def _forget(self) -> None:
        self._verdicts.clear()
        self.changed.emit()
