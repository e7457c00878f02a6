"""Gates: what must be seen before anybody acts in a case, in the words in which it is shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, bindparam, func, select

from app.domain.fields.compartments import Compartment
from app.domain.records.facets import Caution, Weight
from app.models.statements import PreparedStatement
from app.models.tables import Record, Victim
from app.services.cases.cases import CaseView
from app.services.cases.people import PersonView
from app.services.records.facets import Found
from app.services.vault.open_vault import OpenVault

_SEAL_HEAD: Final = 64
_UNKNOWN: Final = PreparedStatement(
    select(func.count()).where(Victim.case_id == bindparam("case_id"), Victim.sealed_identity.is_(None))
)
# The head of a seal says which key it takes; nothing of the body is read.
_SEALED: Final = PreparedStatement(
    select(Record.compartment, func.substr(Record.body, 1, _SEAL_HEAD)).where(
        Record.case_id == bindparam("case_id"),
        Record.compartment != Compartment.CLINICAL.value,
        Record.about_id.is_(None),
    )
)


@dataclass(frozen=True)
class Gate:
    """One thing to know before acting."""

    words: str
    kind: Weight


_AWARENESS = {
    "unaware": Gate(
        "The person does not know about this case. No contact, letter or call, and do not say that health was asked.",
        Weight.STOP,
    ),
    "": Gate(
        "It is not recorded whether the person knows about this case. Treat it as not known to them.",
        Weight.CARE,
    ),
    "unknown": Gate(
        "Nobody knows whether the person knows about this case: do not be the one to tell.", Weight.CARE
    ),
}
_JUSTICE = {
    "investigation": Gate(
        "Under investigation: some sites give no direct intervention, and what is asked may become evidence.",
        Weight.CARE,
    ),
    "bail": Gate(
        "On bail or released under investigation: check the conditions before any contact.", Weight.CARE
    ),
    "trial": Gate(
        "Before the court: notes may be asked for, and contact may need the court's leave.", Weight.CARE
    ),
}


def gates(
    vault: OpenVault,
    connection: Connection,
    case: CaseView,
    person: PersonView,
    told: tuple[Sequence[Found], Mapping[str, str]],
) -> tuple[Gate, ...]:
    """The gates of a case, the ones that forbid first; `told`: its cautions, and the newest record of each kind."""
    found = [
        _AWARENESS.get(person.details.awareness),
        *_of_records(*told),
        _JUSTICE.get(case.facts.justice_stage),
        _closed(case),
        _unprotected(connection, case.id),
        _not_admitted(vault, connection, case.id),
    ]
    return tuple(sorted((gate for gate in found if gate), key=lambda gate: gate.kind is not Weight.STOP))


def _of_records(found: Sequence[Found], newest: Mapping[str, str]) -> Iterator[Gate]:
    """What the records themselves say, no words twice."""
    said = {
        each.facet.words: Gate(each.facet.words, each.facet.weight)
        for each in found
        if isinstance(each.facet, Caution)
        and (each.facet.by_itself or newest.get(each.kind) == each.record_id)
    }
    yield from said.values()


def _closed(case: CaseView) -> Gate | None:
    return Gate("This case is closed.", Weight.CARE) if case.facts.stage == "closed" else None


def _unprotected(connection: Connection, case_id: str) -> Gate | None:
    """A victim whose identity is not sealed here is not looked for in what is shared."""
    unknown = _UNKNOWN.scalar(connection, {"case_id": case_id})
    if not unknown:
        return None
    who = "One victim has" if unknown == 1 else f"{unknown} victims have"
    return Gate(
        f"{who} no sealed identity: their names and addresses are not looked for when a summary is made.",
        Weight.CARE,
    )


def _not_admitted(vault: OpenVault, connection: Connection, case_id: str) -> Gate | None:
    hidden = sum(
        not vault.compartments.opens(Compartment(compartment), stored, case_id)
        for compartment, stored in _SEALED.rows(connection, {"case_id": case_id})
    )
    if not hidden:
        return None
    what = "One record is" if hidden == 1 else f"{hidden} records are"
    return Gate(f"{what} in a compartment that you are not admitted to.", Weight.CARE)
