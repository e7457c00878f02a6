"""Why a signed record must not be relied on."""

from app.domain.kinds.error_mark.content import ErrorMark
from app.domain.records.kind import Kind, KindRole
from app.domain.records.versions import in_turn

__all__ = ["KIND"]

KIND = Kind(
    code="error_mark",
    title="Marked in error",
    version=2,
    order=110,
    role=KindRole.REMARK,
    content=ErrorMark,
    event_label="Date of the mark",
    title_of=lambda _: "Marked in error",
    voids=True,
    upcasters=(in_turn(),),
)
