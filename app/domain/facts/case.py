"""The facts of a case."""

from typing import Final

from app.domain.cases.case import CaseFacts, CaseLead, CaseOpening
from app.domain.facts.fact import Fact
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
