"""Every fact by its code."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from app.domain.facts import (
    access,
    appointment,
    case,
    group,
    measure,
    meeting,
    own,
    person,
    question,
    share,
    site,
    staff,
    training,
    victim,
)
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
            case.CONCERN,
            case.GATES,
            case.TEAM,
            case.LINKS,
            person.DETAILS,
            person.AWARENESS,
            person.CIRCLE,
            person.CONSENT,
            person.MERGE,
            meeting.HOLD,
            training.GIVEN,
            appointment.ITEM,
            appointment.OUTCOME,
            appointment.NOTE,
            group.MEMBERS,
            group.SESSION,
            question.ASK,
            question.ANSWER,
            question.CLEARED,
            victim.ADD,
            victim.RELATIONSHIP,
            victim.IDENTITY,
            victim.TERMS,
            share.SENT,
            share.COPIED,
            share.ARCHIVED,
            share.PROTECTED,
            share.RELEASED,
            site.NAME,
            site.ZONE,
            site.SETTINGS,
            site.CLOCK,
            site.STAGE_LIMITS,
            site.IMPORT_COLUMNS,
            site.REVOCATIONS,
            site.AUTHORITY,
            site.AUTHORITY_RETIRED,
            measure.ADDED,
            measure.WITHDRAWN,
            staff.ENROL,
            staff.ROLE,
            staff.SLOT,
            staff.LEAVE,
            staff.KEY,
            staff.KEY_RETIRED,
            staff.CERTIFICATE,
            access.KEY,
            access.ADMIT,
            access.WITHDRAW,
            access.CASE_KEY,
            access.CASE_ADMIT,
            own.WRITING,
        )
    }
)
