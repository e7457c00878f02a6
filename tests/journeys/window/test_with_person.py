"""What is on the screen while the person sits beside it: their name and what is filled in, and nothing of others."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import Qt

from app.domain.kinds.plan.content import Plan
from app.domain.kinds.registry import OFFERED
from app.domain.records.kind import Kind
from app.services.cases.casefile import CaseFile
from app.services.cases.victims import Victims
from app.services.desk import Desk
from app.services.vault.machine import Machine
from app.views.context.places import CaseAt, DraftAt, Place, WithPerson
from app.views.editor.with_person import WithPersonPage
from tests.builders import add_case, complete, draft_with, open_as_lead, raise_flag, signed
from tests.confirmed import sign
from tests.views.driver import Driver
from tests.views.stalls import not_counted

BESIDE: Final = tuple(kind for kind in OFFERED if kind.beside_person)
CASE_WORDS: Final = (
    "Chronology",
    "Due next",
    "Red flag",
    "Victim",
    "V1",
    "NHS",
    "Born",
    "Suicid",
    "Records",
    "Factor",
    "victim",
    "not know",
)
"""Of these no page with the person says any."""
OTHER: Final = "OTTERSHAW"
TURNED: Final = "The screen is turned away"


@dataclass(frozen=True)
class Beside:
    """The window over a vault with two cases; of one much is known."""

    desk: Desk
    driver: Driver
    case_id: str
    reference: str

    def go(self, place: Place) -> None:
        """Go there, as a list would."""
        assert self.driver.window.open_desk is not None
        self.driver.window.open_desk.shell.go(place)
        self.driver.rest()

    @property
    def page(self) -> WithPersonPage:
        """The page in front."""
        assert self.driver.window.open_desk is not None
        front = self.driver.window.open_desk.shell.front
        assert isinstance(front, WithPersonPage)
        return front

    def told(self) -> list[str]:
        """What of the case, or of another, is in sight."""
        texts = f"{self.driver.window.windowTitle()}\n{self.driver.texts()}"
        return [each for each in (*CASE_WORDS, OTHER, self.reference, "marmalade") if each in texts]


@pytest.fixture
def beside(folder: Path, machine: Machine, driver: Driver) -> Beside:
    """Somebody with a flag, a victim and a formulation; and somebody else, whose case was opened last but one."""
    with not_counted():
        vault = open_as_lead(folder, machine)
        other = add_case(vault, OTHER.title())
        case_id = add_case(vault, "Fairweather", given_names="Oswin", awareness="engaged")
        Victims(vault).add(case_id, "stranger")
        raise_flag(vault, case_id, seen="He counted the marmalade jars at her door")
        signed(vault, case_id, "Alone at night, marmalade", kind="formulation")
        reference = CaseFile(vault).open(case_id).case.reference
    driver.window.start.opened.emit(vault, str(folder))
    driver.rest()
    assert driver.window.open_desk is not None
    made = Beside(driver.window.open_desk.desk, driver, case_id, reference)
    made.go(CaseAt(other))
    made.go(CaseAt(case_id))
    return made


def begun(beside: Beside, made: Kind) -> str:
    """A draft of that kind."""
    with not_counted():
        return beside.desk.drafts.begin(beside.case_id, made.code).id


def test_every_kind_that_is_filled_in_with_the_person_shows_their_name_and_nothing_of_the_case(
    beside: Beside,
) -> None:
    assert {kind.code for kind in BESIDE} == {"check_in", "measure", "plan", "safety_plan", "formulation"}
    # The words that are looked for are those that the case itself says.
    assert {"Chronology", "Due next", "Red flag", "Victim", beside.reference} <= set(beside.told())
    for made in BESIDE:
        draft_id = begun(beside, made)
        beside.go(CaseAt(beside.case_id))
        beside.go(DraftAt(beside.case_id, draft_id))
        if made.beside_person is not None and not made.beside_person.opens:
            beside.driver.press("With the person…")
            beside.driver.rest()
        assert beside.page.draft_id == draft_id
        assert beside.page.heading.text() == "FAIRWEATHER, Oswin"
        assert beside.told() == [], made.code
        # Nor by a slip of the hand: neither leaving once nor the palette brings the case, or another, into sight.
        beside.driver.press("Leave")
        beside.driver.rest()
        assert "turn the screen away first" in beside.page.bar.text
        assert beside.told() == [], made.code
        beside.driver.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        beside.driver.rest()
        assert OTHER not in beside.driver.texts()
        assert beside.reference not in beside.driver.texts()
        beside.driver.key(Qt.Key.Key_Escape)
        beside.driver.rest()
    # One that is no more does not bring its case into sight either.
    with not_counted():
        beside.desk.drafts.discard(draft_id)
    beside.go(CaseAt(beside.case_id))
    beside.go(WithPerson(beside.case_id, draft_id))
    assert "That draft is no more" in beside.driver.texts()
    assert beside.told() == []


def test_a_plan_is_written_with_the_person_and_goes_on_in_its_case_once_the_screen_is_turned_away(
    beside: Beside,
) -> None:
    with not_counted():
        cited = signed(beside.desk.vault, beside.case_id, "Words", kind="incident")
        whole = complete(Plan)
        goal = replace(whole.goals[0], why=(cited,))
        draft_id = draft_with(beside.desk.vault, beside.case_id, "plan", replace(whole, goals=(goal,)))
        before = beside.desk.drafts.open(draft_id).sheet.content
    beside.go(DraftAt(beside.case_id, draft_id))
    assert beside.told() == []
    assert "Wanted by" in beside.driver.names()
    assert not {"Why", "Target", "Measured by"} & beside.driver.names()
    beside.driver.type("What the person says of it", "It is a start")
    beside.driver.press(TURNED)
    beside.driver.rest()
    assert beside.reference in beside.told()
    assert "Why" in beside.driver.names()
    with not_counted():
        after = beside.desk.drafts.open(draft_id).sheet.content
    # What was answered alone stays as it was, though it was not on that page.
    assert after == replace(before, words=after.words)
    assert "It is a start" in after.words
    beside.driver.press("With the person…")
    beside.driver.rest()
    assert beside.told() == []
    with not_counted():
        sign(beside.desk.vault, draft_id)
