"""What is drawn of the window: each scene brings it somewhere, as a person would, and leaves it at rest."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from app.domain.cases.person import PersonDetails
from app.services.writing import unfinished
from app.views.context import places
from app.views.context.places import CaseAt, Place
from tests.screens.stage import Stage

Scene = Callable[[Stage], None]
LOGIN, PASSPHRASE = "rowan", "lantern over still water"
_TREATED, _UNAWARE = "NM-0198", "NM-0231"


def go(place: Place) -> Scene:
    """A screen of the desk."""

    def play(stage: Stage) -> None:
        stage.shell.go(place)
        stage.settle()

    return play


def in_case(reference: str, make: Callable[[str], Place]) -> Scene:
    """A screen of a case."""

    def play(stage: Stage) -> None:
        stage.shell.go(make(stage.shell.desk.cases.find(reference)))
        stage.settle()

    return play


def tab(name: str, reference: str = _TREATED) -> Scene:
    """A tab of a case's page."""
    return in_case(reference, lambda case_id: CaseAt(case_id, name))


def newest(kind: str, reference: str = _TREATED) -> Scene:
    """The newest signed record of a kind."""

    def play(stage: Stage) -> None:
        case_id = stage.shell.desk.cases.find(reference)
        record_id = stage.shell.desk.casefile.open(case_id).newest[kind]
        stage.shell.go(places.RecordAt(case_id, record_id))
        stage.settle()

    return play


def draft(kind: str, reference: str = _TREATED) -> Scene:
    """A draft just begun."""

    def play(stage: Stage) -> None:
        desk = stage.shell.desk
        case_id = desk.cases.find(reference)
        mine = [each for each in desk.drafts.mine(case_id) if each.kind.code == kind]
        begun = mine[0] if mine else desk.drafts.begin(case_id, kind)
        stage.shell.go(places.DraftAt(case_id, begun.id))
        stage.settle()

    return play


def begun(stage: Stage) -> None:
    """A new case that was begun and left, and came back."""
    forms, place = stage.shell.desk.unfinished, unfinished.Place("new-case")
    forms.keep(place, [(PersonDetails(), PersonDetails(family_name="Quill", given_names="Ada"))])
    stage.shell.go(places.NewCase())
    stage.settle()
    # Other scenes find nothing begun.
    forms.drop(place)


def start(stage: Stage) -> None:
    """The first page of all."""
    stage.window.start.show_choices()
    stage.settle()


def unlock(stage: Stage) -> None:
    """The way into the demonstration."""
    stage.window.start.show_unlock(stage.folder)
    stage.settle()


BEFORE: Final[Mapping[str, Scene]] = {"start": start, "unlock": unlock}
"""Scenes while no vault is open."""

GOLDEN: Final = (
    ("start", "light", 100),
    ("unlock", "light", 100),
    ("today", "light", 100),
    ("cases", "high-contrast", 100),
    ("case-overview", "light", 100),
    ("case-unaware", "dark", 100),
    ("case-assessment", "light", 100),
    ("case-overview", "light", 200),
    ("editor-fixation", "light", 100),
    ("editor-consultation", "high-contrast", 100),
    ("editor-session", "dark", 100),
    ("record-session", "light", 100),
    ("share", "light", 100),
)
"""The pictures that are kept and compared exactly: scene, theme, text size in per cent."""

AT_DESK: Final[Mapping[str, Scene]] = {
    "today": go(places.Today()),
    "cases": go(places.CaseList()),
    "new-case": go(places.NewCase()),
    "new-case-begun": begun,
    "case-overview": tab("overview"),
    "case-unaware": tab("overview", _UNAWARE),
    "case-assessment": tab("assessment"),
    "case-formulation": tab("formulation"),
    "case-sessions": tab("sessions"),
    "case-chronology": tab("chronology"),
    "case-victims": tab("victims"),
    "case-sharing": tab("sharing"),
    "case-history": tab("history"),
    "case-plan": tab("plan"),
    "new-record": in_case(_TREATED, places.NewRecord),
    "record-session": newest("session_note"),
    "record-formulation": newest("formulation"),
    "record-fixation": newest("fixation_profile"),
    "editor-session": draft("session_note"),
    "editor-fixation": draft("fixation_profile"),
    "editor-formulation": draft("formulation"),
    "editor-consultation": draft("consultation", _UNAWARE),
    "share": in_case(_TREATED, places.ShareAt),
    "verify": go(places.Verify(Path())),
    "panels": go(places.RailPart("panels")),
    "settings": go(places.RailPart("settings")),
}
"""Scenes of an open vault."""
