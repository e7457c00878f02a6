"""The facts of training that the team gave, which is of no case."""

from typing import Final

from app.domain.cases.training import Training
from app.domain.facts.fact import Fact
from app.domain.fields.rights import Right

SUBJECT: Final = "training"

GIVEN: Final = Fact(
    code="team.training", title="Training given", subject=SUBJECT, values=Training, right=Right.TRAINING
)
