"""The public halves of compartments' keys: written where a key is made, and taken only where the authority vouched."""

from collections.abc import Iterator
from contextlib import suppress

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.crypto import certificates, member_keys, pki
from app.crypto.compartment_public import check_public, public_half, vouch_public
from app.crypto.header import Header
from app.crypto.secret import Secret
from app.domain.fields.compartments import Compartment
from app.errors import NotGenuine
from app.models.tables import CompartmentPublic
from app.services.vault.keys import trusted


def publish(
    session: Session,
    authority: pki.Authority,
    header: Header,
    compartment: Compartment,
    generation: int,
    key: Secret,
) -> None:
    """Write the public half of a key, vouched for."""
    public = public_half(key, header.vault_id)
    voucher = vouch_public(
        authority.key,
        public,
        vault_id=header.vault_id,
        compartment=compartment.value,
        generation=generation,
    )
    row = {"compartment": compartment.value, "generation": generation, "public": public, "voucher": voucher}
    session.execute(insert(CompartmentPublic).values(**row))


def is_published(session: Session, compartment: Compartment, generation: int) -> bool:
    """Whether there is one of that generation."""
    return session.get(CompartmentPublic, (compartment.value, generation)) is not None


def public_of(session: Session, header: Header, compartment: Compartment) -> bytes | None:
    """The newest public half that a trusted authority vouched for; None where there is none."""
    newest = select(CompartmentPublic).where(CompartmentPublic.compartment == compartment.value)
    for row in session.execute(newest.order_by(CompartmentPublic.generation.desc())).scalars():
        if _is_vouched(session, header, row):
            return row.public
    return None


def planted(session: Session, header: Header) -> Iterator[str]:
    """The public halves that no authority vouched for, in sentences."""
    for row in session.execute(select(CompartmentPublic)).scalars():
        if not _is_vouched(session, header, row):
            yield f"The public key of the compartment {row.compartment} is not the service's own."


def _is_vouched(session: Session, header: Header, row: CompartmentPublic) -> bool:
    for authority in trusted(session, header):
        public = member_keys.documents(certificates.public_key(authority))
        with suppress(NotGenuine):
            check_public(
                public,
                row.public,
                row.voucher,
                vault_id=header.vault_id,
                compartment=row.compartment,
                generation=row.generation,
            )
            return True
    return False
