"""Looks whether what is written of a group tells one member of another, or names a victim of any of their cases.

What is found is never said, nor of whom it is: a refusal names the answers in which it stands.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.cases.group import GroupSession
from app.domain.cases.person import PersonDetails
from app.domain.cases.telling import has_code, labels, mentions, says_how_many, typed
from app.domain.cases.terms.matching import Matcher
from app.domain.cases.terms.parts import Field, Part
from app.domain.cases.terms.split import split
from app.domain.fields.content import read
from app.domain.kinds.registry import GROUPED
from app.domain.records.facets import AGREES
from app.domain.records.record import Sheet
from app.errors import NeedsRelease, NotAcceptable, NotFound, NotPermitted
from app.models.tables import Case, Person, Site, Staff
from app.services.cases.permitted import of_person
from app.services.cases.victim_check import VictimCheck
from app.services.facts.groups import ever_in, ever_said, session_of
from app.services.facts.one_person import people_of
from app.services.records.drafts import DraftView
from app.services.records.signed import load, parsed, signed_bytes
from app.services.vault.open_vault import OpenVault
from app.services.writing import vocabulary

_NUMBERS: Final = ("nhs_number", "pnc", "cro", "crn", "prison_number")
_TELLS: Final = (
    "{} would tell one member of a group of another, or of a victim: leave out every name, code, reference and number "
    "of people."
)
_ELSEWHERE: Final = "That case was never in this group."
_OTHERWISE: Final = (
    "What was done in common was stated anew meanwhile: open the session of the group again, and then sign."
)
_NOT_LOOKED: Final = (
    "What is said of a note of a group is looked through for details of victims, which your program cannot: write the "
    "next version of the note, or ask a clinician or the lead."
)
_UNCHECKED: Final = (
    "What a group did in common is looked through for details of victims before it is kept: ask a clinician or the "
    "lead to write it."
)


@dataclass(frozen=True)
class _Who:
    """The person of a case, and what the case is called."""

    case_id: str
    person_id: str
    reference: str
    details: PersonDetails


def insist_on_common(vault: OpenVault, session: Session, said: GroupSession) -> None:
    """Raise NotAcceptable where what a group did in common tells of a member or a victim.

    Raises NotPermitted for whose program cannot look for victims, Unguarded, MissingPart.
    """
    cases = ever_in(session, said.group)
    texts = tuple(typed(said))
    found = set(_telling(_people(session, cases), texts, _leading(session, said)))
    found |= {label for label, text in texts if has_code(text) or says_how_many(text)}
    try:
        found |= set(_naming_victims(vault, session, cases, texts))
    except NeedsRelease:
        raise NotPermitted(_UNCHECKED) from None
    _insist_on_none([label for label, _ in texts if label in found])


def insist_on_private(vault: OpenVault, session: Session, draft: DraftView) -> None:
    """Raise NotAcceptable where the note of one member tells of another, or says other than was stated in common.

    So it is of what is said of such a note later. Nothing is asked of a record that is of no group. Victims of the
    others are looked for where the member's program can: of a trainee it cannot, and so whoever countersigns has what
    they agree with looked through. Raises NotPermitted for a remark where it cannot, Unguarded, MissingPart.
    """
    about = _about(vault, session, draft)
    session_id = str(getattr((about or draft.sheet).content, GROUPED.session, ""))
    if not session_id:
        return
    said = session_of(session, session_id).session
    cases = ever_in(session, said.group)
    if draft.case_id not in cases:
        raise NotAcceptable(_ELSEWHERE)
    content, stated = draft.sheet.content, ever_said(session, session_id)
    if draft.about_id is None and not any(GROUPED.carried(content, *each) == content for each in stated):
        raise NotAcceptable(_OTHERWISE)
    texts = (*typed(content), ("Source", draft.sheet.source))
    everybody = _people(session, cases)
    own = {each.person_id: each.details for each in everybody if each.case_id == draft.case_id}
    others = tuple(each for each in everybody if each.person_id not in own)
    theirs = (name for details in own.values() for name in of_person(details))
    may_stand = (*_leading(session, said), *theirs)
    found = set(_telling(others, texts, may_stand))
    if about and draft.kind.countersigns and content.verdict == AGREES:
        texts = (*texts, *typed(about.content), ("Source", about.source))
    try:
        found |= set(_naming_victims(vault, session, [each.case_id for each in others], texts))
    except NeedsRelease:
        # A note waits for a colleague who looks; nobody countersigns a remark. To mark what is wrong is always free.
        if about and not draft.kind.voids:
            raise NotPermitted(_NOT_LOOKED) from None
    _insist_on_none([label for label, _ in texts if label in found])


def _about(vault: OpenVault, session: Session, draft: DraftView) -> Sheet | None:
    """What a remark is about."""
    if draft.about_id is None:
        return None
    return parsed(signed_bytes(vault, load(session, draft.about_id)))[0].sheet


def _insist_on_none(found: Sequence[str]) -> None:
    if found:
        raise NotAcceptable(_TELLS.format(labels(found)))


def _telling(
    people: Sequence[_Who], texts: Sequence[tuple[str, str]], may_stand: Sequence[str]
) -> Iterator[str]:
    """The labels of the texts that name one of these people, by name or by a number on record."""
    lines = [parts for each in people for parts in _names(each.details)]
    if lines and texts:
        matcher = Matcher(vocabulary.load(), lines, may_stand)
        yield from (texts[place.passage][0] for place in matcher.places([text for _, text in texts]))
    for label, text in texts:
        if any(mentions(text, number) for each in people for number in _numbers(each)):
            yield label


def _naming_victims(
    vault: OpenVault, session: Session, cases: Iterable[str], texts: Sequence[tuple[str, str]]
) -> Iterator[str]:
    """The labels of the texts that name a victim of one of these cases. Raises NeedsRelease, Unguarded."""
    passages = {str(n): text for n, (_, text) in enumerate(texts)}
    for case_id in sorted(cases):
        for place in VictimCheck.of(vault, session, case_id).places(passages):
            yield texts[int(place)][0]


def _people(session: Session, cases: Iterable[str]) -> tuple[_Who, ...]:
    """Everybody whom these cases are about: of a person with several files, each file."""
    of = select(Case.id, Case.reference).where(Case.id.in_(tuple(cases))).order_by(Case.id)
    found = tuple(
        _Who(case_id, person_id, reference, read(PersonDetails, json.loads(details)))
        for case_id, reference in session.execute(of).all()
        for person_id, details in session.execute(
            select(Person.id, Person.details).where(Person.id.in_(people_of(session, case_id)))
        )
    )
    if not found:
        raise NotFound
    return found


def _names(details: PersonDetails) -> Iterator[tuple[Part, ...]]:
    others = details.other_names.replace(";", ",").split(",")
    for name in (f"{details.given_names} {details.family_name}", *others):
        if name.strip():
            yield split(vocabulary.load(), Field.NAMES, name.strip()).parts


def _numbers(who: _Who) -> tuple[str, ...]:
    return tuple(filter(None, (who.reference, *(getattr(who.details, name) for name in _NUMBERS))))


def _leading(session: Session, said: GroupSession) -> tuple[str, ...]:
    """The names that stand in every note of the session: of who led it, and the site's."""
    led = session.scalars(select(Staff.name).where(Staff.id.in_(said.led_by)).order_by(Staff.id))
    return (*led, *session.scalars(select(Site.name)))
