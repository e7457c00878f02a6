"""New keys of what somebody could open, for those who stay: what is sealed from then on they cannot open any more."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.crypto import certificates, fact_signing, member_keys, pki, record_signing
from app.crypto.grants import key_statement
from app.crypto.secret import random_secret
from app.domain.facts import access
from app.domain.facts.access import OF_CASE
from app.errors import NotGenuine
from app.models.tables import (
    Authority,
    CompartmentGrant,
    CompartmentKey,
    EventRow,
    LedgerRow,
    MemberKey,
    Staff,
)
from app.services.facts.admissions import Admitting, GrantHolder, Place, recovery_holder
from app.services.vault import keys
from app.services.vault.case_keys import lead_of
from app.services.vault.open_vault import Act, OpenVault


def held_by(session: Session, staff_id: str) -> tuple[str, ...]:
    """The places of which somebody was ever given a key: compartments, and restricted cases."""
    theirs = select(CompartmentGrant.compartment).where(CompartmentGrant.staff_id == staff_id)
    return tuple(session.execute(theirs.distinct().order_by(CompartmentGrant.compartment)).scalars())


def every_place(session: Session) -> tuple[str, ...]:
    """Every place that has a key."""
    rows = select(CompartmentKey.compartment).distinct().order_by(CompartmentKey.compartment)
    return tuple(session.execute(rows).scalars())


@dataclass(frozen=True)
class NewGenerations:
    """Makes them, in an act of the lead who holds the authority."""

    vault: OpenVault
    act: Act
    authority: pki.Authority

    def make(self, places: tuple[str, ...]) -> None:
        """Make the next key of each place and give it to those who stay and were admitted there."""
        for name in places:
            last = select(func.max(CompartmentKey.generation)).where(CompartmentKey.compartment == name)
            place = Place(name, (self.act.session.scalar(last) or 0) + 1)
            if name.startswith(OF_CASE):
                self._of_case(place)
            else:
                self._of_compartment(place)

    def _of_compartment(self, place: Place) -> None:
        holders = tuple(self._holders(self._admitted(place.name)))
        Admitting(self.vault, self.act, self.authority).found(place, holders).wipe()
        self.act.note("compartment.renew", compartment=place.name, generation=place.generation)

    def _of_case(self, place: Place) -> None:
        vault, key, case_id = self.vault, random_secret(), place.name.removeprefix(OF_CASE)
        said = key_statement(key, vault.header.vault_id, place.name, place.generation)
        voucher = vault.key_ids["records"].encode() + record_signing.sign_key(vault.keys.records, said)
        admitting = Admitting(vault, self.act)
        admitting.state_key(place, voucher)
        for holder in (*self._holders(self._let_in(case_id)), recovery_holder(vault.header)):
            admitting.give(place, key, holder)
        key.wipe()
        self.act.note("restricted.renew", "casefile", case_id, case=case_id, generation=place.generation)

    def _admitted(self, name: str) -> set[str]:
        """Whom the site's authority vouched for: a grant is a row that anybody could have added."""
        session, found = self.act.session, set()
        rows = (
            select(EventRow.body, EventRow.voucher)
            .join(CompartmentGrant, CompartmentGrant.id == EventRow.subject_id)
            .where(
                EventRow.fact == access.ADMIT.code,
                CompartmentGrant.compartment == name,
                CompartmentGrant.withdrawn_at.is_(None),
            )
        )
        for body, voucher in session.execute(rows):
            if self._is_vouched(body, voucher or b""):
                said = json.loads(body)
                if (said["vault"], said["after"]["place"]) == (self.vault.header.vault_id, name):
                    found.add(str(said["after"]["staff"]))
        return found

    def _is_vouched(self, body: bytes, voucher: bytes) -> bool:
        for authority in keys.trusted(self.act.session, self.vault.header):
            public = member_keys.documents(certificates.public_key(authority))
            with suppress(NotGenuine):
                fact_signing.check_voucher(public, body, voucher)
                return True
        return False

    def _let_in(self, case_id: str) -> set[str]:
        """The case's lead, and whom they or the service's lead let in. Who wrote there without that goes on alone."""
        session = self.act.session
        lead = lead_of(session, case_id)
        leads = {lead, *session.execute(select(Authority.holder_id)).scalars()} - {None}
        noted = select(LedgerRow.subject_id).where(
            LedgerRow.action == "restricted.admit",
            LedgerRow.case_id == case_id,
            LedgerRow.actor_id.in_(leads),
        )
        return {each for each in (lead, *session.execute(noted).scalars()) if each is not None}

    def _holders(self, staff_ids: set[str]) -> Iterator[GrantHolder]:
        """Those of them who work here and have a way in, with their present key as it was certified."""
        session, header = self.act.session, self.vault.header
        rows = select(Staff, MemberKey).join(MemberKey, MemberKey.staff_id == Staff.id)
        present = rows.where(
            MemberKey.purpose == "compartments",
            MemberKey.retired_at.is_(None),
            Staff.left_at.is_(None),
            Staff.id.in_(staff_ids),
        )
        ways = {slot.id for slot in header.slots}
        for staff, key in session.execute(present.order_by(Staff.id)).all():
            for certified in keys.certified_as(session, header, key)[-1:]:
                if staff.slot in ways:
                    yield GrantHolder.of(key, certified.public)
