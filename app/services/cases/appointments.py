"""Appointments as lists show them, in SQL: what each says, whether its note stands, and who sees more than "busy"."""

import json
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, text

from app.domain.cases.appointment import CANCELLED, WITH_PERSON
from app.domain.facts.access import OF_CASE
from app.models.statements import PreparedStatement, named
from app.services.cases.still_due import died_before
from app.services.vault.open_vault import OpenVault


class Entry(NamedTuple):
    """One appointment as a list shows it: a tuple, as a page holds hundreds."""

    id: str
    day: str
    clock: str
    ends: str
    purpose: str
    mode: str
    setting: str
    place: str
    outcome: str
    case_id: str
    reference: str
    sort_name: str
    members: str
    """In whose diaries it stands, by name."""
    note: str
    """"" where none is asked for; else NOTE_NONE, NOTE_BEGUN or NOTE_SIGNED."""
    is_seen: bool
    """Whether the member may know what it is; else it says that its members are busy, and no more."""
    is_after_death: bool
    """Whether it needs the person there, who has died before it; nobody has said otherwise."""

    @property
    def is_cancelled(self) -> bool:
        """Whether it does not take place."""
        return bool(self.is_after_death) or self.outcome in CANCELLED


NOTE_NONE, NOTE_BEGUN, NOTE_SIGNED = "none", "begun", "signed"

# What a restricted case is about is known to whoever holds a key of it, and to whom it is their appointment.
SEEN: Final = (
    "(a.case_id IS NULL "  # noqa: S608 - our own names
    f"OR NOT EXISTS (SELECT 1 FROM compartment_key y WHERE y.compartment = '{OF_CASE}' || a.case_id) "
    "OR a.case_id IN (SELECT value FROM json_each(:admitted)) "
    "OR EXISTS (SELECT 1 FROM appointment_member o WHERE o.appointment_id = a.id AND o.staff_id = :member))"
)
"""Whether the member may know what an appointment, `a`, is. What asks by it gives `values_of`."""
_WITH_PERSON: Final = ", ".join(repr(each) for each in sorted(WITH_PERSON))
AFTER_DEATH: Final = (
    f"(a.outcome = '' AND a.record_id = '' AND a.purpose IN ({_WITH_PERSON}) AND a.case_id IS NOT NULL "
    f"AND {died_before('c', 'a.day')})"
)
"""Whether an appointment, `a`, of a case, `c`, needs somebody there who has died before it, and nobody said otherwise.

What asks by it gives `today`.
"""
_NAMES: Final = (
    "coalesce((SELECT group_concat(n.name, ', ') FROM (SELECT s.name AS name FROM appointment_member m "
    "JOIN staff s ON s.id = m.staff_id WHERE m.appointment_id = a.id ORDER BY s.name) n), '')"
)
_NOTE: Final = (
    f"CASE WHEN a.record_id <> '' THEN '{NOTE_SIGNED}' WHEN NOT a.is_to_note THEN '' "  # noqa: S608 - our own names
    f"WHEN EXISTS (SELECT 1 FROM draft d WHERE d.id = a.draft_id) THEN '{NOTE_BEGUN}' ELSE '{NOTE_NONE}' END"
)
_COLUMNS: Final = (
    "a.id, a.day, a.clock, a.ends, a.purpose, a.mode, a.setting, a.place, a.outcome, coalesce(a.case_id, ''), "
    f"coalesce(c.reference, ''), coalesce(c.sort_name, ''), {_NAMES}, {_NOTE}, {SEEN}, "
    f"{AFTER_DEATH}"
)
_FROM: Final = "FROM appointment a LEFT JOIN casefile c ON c.id = a.case_id"
OF_MEMBER: Final = (
    "a.id IN (SELECT m.appointment_id FROM appointment_member m "
    "WHERE m.staff_id = :whose AND m.day BETWEEN :first AND :last)"
)
BETWEEN: Final = "a.day BETWEEN :first AND :last"


def values_of(vault: OpenVault, **further: Any) -> dict[str, Any]:
    """What the statements take of who asks: the member, and the restricted cases of which they hold a key."""
    admitted = sorted({case for case, _ in vault.compartments.by_case})
    return {
        "member": vault.member.id,
        "admitted": json.dumps(admitted),
        "today": vault.today().isoformat(),
        **further,
    }


def entries(
    connection: Connection,
    where: str,
    values: dict[str, Any],
    *,
    order: str = "a.day, a.clock, a.id",
    limit: int,
) -> tuple[Entry, ...]:
    """The appointments of a condition, from `offset` on; of who may not know more the time and the members alone."""
    rows = _listing(where, order, limit).rows(connection, {"offset": 0} | values)
    return tuple(each if each.is_seen else _busy(each) for each in named(Entry, rows))


def counted(connection: Connection, where: str, values: dict[str, Any]) -> int:
    """How many there are of a condition."""
    return int(_counting(where).scalar(connection, values) or 0)


def _busy(entry: Entry) -> Entry:
    return entry._replace(
        purpose="",
        mode="",
        setting="",
        place="",
        outcome="",
        case_id="",
        reference="",
        sort_name="",
        note="",
        is_after_death=False,
    )


@cache
def _listing(where: str, order: str, limit: int) -> PreparedStatement:
    return PreparedStatement(
        text(f"SELECT {_COLUMNS} {_FROM} WHERE {where} ORDER BY {order} LIMIT {limit:d} OFFSET :offset")
    )


@cache
def _counting(where: str) -> PreparedStatement:
    return PreparedStatement(text(f"SELECT count(*) {_FROM} WHERE {where}"))
