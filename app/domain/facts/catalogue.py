"""Every fact by its code."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from app.domain.facts import case, person, share, victim
from app.domain.facts.fact import Fact

FACTS: Final[Mapping[str, Fact]] = MappingProxyType(
    {
        fact.code: fact
        for fact in (
            case.OPEN,
            case.STAGE,
            case.JUSTICE,
            case.HOLDER,
            case.LEAD,
            person.DETAILS,
            person.AWARENESS,
            victim.ADD,
            victim.RELATIONSHIP,
            victim.IDENTITY,
            victim.TERMS,
            share.RELEASED,
        )
    }
)
