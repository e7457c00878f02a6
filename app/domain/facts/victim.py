"""The facts of a victim, who is known by code; who they are is sealed."""

from typing import Final

from app.domain.cases.guard import CaseGuard
from app.domain.cases.victim import VictimCode, VictimIdentity, VictimRelationship
from app.domain.facts import case
from app.domain.facts.fact import Fact
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Right

SUBJECT: Final = "victim"

ADD: Final = Fact(
    code="victim.add", title="Victim added", subject=SUBJECT, values=VictimCode, right=Right.VICTIM_ADD
)
RELATIONSHIP: Final = Fact(
    code="victim.relationship",
    title="Relationship to the person",
    subject=SUBJECT,
    values=VictimRelationship,
    right=Right.VICTIM_ADD,
)
IDENTITY: Final = Fact(
    code="victim.identity",
    title="Identity",
    subject=SUBJECT,
    values=VictimIdentity,
    version=2,
    right=Right.VICTIM_IDENTIFY,
    sealed=Compartment.VICTIM,
)

TERMS: Final = Fact(
    code="victim.terms",
    title="What is looked for in outputs",
    subject=case.SUBJECT,
    values=CaseGuard,
    right=Right.VICTIM_IDENTIFY,
    sealed=Compartment.VICTIM_CHECK,
    padded=4096,
)
"""The guard of a case. It says nothing of how much it holds: its size is whole 4 KiB."""
