"""People: found before they are made twice, and corrected without losing what was known before."""

import json
from dataclasses import dataclass

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.orm import Session

from app.crypto import canonical
from app.domain.cases.person import PersonDetails
from app.domain.fields.content import check, missing, read, specs, to_plain
from app.domain.fields.rights import Right
from app.domain.values.ids import new_id
from app.domain.values.text import fold
from app.errors import NotFound, StillMissing
from app.models.tables import Case, Person, PersonVersion
from app.services.vault.open_vault import Act, OpenVault

_MOST_ALIKE = 200
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
        """Who may already be this person: the same NHS number, PNC ID, or name and date of birth."""
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
        act.session.execute(cases.values(sort_name=details.sort_name))
    act.insert(
        PersonVersion,
        id=new_id(act.at),
        person_id=person_id,
        version=version,
        details=canonical.dumps(to_plain(details)),
        staff_id=staff_id,
        at=act.at,
    )


def _likenesses(session: Session, details: PersonDetails) -> list[Likeness]:
    # By number and birthday without a limit: they are few, and the one in question may stand anywhere in the alphabet.
    same = [
        column == value
        for column, value in (
            (Person.nhs_number, details.nhs_number),
            (Person.pnc, details.pnc),
            (Person.born, details.born.to_wire() if details.born and details.born.is_known else ""),
        )
        if value
    ]
    alike = Person.sort_name.startswith(details.family_name.upper(), autoescape=True)
    in_order = select(Person).order_by(Person.sort_name)
    rows = [*session.execute(in_order.where(alike).limit(_MOST_ALIKE)).scalars()]
    if same:
        rows += session.execute(in_order.where(or_(*same))).scalars()
    found = [(row, _reason(row, details)) for row in {row.id: row for row in rows}.values()]
    return [Likeness(row.id, row.sort_name, row.born, reason) for row, reason in found if reason]


def _reason(row: Person, details: PersonDetails) -> str:
    if details.nhs_number and row.nhs_number == details.nhs_number:
        return "same NHS number"
    if details.pnc and row.pnc == details.pnc:
        return "same PNC ID"
    born = details.born.to_wire() if details.born else ""
    same_name = fold(row.sort_name) == fold(details.sort_name)
    if same_name and born and row.born == born:
        return "same name and date of birth"
    return "same name" if same_name else ""
