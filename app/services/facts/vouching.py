"""Holds what takes the site's word against the authorities that the checking member trusts by their own sealed list."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from app.crypto import certificates, fact_signing, member_keys
from app.crypto.member_keys import DocumentsPublicKey
from app.domain.facts import staff
from app.domain.facts.catalogue import FACTS
from app.domain.facts.event import Basis, Event
from app.errors import Damaged, NotGenuine
from app.models.base import wire_time
from app.models.tables import Authority, EventRow, LedgerRow
from app.services.facts.events import ADOPTED, is_confirmed, stated
from app.services.facts.history import changes
from app.services.vault import keys
from app.services.vault.open_vault import OpenVault

_UNVOUCHED: Final = "it takes the word of the site's authority, and does not bear it."
_UNCONFIRMED: Final = (
    "What was taken over of staff, keys and admissions is not confirmed by the lead yet: "
    "their next unlocking does so."
)
_FORGED: Final = "the word of the site's authority under it is not that of an authority you trust."


@dataclass(frozen=True)
class Vouching:
    """The authorities that are trusted, what was taken over in which act, and whether the lead confirmed that."""

    trusted: tuple[DocumentsPublicKey, ...] | None
    """None where the member's own list cannot be opened."""
    adopted_in: frozenset[tuple[str, str]]
    """Device and time of the acts in which an older store was taken over: one at most."""
    confirmed: bool
    vouched: frozenset[tuple[str, str]]
    """Subject and fact of what bears an authority's word by now."""

    @classmethod
    def of(cls, vault: OpenVault, session: Session) -> "Vouching":
        """As the checking member has it."""
        acts = session.execute(select(LedgerRow.device, LedgerRow.at).where(LedgerRow.action == ADOPTED))
        bearing = select(EventRow.subject_id, EventRow.fact).where(EventRow.voucher.is_not(None))
        return cls(
            _trusted(vault, session),
            frozenset((device, wire_time(at)) for device, at in acts),
            is_confirmed(session),
            frozenset((subject, fact) for subject, fact in session.execute(bearing)),
        )

    def fault(self, row: EventRow, event: Event) -> str:
        """Say if a statement lacks the word that it takes, or bears another; empty where it is as it should be."""
        fact = FACTS.get(event.fact)
        if event.basis is Basis.ADOPTED and not self._was_adopted(event):
            return "it was taken over as older, and not with the rest of an older store."
        if fact is None:
            return ""
        if row.voucher is not None:
            return (
                self._judged(row)
                if fact.by_authority or fact.own
                else "it bears a word that it does not take."
            )
        if fact.own and event.author.id == event.subject[1]:
            return ""
        if (fact.by_authority or fact.own) and not self._will_be_confirmed(event):
            return _UNVOUCHED
        return ""

    def unconfirmed(self) -> bool:
        """Whether the lead has still to confirm what somebody else took over."""
        return bool(self.adopted_in) and not self.confirmed

    def _was_adopted(self, event: Event) -> bool:
        return len(self.adopted_in) == 1 and (event.device, event.at) in self.adopted_in

    def _will_be_confirmed(self, event: Event) -> bool:
        """Whether it was taken over by somebody without the authority, and the lead has confirmed it or still may."""
        if event.basis is not Basis.ADOPTED:
            return False
        return not self.confirmed or FACTS[event.fact].own or (event.subject[1], event.fact) in self.vouched

    def _judged(self, row: EventRow) -> str:
        if self.trusted is None:
            return ""
        for authority in self.trusted:
            with suppress(NotGenuine):
                fact_signing.check_voucher(authority, row.body, row.voucher or b"")
                return ""
        return _FORGED


def adoption_remarks(vault: OpenVault, session: Session) -> Iterator[str]:
    """What should be known of what was taken over: whether it waits for the lead, and where a list was wrong."""
    if Vouching.of(vault, session).unconfirmed():
        yield _UNCONFIRMED
    taken = select(EventRow.digest, EventRow.body).where(
        EventRow.subject == staff.SUBJECT, EventRow.basis == Basis.ADOPTED.value
    )
    for row in session.execute(taken.order_by(EventRow.subject_id, EventRow.number)):
        with suppress(Damaged):
            yield from _found_otherwise(stated(*row).event)


def _found_otherwise(event: Event) -> Iterator[str]:
    fact = FACTS.get(event.fact)
    # Nothing was stated before: what stands there is what the list said.
    if fact is None or not any(event.before.values()):
        return
    for change in changes(fact, event, {}):
        yield (
            f"Staff entry {event.subject[1]}: “{change.label}” was listed as {change.before or 'not answered'} when it "
            f"was taken over; the certificate says {change.after or 'not answered'}, which holds."
        )


def _trusted(vault: OpenVault, session: Session) -> tuple[DocumentsPublicKey, ...] | None:
    try:
        met = keys.vouched_for(session, vault.header, keys.trusted_by(session, keys.owner_of(vault)))
    except (Damaged, NoResultFound):
        return None
    found = session.execute(select(Authority.certificate)).scalars()
    return tuple(
        member_keys.documents(certificates.public_key(each))
        for each in found
        if certificates.digest(each) in met
    )
