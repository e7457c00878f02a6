"""A series of incidents: the columns of its grid, and what is common to all of its rows."""

from types import MappingProxyType
from typing import Final

from app.domain.kinds.incident.content import Incident
from app.domain.kinds.incident.standing import how_it_stands
from app.domain.records.series import EVENT, Column, Series


def _stands(incident: Incident) -> str:
    """How it stands, once it is said what was done."""
    return how_it_stands(incident) if incident.behaviour else ""


SERIES: Final = Series(
    columns=(
        Column(name=EVENT, title="Date", ems=9.6),
        Column(name="behaviour", title="What", ems=9.3, repeats=True),
        Column(name="channel", title="Channel", ems=7.3, rank=2, repeats=True),
        Column(name="victims", title="To whom", ems=5.5, rank=1, repeats=True),
        Column(name="description", title="Words", ems=10.0),
        Column(name="severity", title="Severity", ems=5.6, rank=1, repeats=True),
        Column(name="person_says", title="Person says", ems=6.6, rank=1, repeats=True),
        Column(name="said_to", title="Said to", ems=5.8, rank=1, repeats=True),
        Column(name="outcome", title="In law", ems=6.8, rank=2, repeats=True),
        Column(name="breach", title="Breach", ems=5.2, rank=1, repeats=True),
    ),
    common=(
        "source",
        "source_grade",
        "information_grade",
        "handling",
        "handling_conditions",
        "crime_references",
    ),
    called=MappingProxyType(
        {
            "source_grade": "Grade: source",
            "information_grade": "Information",
            "handling_conditions": "Conditions",
            "crime_references.number": "Crime reference",
            "crime_references.force": "Of which force",
        }
    ),
    whose="source",
    stands_title="How it stands",
    stands_ems=9.8,
    stands=_stands,
)
