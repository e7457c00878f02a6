"""Works with a kind from one added folder, and prints where it arrived: `python -m tests.added FOLDER`."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from app.domain import kinds

kinds.__path__.append(str(Path(__file__).parent / "kinds"))

from app.domain.kinds.home_visit.content import HomeVisit  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402 - the folder has to be there first

from app.domain.kinds.parts.earlier_flag import EarlierFlag  # noqa: E402
from app.domain.kinds.registry import KINDS, OFFERED  # noqa: E402
from app.domain.records.schema import schema  # noqa: E402
from app.domain.values.dates import ClinicalDate  # noqa: E402
from app.services.checks.checking import check  # noqa: E402
from app.services.desk import Desk  # noqa: E402
from app.services.sharing.summarising import Request, compose  # noqa: E402
from app.services.vault.machine import Machine  # noqa: E402
from app.views.context.tasks import Tasks  # noqa: E402
from app.views.forms.editor import FieldContext  # noqa: E402
from app.views.forms.editors import make  # noqa: E402
from app.views.kinds.form_for import form_for, hand_laid  # noqa: E402
from app.views.theme.theme import Theme  # noqa: E402
from tests.builders import SteppingClock, add_case, draft_with, make_vault, open_as_lead, sign  # noqa: E402
from tests.planted import AUDIENCES  # noqa: E402
from tests.reported import below  # noqa: E402
from tests.views.desk_ground import context_of  # noqa: E402

FLAG = EarlierFlag(
    sign="weapon",
    detail="A machete over the door",
    action="Police told today",
    told="DC Arkell",
    told_on=ClinicalDate(2026, 11, 23),
)
VISIT = {
    "room": "Front room",
    "seen": "Curtains drawn; photographs on every wall",
    "comfort": 3,
    "next_on": ClinicalDate(2026, 12, 1),
    "red_flags": (FLAG,),
}


def arrived(folder: Path) -> dict[str, Any]:
    """Where a signed home visit is seen."""
    machine = Machine(state=folder / "state", clock=SteppingClock())
    make_vault(folder / "team.vault", machine)
    vault = open_as_lead(folder / "team.vault", machine)
    case_id = add_case(vault)
    record = sign(vault, draft_with(vault, case_id, "home_visit", HomeVisit(**VISIT)))
    desk = Desk.of(vault)
    overview, sheet = desk.casefile.overview(case_id), desk.casefile.open(case_id)
    axis = overview.axis
    assert axis is not None
    summary = compose(
        vault,
        case_id,
        Request(
            audience="panel", recipient="P", purpose="P", question="What next?", answer="Little has changed."
        ),
        AUDIENCES["panel"],
        "d",
    )
    seen = {
        "offered": [kind.code for kind in OFFERED],
        "newest": [each.kind for each in overview.newest],
        "chronology": [row.title for row in desk.chronology.page(case_id).rows],
        "axis": [mark.text for mark in axis.marks],
        "series": [each.name for each in axis.series],
        "flags": [flag.text for flag in sheet.flags],
        "due": [(str(each.day), each.what) for each in desk.today.page().rows if each.sort == "date"],
        "search": [hit.record_id == record for hit in desk.search.find("photographs").records],
        "schema": list(schema(KINDS["home_visit"])["properties"]),
        "report": [*below(summary, "Open red flags"), *below(summary, "Sources and limits")],
        "clean": check(vault).is_clean,
    }
    vault.lock()
    return seen


def form(application: QApplication) -> dict[str, Any]:
    """The form that it has."""
    tasks = Tasks()
    context = FieldContext(
        context_of(Theme(application, "light", 100), tasks), lambda: date(2026, 11, 23), make=make
    )
    made = form_for(KINDS["home_visit"], context)
    made.finish()
    tasks.finish()
    return {"fields": list(made.fields.boxes), "declared": hand_laid("home_visit") is None}


if __name__ == "__main__":
    print(json.dumps(arrived(Path(sys.argv[1])) | {"form": form(QApplication(sys.argv[:1]))}))
