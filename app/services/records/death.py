"""Whether the person of a case has died: nothing goes to them then, and nothing is asked of them."""

from datetime import date
from typing import Final

from sqlalchemy import Connection, bindparam, func, select

from app.domain.values.dates import ClinicalDate
from app.errors import NotAcceptable
from app.models.statements import PreparedStatement
from app.models.tables import Case, Person

NOTHING_TO_THEM: Final = "The person has died: nothing goes to them"
_DIED: Final = PreparedStatement(
    select(func.json_extract(Person.details, "$.deceased_on"))
    .join(Case, Case.shown_person_id == Person.id)
    .where(Case.id == bindparam("case_id"))
)


def died_on(connection: Connection, case_id: str) -> ClinicalDate | None:
    """The day on which they died, as it is known; None where nobody has said that they did."""
    said = _DIED.scalar(connection, {"case_id": case_id})
    return ClinicalDate.from_wire(said) if said else None


def insist_on_living(connection: Connection, case_id: str) -> None:
    """Raise NotAcceptable where the person has died."""
    if died_on(connection, case_id) is not None:
        raise NotAcceptable(f"{NOTHING_TO_THEM}, and nothing is asked of them.")


def is_after_death(connection: Connection, case_id: str, day: date, today: date) -> bool:
    """Whether a day lies after their death; of a death of which no day is known, whether it is to come."""
    died = died_on(connection, case_id)
    return died is not None and day > min(today, died.latest() or today)


def insist_on_living_by(connection: Connection, case_id: str, day: date, today: date) -> None:
    """Raise NotAcceptable for a day that lies after their death."""
    if is_after_death(connection, case_id, day, today):
        died = died_on(connection, case_id)
        when = f" on {died.show()}" if died and died.is_known else ""
        raise NotAcceptable(f"The person died{when}: nothing is agreed with them for a later day.")
