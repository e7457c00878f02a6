"""The present explanation to read: in short, factor by factor, and what it leaves open."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from app.domain.fields.content import said
from app.domain.kinds.formulation import KIND
from app.domain.kinds.formulation.content import Formulation, gaps
from app.domain.kinds.parts.factor import PLACES, Factor
from app.domain.values.markup import one_line
from app.services.desk import Desk
from app.services.records.reading import RecordView
from app.views.case.tab import NewestTab
from app.views.context.context import Context
from app.views.forms.columns import Columns
from app.views.widgets.empty import EmptyPart
from app.views.widgets.emptying import empty_out
from app.views.widgets.layouts import vertical
from app.views.widgets.words import selectable, unbroken, words


class Formulating(NewestTab):
    """The newest formulation."""

    help = "formulation"
    kind = KIND

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        self._shown = vertical(None, gap=context.theme.pixels(0.8))
        self.column.addLayout(self._shown)
        self.column.addStretch(1)

    def arrive(self) -> None:
        """Read the newest formulation."""
        self.run(self.desk.records.newest, self.case_id, KIND.code, then=self._show)

    def _show(self, found: tuple[RecordView, ...]) -> None:
        newest = next(iter(found), None)
        empty_out(self._shown)
        self.show_newest(newest)
        if newest is None:
            self._shown.addWidget(EmptyPart(self.context.theme, "No formulation yet", _NONE))
            return
        formulation = newest.sheet.content
        if not isinstance(formulation, Formulation):
            self._shown.addWidget(words(newest.reading.sentence, "care"))
            return
        for card in self._cards(formulation):
            self._shown.addWidget(card)

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
        yield grid

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
            column.addWidget(selectable(words(one_line(factor.statement))))
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
