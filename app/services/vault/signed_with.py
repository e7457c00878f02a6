"""The certificates that a document bears which a member signs now: their own, and the authority's that issued it."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.crypto import pki
from app.errors import NotGenuine, OutOfForce
from app.models.tables import MemberKey
from app.services.vault import keys
from app.services.vault.open_vault import OpenVault


def signed_with(vault: OpenVault, session: Session, at: datetime) -> tuple[bytes, tuple[bytes, ...]]:
    """The member's newest certificate for documents that is in force then, and the authority that issued it.

    Raises OutOfForce.
    """
    key = session.get_one(MemberKey, vault.key_ids["documents"])
    for mine in reversed(keys.certificates_of(session, key)):
        for issuer in keys.trusted(session, vault.header):
            if _is_in_force(mine, issuer, at):
                return mine, (issuer,)
    raise OutOfForce


def _is_in_force(certificate: bytes, authority: bytes, at: datetime) -> bool:
    try:
        pki.check_issued(certificate, authority, pki.Purpose.DOCUMENTS, at)
    except NotGenuine:
        return False
    return True
