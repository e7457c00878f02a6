"""States one fact of a case or its person that is no field of theirs: concern, gates, team, links, people, consents."""

from dataclasses import replace
from functools import partial
from typing import Any

from app.services.cases.casefile import CaseSheet
from app.services.cases.pathway import STATED, PathwayView
from app.services.desk import Desk
from app.views.cases.changing import Changing
from app.views.context.context import Context
from app.views.context.places import CaseAt, Place

_NOTES = {
    "case.concern": "How much work the stalking needs, at entry and at exit: not how likely anything is.",
    "case.gates": (
        "A gate closes direct work, letters or contact in this case. Why it is closed stands on what it closes. "
        "What happened all the same is written down as ever."
    ),
    "case.team": "Who works on the case besides its lead.",
    "case.link": "Other cases that have to do with this one, each with why.",
    "person.circle": "The people round the person. Never a victim by name: write their code.",
    "person.consent": "Each answer with its day. A later answer to the same takes the place of the one before.",
}


class StateFact(Changing):
    """The form of one fact, filled with what holds now."""

    title = "Facts of the case"
    help = "change-case"
    act, done = "Save", "Saved"

    def __init__(self, desk: Desk, context: Context, case_id: str, fact: str) -> None:
        stated = STATED[fact]
        self.note, self.cls = _NOTES[fact], stated.values
        self.kept = f"fact-{fact}"
        self._fact = fact
        super().__init__(desk, context, case_id)
        self.heading.setText(stated.title)

    def arrive(self) -> None:
        """Load what holds and what can be referred to, then the case as every form does."""
        if self.form is None:
            self.run(partial(_loaded, self.desk, self.case_id), then=self._take)

    def _take(self, loaded: tuple[PathwayView, Any, CaseSheet]) -> None:
        view, offers, sheet = loaded
        self._view = view
        self.field_context = replace(self.field_context, citable=offers, referred=view.names)
        self._loaded(sheet)

    def known(self, sheet: CaseSheet) -> Any:  # noqa: ARG002 - it is no part of a case's row
        """What holds now."""
        return self._view.of(self._fact)

    def keep(self, content: Any) -> None:
        """State it."""
        self.desk.pathway.state(self.case_id, self._fact, content)

    def back_to(self) -> Place:
        """To where it is shown."""
        return CaseAt(self.case_id, "referral")


def _loaded(desk: Desk, case_id: str) -> tuple[PathwayView, Any, CaseSheet]:
    return desk.pathway.read(case_id), desk.pathway.offers(case_id), desk.casefile.open(case_id)
