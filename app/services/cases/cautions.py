"""Cautions of a case: what must be seen before anybody acts in a case, in the words in which it is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection, bindparam, func, select, text

from app.domain.cases.case import GATES, CaseGates
from app.domain.fields.compartments import Compartment
from app.domain.records.facets import Caution, Weight
from app.domain.values.dates import ClinicalDate
from app.models.statements import PreparedStatement
from app.models.tables import Record, Victim
from app.services.cases.cases import CaseView
from app.services.cases.law_now import LawNow
from app.services.cases.people import PersonView
from app.services.cases.sealed_flags import is_bare, told
from app.services.records.facets import Found
from app.services.records.moved import moved_out
from app.services.records.standing import newest
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
        text(f"NOT {moved_out('record')}"),
    )
)


@dataclass(frozen=True)
class CautionShown:
    """One thing to know before acting."""

    words: str
    kind: Weight
    brief: str = ""
    """The same in a line that is never cut; empty where `words` are one."""


_AWARENESS = {
    "unaware": CautionShown(
        "The person does not know about this case. No contact, letter or call, and do not say that health was asked.",
        Weight.STOP,
        "Does not know of this case: no contact, letter or call",
    ),
    "": CautionShown(
        "It is not recorded whether the person knows about this case. Treat it as not known to them.",
        Weight.CARE,
        "whether the person knows is not recorded",
    ),
    "unknown": CautionShown(
        "Nobody knows whether the person knows about this case: do not be the one to tell.",
        Weight.CARE,
        "nobody knows whether the person knows",
    ),
}
_JUSTICE = {
    "investigation": CautionShown(
        "Under investigation: some sites give no direct intervention, and what is asked may become evidence.",
        Weight.CARE,
        "under investigation",
    ),
    "bail_before_charge": CautionShown(
        "On bail before charge: check the conditions before any contact.",
        Weight.CARE,
        "on bail before charge",
    ),
    "released_under_investigation": CautionShown(
        "Released under investigation: no condition binds, and what is asked may become evidence.",
        Weight.CARE,
        "released under investigation",
    ),
    "charged": CautionShown(
        "Charged: check the conditions of bail before any contact; what is asked may become evidence.",
        Weight.CARE,
        "charged",
    ),
    "bail": CautionShown(
        "On bail or released under investigation: check the conditions before any contact.",
        Weight.CARE,
        "on bail or released under investigation",
    ),
    "trial": CautionShown(
        "Before the court: notes may be asked for, and contact may need the court's leave.",
        Weight.CARE,
        "before the court",
    ),
    "awaiting_sentence": CautionShown(
        "Awaiting sentence: notes may be asked for, and contact may need the court's leave.",
        Weight.CARE,
        "awaiting sentence",
    ),
    "licence": CautionShown(
        "On licence: check the conditions before any contact.",
        Weight.CARE,
        "on licence",
    ),
}
_INVESTIGATED: Final = frozenset({"bail_before_charge", "released_under_investigation"})


def cautions(
    vault: OpenVault,
    connection: Connection,
    case: CaseView,
    person: PersonView,
    found: Sequence[Found],
    gates: CaseGates,
    law: LawNow,
) -> tuple[CautionShown, ...]:
    """The cautions of a case, the ones that forbid first; `found`: what its records say, its cautions among it."""
    every = [
        _died(person.details.deceased_on),
        _AWARENESS.get(person.details.awareness),
        *_closed_gates(gates),
        *_of_sealed_flags(vault, connection, case, found),
        *_of_records(
            connection,
            case.id,
            [each for each in found if _is_heard(each, vault.today()) and not is_bare(each)],
        ),
        *_of_law(law),
        _closed(case),
        _unprotected(connection, case.id),
        _not_admitted(vault, connection, case.id),
    ]
    return tuple(
        sorted((caution for caution in every if caution), key=lambda caution: caution.kind is not Weight.STOP)
    )


def _is_heard(found: Found, today: date) -> bool:
    """Whether it is a caution, and one that holds by now."""
    if not isinstance(found.facet, Caution):
        return False
    after = found.facet.after.latest() if found.facet.after else None
    return after is None or after < today


def _of_sealed_flags(
    vault: OpenVault, connection: Connection, case: CaseView, found: Sequence[Found]
) -> Iterable[CautionShown]:
    """That red flags are open which not everybody may read, no words twice."""
    words = dict.fromkeys(told(vault, connection, case, each) for each in found if is_bare(each))
    return (CautionShown(each, Weight.CARE) for each in words)


def _of_records(connection: Connection, case_id: str, drawn: Sequence[Found]) -> Iterable[CautionShown]:
    """What the records themselves say, no words twice; most of it only by the newest of a kind."""
    last = {} if all(each.facet.by_itself for each in drawn) else newest(connection, case_id)
    said = {
        each.facet.words: CautionShown(each.facet.words, each.facet.weight)
        for each in drawn
        if each.facet.by_itself or last.get(each.kind) == each.record_id
    }
    return said.values()


def _died(on: ClinicalDate | None) -> CautionShown | None:
    """That the person has died: what they knew of the case still says what those round them may hear."""
    if on is None:
        return None
    when = f" on {on.show()}" if on.is_known else ""
    return CautionShown(
        f"The person died{when}. No letter, call or appointment; their orders and red flags are closed with why.",
        Weight.STOP,
        f"died{when}: no letter, call or appointment",
    )


def _closed_gates(gates: CaseGates) -> Iterable[CautionShown]:
    """What a rule of the site closes, with why: it forbids what it names."""
    for gate in GATES:
        if why := gates.closed(gate.code):
            closed = f"{gate.label} closed"
            yield CautionShown(f"{closed}: {why}", Weight.STOP, closed[:1].lower() + closed[1:])


def _of_law(law: LawNow) -> Iterable[CautionShown]:
    """Of each stage what it asks to think of, once: how somebody is free while they are investigated says more."""
    stages = dict.fromkeys((*law.stages, law.stated))
    if not _INVESTIGATED.isdisjoint(stages):
        stages.pop("investigation", None)
    return (_JUSTICE[each] for each in stages if each in _JUSTICE)


def _closed(case: CaseView) -> CautionShown | None:
    return (
        CautionShown("This case is closed.", Weight.CARE, "closed") if case.facts.stage == "closed" else None
    )


def _unprotected(connection: Connection, case_id: str) -> CautionShown | None:
    """A victim whose identity is not sealed here is not looked for in what is shared."""
    unknown = _UNKNOWN.scalar(connection, {"case_id": case_id})
    if not unknown:
        return None
    who = "One victim has" if unknown == 1 else f"{unknown} victims have"
    return CautionShown(
        f"{who} no sealed identity: their names and addresses are not looked for when a summary is made.",
        Weight.CARE,
        "1 victim without a sealed identity"
        if unknown == 1
        else f"{unknown} victims without a sealed identity",
    )


def _not_admitted(vault: OpenVault, connection: Connection, case_id: str) -> CautionShown | None:
    hidden = sum(
        not vault.compartments.opens(Compartment(compartment), stored, case_id)
        for compartment, stored in _SEALED.rows(connection, {"case_id": case_id})
    )
    if not hidden:
        return None
    what = "One record is" if hidden == 1 else f"{hidden} records are"
    return CautionShown(
        f"{what} in a compartment that you are not admitted to.", Weight.CARE, "sealed records"
    )
