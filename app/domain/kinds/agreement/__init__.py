"""The word of the other of two who stand for a record together: what was decided in supervision is signed by both."""

from app.domain.kinds.agreement.content import Agreement, title
from app.domain.records.kind import Kind, KindRole

__all__ = ["KIND"]

KIND = Kind(
    code="agreement",
    title="Agreement",
    version=1,
    order=130,
    role=KindRole.REMARK,
    content=Agreement,
    event_label="Date of the agreement",
    title_of=title,
    agrees=True,
    note="It stands beside the record, which stays as it was signed. In no output.",
)
