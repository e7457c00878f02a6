"""The case of the chosen row in short, in the pane beside a list: looked into once the choice has come to rest."""

from collections.abc import Callable, Hashable, Iterator
from datetime import date
from typing import Final

from PySide6.QtCore import Signal

from app.domain.fields.compartments import Compartment
from app.domain.fields.content import said
from app.domain.kinds.registry import title
from app.domain.records.facets import Weight
from app.domain.values.dates import ClinicalDate
from app.errors import NotPermitted
from app.services.cases.casefile import CasePeek, CaseSheet
from app.services.desk import Desk
from app.services.records.chronology import Entry
from app.views.context.context import Context
from app.views.context.timers import once
from app.views.widgets import case_words as shown
from app.views.widgets.peek import Peek, Peeked

_UNAWARE: Final = "unaware"
_REST_MS: Final = 200
"""After another row was chosen until its case is looked into: each look is noted, and who goes down a list at none."""


class CasePeekPane(Peek):
    """Shows the case of what is chosen, and nothing as long as it has not been looked into. `refused` tells why not."""

    refused = Signal(object)

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__(context.theme, "The chosen case")
        self._desk, self._context = desk, context
        self._case_id = ""
        self._chosen: Hashable = None
        self._about: Callable[[], tuple[str, str]] | None = None
        self._seen: tuple[Hashable, CasePeek] | None = None
        self._is_old = False
        self._names_hidden = False
        self._rest = once(self, _REST_MS, self._look)

    def choose(
        self, case_id: str, chosen: Hashable, about: Callable[[], tuple[str, str]] | None = None
    ) -> None:
        """Show a case, and before it what it is shown for; looked into for another `chosen` alone."""
        self._case_id, self._chosen, self._about = case_id, chosen, about
        self._show()
        self._rest.start()

    def look_again(self) -> None:
        """Look into the case anew, as something of it may have changed; until then it stays as it was seen."""
        self._is_old = True
        self._rest.start()

    def fit(self, room: int) -> bool:
        """Look into what is chosen as soon as there is room for it."""
        was_there, is_there = self.isVisible(), super().fit(room)
        if is_there and not was_there:
            self._rest.start()
        return is_there

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Say neither name nor birth date."""
        self._names_hidden = hidden
        self._show()

    @property
    def _is_seen(self) -> bool:
        return self._seen is not None and self._seen[0] == self._chosen

    def _look(self) -> None:
        if self._case_id and (self._is_old or not self._is_seen) and self.isVisible():
            self._is_old = False
            chosen, tasks = self._chosen, self._context.tasks
            tasks.run(
                self._desk.casefile.peek,
                self._case_id,
                owner=self,
                then=lambda seen: self._looked(chosen, seen),
                failed=self._not_looked,
            )

    def _looked(self, chosen: Hashable, seen: CasePeek) -> None:
        self._seen = chosen, seen
        self._show()

    def _not_looked(self, failure: BaseException) -> None:
        # Who may not read records is shown nothing of them, and is not told so at each row.
        if not isinstance(failure, NotPermitted):
            self.refused.emit(failure)

    def _show(self) -> None:
        """Nothing is said of a case beside another one."""
        if self._seen is None or not self._is_seen or not self._case_id:
            self.show_parts(None)
            return
        about = self._about() if self._about is not None else None
        today = self._desk.today_date()
        self.show_parts(peeked(self._seen[1], today, about, names_hidden=self._names_hidden))


def peeked(
    seen: CasePeek, today: date, about: tuple[str, str] | None = None, *, names_hidden: bool
) -> Peeked:
    """What is to be seen of a case, after what it is shown for; without name and birth while names are hidden."""
    sheet = seen.sheet
    details = sheet.person.details
    name = "Name hidden" if names_hidden else details.sort_name
    age = f" ({sheet.age.show()} y)" if sheet.age is not None else ""
    born = f"{details.born.show()}{age}" if details.born is not None else "Birth not known"
    known = (born, said(details, "sex")) if not names_hidden else ()
    who = " · ".join(part for part in (*known, sheet.case.reference) if part)
    head, below = about or (name, who)
    facts = (("Person", name), ("", who), *_facts(seen, today)) if about else tuple(_facts(seen, today))
    return Peeked(
        title=head,
        below=below,
        marks=tuple(_marks(sheet)),
        facts=tuple((label, value) for label, value in facts if value),
        heading="Newest" if seen.newest else "",
        lines=tuple(map(_line, seen.newest)),
    )


def _marks(sheet: CaseSheet) -> Iterator[tuple[str, str, str]]:
    """What forbids an act, the red flags, then what is to be looked at."""
    is_unaware = sheet.person.details.awareness == _UNAWARE
    for each in sheet.cautions:
        if each.kind is Weight.STOP:
            about_person = is_unaware and each is sheet.cautions[0]
            icon, role = ("eye-off", "care") if about_person else ("octagon-alert", "danger")
            yield icon, role, each.brief or each.words
    for flag in sheet.flags:
        yield "flag", "danger", f"{flag.sign}, {flag.since}" if flag.since else flag.sign
    for each in sheet.cautions:
        if each.kind is not Weight.STOP:
            words = each.brief or each.words
            yield "triangle-alert", "care", words[:1].upper() + words[1:]


def _facts(seen: CasePeek, today: date) -> Iterator[tuple[str, str]]:
    row = seen.row
    yield "Stage", f"{shown.stage(row.stage)}, {shown.in_stage(row.stage_since, today)}"
    yield "Pathway", shown.pathway(row.pathway)
    yield "Justice", "; ".join(f"{what}{when}" for what, when in seen.sheet.law.lines)
    yield "Next due", shown.all_due(row, today) or "Nothing"
    yield "Lead", row.lead


def _line(entry: Entry) -> tuple[str, str]:
    """A record by its day and kind: its title may name somebody."""
    day = ClinicalDate.from_wire(entry.event).show() if entry.event else "Undated"
    sealed = ", sealed" if Compartment(entry.compartment).is_sealed else ""
    return day, f"{shown.in_error(entry.is_error)}{title(entry.kind)}{sealed}"
