"""What a line of the chronology says, alike on the screen and on paper."""

from typing import Final

from app.domain.fields.compartments import Compartment
from app.domain.records.late import days_late
from app.domain.values.dates import ClinicalDate
from app.services.records.chronology import Entry

IN_ERROR: Final = "Marked in error: "
"""Stands before what a record is called that was marked in error, in whatever list."""


def when(entry: Entry) -> str:
    """The day it is about."""
    return ClinicalDate.from_wire(entry.event).show() if entry.event else "Undated"


def marks(entry: Entry) -> str:
    """What was said of a record since, which version it is, and that it was entered late; else empty."""
    said = []
    if entry.is_superseded:
        said.append("Superseded")
    if entry.version > 1:
        said.append(f"Version {entry.version}")
    elif entry.event and days_late(ClinicalDate.from_wire(entry.event), entry.signed_at.date()):
        said.append("Late entry")
    if entry.addenda:
        said.append("1 addendum" if entry.addenda == 1 else f"{entry.addenda} addenda")
    return ", ".join(said)


def what(entry: Entry) -> str:
    """What it is called, without how it stands; of a sealed one only where it is kept.

    That it is in error stands first of all, and not in a column of its own, which would go where there is no room.
    """
    error, compartment = IN_ERROR if entry.is_error else "", Compartment(entry.compartment)
    if compartment.is_sealed:
        return f"{error}Sealed: {compartment.label}"
    bare = entry.title.removesuffix(f"; {entry.stands}") if entry.stands else entry.title
    return error + (f"{bare} to: {entry.about}" if entry.about else bare)


def awaits(entry: Entry) -> str:
    """That it awaits a countersignature or was returned, as a sentence; else empty."""
    return f"{entry.awaits[:1].upper()}{entry.awaits[1:]}." if entry.awaits else ""
