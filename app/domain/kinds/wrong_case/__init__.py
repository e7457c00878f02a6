"""That a signed record stands in the case of another person, and is out of it from then on."""

from app.domain.kinds.wrong_case.content import WrongCase
from app.domain.records.kind import Kind, KindRole

__all__ = ["KIND"]

KIND = Kind(
    code="wrong_case",
    title="A record was moved out",
    version=1,
    order=115,
    role=KindRole.REMARK,
    content=WrongCase,
    event_label="Date of the mark",
    title_of=lambda _: "A record was moved out: entered in the wrong case",
    voids=True,
    moves_out=True,
)
