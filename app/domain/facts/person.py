"""The facts of the person who stalks."""

from typing import Final

from app.domain.cases.around import PersonCircle, PersonConsent
from app.domain.cases.person import PersonDetails, PersonMerge
from app.domain.facts.fact import Fact, OnFork, Plain
from app.domain.fields.content import specs
from app.domain.fields.rights import Right

SUBJECT: Final = "person"
_UNAWARE_FIRST: Final = ("engaged", "aware", "unknown", "unaware")
"""What the person knows of the case, by how little may be said to them: a rule of this program."""


def _least_said(said: Plain) -> int:
    awareness = said.get("awareness")
    return _UNAWARE_FIRST.index(awareness) if awareness in _UNAWARE_FIRST else len(_UNAWARE_FIRST)


CIRCLE: Final = Fact(
    code="person.circle",
    title="People round the person",
    subject=SUBJECT,
    values=PersonCircle,
    right=Right.CHANGE_PERSON,
    on_fork=OnFork.UNION,
)
CONSENT: Final = Fact(
    code="person.consent",
    title="Consent",
    subject=SUBJECT,
    values=PersonConsent,
    right=Right.CHANGE_PERSON,
    on_fork=OnFork.UNION,
)
MERGE: Final = Fact(
    code="person.merge",
    title="One person with another",
    subject=SUBJECT,
    values=PersonMerge,
    right=Right.MERGE,
)
AWARENESS: Final = Fact(
    code="person.awareness",
    title="Knows of this case",
    subject=SUBJECT,
    values=PersonDetails,
    fields=("awareness", "awareness_how", "awareness_on"),
    version=2,
    right=Right.CHANGE_PERSON,
    on_fork=OnFork.PROTECT,
    protects=_least_said,
)
DETAILS: Final = Fact(
    code="person.details",
    title="Details",
    subject=SUBJECT,
    values=PersonDetails,
    version=2,
    fields=tuple(spec.name for spec in specs(PersonDetails) if spec.name not in AWARENESS.fields),
    right=Right.CHANGE_PERSON,
)
