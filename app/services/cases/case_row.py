"""A case as one line: what lists, boards and searches show of it, and how long and how urgent, worked out in SQL."""

from datetime import date, datetime
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Integer, String, literal_column, select, text

from app.domain.facts.case import STAGE
from app.domain.records.facets import RedFlag
from app.domain.values.dates import ClinicalDate
from app.models.tables import Case, Person, Staff
from app.services.cases.still_due import DUE_DAY, STILL_DUE, later_in
from app.services.records.standing import STANDS
from app.services.vault.open_vault import Act

_DAY: Final = len("2026-11-23")
# A stage that was stated once is the first: the case was opened in it, whenever that was written down.
SINCE_WHEN: Final = (
    "CASE WHEN casefile.stage = 'closed' AND casefile.closed <> '' THEN casefile.closed ELSE coalesce("  # noqa: S608 - our own names
    "(SELECT CASE WHEN count(*) > 1 THEN substr(max(e.at), 1, 10) END FROM event e "
    f"WHERE e.subject_id = casefile.id AND e.fact = '{STAGE.code}'), casefile.opened) END"
)
SINCE: Final[ColumnElement[str]] = literal_column(SINCE_WHEN, String)
"""When a case came into its stage."""
_NEXT_DUE: Final = text(
    f"coalesce((SELECT {DUE_DAY} || ' ' || k.what FROM key_date k JOIN casefile c ON c.id = k.case_id "  # noqa: S608 - our own names
    f"WHERE k.case_id = casefile.id AND {STILL_DUE} ORDER BY {DUE_DAY} LIMIT 1), '')"
)
_OPEN_FLAGS: Final = (
    f"FROM facet_seen k WHERE k.case_id = casefile.id AND k.code = '{RedFlag.code}' "
    f"AND json_extract(k.body, '$.closed') IS NULL AND {STANDS}"
)
FLAGGED: Final[ColumnElement[str]] = literal_column(
    f"CASE WHEN EXISTS (SELECT 1 {_OPEN_FLAGS}) THEN 'open' ELSE '' END",
    String,
)
"""Whether a red flag of a case is open: "open", or empty."""


class CaseRow(NamedTuple):
    """One line of the list; a tuple, because a page holds hundreds and a frozen dataclass takes four times as long."""

    id: str
    reference: str
    sort_name: str
    born: str
    pathway: str
    stage: str
    lead: str
    active: str
    since: str
    """When it came into its stage, as it was stated; of the first stage and of a closed case, the day that it names."""
    due: str
    """The next day on which somebody must act, and what is due then; empty where nothing is."""
    awareness: str
    """Whether the person knows of the case."""
    flags: int
    """How many red flags are open, of those that the member may see."""
    concern: str
    """How much work the stalking needs, as it was stated last; empty where it was not."""
    gates: str
    """What a rule of the site closes in it, by code, with spaces between."""

    @property
    def active_at(self) -> datetime:
        """When it was last worked on; read when it is shown, as of a page a few lines are."""
        return datetime.fromisoformat(self.active)

    @property
    def stage_since(self) -> ClinicalDate:
        """When it came into its stage."""
        return ClinicalDate.from_wire(self.since) if self.since else ClinicalDate()

    @property
    def due_on(self) -> date | None:
        """The next day on which somebody must act."""
        return date.fromisoformat(self.due[:_DAY]) if self.due else None

    @property
    def due_what(self) -> str:
        """What is due then."""
        return self.due[_DAY + 1 :]


ROW: Final = (
    select(
        Case.id,
        Case.reference,
        Case.sort_name,
        Person.born,
        Case.pathway,
        Case.stage,
        Staff.name,
        Case.active_at,
        SINCE,
        _NEXT_DUE,
        Person.awareness,
        literal_column(f"(SELECT count(*) {_OPEN_FLAGS})", Integer),
        Case.concern,
        Case.closed_gates,
    )
    .join(Person, Person.id == Case.shown_person_id)
    .join(Staff, Staff.id == Case.lead_id)
)
"""What a `CaseRow` is made of; by `asked_on` it is told what falls due next."""


def asked_on(act: Act) -> dict[str, str]:
    """The day by which it is told, and what days off put off, as `ROW` takes them."""
    return {"today": act.at.date().isoformat(), "later": later_in(act.connection)}
