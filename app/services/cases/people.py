"""People: found before they are made twice, and corrected without losing what was known before."""

import json
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, bindparam, delete, false, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.crypto import canonical
from app.domain.cases.person import PersonDetails
from app.domain.fields.content import check, missing, read, specs, to_plain
from app.domain.fields.rights import Right
from app.domain.values import names
from app.domain.values.ids import new_id
from app.errors import NotFound, StillMissing
from app.models.tables import Case, NameKey, Person, PersonVersion
from app.services.vault.open_vault import Act, OpenVault

LAST = "\U0010ffff"
"""Sorts after every letter."""
_CURRENT = (
    select(PersonVersion.version, PersonVersion.details)
    .where(PersonVersion.person_id == bindparam("person_id"))
    .order_by(PersonVersion.version.desc())
    .limit(1)
)


@dataclass(frozen=True)
class PersonView:
    """A person as they are now known."""

    id: str
    version: int
    details: PersonDetails


@dataclass(frozen=True)
class Likeness:
    """Somebody already in the vault who may be the same person, and why it looks so."""

    id: str
    sort_name: str
    born: str
    reason: str


@dataclass(frozen=True)
class People:
    """What can be done with people."""

    vault: OpenVault

    def likenesses(self, details: PersonDetails) -> tuple[Likeness, ...]:
        """Who may already be this person: the same NHS number, PNC ID, or the same or a similar name."""
        details = check(details)
        with self.vault.reading(Right.BANNER) as act:
            return tuple(_likenesses(act.session, details))

    def add(self, details: PersonDetails) -> str:
        """Add a person and give their id. Raises StillMissing."""
        details = _complete(details)
        with self.vault.acting(Right.OPEN_CASE) as act:
            person_id = new_id(act.at)
            _write(act, person_id, 1, details, self.vault.member.id)
            act.note("person.add", "person", person_id)
        return person_id

    def correct(self, person_id: str, details: PersonDetails) -> None:
        """Put new facts in place of the old, which stay as the earlier version. Raises StillMissing, NotFound."""
        details = _complete(details)
        with self.vault.acting(Right.CHANGE_PERSON) as act:
            now = current(act.session, person_id)
            changed = [
                s.name
                for s in specs(PersonDetails)
                if getattr(now.details, s.name) != getattr(details, s.name)
            ]
            _write(act, person_id, now.version + 1, details, self.vault.member.id)
            act.note("person.correct", "person", person_id, version=now.version + 1, fields=" ".join(changed))

    def read(self, person_id: str) -> PersonView:
        """The person as now known; reading is noted."""
        with self.vault.acting(Right.BANNER, durable=False) as act:
            view = current(act.session, person_id)
            act.note("person.read", "person", person_id)
        return view


def _complete(details: PersonDetails) -> PersonDetails:
    details = check(details)
    gaps = missing(details)
    if gaps:
        raise StillMissing(tuple(gap.label for gap in gaps))
    return details


def current(session: Session, person_id: str) -> PersonView:
    """The person as now known; raises NotFound."""
    row = session.connection().execute(_CURRENT, {"person_id": person_id}).one_or_none()
    if row is None:
        raise NotFound
    return PersonView(person_id, row.version, read(PersonDetails, json.loads(row.details)))


def _write(act: Act, person_id: str, version: int, details: PersonDetails, staff_id: str) -> None:
    shown = {
        "version": version,
        "family_name": details.family_name,
        "given_names": details.given_names,
        "sort_name": details.sort_name,
        "born": details.born.to_wire() if details.born else "",
        "nhs_number": details.nhs_number,
        "pnc": details.pnc,
        "awareness": details.awareness,
    }
    if version == 1:
        act.insert(Person, id=person_id, created_at=act.at, **shown)
    else:
        act.session.execute(update(Person).where(Person.id == person_id).values(**shown))
        cases = update(Case).where(Case.person_id == person_id)
        act.session.execute(cases.values(sort_name=details.sort_name, name_order=_order(details)))
        act.session.execute(delete(NameKey).where(NameKey.person_id == person_id))
    for key in sorted(names.keys(details.family_name, details.given_names)):
        act.insert(NameKey, key=key, person_id=person_id)
    act.insert(
        PersonVersion,
        id=new_id(act.at),
        person_id=person_id,
        version=version,
        details=canonical.dumps(to_plain(details)),
        staff_id=staff_id,
        at=act.at,
    )


def _order(details: PersonDetails) -> str:
    return names.order_key(details.family_name, details.given_names)


def _likenesses(session: Session, details: PersonDetails) -> list[Likeness]:
    same = [
        column == value
        for column, value in (
            (Person.nhs_number, details.nhs_number),
            (Person.pnc, details.pnc),
            (Person.born, details.born.to_wire() if details.born and details.born.is_known else ""),
        )
        if value
    ]
    # Without a limit: they are few, and the one in question may stand anywhere in the alphabet.
    rows = session.execute(
        select(Person).where(or_(*same, _may_be_named(details))).order_by(Person.sort_name)
    ).scalars()
    found = [(row, _reason(row, details)) for row in rows]
    return [Likeness(row.id, row.sort_name, row.born, reason) for row, reason in found if reason]


def _may_be_named(details: PersonDetails) -> ColumnElement[bool]:
    """Who has a part of the family name, or begins with all of it, and has the first of the given names."""
    family, given = names.alike(details.family_name), names.parts(details.given_names)
    if not family:
        return false()
    begun = names.wanted(details.family_name).joined
    named = NameKey.key.in_(family) | begins_with(NameKey.key, begun)
    first = begins_with(NameKey.key, given[0]) if given else None
    return and_(
        Person.id.in_(select(NameKey.person_id).where(named)),
        Person.given_names == "" if first is None else Person.id.in_(select(NameKey.person_id).where(first)),
    )


def begins_with(column: InstrumentedAttribute[str], start: str) -> ColumnElement[bool]:
    """A range rather than LIKE: it walks the index whatever the collation."""
    return and_(column >= start, column < start + LAST)


def _reason(row: Person, details: PersonDetails) -> str:
    if details.nhs_number and row.nhs_number == details.nhs_number:
        return "same NHS number"
    if details.pnc and row.pnc == details.pnc:
        return "same PNC ID"
    born = details.born.to_wire() if details.born else ""
    name = _name_reason(row, details)
    return f"{name} and date of birth" if name and born and row.born == born else name


def _name_reason(row: Person, details: PersonDetails) -> str:
    mine, theirs = names.parts(details.given_names), names.parts(row.given_names)
    if mine[:1] != theirs[:1]:
        return ""
    if names.is_same(row.family_name, details.family_name):
        return "same name" if "".join(mine) == "".join(theirs) else "similar name"
    return "similar name" if names.is_similar(row.family_name, details.family_name) else ""
