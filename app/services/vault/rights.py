"""Decides what a member may do, in the transaction in which it is done (the table is `domain.fields.rights`)."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, bindparam, select

from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import BY_AUTHORITY, Extent, Grade, Right, extent
from app.errors import NotPermitted
from app.models.tables import Authority, Case
from app.services.vault.compartment_keys import CompartmentKeys
from app.services.vault.member import Member

_LEAD_OF: Final = select(Case.lead_id).where(Case.id == bindparam("case_id"))
_HOLDER: Final = select(Authority.holder_id).where(Authority.retired_at.is_(None))
_ARTICLE: Final = {Grade.ADMINISTRATOR: "an"}


@dataclass(frozen=True)
class Asked:
    """What somebody is about to do: by which right, in which case and compartment."""

    right: Right
    case: str | None = None
    compartment: Compartment = Compartment.CLINICAL


def require(connection: Connection, asked: Asked, member: Member, compartments: CompartmentKeys) -> Extent:
    """How far the member may do it: ALL, or ADMINISTRATIVE, for which `Act.of_kind` asks more.

    Raises NotPermitted, NotAdmitted.
    """
    far = extent(asked.right, member.grade)
    if far is Extent.NONE or (far is Extent.LED and _lead_of(connection, asked.case) != member.id):
        raise refusal(asked.right, member.grade)
    if asked.right in BY_AUTHORITY and connection.scalar(_HOLDER) != member.id:
        raise NotPermitted("Only the lead who holds the site's certificate authority can do that.")
    if asked.compartment is not Compartment.RESTRICTED:
        # What is restricted is sealed by case: who has no key reads nothing, and who writes there first makes one.
        compartments.require(asked.compartment)
    return far


def refusal(right: Right, grade: Grade) -> NotPermitted:
    """The sentence for somebody whose grade does not reach so far."""
    if extent(right, grade) is Extent.LED:
        return NotPermitted(f"You are not permitted to {right.value} that you do not lead.")
    return NotPermitted(
        f"As {_ARTICLE.get(grade, 'a')} {grade.label.lower()} you are not permitted to {right.value}."
    )


def _lead_of(connection: Connection, case_id: str | None) -> str | None:
    return connection.scalar(_LEAD_OF, {"case_id": case_id})
