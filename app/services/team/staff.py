"""Staff: enrolled by the lead, admitted to compartments, and given a new passphrase."""

from dataclasses import asdict, dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto import pki
from app.crypto.header import Header
from app.crypto.kdf import DEFAULT, KdfParams
from app.crypto.key_slots import (
    add_passphrase_slot,
    replace_passphrase,
    unlock_passphrase,
)
from app.crypto.member_keys import compartments_public
from app.crypto.secret import Secret, random_secret
from app.crypto.store_epochs import slot_public, with_grant
from app.domain.facts.access import OF_CASE
from app.domain.fields.compartments import KEYED, SEALED, Compartment
from app.domain.fields.rights import Grade, Right
from app.domain.values.ids import new_id
from app.domain.values.text import fold
from app.errors import NotAcceptable, NotFound, NotPermitted
from app.models.tables import CompartmentGrant, MemberKey, Site
from app.models.tables import Staff as StaffRow
from app.services.facts.admissions import Admitting, GrantHolder, Place
from app.services.facts.case_keys import admit_to_case
from app.services.facts.members import DrawnKeys, Members, draw_keys
from app.services.records import draft_keys
from app.services.team import enrolment, revocations
from app.services.team.enrolment import Newcomer
from app.services.vault import keys, slots
from app.services.vault.confirmation import Confirmation, digest_of
from app.services.vault.keys import SecretOwner, member_of, owner_of, subject_of
from app.services.vault.member import Member
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.own_seal import forget_prepared
from app.services.vault.passphrases import require
from app.services.vault.slots import WayIn
from app.services.writing.unfinished import forget_unfinished
from app.services.writing.words import forget_writing

CHECKING: Final = frozenset({Grade.LEAD, Grade.CLINICIAN})
"""Whose outputs are checked by their own program: they are given the victim check's key when they are enrolled."""


@dataclass(frozen=True)
class Colleague:
    """A member of staff and where they are admitted."""

    member: Member
    has_left: bool
    compartments: tuple[Compartment, ...]


@dataclass(frozen=True)
class Staff:
    """What can be done with staff."""

    vault: OpenVault
    params: KdfParams = DEFAULT

    def list(self) -> tuple[Colleague, ...]:
        """Everybody who works or worked here, by name."""
        with self.vault.reading(Right.BANNER) as act:
            session = act.session
            rows = session.execute(select(StaffRow).order_by(StaffRow.name)).scalars().all()
            return tuple(
                Colleague(
                    member_of(session, self.vault.header, r),
                    r.left_at is not None,
                    tuple(each for each in _admitted(session, r.id) if each in SEALED),
                )
                for r in rows
            )

    def enrol(self, newcomer: Newcomer, passphrase: str, confirmed: Confirmation) -> str:
        """Give a newcomer a way in and certified keys; they type the passphrase themselves. Gives their id.

        Raises NotPermitted for anybody but the lead who holds the authority, MustConfirm without their word for exactly
        this, NotAcceptable for a taken login, WeakSecret, CommonSecret, StillMissing.
        """
        vault, newcomer = self.vault, newcomer.checked()
        secret = random_secret()
        with vault.acting(Right.STAFF, confirmed=confirmed) as act:
            act.covers(enrolling(newcomer))
            authority = self._authority(act.session)
            _check_login_unused(act.session, newcomer.login)
            _check_passphrase(act.session, passphrase, newcomer)
            unclaimed = enrolment.unclaimed(act.session, vault.header)
            header = enrolment.without(vault.header, vault.vault_key, unclaimed)
            header = self._with_slot(header, newcomer.login, secret, passphrase)
            staff_id = new_id(act.at)
            owner, members = SecretOwner(header.vault_id, staff_id, secret), Members(vault, act, authority)
            sayings = enrolment.introduced(newcomer, act.at)
            members.let_in(owner, header.slots[-1].id, header.authority, *sayings)
            drawn = draw_keys(act.at)
            members.give_keys(owner, enrolment.certified(newcomer, staff_id), drawn)
            _state_slot(act.session, header, owner, drawn)
            if newcomer.grade in CHECKING and vault.compartments.admits(Compartment.VICTIM_CHECK):
                self._grant(act, staff_id, Compartment.VICTIM_CHECK)
            # The header first: a slot without its row opens nothing and is swept up by the next enrolment, while a row
            # without its slot would lock the newcomer out.
            vault.replace_header(header)
        secret.wipe()
        return staff_id

    def admit(self, staff_id: str, compartment: Compartment, confirmed: Confirmation) -> None:
        """Let a colleague read a sealed compartment that the lead reads. Raises as `enrol`, NotAdmitted, NotFound."""
        with self.vault.acting(Right.ADMIT, compartment=compartment, confirmed=confirmed) as act:
            act.covers(admitting(staff_id, compartment))
            self._grant(act, staff_id, compartment)
            if compartment is Compartment.VICTIM and self.vault.compartments.admits(Compartment.VICTIM_CHECK):
                # Who may say who a victim is also says what is looked for.
                self._grant(act, staff_id, Compartment.VICTIM_CHECK)
            act.note("staff.admit", "staff", staff_id, compartment=compartment.value)

    def change_passphrase(self, old: str, new: str) -> None:
        """Wrap the member's own keys under a new passphrase. Raises WrongSecret, WeakSecret, CommonSecret."""
        vault = self.vault
        opened = unlock_passphrase(vault.header, fold(vault.member.login), old)
        try:
            with vault.acting(Right.OWN) as act:
                _check_passphrase(act.session, new, vault.member)
                act.note("staff.passphrase", "staff", vault.member.id)
                vault.replace_header(replace_passphrase(vault.header, opened, new, params=self.params))
        finally:
            opened.wipe()

    def readmit(self, staff_id: str, passphrase: str, confirmed: Confirmation) -> None:
        """Give a colleague who lost their passphrase a new way in and new keys; what they signed still verifies.

        They keep the compartments that the lead can pass on. Raises as `enrol`, and NotPermitted for oneself: new keys
        could not open the site's authority.
        """
        vault, secret = self.vault, random_secret()
        with vault.acting(Right.STAFF, confirmed=confirmed) as act:
            act.covers(readmitting(staff_id))
            if staff_id == vault.member.id:
                raise NotPermitted("Nobody can readmit themselves: change your passphrase instead.")
            authority, staff = self._authority(act.session), _find(act.session, staff_id)
            member = member_of(act.session, vault.header, staff)
            _check_passphrase(act.session, passphrase, staff)
            forget_writing(vault, act, staff_id, authority)
            forget_unfinished(act.session, staff_id)
            forget_prepared(act.session, staff_id)
            cases = _cases_read(act.session, staff_id)
            held = [c for c in _admitted(act.session, staff_id) if vault.compartments.admits(c)]
            slots.forget_slot(act.session, staff.slot)
            header = enrolment.without(vault.header, vault.vault_key, {staff.slot} & _ids(vault.header))
            header = self._with_slot(header, staff.login, secret, passphrase)
            owner, members = SecretOwner(header.vault_id, staff_id, secret), Members(vault, act, authority)
            members.let_in(owner, header.slots[-1].id, header.authority)
            # As they were certified before, whatever the list says.
            drawn = draw_keys(act.at)
            members.give_keys(owner, subject_of(member), drawn)
            way = _state_slot(act.session, header, owner, drawn)
            keeper = draft_keys.Keeper.lead(vault, _find(act.session, vault.member.id).slot)
            draft_keys.hand_back(act, header.vault_id, keeper, way)
            for compartment in held:
                self._grant(act, staff_id, compartment)
            for case_id in cases:
                admit_to_case(vault, act, case_id, staff_id)
            act.note("staff.readmit", "staff", staff_id)
            revocations.state(vault, act)
            vault.replace_header(header)
        secret.wipe()

    def _with_slot(self, header: Header, login: str, secret: Secret, passphrase: str) -> Header:
        """Add a way in that opens the store: the last slot of the header."""
        vault = self.vault
        header = add_passphrase_slot(
            header, vault.vault_key, secret, fold(login), passphrase, params=self.params
        )
        public = compartments_public(slot_public(secret, header.vault_id))
        return with_grant(header, vault.vault_key, vault.store_secret, header.slots[-1].id, public)

    def _authority(self, session: Session) -> pki.Authority:
        return keys.authority_of(session, owner_of(self.vault))

    def _grant(self, act: Act, staff_id: str, compartment: Compartment) -> None:
        """Wrap every generation the member holds to the colleague's present, certified key."""
        vault = self.vault
        vault.compartments.require(compartment)
        _find(act.session, staff_id)
        key = _exchange_key(act.session, staff_id)
        holder = GrantHolder.of(key, keys.check_certified(act.session, vault.header, key, act.at))
        admitting = Admitting(vault, act, self._authority(act.session))
        for (held, generation), secrets in vault.compartments.held.items():
            if held is compartment and not _has(act.session, key.id, compartment, generation):
                for secret in secrets:
                    admitting.give(Place(compartment.value, generation), secret, holder)


def enrolling(newcomer: Newcomer) -> bytes:
    """What the lead confirms when somebody is enrolled. Raises StillMissing, NotAcceptable."""
    return digest_of("staff.enrol", **asdict(newcomer.checked()))


def admitting(staff_id: str, compartment: Compartment) -> bytes:
    """What the lead confirms when somebody is admitted."""
    return digest_of("staff.admit", staff=staff_id, compartment=compartment.value)


def readmitting(staff_id: str) -> bytes:
    """What the lead confirms when somebody is let in again."""
    return digest_of("staff.readmit", staff=staff_id)


def _check_login_unused(session: Session, login: str) -> None:
    # Whoever left keeps their login too: the records they signed stay theirs.
    if fold(login) in {fold(used) for used in session.execute(select(StaffRow.login)).scalars()}:
        raise NotAcceptable("That login name is taken, or was somebody's who left: choose another.")


def _check_passphrase(session: Session, passphrase: str, whose: Newcomer | Member | StaffRow) -> None:
    require(passphrase, (whose.login, whose.name, session.get_one(Site, 1).name))


def _ids(header: Header) -> set[str]:
    return {slot.id for slot in header.slots}


def _state_slot(session: Session, header: Header, owner: SecretOwner, drawn: DrawnKeys) -> WayIn:
    """Say with the keys that somebody was just given which way in is theirs: the last slot of the header."""
    way = WayIn(header.slots[-1].id, owner.staff_id, slot_public(owner.secret, owner.vault_id))
    slots.state_slot(session, owner.vault_id, way, drawn.keys, drawn.ids["records"])
    return way


def _find(session: Session, staff_id: str) -> StaffRow:
    row = session.get(StaffRow, staff_id)
    if row is None or row.left_at is not None:
        raise NotFound("There is no member of staff by that reference.")
    return row


def _cases_read(session: Session, staff_id: str) -> tuple[str, ...]:
    """The restricted cases of which somebody was given a key."""
    theirs = select(CompartmentGrant.compartment).where(
        CompartmentGrant.staff_id == staff_id, CompartmentGrant.compartment.startswith(OF_CASE)
    )
    return tuple(place.removeprefix(OF_CASE) for place in session.execute(theirs.distinct()).scalars())


def _exchange_key(session: Session, staff_id: str) -> MemberKey:
    theirs = select(MemberKey).where(
        MemberKey.staff_id == staff_id, MemberKey.purpose == "compartments", MemberKey.retired_at.is_(None)
    )
    return session.execute(theirs).scalar_one()


def _has(session: Session, holder: str, compartment: Compartment, generation: int) -> bool:
    same = select(CompartmentGrant.id).where(
        CompartmentGrant.holder == holder,
        CompartmentGrant.compartment == compartment.value,
        CompartmentGrant.generation == generation,
        CompartmentGrant.withdrawn_at.is_(None),
    )
    return session.scalar(same) is not None


def _admitted(session: Session, staff_id: str) -> tuple[Compartment, ...]:
    names = set(
        session.execute(
            select(CompartmentGrant.compartment)
            .join(MemberKey, MemberKey.id == CompartmentGrant.holder)
            .where(
                MemberKey.staff_id == staff_id,
                MemberKey.retired_at.is_(None),
                CompartmentGrant.withdrawn_at.is_(None),
            )
        ).scalars()
    )
    return tuple(c for c in KEYED if c.value in names)
