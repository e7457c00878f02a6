"""Who was given the key that seals in a compartment now."""

from sqlalchemy import ColumnElement, Connection, func, select
from sqlalchemy.orm import Session

from app.domain.facts.access import OF_CASE
from app.domain.fields.compartments import Compartment
from app.models.tables import CompartmentGrant, CompartmentKey


def holders(reader: Session | Connection, compartment: Compartment, case_id: str) -> frozenset[str] | None:
    """The ids of staff who hold it, those who have left among them; None where nothing is sealed."""
    if not compartment.is_sealed:
        return None
    given = CompartmentGrant.withdrawn_at.is_(None), CompartmentGrant.staff_id.is_not(None)
    of_place: tuple[ColumnElement[bool], ...]
    if compartment is Compartment.RESTRICTED:
        of_place = (CompartmentGrant.compartment == f"{OF_CASE}{case_id}",)
    else:
        newest = select(func.max(CompartmentKey.generation)).where(
            CompartmentKey.compartment == compartment.value
        )
        of_place = (
            CompartmentGrant.compartment == compartment.value,
            CompartmentGrant.generation == newest.scalar_subquery(),
        )
    found = reader.scalars(select(CompartmentGrant.staff_id).where(*given, *of_place))
    return frozenset(each for each in found if each)
