"""What narrows the cases: one row of chips, and beside them what they hide; the name is looked for in a line above."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from app.domain.cases.case import CLOSED, PATHWAYS, STAGES
from app.domain.fields.answers import AWARENESS
from app.domain.fields.declare import Choice
from app.services.cases.caseload import Caseload
from app.services.cases.cases import MINE, STILL_OPEN, Hidden
from app.views.theme.theme import Theme
from app.views.widgets.case_words import awareness
from app.views.widgets.chips import MenuChip, chip
from app.views.widgets.narrowing import Narrowing

_NAME, _SHORT_NAME = "Name begins with", "Name"
_BOX, _NARROW_BOX = 170, 84
"""Pixels at 100 % text."""
_HINT: Final = "Find by family or given name: the beginning of any part of it (/ or Ctrl+F)"


class CaseFilter(Narrowing):
    """The chips above the cases; `leads_wanted` asks for those who can be chosen from."""

    leads_wanted = Signal()

    def __init__(self, theme: Theme, member_id: str) -> None:
        super().__init__(theme, _NAME, _HINT)
        self._member_id = member_id
        self.mine = chip("Mine", self._mine_chosen, theme, hint="Cases that you lead or work on")
        self.open = chip("Open", self._open_chosen, theme, hint="Cases that are not closed")
        self.stage = MenuChip(theme, "Stage", _labels(STAGES))
        self.pathway = MenuChip(theme, "Pathway", _labels(PATHWAYS))
        known = {each.code: awareness(each.code) for each in AWARENESS}
        self.person = MenuChip(theme, "Person is", known, hint="Whether the person knows of the case")
        self.flags = chip("Red flag", self.changed.emit, theme, hint="Cases with a red flag that is open")
        self.lead = MenuChip(
            theme, "Lead", hint="Cases that one clinician leads", wanted=self.leads_wanted.emit
        )
        self.stage.changed.connect(self._stage_chosen)
        self.lead.changed.connect(self._lead_chosen)
        for each in (self.pathway, self.person):
            each.changed.connect(self.changed)
        self.hold(self.mine, self.open, *self._menus, self.flags, self.lead)
        self.setAccessibleName("Narrow the cases")

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.filters) or super().narrows

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """The accepted values by column; a column that is not narrowed is not there."""
        return dict(self._narrowed())

    def show_hidden(self, hidden: Hidden) -> None:
        """Say what is not shown and why."""
        whose = "of colleagues" if self.mine.isChecked() else "of others"
        parts = (
            (hidden.led_by_others, whose),
            (hidden.closed, "closed"),
            (hidden.others, "by other filters"),
        )
        counts = [f"{count:,} {what}" for count, what in parts if count]
        by_what = f": {', '.join(counts)}" if hidden.led_by_others or hidden.closed else ""
        self.say_hidden(f"{sum(hidden):,} hidden{by_what}" if counts or self.narrows else "")

    def clear(self) -> None:
        """Let everything through."""
        for each in (self.mine, self.open, self.flags):
            each.setChecked(False)
        for menu in (*self._menus, self.lead):
            menu.choose(())
        super().clear()

    def lead_by(self, lead_id: str, name: str) -> None:
        """Show the cases of one clinician."""
        self.mine.setChecked(False)
        self.lead.take({lead_id: name})
        self.lead.choose((lead_id,))
        self.changed.emit()

    def offer_leads(self, load: Caseload) -> None:
        """Let one of them be chosen, each with how many open cases they lead."""
        said = {each.id: f"{each.name} ({each.open:,})" for each in load.rows}
        self.lead.offer({each.id: each.name for each in load.rows}, said=said, one=True)

    def fit_box(self, *, is_narrow: bool) -> None:
        """Take less room for the line where little else would have any."""
        self.fit_line(_NARROW_BOX if is_narrow else _BOX)
        self.box.setPlaceholderText(_SHORT_NAME if is_narrow else _NAME)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Show dots for the name that is looked for."""
        self.box.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)

    @property
    def _menus(self) -> tuple[MenuChip, ...]:
        return self.stage, self.pathway, self.person

    def _narrowed(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        stages = self.stage.chosen or (STILL_OPEN if self.open.isChecked() else ())
        mine = (self._member_id,) if self.mine.isChecked() else ()
        flags = ("open",) if self.flags.isChecked() else ()
        of = (("stage", stages), ("pathway", self.pathway.chosen), ("awareness", self.person.chosen))
        yield from (
            (name, codes)
            for name, codes in (*of, (MINE, mine), ("lead", self.lead.chosen), ("flags", flags))
            if codes
        )

    def _mine_chosen(self) -> None:
        self.lead.choose(())
        self.changed.emit()

    def _lead_chosen(self) -> None:
        self.mine.setChecked(False)
        self.changed.emit()

    def _open_chosen(self) -> None:
        self.stage.choose(code for code in self.stage.chosen if code != CLOSED)
        self.changed.emit()

    def _stage_chosen(self) -> None:
        if CLOSED in self.stage.chosen:
            self.open.setChecked(False)
        self.changed.emit()


def _labels(choices: tuple[Choice, ...]) -> dict[str, str]:
    return {each.code: each.label for each in choices}
