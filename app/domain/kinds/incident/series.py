"""A series of incidents: the columns of its grid, and what is common to all of its rows."""

from typing import Final

from app.domain.kinds.incident.content import Incident
from app.domain.kinds.incident.standing import how_it_stands
from app.domain.records.series import EVENT, Column, Series


def _stands(incident: Incident) -> str:
    """How it stands, once it is said what was done."""
    return how_it_stands(incident) if incident.behaviour else ""


SERIES: Final = Series(
    columns=(
        Column(name=EVENT, title="Date", ems=8.9),
        Column(name="behaviour", title="What", ems=9.6, repeats=True),
        Column(name="channel", title="Channel", ems=7.2, rank=2, repeats=True),
        Column(name="victims", title="To whom", ems=4.8, rank=1, repeats=True),
        Column(name="description", title="Words", ems=11.5),
        Column(name="severity", title="Severity", ems=5.4, rank=1, repeats=True),
        Column(name="person_says", title="Person says", ems=6.6, rank=1, repeats=True),
        Column(name="said_to", title="Said to", ems=5.6, rank=1, repeats=True),
        Column(name="outcome", title="In law", ems=7.6, rank=2, repeats=True),
        Column(name="breach", title="Breach", ems=5.0, rank=1, repeats=True),
    ),
    common=(
        "source",
        "source_grade",
        "information_grade",
        "handling",
        "handling_conditions",
        "crime_references",
    ),
    whose="source",
    stands_title="How it stands",
    stands_ems=9.4,
    stands=_stands,
)
