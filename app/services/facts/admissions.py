"""Makes the keys of compartments, and admits members to them: each key and each admission is stated."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from app.crypto import member_keys, pki
from app.crypto.grants import grant, vouch
from app.crypto.header import Header, RecoverySlot
from app.crypto.secret import Secret, random_secret
from app.domain.facts.access import Admission, PlaceKey, admission_fact, key_fact
from app.domain.facts.event import Basis
from app.domain.fields.compartments import KEYED, Compartment
from app.domain.values.ids import new_id
from app.models.base import wire_time
from app.models.tables import MemberKey
from app.services.facts.stating import Hand, Saying, Subject, state
from app.services.vault.compartment_public import publish
from app.services.vault.open_vault import Act

FIRST: Final = 1


@dataclass(frozen=True)
class Place:
    """What a key is of: a compartment or a restricted case, and which generation."""

    name: str
    generation: int


@dataclass(frozen=True)
class GrantHolder:
    """Whom a key is wrapped to: a member's key, or the recovery slot, which is no member's."""

    id: str
    public: member_keys.PublicKey
    staff_id: str = ""

    @classmethod
    def of(cls, key: MemberKey, certified: member_keys.PublicKey) -> "GrantHolder":
        """A member's key, as it was certified: what its row holds beside that is anybody's."""
        return cls(key.id, certified, key.staff_id)


@dataclass(frozen=True)
class Admitting:
    """Who admits, in which act, with whose word and on what basis."""

    hand: Hand
    act: Act
    authority: pki.Authority | None = None
    basis: Basis = Basis.MEMBER

    def found_all(self, founder: GrantHolder) -> None:
        """Draw the first key of every sealed compartment."""
        for compartment in KEYED:
            self.found(Place(compartment.value, FIRST), (founder,)).wipe()

    def found(self, place: Place, holders: Iterable[GrantHolder]) -> Secret:
        """Draw a compartment's key, vouch for it, and wrap it to those and the recovery kit; gives the key."""
        if self.authority is None:
            raise LookupError("a compartment's key takes the authority's word")
        key = random_secret()
        made = {"compartment": place.name, "generation": place.generation}
        voucher = vouch(self.authority.key, key, vault_id=self.hand.header.vault_id, **made)  # type: ignore[arg-type]
        self.state_key(place, voucher)
        for holder in (*holders, recovery_holder(self.hand.header)):
            self.give(place, key, holder)
        if place.name == Compartment.VICTIM_CHECK.value:
            # Who is not admitted hands in what has to be looked at before it leaves.
            publish(
                self.act.session,
                self.authority,
                self.hand.header,
                Compartment.VICTIM_CHECK,
                place.generation,
                key,
            )
        return key

    def state_key(self, place: Place, voucher: bytes) -> None:
        """State that there is a key, for which that was said."""
        said = PlaceKey(place=place.name, generation=place.generation, voucher=sha256(voucher).hexdigest())
        self._state(Saying((key_fact(place.name),), said), {"voucher": voucher})

    def give(self, place: Place, key: Secret, holder: GrantHolder, reason: str = "") -> None:
        """Wrap a key to a holder."""
        wrapped = grant(
            key,
            member_keys.exchange(holder.public),
            vault_id=self.hand.header.vault_id,
            compartment=place.name,
            generation=place.generation,
            holder=holder.id,
        )
        said = Admission(
            place=place.name,
            generation=place.generation,
            holder=holder.id,
            staff=holder.staff_id,
            grant=sha256(wrapped).hexdigest(),
            granted_by=self.hand.member.id,
            granted=wire_time(self.act.at),
        )
        self._state(Saying((admission_fact(place.name),), said), {"wrapped": wrapped}, reason)

    def _state(self, saying: Saying, kept: dict[str, bytes], reason: str = "") -> None:
        subject = Subject(new_id(self.act.at))
        state(
            self.hand,
            self.act,
            subject,
            saying,
            reason=reason,
            basis=self.basis,
            authority=self.authority,
            kept=kept,
        )


def recovery_holder(header: Header) -> GrantHolder:
    """The recovery kit, to which every key is wrapped."""
    slot = next(slot for slot in header.slots if isinstance(slot, RecoverySlot))
    return GrantHolder(slot.id, member_keys.compartments_public(slot.public))


def first_of(compartment: Compartment) -> Place:
    """The first generation of a compartment's key."""
    return Place(compartment.value, FIRST)
