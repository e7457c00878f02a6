"""Opens the keys of restricted cases that a member was given.

Who made a key says so with their records key. Only one made by the member, the case's lead or the holder of the
authority seals: anybody else could have put it there to read what is sealed with it. Any one that was given opens.
"""

from contextlib import suppress
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto import member_keys, record_signing
from app.crypto.grants import key_statement
from app.crypto.header import Header
from app.domain.facts.access import OF_CASE
from app.errors import Damaged, NotGenuine
from app.models.tables import Authority, Case, CompartmentKey, MemberKey
from app.services.vault import keys
from app.services.vault.compartment_grants import Holder, opened_grants, vouchers
from app.services.vault.compartment_keys import CompartmentKeys

_UUID: Final = 36


def open_case_keys(
    session: Session, header: Header, holder: Holder, member_id: str, into: CompartmentKeys
) -> None:
    """Put the keys of cases that the member was given where they are used. Raises Damaged for one that nobody made."""
    said = vouchers(session, of_cases=True)
    authority = session.scalar(select(Authority.holder_id).where(Authority.retired_at.is_(None)))
    for (place, generation), key in opened_grants(session, header, holder, of_cases=True):
        case_id = place.removeprefix(OF_CASE)
        maker = _maker(
            session,
            header,
            key_statement(key, header.vault_id, place, generation),
            said.get((place, generation), ()),
        )
        into.by_case[case_id, generation] = (*into.by_case.get((case_id, generation), ()), key)
        if maker in {member_id, authority, lead_of(session, case_id)}:
            into.trusted.setdefault((case_id, generation), key)


def _maker(session: Session, header: Header, statement: bytes, said: tuple[bytes, ...]) -> str:
    for voucher in said:
        made_with = session.get(MemberKey, voucher[:_UUID].decode("ascii", "replace"))
        if made_with is None or made_with.purpose != "records":
            continue
        for certified in keys.certified_as(session, header, made_with)[:1]:
            public = member_keys.signing(certified.public)
            with suppress(NotGenuine):
                record_signing.verify_key(public, statement, voucher[_UUID:])
                return made_with.staff_id
    raise Damaged("The key of a restricted case is not one that a colleague made: somebody put it there.")


def lead_of(session: Session, case_id: str) -> str | None:
    """Who leads a case."""
    return session.scalar(select(Case.lead_id).where(Case.id == case_id))


def has_case_key(session: Session, case_id: str) -> bool:
    """Whether anything is restricted in a case."""
    keys_of_it = select(CompartmentKey.id).where(CompartmentKey.compartment == f"{OF_CASE}{case_id}")
    return session.scalar(keys_of_it.limit(1)) is not None
