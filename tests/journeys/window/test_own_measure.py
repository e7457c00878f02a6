"""A measure of the service's own: added in Settings, handed over to the person, and what its critical item asks for."""

from pathlib import Path

from app.domain.kinds.measure.content import Administration
from app.services.checks.checking import check
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.views.context.places import CaseAt, WithPerson
from tests.builders import LEAD_PASSPHRASE
from tests.journeys.window.answering import answer
from tests.journeys.window.ground import FAMILY, WORDS, Desk, Place
from tests.measure_file import WORDED, written
from tests.views.stalls import not_counted

WORDED_TITLE = "INVENTED: Invented scale, version 1 of this service's own"
FIRED = "Item 1: as much as can be."
ASKED = {
    "What was asked": "Whether the herons are in danger",
    "What was done": "The keeper was told of it together",
    "By whom": "Dr Ashdown, psychologist",
    "Why nobody was told": "They told the keeper themselves",
}


def test_it_is_added_handed_over_and_its_critical_item_raises_a_flag(
    desk: Desk, place: Place, tmp_path: Path
) -> None:
    _add(desk, tmp_path)
    draft_id = _begin(desk, place)
    _hand_over(desk)
    told = desk.texts()
    assert "In the draft now: 3 of 3 questions." in told
    for name in (FAMILY, WORDS, "as much as can be", "Critical"):
        assert name not in told
    desk.press("The screen is turned away: open the draft")
    desk.rest()
    with not_counted():
        content = Drafts(desk.open_desk.vault).open(draft_id).sheet.content
    assert isinstance(content, Administration)
    assert (content.answers, content.given, content.by) == ((3, 3, 2), "handed_over", "person")
    assert FIRED in desk.texts()
    # Nothing is signed before it is said what was done.
    desk.press("Sign…")
    desk.rest()
    assert "What was asked" in desk.texts()
    assert not desk.has("Sign measure…")
    for label, text in ASKED.items():
        desk.type(label, text)
    desk.rest()
    desk.type("On", "20-Nov-2026")
    desk.press("Red flags, 0: add red flag")
    desk.rest()
    desk.answer("Sign", "Another sign")
    desk.type("Seen or heard by", "The clinician")
    desk.press("Sign…")
    desk.rest()
    desk.press("Sign measure…")
    desk.type("Your passphrase", LEAD_PASSPHRASE)
    desk.press("Sign this measure")
    desk.rest()
    with not_counted():
        _assert_signed(desk, place)


def _assert_signed(desk: Desk, place: Place) -> None:
    """The measure stands in the case with its result, its flag in a record of its own; and the vault is whole."""
    vault = desk.open_desk.vault
    rows = {each.kind: each for each in Chronology(vault).page(place.case_id).rows}
    signed = Records(vault).read(rows["measure"].id).sheet.content
    assert (signed.short, signed.scores[0].value, signed.scores[0].band_label) == ("INVENTED", "15", "high")
    assert (signed.critical[0].message, signed.critical[0].asked) == (FIRED, ASKED["What was asked"])
    flag = Records(vault).read(rows["red_flag"].id).sheet.content
    assert (flag.about, flag.seen) == ("self", FIRED)
    assert check(vault).findings == ()


def _add(desk: Desk, folder: Path) -> None:
    """Add it in Settings; a file with a fault is said first, and nothing of it is kept."""
    desk.press("Settings")
    desk.rest()
    desk.control("Parts of Settings").setFocus()
    desk.keys("Mea")
    desk.rest()
    assert "None yet" in desk.texts()
    spoilt = written(folder, WORDED.replace("from = 6", "from = 5"))
    desk.press("Choose a file…")
    desk.save_as(spoilt)
    desk.rest()
    assert "Bands of total overlap at 5." in desk.texts()
    assert not desk.has("Add the measure…")
    desk.press("Choose a file…")
    desk.save_as(written(folder, WORDED))
    desk.rest()
    assert "At the highest of every item: total 30, raw 4, looked_up 5.25" in desk.texts()
    desk.type("By what licence it is used here", "Written by this service")
    desk.press("Add the measure…")
    desk.type("Your passphrase", LEAD_PASSPHRASE)
    desk.press("Add a measure")
    desk.wait(lambda: "INVENTED, version 1 was added." in desk.texts())
    desk.rest()
    assert "Written by this service" in desk.texts()


def _begin(desk: Desk, place: Place) -> str:
    """Begin an administration of it in the case, by what is offered there; gives its draft."""
    desk.open_desk.shell.go(CaseAt(place.case_id))
    desk.rest()
    desk.press("New record: choose its kind")
    desk.choose("Measure")
    desk.rest()
    desk.answer("Measure", WORDED_TITLE)
    desk.answer("How it was given", "Handed over")
    desk.answer("Answered by", "The person")
    desk.answer("Occasion", "Baseline")
    desk.rest()
    at = desk.open_desk.shell.place
    # With the person beside the screen: nothing of the case is in sight.
    assert isinstance(at, WithPerson)
    return at.draft_id


def _hand_over(desk: Desk) -> None:
    """Hand it over, answer, and come back by the passphrase."""
    desk.press("Hand over…")
    desk.rest()
    assert "INVENTED: 3 questions about the last week." in desk.texts()
    desk.press("Hand over now")
    desk.press("Begin")
    desk.rest()
    answer(desk, "30x")
    desk.type("Your passphrase", LEAD_PASSPHRASE)
    desk.press("Unlock")
    desk.wait(lambda: desk.window.open_desk is not None)
    desk.rest()
