"""The facts of a case."""

from typing import Final

from app.domain.cases.case import (
    GATE_CLOSED,
    CaseConcern,
    CaseFacts,
    CaseGates,
    CaseLead,
    CaseLinks,
    CaseOpening,
    CaseTeam,
)
from app.domain.facts.fact import Fact, OnFork, Plain
from app.domain.fields.rights import Right

SUBJECT: Final = "casefile"

OPEN: Final = Fact(
    code="case.open", title="Opened", subject=SUBJECT, values=CaseOpening, right=Right.OPEN_CASE
)
STAGE: Final = Fact(
    code="case.stage",
    title="Stage",
    subject=SUBJECT,
    values=CaseFacts,
    fields=("stage", "closed"),
    right=Right.CHANGE_CASE,
)
JUSTICE: Final = Fact(
    code="case.justice",
    title="Criminal justice stage",
    subject=SUBJECT,
    values=CaseFacts,
    fields=("justice_stage",),
    right=Right.CHANGE_CASE,
)
HOLDER: Final = Fact(
    code="case.holder",
    title="Case holder",
    subject=SUBJECT,
    values=CaseFacts,
    fields=("holder",),
    right=Right.ASSIGN,
)
LEAD: Final = Fact(code="case.lead", title="Lead", subject=SUBJECT, values=CaseLead, right=Right.ASSIGN)


def _closed_gates(said: Plain) -> int:
    return len({each["gate"] for each in said.get("gates", ()) if each.get("stands") == GATE_CLOSED})


CONCERN: Final = Fact(
    code="case.concern", title="Concern", subject=SUBJECT, values=CaseConcern, right=Right.CHANGE_CASE
)
GATES: Final = Fact(
    code="case.gates",
    title="Gates",
    subject=SUBJECT,
    values=CaseGates,
    right=Right.ASSIGN,
    on_fork=OnFork.PROTECT,
    protects=_closed_gates,
)
TEAM: Final = Fact(code="case.team", title="Team", subject=SUBJECT, values=CaseTeam, right=Right.ASSIGN)
LINKS: Final = Fact(
    code="case.link",
    title="Linked cases",
    subject=SUBJECT,
    values=CaseLinks,
    right=Right.ASSIGN,
    on_fork=OnFork.UNION,
)
