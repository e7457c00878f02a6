"""What narrows the records of a case: kinds, victims, sources, how they stand, days, superseded versions, and words."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final, NamedTuple

from PySide6.QtCore import Signal

from app.domain.kinds.incident.choices import SOURCES
from app.domain.kinds.incident.standing import WAYS
from app.domain.kinds.registry import ADDING, KINDS, OFFERED
from app.domain.records.span import Span
from app.services.records.chronology_filter import EVERYTHING, ChronologyFilter, EntriesAsked
from app.views.case.span_row import SpanRow, said
from app.views.context.context import Context
from app.views.widgets.chips import MenuChip, chip
from app.views.widgets.narrowing import Narrowing

_FIND: Final = "Find words in this case"
_SEALED: Final = "Sealed records are not searched."
_BOX: Final = 220
"""Pixels at 100 % text."""
_STANDS: Final = {way: f"{way[:1].upper()}{way[1:]}" for way in WAYS}
_SOURCES: Final = {each.label: each.label for each in SOURCES}
_SPAN: Final = "span"
_NO_SPAN: Final = Span()


class Asked(NamedTuple):
    """What is let through."""

    kinds: tuple[str, ...] = ()
    text: str = ""
    older: bool = False
    """Whether superseded versions are."""
    by: ChronologyFilter = EVERYTHING

    @property
    def entries(self) -> EntriesAsked:
        """The same as a service is asked for it."""
        return EntriesAsked(self.kinds, self.text, self.older, self.by)


class RecordFilter(Narrowing):
    """The chips above the records, and `span`, which stands under them while days are typed.

    `victims_wanted` asks for the codes that can be chosen from.
    """

    victims_wanted = Signal()

    def __init__(self, context: Context, day: Callable[[], date]) -> None:
        theme = context.theme
        super().__init__(theme, _FIND, f"{_FIND} (/ or Ctrl+F). {_SEALED}")
        self.box.setPlaceholderText("Words in this case")
        kinds = {kind.code: kind.title for kind in (*OFFERED, *(KINDS[code] for code in ADDING))}
        self.kinds = MenuChip(theme, "Kind", kinds, hint="Show some kinds of record only")
        self.victims = MenuChip(theme, "Victim", hint=_OF_VICTIM, wanted=self.victims_wanted.emit)
        self.sources = MenuChip(theme, "Source", _SOURCES, hint="Show what some sources reported only")
        self.stands = MenuChip(theme, "How it stands", _STANDS, hint="Show acts that stand in some ways only")
        self.dates = MenuChip(theme, "Dates", hint=_BETWEEN, wanted=self._turn_span)
        self.older = chip("Superseded too", self.changed.emit, theme, hint="Show superseded versions too")
        self.span = SpanRow(context, day)
        self.span.hide()
        self.span.changed.connect(self._span_typed)
        for menu in self._menus:
            menu.changed.connect(self.changed)
        self.hold(*self._menus, self.dates, self.older)
        self.setAccessibleName("Narrow the records")
        theme.follow(self._measure)

    def _measure(self) -> None:
        self.fit_line(_BOX)

    @property
    def asked(self) -> Asked:
        """What is let through."""
        span = self.span.span
        by = ChronologyFilter(
            self.victims.chosen, self.sources.chosen, self.stands.chosen, span.since, span.until
        )
        return Asked(self.kinds.chosen, self.box.text().strip(), self.older.isChecked(), by)

    @property
    def narrows(self) -> bool:
        """Whether anything is left out; superseded versions are unless they are asked for."""
        asked = self.asked
        return bool(asked.kinds or asked.by) or super().narrows

    def narrow(self, asked: Asked) -> None:
        """Let through what was let through before; nothing is asked by it."""
        by = asked.by
        self.kinds.choose(asked.kinds)
        self.victims.take({code: code for code in by.victims})
        self.victims.choose(by.victims)
        self.sources.choose(by.sources)
        self.stands.choose(by.stands)
        self._show_span(Span(since=by.since, until=by.until))
        self.older.setChecked(asked.older)
        self.look_for(asked.text)

    def offer_victims(self, codes: Iterable[str]) -> None:
        """Let some of these be chosen."""
        self.victims.offer({code: code for code in codes})

    def show_hidden(self, count: int) -> None:
        """Say how many are not shown."""
        self.say_hidden(f"Filtered: {count:,} hidden" if self.narrows else "")

    def clear(self) -> None:
        """Let everything through but superseded versions."""
        for menu in self._menus:
            menu.choose(())
        self._show_span(_NO_SPAN)
        self.older.setChecked(False)
        super().clear()

    @property
    def _menus(self) -> tuple[MenuChip, ...]:
        return self.kinds, self.victims, self.sources, self.stands

    def _turn_span(self) -> None:
        """Show where days are typed, or put it away; the days stay."""
        self.span.setVisible(self.span.isHidden())
        if not self.span.isHidden():
            self.span.take_keyboard()

    def _show_span(self, span: Span) -> None:
        self.span.show_span(span)
        self._say_span()

    def _span_typed(self) -> None:
        self._say_span()
        self.ask_soon()

    def _say_span(self) -> None:
        words = said(self.span.span)
        self.dates.take({_SPAN: words})
        self.dates.choose((_SPAN,) if words else ())


_OF_VICTIM: Final = "Show what names some victims in a field of its own, by code"
_BETWEEN: Final = "Show what may be of a span of days; what has no date is left out"
