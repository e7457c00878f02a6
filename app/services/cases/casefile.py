"""The file of one case as its page shows it: who it is about, what must be known before acting, and its time axis."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from sqlalchemy import Connection, Integer, bindparam, func, literal, literal_column, select
from sqlalchemy import text as sql

from app.domain.cases.case import CaseGates
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Extent, Right, extent
from app.domain.kinds.registry import OFFERED, title
from app.domain.records.facets import AxisEvent, Caution, Lane, RedFlag, Score
from app.domain.values.ages import Age
from app.domain.values.dates import ClinicalDate
from app.models.statements import PreparedStatement, named
from app.models.tables import Disclosure, Draft, Record, Victim
from app.services.cases import cautions
from app.services.cases.case_row import CaseRow
from app.services.cases.cases import CaseView, view_of
from app.services.cases.cautions import CautionShown
from app.services.cases.finding import case_rows
from app.services.cases.law_now import NOTHING, TELLING, LawNow, law_now
from app.services.cases.people import PersonView, current
from app.services.cases.screen_axis import Axis, AxisMark, axis_of
from app.services.cases.still_due import DUE_DAY, STILL_DUE, later_in
from app.services.facts.case_keys import readers
from app.services.facts.gates import gates_of
from app.services.records import facets
from app.services.records.chronology import Entry, lines_by_kind, signed_since
from app.services.records.diverging import diverging
from app.services.records.questions import OPEN, admitted, reads
from app.services.records.standing import addenda, awaits, current_rows
from app.services.vault.open_vault import Act, OpenVault

__all__ = [
    "Axis",
    "AxisMark",
    "CaseFile",
    "CaseOverview",
    "CasePeek",
    "CaseSheet",
    "CautionShown",
    "DraftLine",
    "FlagShown",
    "Newest",
    "Offer",
]

_FIRST: Final = 3
"""Lines that stand first on a case, of what is due and of what changed."""
_MOST_DUE: Final = 200
_PANEL: Final = "panel"
_NEWEST = tuple(kind.code for kind in sorted(OFFERED, key=lambda kind: kind.newest) if kind.newest)

VICTIMS: Final = "victims"
SENT: Final = "sent"
QUESTIONS: Final = "questions"


@dataclass(frozen=True)
class FlagShown:
    """A red flag that nobody has closed."""

    text: str
    since: str
    """When it was raised; and that nothing was done yet, or nobody told, until both are answered."""
    record_id: str

    @property
    def sign(self) -> str:
        """The sign alone, without what was seen or said."""
        return self.text.partition(":")[0]


@dataclass(frozen=True)
class DraftLine:
    """A draft of the member's own."""

    id: str
    case_id: str
    reference: str
    kind: str
    saved_at: datetime


@dataclass(frozen=True)
class CaseSheet:
    """What stands at the head of a case's page."""

    case: CaseView
    person: PersonView
    age: Age | None
    flags: tuple[FlagShown, ...]
    cautions: tuple[CautionShown, ...]
    drafts: tuple[DraftLine, ...]
    law: LawNow
    """Where the person stands with the law today."""
    gates: CaseGates
    """What a rule of the site closes in the case."""
    counts: Mapping[str, int]
    """How many lines of a kind the lists of the case have, by its code: an addendum is one, and what is in error.

    Under VICTIMS and SENT how many codes and summaries there are, and under QUESTIONS how many questions the member
    may read that nobody has cleared.
    """


@dataclass(frozen=True)
class Newest:
    """The newest record of a kind: the kind's code, what it is called, and its id."""

    kind: str
    words: str
    record_id: str


class Due(NamedTuple):
    """A day on which somebody must act, and the record that says so."""

    on: str
    what: str
    record_id: str

    @property
    def day(self) -> date:
        """The day itself; read when it is shown."""
        return date.fromisoformat(self.on)


@dataclass(frozen=True)
class SincePanel:
    """What was signed since the panel last had a summary of the case, the newest first, and how much in all."""

    panel: datetime | None
    """When that summary was sent; None where none was: then everything is new to a panel."""
    rows: tuple[Entry, ...]
    total: int


class Diverges(NamedTuple):
    """That self-report and another source part: the sentence, and the record that it rests on."""

    sentence: str
    record_id: str


@dataclass(frozen=True)
class CaseOverview:
    """What the first tab of a case shows besides what stands at the head of its page."""

    axis: Axis | None
    """Everything dated that stands; None when there is nothing."""
    newest: tuple[Newest, ...]
    due: tuple[Due, ...]
    """The first days on which somebody must act or should have."""
    more_due: int
    """How many there are besides."""
    since: SincePanel
    diverges: Diverges | None = None
    """Where self-report and another source part, as far as the member may read the source."""


@dataclass(frozen=True)
class CasePeek:
    """A case in short, as it stands beside a list: what must be known, where it stands, and what is newest in it."""

    row: CaseRow
    sheet: CaseSheet
    newest: tuple[Entry, ...]


@dataclass(frozen=True)
class Offer:
    """What a new record may be, and what is to be known first."""

    cautions: tuple[CautionShown, ...]
    compartments: tuple[Compartment, ...]
    """Where the member may write."""
    readers: tuple[str, ...]
    """Who, besides the member, reads what is restricted in this case."""


@dataclass(frozen=True)
class CaseFile:
    """What can be asked of a case."""

    vault: OpenVault

    def open(self, case_id: str) -> CaseSheet:
        """What its page shows; opening is noted. Raises NotFound, NotGenuine for a record that does not verify."""
        with self.vault.acting(Right.BANNER, case=case_id, durable=False) as act:
            sheet = self._sheet(act, case_id)
            act.note("case.open", "casefile", case_id, case=case_id)
        return sheet

    def peek(self, case_id: str) -> CasePeek:
        """The case in short; looking is noted. Raises NotFound, NotPermitted to who may not read records."""
        with self.vault.acting(Right.READ, case=case_id, durable=False) as act:
            sheet = self._sheet(act, case_id)
            (row,) = case_rows(act, (case_id,))
            newest, _ = signed_since(self.vault, act.connection, case_id, "", _FIRST)
            act.note("case.peek", "casefile", case_id, case=case_id)
        return CasePeek(row, sheet, newest)

    def overview(self, case_id: str) -> CaseOverview:
        """What its first tab shows besides: the time axis, and what is newest of the kinds that matter most."""
        with self.vault.acting(Right.READ, case=case_id, durable=False) as act:
            found = facets.of_case(self.vault, act.connection, case_id, AxisEvent, Score)
            last = {
                kind: rest for kind, *rest in reversed(_CURRENT.rows(act.connection, {"case_id": case_id}))
            }
            due = named(
                Due,
                _DUE.rows(
                    act.connection,
                    {
                        "case_id": case_id,
                        "today": self.vault.today().isoformat(),
                        "later": later_in(act.connection),
                    },
                ),
            )
            since = self._since_panel(act.connection, case_id)
            diverges = diverging(self.vault, act.connection, case_id, self.vault.today())
            act.note("case.overview", "casefile", case_id, case=case_id)
        newest = ((code, last[code]) for code in _NEWEST if code in last)
        return CaseOverview(
            axis_of(found, self.vault.today()),
            tuple(Newest(code, _words(code, *said), record) for code, (record, *said) in newest),
            due[:_FIRST],
            max(len(due) - _FIRST, 0),
            since,
            Diverges(diverges[0].sentence, diverges[0].record_id) if diverges else None,
        )

    def _since_panel(self, connection: Connection, case_id: str) -> SincePanel:
        at = _LAST_PANEL.scalar(connection, {"case_id": case_id})
        rows, total = signed_since(self.vault, connection, case_id, at or "", _FIRST)
        return SincePanel(datetime.fromisoformat(at) if at else None, rows, total)

    def ratings(self, case_id: str) -> Axis | None:
        """How the fixation on somebody was rated over time; None where it never was. Looking is noted."""
        with self.vault.acting(Right.READ, case=case_id, durable=False) as act:
            found = facets.of_case(self.vault, act.connection, case_id, Score)
            act.note("case.ratings", "casefile", case_id, case=case_id)
        return axis_of((each for each in found if each.facet.lane is Lane.FIXATION), self.vault.today())

    def offer(self, case_id: str) -> Offer:
        """What a new record of the case may be, and what is to be known first. Looking is noted."""
        keys, me = self.vault.compartments, self.vault.member.name
        with self.vault.acting(Right.BANNER, case=case_id, durable=False) as act:
            sheet = self._sheet(act, case_id)
            names = dict.fromkeys((sheet.case.lead, *readers(act.session, case_id)))
            act.note("case.offer", "casefile", case_id, case=case_id)
        return Offer(
            sheet.cautions,
            tuple(each for each in Compartment if each.holds_records and keys.admits(each)),
            tuple(each for each in names if each != me),
        )

    def _sheet(self, act: Act, case_id: str) -> CaseSheet:
        connection = act.connection
        case = view_of(connection, case_id)
        person = current(connection, case.person_id)
        found = facets.of_case(self.vault, connection, case_id, RedFlag, Caution)
        gates = gates_of(connection, case_id)
        counts = dict(_COUNTS.rows(connection, {"case_id": case_id, "admitted": self._admitted()}))
        stated, law = case.facts.justice_stage, NOTHING
        if stated or not TELLING.isdisjoint(counts):
            law = law_now(self.vault, act.session, case_id, stated)
        return CaseSheet(
            case=case,
            person=person,
            age=person.details.age_on(self.vault.today()),
            flags=tuple(self._flags(case, found)),
            cautions=cautions.cautions(self.vault, connection, case, person, found, gates, law),
            drafts=tuple(self._drafts(connection, case)),
            law=law,
            gates=gates,
            counts=counts,
        )

    def _admitted(self) -> str:
        return admitted(self.vault) if reads(self.vault) else "[]"

    def _flags(self, case: CaseView, found: tuple[facets.Found, ...]) -> Iterator[FlagShown]:
        may_read = extent(Right.READ, self.vault.member.grade) is Extent.ALL
        for each in found:
            if isinstance(each.facet, RedFlag) and each.facet.closed is None:
                words = each.facet.words if may_read else f"A red flag is open: ask {case.lead}"
                yield FlagShown(words, _since(each.facet, each.event), each.record_id)

    def _drafts(self, connection: Connection, case: CaseView) -> Iterator[DraftLine]:
        mine = {"author_id": self.vault.member.id, "case_id": case.id}
        for draft_id, kind, saved_at in _DRAFTS.rows(connection, mine):
            yield DraftLine(draft_id, case.id, case.reference, title(kind), datetime.fromisoformat(saved_at))


def _since(flag: RedFlag, event: ClinicalDate) -> str:
    """When it was raised, and that nothing came of it yet where that is so."""
    raised = f"{(flag.raised or event).show()}{' ' if flag.at else ''}{flag.at}"
    return raised if flag.is_acted_on else f"{raised}, not yet done or told"


def _words(kind: str, titled: str, event: str, addenda: int, awaited: int) -> str:
    """A record as a list names it, with what was said of it: of a sealed one, whose title is empty, its kind."""
    day = ClinicalDate.from_wire(event).show() if event else ""
    added = "1 addendum" if addenda == 1 else f"{addenda} addenda" if addenda else ""
    waits = "not countersigned yet" if awaited else ""
    return ", ".join(part for part in (titled or title(kind), day, added, waits) if part)


_DUE: Final = PreparedStatement(
    sql(
        f"SELECT {DUE_DAY} AS due_on, k.what, k.record_id FROM key_date k JOIN casefile c ON c.id = k.case_id "  # noqa: S608 - our own names
        f"WHERE k.case_id = :case_id AND k.day <> '' AND {STILL_DUE} ORDER BY due_on, k.what LIMIT {_MOST_DUE:d}"
    )
)
_LAST_PANEL: Final = PreparedStatement(
    select(func.max(Disclosure.at)).where(
        Disclosure.case_id == bindparam("case_id"), Disclosure.audience == _PANEL
    )
)
_NAMED: Final = (
    Record.kind,
    Record.id,
    Record.title,
    Record.event,
    addenda(),
    literal_column(awaits("record.id"), Integer),
)
_CURRENT: Final = PreparedStatement(
    current_rows(bindparam("case_id"), *_NAMED).where(Record.kind.in_(_NEWEST))
)
_COUNTS: Final = PreparedStatement(
    lines_by_kind().union_all(
        select(literal(VICTIMS), func.count()).where(Victim.case_id == bindparam("case_id")),
        select(literal(SENT), func.count()).where(Disclosure.case_id == bindparam("case_id")),
        select(literal(QUESTIONS), func.count())
        .select_from(sql("question q JOIN record r ON r.id = q.record_id"))
        .where(sql(f"q.case_id = :case_id AND {OPEN}")),
    )
)
_DRAFTS: Final = PreparedStatement(
    select(Draft.id, Draft.kind, Draft.saved_at)
    .where(Draft.author_id == bindparam("author_id"), Draft.case_id == bindparam("case_id"))
    .order_by(Draft.saved_at.desc())
)
