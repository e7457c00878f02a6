"""What is held of motivation and relationship, and consultations about somebody who does not know."""

from collections.abc import Iterator
from typing import Final

from app.domain.cases.victim import RELATIONSHIPS
from app.domain.fields.answers import AWARENESS
from app.domain.kinds.parts.typology import MOTIVATIONS
from app.domain.records.counts import Counts
from app.domain.returns.counting import tally
from app.domain.returns.figure import Figure
from app.domain.returns.material import Material, Signed
from app.domain.returns.quarter import Quarter

OPEN: Final = "cases open in the quarter"


def figures(material: Material, quarter: Quarter) -> Iterator[Figure]:
    """The last typology by the end of the quarter, of every case that was open in it.

    Where there is none, what a consultation of an earlier form says of it.
    """
    held: dict[str, Signed] = {
        each.case: each
        for sort in (Counts.CONSULTATION, Counts.TYPOLOGY)
        for each in material.of_sort(sort)
        if each.is_by(quarter.last) and (sort is Counts.TYPOLOGY or "motivation" in each.answers)
    }
    cases = [each.id for each in material.open_in(quarter)]
    for name, title, choices in (
        ("motivation", "Typology: motivation", MOTIVATIONS),
        ("relationship", "Typology: relationship", RELATIONSHIPS),
    ):
        said = (held[case].answers.get(name, "") if case in held else "" for case in cases)
        yield Figure(code=name, title=title, of=OPEN, rows=tally(said, choices))
    consulted = (each.answers.get("awareness", "") for each in material.within(Counts.CONSULTATION, quarter))
    yield Figure(
        code="consultations",
        title="Consultations, by what the person knows",
        of="consultations of the quarter",
        rows=tally(consulted, AWARENESS),
    )
