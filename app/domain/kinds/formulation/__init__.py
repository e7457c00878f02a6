"""Formulation: how it came about and is kept going, each claim with its evidence and its plan goal."""

from app.domain.kinds.formulation.content import Formulation, title
from app.domain.records.kind import Kind

__all__ = ["KIND"]

KIND = Kind(
    code="formulation",
    title="Formulation",
    version=1,
    order=40,
    content=Formulation,
    event_label="Date of formulation",
    title_of=title,
    note="An explanation held for now. Likelihood is put in words; nothing is scored.",
)
