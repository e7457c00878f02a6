"""A list of a case's records, of all kinds or of one, newest first."""

from textwrap import wrap
from typing import Final

from app.domain.kinds.registry import title as kind_title
from app.services.desk import Desk
from app.services.records.chronology import Entry
from app.services.records.chronology_filter import EVERYTHING, ChronologyFilter
from app.services.records.entry_words import awaits, marks, what, when
from app.views.context.context import Context
from app.views.widgets.lazy_table import Column, LazyTable
from app.views.widgets.table_view import TableView


def title(entry: Entry) -> str:
    """The one line of a record; what an earlier form signed without it says here too how it stands."""
    stands = f"; {entry.stands}" if entry.stands else ""
    return f"{what(entry)}{stands}"


def opens(entry: Entry) -> str:
    """The record that its line leads to: what was added to a record is read with it."""
    return entry.about_id or entry.id


def _kind(entry: Entry) -> str:
    return kind_title(entry.kind)


def _lines(entry: Entry) -> tuple[str, str]:
    """How it stands in two lines: half of a standing in law is another one."""
    if len(entry.stands) <= _ON_A_LINE:
        return entry.stands, ""
    first, _, rest = entry.stands.partition("; ")
    if len(first) > _ON_A_LINE:
        first = wrap(entry.stands, _ON_A_LINE)[0]
        rest = entry.stands.removeprefix(first).lstrip()
    return first, rest


_ON_A_LINE: Final = 26
_STANDS: Final = "stands"
_REPORTED = (
    Column(
        _STANDS,
        "How it stands",
        lambda entry: _lines(entry)[0],
        12,
        rank=1,
        below=lambda entry: _lines(entry)[1],
    ),
    Column("source", "Source", lambda entry: entry.source, 6.5, rank=2),
    Column("grade", "Grade", lambda entry: entry.grade, 4.5, rank=3),
)
"""Of what somebody reported, each in a column of its own; where none has room, the title says how it stands."""


class _Told:
    """What is told at length in a list, or nothing of it while names are hidden: it may name anybody.

    Beside the list and not of it: columns that held their view would keep a deleted one in memory.
    """

    is_hidden = False
    stands_apart = False
    """Whether how a thing stands has a column of its own just now."""

    def what(self, entry: Entry) -> str:
        """The one line of a record, in which it stands how the thing stands unless it stands apart."""
        return what(entry) if self.stands_apart else title(entry)

    def of(self, entry: Entry) -> str:
        """That a record awaits a countersignature, and its first sentence."""
        return f"{awaits(entry)} {'' if self.is_hidden else entry.first_sentence}".strip()


class RecordList(TableView):
    """Records in a list, two lines each; Enter or a double click opens one."""

    def __init__(self, name: str, context: Context, *, of_one_kind: bool = False) -> None:
        told = _Told()
        columns = [
            Column("when", "Date", when, 11.5, is_whole=True, below=marks),
            Column("title", "What, and its first sentence", told.what, 20, stretches=True, below=told.of),
            *(() if of_one_kind else _REPORTED),
            Column("by", "Author", lambda entry: entry.author, 12, rank=1)
            if of_one_kind
            else Column("by", "Kind, author", _kind, 12, rank=1, below=lambda entry: entry.author),
        ]
        table = LazyTable(columns, context.tasks)
        # Columns are fitted from the beginning.
        self._told = told
        super().__init__(name, table, context)
        table.setParent(self)

    def fitted(self, shown: frozenset[str]) -> None:
        """Say in the title how a thing stands where that has no column."""
        self._told.stands_apart = _STANDS in shown

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Leave out what was told at length."""
        self._told.is_hidden = hidden
        self.viewport().update()

    def show_kinds(
        self,
        desk: Desk,
        case_id: str,
        kinds: tuple[str, ...] = (),
        *,
        text: str = "",
        superseded: bool = False,
        by: ChronologyFilter = EVERYTHING,
        again: bool = False,
    ) -> None:
        """Ask for the records of some kinds; of every kind without any."""
        pages = desk.chronology
        self.ask(
            lambda offset, limit: pages.page(
                case_id, kinds=kinds, text=text, superseded=superseded, by=by, offset=offset, limit=limit
            ),
            again=again,
        )
