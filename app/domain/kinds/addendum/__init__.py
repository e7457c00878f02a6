"""More said of a signed record later."""

from app.domain.kinds.addendum.content import Addendum
from app.domain.records.kind import Kind, KindRole

__all__ = ["KIND"]

KIND = Kind(
    code="addendum",
    title="Addendum",
    version=1,
    order=100,
    role=KindRole.REMARK,
    content=Addendum,
    event_label="Date of the addendum",
    title_of=lambda _: "Addendum",
)
