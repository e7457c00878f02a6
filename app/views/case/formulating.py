"""The present explanation to read: in short, factor by factor, and what it leaves open."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from PySide6.QtWidgets import QWidget

from app.domain.fields.content import said
from app.domain.kinds.formulation import KIND
from app.domain.kinds.formulation.content import Formulation, gaps
from app.domain.kinds.parts.factor import PLACES, Factor
from app.domain.kinds.parts.quality import QUALITIES
from app.domain.values.markup import one_line
from app.services.desk import Desk
from app.services.records.reading import RecordView
from app.views.case.formulation_beside import beside
from app.views.case.formulation_compared import Compared
from app.views.case.tab import NewestTab
from app.views.context.context import Context
from app.views.forms.columns import Columns
from app.views.widgets.empty import EmptyPart
from app.views.widgets.emptying import empty_out
from app.views.widgets.layouts import vertical
from app.views.widgets.switch import Switch
from app.views.widgets.words import selectable, unbroken, words

_WAYS: Final = ("Clinical", "Side by side", "Compare")
_BESIDE, _COMPARE = 1, 2


class Formulating(NewestTab):
    """The newest formulation: as the team reads it, beside the version for the person, or beside an earlier one."""

    help = "formulation"
    kind = KIND

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        self.ways = Switch("How the formulation is shown", _WAYS)
        self.ways.hide()
        self.compared = Compared(desk, context)
        self.compared.hide()
        self._read: RecordView | None = None
        self._shown = vertical(None, gap=context.theme.pixels(0.8))
        self.column.addWidget(self.ways)
        self.column.addWidget(self.compared)
        self.column.addLayout(self._shown)
        self.column.addStretch(1)
        self.ways.chosen.connect(lambda _: self._show_way())
        self.compared.wanted.connect(self._compare)

    def arrive(self) -> None:
        """Read the newest formulation."""
        self.run(self.desk.records.newest, self.case_id, KIND.code, then=self._show)

    def _show(self, found: tuple[RecordView, ...]) -> None:
        self._read = next(iter(found), None)
        self.show_newest(self._read)
        self._show_way()

    def _show_way(self) -> None:
        """Show it as it is chosen to be shown."""
        newest = self._read
        empty_out(self._shown)
        formulation = newest.sheet.content if newest is not None else None
        is_read = isinstance(formulation, Formulation)
        self.ways.setVisible(is_read)
        self.compared.setVisible(is_read and self.ways.at == _COMPARE)
        if newest is None:
            self._shown.addWidget(EmptyPart(self.context.theme, "No formulation yet", _NONE))
        elif not isinstance(formulation, Formulation):
            self._shown.addWidget(words(newest.reading.sentence, "care"))
        elif self.ways.at == _BESIDE:
            self._shown.addWidget(beside(self.context, formulation))
        elif self.ways.at == _COMPARE:
            self.compared.offer(newest)
            if earlier := self.compared.older.currentData():
                self._compare(earlier)
        else:
            for card in self._cards(formulation):
                self._shown.addWidget(card)

    def _compare(self, earlier: str) -> None:
        """Read an earlier version beside the newest."""
        if self._read is not None:
            newest = self._read.provenance.id
            self.run(self.desk.records.compare, earlier, newest, then=self.compared.show_two)

    def _cards(self, formulation: Formulation) -> Iterable[QWidget]:
        yield self.card("In short", selectable(words(one_line(formulation.summary))))[0]
        if formulation.imminence:
            soon = selectable(words(one_line(formulation.imminence)))
            yield self.card("What could happen soon", soon, *self._good_until(formulation))[0]
        grid = Columns(self.context.theme, least=20, most=3)
        for place in PLACES:
            there = [factor for factor in formulation.factors if factor.place == place.code]
            grid.add(self._place(place.label, place.hint, there))
        grid.add(self._gaps(gaps(formulation)))
        grid.add(self._checked(formulation))
        yield grid

    def _checked(self, formulation: Formulation) -> QWidget:
        """How far its author holds it to be whole: how many of the nine, and those that are not met, by name."""
        held = Counter(said(each, "holds") for each in formulation.qualities)
        # An earlier form had a tick for what holds, and said nothing of the others.
        left = len(QUALITIES) - held.total()
        told = [f"{n} {holds.lower()}" for holds, n in held.items()]
        told += [f"{left} not answered"] if told and left > 0 else []
        open_ones = [
            words(f"{said(each, 'quality')}: {said(each, 'holds').lower()}", "small")
            for each in formulation.qualities
            if each.holds != "yes"
        ]
        return self.card("Self-check", words(", ".join(told) or "Not answered"), *open_ones, 1)[0]

    def _good_until(self, formulation: Formulation) -> Iterable[QWidget]:
        """Until when it holds; what is over says that it is due for review."""
        until = formulation.good_until
        last = until.latest() if until else None
        if until is None or last is None:
            return ()
        day = unbroken(until.show())
        is_over = last < self.desk.today_date()
        return (
            words(f"Due for review since {day}", "care") if is_over else words(f"Good until {day}", "small"),
        )

    def _place(self, title: str, hint: str, factors: list[Factor]) -> QWidget:
        card, column = self.card(title, words(hint, "small"))
        for factor in factors:
            named = " ".join(part for part in (factor.code, one_line(factor.statement)) if part)
            column.addWidget(selectable(words(named)))
            column.addWidget(words(_rests_on(factor), "small"))
        if not factors:
            column.addWidget(words("No factor", "hint"))
        column.addStretch(1)
        return card

    def _gaps(self, found: tuple[str, ...]) -> QWidget:
        none = words("Every place has a factor, and every factor evidence.", "good")
        return self.card("What it leaves open", *(map(words, found) if found else (none,)), 1)[0]


def _rests_on(factor: Factor) -> str:
    count = len(factor.evidence)
    evidence = "no evidence cited" if not count else "1 record" if count == 1 else f"{count} records"
    message = [said(factor, "area"), f"{said(factor, 'confidence').lower()} confidence", evidence]
    if factor.against:
        message.append("1 against it" if len(factor.against) == 1 else f"{len(factor.against)} against it")
    if factor.answered_by:
        message.append(f"answered by: {one_line(factor.answered_by)}")
    return "; ".join(message)


_NONE = (
    "A formulation says how it came about and what keeps it going, each claim with its evidence and what "
    "speaks against it. A fixation profile and a few records make the best beginning: they can be cited."
)
