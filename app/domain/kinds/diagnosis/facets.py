"""What a diagnosis means to its case: how each stands, to be counted over cases."""

from collections.abc import Iterator

from app.domain.kinds.diagnosis.content import Diagnosis
from app.domain.records.facets import Coded, Facet
from app.domain.records.written import Written


def facets(diagnosis: Written[Diagnosis]) -> Iterator[Facet]:
    """What other pages read of the diagnoses."""
    for row in diagnosis.content.rows:
        yield Coded(row=row.row, field="stands", answer=row.stands)
