"""A list of a case's records, of all kinds or of one, newest first."""

from collections.abc import Sequence

from app.domain.fields.compartments import Compartment
from app.domain.kinds.registry import title as kind_title
from app.domain.values.dates import ClinicalDate
from app.services.desk import Desk
from app.services.records.chronology import Entry
from app.views.context.context import Context
from app.views.widgets.lazy_table import Column, LazyTable
from app.views.widgets.table_view import TableView


def marks(entry: Entry) -> str:
    """What was said of a record since, and which version it is; empty for a first one that stands alone."""
    said = []
    if entry.is_error:
        said.append("In error")
    if entry.is_superseded:
        said.append("Superseded")
    if entry.version > 1:
        said.append(f"Version {entry.version}")
    if entry.addenda:
        said.append("1 addendum" if entry.addenda == 1 else f"{entry.addenda} addenda")
    return ", ".join(said)


def title(entry: Entry) -> str:
    """The one line of a record; of a sealed one only where it is kept."""
    compartment = Compartment(entry.compartment)
    return f"Sealed: {compartment.label}" if compartment.is_sealed else entry.title


def when(entry: Entry) -> str:
    """The day it is about."""
    return ClinicalDate.from_wire(entry.event).show() if entry.event else "Undated"


COLUMNS = {
    "when": Column("when", "Date", when, 10.5),
    "kind": Column("kind", "Kind", lambda entry: kind_title(entry.kind), 9.5, rank=2),
    "title": Column("title", "Record", title, 18, stretches=True),
    "author": Column("author", "Author", lambda entry: entry.author, 11, rank=3),
    "marks": Column("marks", "Since signed", marks, 9, rank=1),
}


class RecordList(TableView):
    """Records in a list; Enter or a double click opens one."""

    def __init__(self, name: str, context: Context, columns: Sequence[str] = tuple(COLUMNS)) -> None:
        table = LazyTable([COLUMNS[key] for key in columns], context.tasks)
        super().__init__(name, table, context)
        table.setParent(self)

    def show_kinds(
        self,
        desk: Desk,
        case_id: str,
        kinds: tuple[str, ...] = (),
        *,
        text: str = "",
        superseded: bool = False,
        again: bool = False,
    ) -> None:
        """Ask for the records of some kinds; of every kind without any."""
        pages = desk.chronology
        self.ask(
            lambda offset, limit: pages.page(
                case_id, kinds=kinds, text=text, superseded=superseded, offset=offset, limit=limit
            ),
            again=again,
        )
