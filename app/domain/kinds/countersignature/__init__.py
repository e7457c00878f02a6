"""The word of a qualified colleague on a record that was signed under supervision."""

from app.domain.kinds.countersignature.content import Countersignature, title
from app.domain.kinds.countersignature.facets import facets
from app.domain.records.kind import Kind, KindRole

__all__ = ["KIND"]

KIND = Kind(
    code="countersignature",
    title="Countersignature",
    version=1,
    order=120,
    role=KindRole.REMARK,
    content=Countersignature,
    event_label="Date of the countersignature",
    title_of=title,
    facets=facets,
    countersigns=True,
    note="It stands beside the record, which stays as it was signed. In no output.",
)
