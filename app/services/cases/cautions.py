"""Gates: what must be seen before anybody acts in a case, in the words in which it is shown."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.fields.compartments import Compartment
from app.domain.kinds.consultation.content import Consultation
from app.models.tables import Record, Victim
from app.services.cases.cases import CaseView
from app.services.cases.people import PersonView
from app.services.records.relied import Ground
from app.services.vault.open_vault import OpenVault

_SEAL_HEAD: Final = 64


class Weight(StrEnum):
    """How a gate is shown: "stop" forbids an act, "care" asks to think first."""

    STOP = "stop"
    CARE = "care"


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
    vault: OpenVault, session: Session, case: CaseView, person: PersonView, flagged: Ground
) -> tuple[Gate, ...]:
    """The gates of a case, the ones that forbid first."""
    found = [
        _AWARENESS.get(person.details.awareness),
        _before_contact(flagged),
        _JUSTICE.get(case.facts.justice_stage),
        _closed(case),
        _unprotected(session, case.id),
        _not_admitted(vault, session, case.id),
    ]
    return tuple(sorted((gate for gate in found if gate), key=lambda gate: gate.kind is not Weight.STOP))


def _before_contact(flagged: Ground) -> Gate | None:
    newest = flagged.newest(Consultation)
    if newest is None or not newest.before_contact:
        return None
    return Gate(
        "The consultation says what to heed before anybody contacts the person: read it first.", Weight.CARE
    )


def _closed(case: CaseView) -> Gate | None:
    return Gate("This case is closed.", Weight.CARE) if case.facts.stage == "closed" else None


def _unprotected(session: Session, case_id: str) -> Gate | None:
    """A victim whose identity is not sealed here is not looked for in what is shared."""
    unknown = session.scalar(
        select(func.count()).where(Victim.case_id == case_id, Victim.sealed_identity.is_(None))
    )
    if not unknown:
        return None
    who = "One victim has" if unknown == 1 else f"{unknown} victims have"
    return Gate(
        f"{who} no sealed identity: their names and addresses are not looked for when a summary is made.",
        Weight.CARE,
    )


def _not_admitted(vault: OpenVault, session: Session, case_id: str) -> Gate | None:
    # The head of a seal says which key it takes; nothing of the body is read.
    head = func.substr(Record.body, 1, _SEAL_HEAD)
    sealed = select(Record.compartment, head).where(
        Record.case_id == case_id,
        Record.compartment != Compartment.CLINICAL.value,
        Record.about_id.is_(None),
    )
    hidden = sum(
        not vault.compartments.opens(Compartment(compartment), stored, case_id)
        for compartment, stored in session.execute(sealed)
    )
    if not hidden:
        return None
    what = "One record is" if hidden == 1 else f"{hidden} records are"
    return Gate(f"{what} in a compartment that you are not admitted to.", Weight.CARE)
