"""A summary is made step by step, on a real vault: nothing protected goes out, and nothing is written unsigned."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.cases.victim import RELATIONSHIPS, VictimIdentity
from app.domain.fields.sharing import Share
from app.domain.records.blocks import Heading
from app.domain.reports.own_words import own_words
from app.reports.draw_text import draw_text
from app.services.cases.casefile import CaseFile
from app.services.cases.people import People
from app.services.cases.victims import Victims
from app.services.desk import Desk
from app.services.sharing.audiences import audience_of
from app.services.sharing.summarising import offered_of
from app.services.sharing.verifying import examine
from app.services.vault.open_vault import OpenVault
from app.services.vault.site_status import AUTHORITY_FILE
from app.views.context.context import Context
from app.views.context.places import CaseAt, Place, Verify
from app.views.context.tasks import Tasks
from app.views.sharing.share_page import SharePage
from app.views.theme.theme import Theme
from app.views.widgets.share_words import CLASSES, place
from tests.builders import LEAD_PASSPHRASE, PLAIN_NAME, SteppingClock, signed
from tests.views.answers import Answers
from tests.views.desk_ground import Kept, arrived, places_of, settled
from tests.views.exchange_ground import Offers, press, texts

VICTIM = "Brannoch Yelverton"


@dataclass
class Ground:
    """The page of a case with one signed note, and what it asked for."""

    page: SharePage
    asks: Answers
    went: list[Place]
    qtbot: QtBot

    def fill(self, recipient: str = "Northmoor panel", purpose: str = "To agree the plan") -> None:
        """Answer the first step."""
        self.page.why.recipient.setText(recipient)
        self.page.why.purpose.setText(purpose)
        self.page.why.question.setPlainText("What next?")
        self.page.why.answer.setPlainText("Little has changed.")

    def press(self, name: str) -> None:
        """Press a button and let it work."""
        press(self.page, name)
        self.settle()

    def to_preview(self) -> None:
        """Go on to the third step."""
        self.press("Next: what goes in")
        self.press("Check and preview")

    def settle(self) -> None:
        """Wait until nothing is under way."""
        settled(self.qtbot, self.page)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "summary.pdf"


@pytest.fixture
def ground(qtbot: QtBot, vault: OpenVault, case_id: str, theme: Theme, tasks: Tasks, out: Path) -> Ground:
    signed(vault, case_id, "A quiet week.")
    asks = Answers(passphrases=[LEAD_PASSPHRASE], files=[out])
    page = SharePage(Desk.of(vault), Context(tasks, theme, asks, Kept(), Offers()), case_id)
    went = places_of(page)
    arrived(qtbot, page)
    return Ground(page, asks, went, qtbot)


def test_the_audiences_to_come_are_named_and_cannot_be_chosen(ground: Ground) -> None:
    told = texts(ground.page.why)
    assert "Not available yet: Victim advocate" in told
    assert not [each for each in ("MAPPA", "Police", "Probation") if f"{each}," in told]
    assert (ground.page.why.request().audience, ground.page.why.request().report) == (
        "panel",
        "panel_summary",
    )


def choose(ground: Ground, group: QWidget, name: str) -> None:
    """Choose one of a group by its words."""
    (option,) = (each for each in group.findChildren(QRadioButton) if each.accessibleName() == name)
    option.click()
    ground.settle()


def test_another_audience_has_its_own_policy_and_nothing_let_in_for_the_first_goes_to_it(
    ground: Ground,
) -> None:
    ground.page.what.boxes[Share.DIAGNOSIS].setChecked(True)
    choose(ground, ground.page.why.audiences, "Police")
    assert ground.page.what.asked() == frozenset()
    assert {Share.FORMULATION, Share.ENGAGEMENT} < set(ground.page.what.boxes)
    ground.page.what.boxes[Share.FORMULATION].setChecked(True)
    ground.fill(recipient="DS Marlowe")
    ground.to_preview()
    made = ground.page._prepared
    assert made is not None
    assert (made.document.audience, made.document.reader) == ("police", "police")
    assert Share.FORMULATION not in made.withheld
    assert Share.DIAGNOSIS in made.withheld


def test_a_consultation_note_asks_no_question_and_is_made_of_the_record(
    ground: Ground, vault: OpenVault, case_id: str, out: Path
) -> None:
    signed(vault, case_id, "Will he come back?", "consultation")
    ground.fill()
    why = ground.page.why
    choose(ground, why.reports, "Consultation note")
    assert not why.answers
    assert not [path for path in ("question", "answer") if why.fields[path].isVisible()]
    assert (why.request().question, why.request().answer, why.request().scenario) == ("", "", "")
    ground.to_preview()
    made = ground.page._prepared
    assert made is not None
    assert (made.document.report, made.document.title) == ("consultation_note", "Consultation note")
    ground.press("Sign and save…")
    assert examine(out, ground.page.desk.vault).state.value == "genuine"
    choose(ground, why.reports, "Panel health summary")
    # What was typed for the first report is still there.
    assert why.request().answer == "Little has changed."


def test_what_goes_part_by_part_is_ticked_part_by_part(ground: Ground) -> None:
    """None is ticked to begin with, nothing is made without one, and the page has those alone that are."""
    ground.fill(recipient="DS Marlowe")
    choose(ground, ground.page.why.audiences, "Police")
    choose(ground, ground.page.why.reports, "Assessment and formulation")
    ground.press("Next: what goes in")
    what = ground.page.what
    assert what.let_in() == ()
    assert what.parts["scenarios"].isVisible()
    assert "Which parts go in" in texts(what)
    held = {name: box.accessibleDescription() for name, box in what.parts.items()}
    assert held["basis"] == (
        "The referral, sources, how often the person was seen, limits: 1 text. "
        "Some of it needs a tick below: engagement"
    )
    assert held["typology"] == "The opinion on the type, and what else was weighed: nothing is recorded"
    assert held["history"] == "What the person told of themselves: this audience gets nothing of it"
    ground.press("Check and preview")
    assert ground.page.bar.text == "Tick at least one part: each is let in by itself."
    assert ground.page._prepared is None
    what.parts["basis"].setChecked(True)
    what.parts["scenarios"].setChecked(True)
    ground.press("Back")
    ground.press("Next: what goes in")
    assert what.let_in() == ("basis", "scenarios")
    ground.press("Check and preview")
    made = ground.page._prepared
    assert made is not None
    heads = [each.text for each in made.document.blocks if isinstance(each, Heading)]
    assert heads == ["Basis", "Scenarios", "Not given, and review", "Handling"]
    ground.press("Back")
    ground.press("Back")
    choose(ground, ground.page.why.reports, "Panel health summary")
    ground.press("Next: what goes in")
    assert (what.parts, what.let_in()) == ({}, ())


def test_a_paper_for_court_asks_who_its_author_is_and_is_written_under_its_headings(
    ground: Ground, vault: OpenVault, case_id: str, out: Path
) -> None:
    """And is refused in one sentence while the person does not know of their case."""
    ground.fill()
    why = ground.page.why
    choose(ground, why.audiences, "Court")
    asked = own_words("suitability_letter")
    assert why.court.isVisible()
    assert list(why.own.boxes) == [each.code for each in asked]
    ground.press("Next: what goes in")
    told = why.problems.accessibleDescription()
    assert "Say in which standing you write for the court" in told
    assert "Write “Consent”" in told
    why.court.standings["expert"].click()
    ground.press("Next: what goes in")
    assert "An expert signs the service’s declaration and statement of truth" in (
        why.problems.accessibleDescription()
    )
    why.court.by.setText("Northmoor Crown Court, 18-Nov-2026")
    why.court.declaration.setPlainText("I believe that the facts stated are true.")
    for each in asked:
        why.own.boxes[each.code].setPlainText(f"Of {each.code}")
    ground.to_preview()
    assert "The person does not know of this case: for them, a practice or a court nothing is made" in texts(
        ground.page
    )
    tell(vault, case_id)
    ground.press("Check and preview")
    made = ground.page._prepared
    assert made is not None
    assert "an expert instructed by Northmoor Crown Court, 18-Nov-2026" in draw_text(made.document)
    ground.press("Sign and save…")
    assert examine(out, vault).state.value == "genuine"


def tell(vault: OpenVault, case_id: str) -> None:
    """Let the person know of their case."""
    person = CaseFile(vault).open(case_id).case.person_id
    known = replace(People(vault).read(person).details, awareness="engaged")
    People(vault).correct(person, known)


def test_a_letter_to_a_practice_goes_by_the_plain_name_under_a_name_that_tells_nothing(
    ground: Ground, vault: OpenVault, case_id: str
) -> None:
    tell(vault, case_id)
    why = ground.page.why
    choose(ground, why.audiences, "GP or mental health team")
    ground.fill(recipient="Dr S. Okafor-Lane, The Quay Practice")
    why.own.boxes["asks"].setPlainText("Mood: review it with us")
    why.own.boxes["how"].setPlainText("Better since V1 moved")
    ground.to_preview()
    assert "Write in other words what stands in: How they are." in texts(ground.page)
    ground.press("Back")
    why.own.boxes["how"].setPlainText("Better since September")
    # Another report and back: what was typed is still there.
    choose(ground, why.audiences, "Panel (information sharing agreement)")
    choose(ground, why.audiences, "GP or mental health team")
    assert why.own.boxes["how"].text() == "Better since September"
    ground.to_preview()
    made = ground.page._prepared
    assert made is not None
    assert made.document.letter is not None
    assert made.document.letter.sender == PLAIN_NAME
    ground.asks.files = []
    ground.press("Sign and save…")
    assert [name for name in ground.asks.names if name.endswith(".pdf")][-1].startswith("Letter ")


def test_without_a_recipient_nothing_is_made_and_the_summary_leads_to_the_field(ground: Ground) -> None:
    ground.fill(recipient="  ")
    ground.press("Next: what goes in")
    why = ground.page.why
    assert why.isVisible()
    assert why.problems.accessibleDescription() == "Write who it is for"
    assert why.problems.hasFocus()
    assert "Error: Write who it is for" in why.recipient.accessibleDescription()
    press(why, "Write who it is for")
    assert why.recipient.hasFocus()


def test_the_answer_is_counted_while_it_is_typed_and_is_not_too_long(ground: Ground) -> None:
    ground.fill()
    why = ground.page.why
    assert why.counted.text() == "3 of 90 words"
    why.answer.setPlainText("word " * 93)
    assert why.counted.text() == "93 of 90 words, 3 too many"
    ground.press("Next: what goes in")
    assert why.isVisible()
    assert why.problems.accessibleDescription() == "Shorten the answer: 93 words, 90 at most"
    assert why.answer.text().startswith("word word")


def test_without_question_and_answer_the_summary_leads_to_both(ground: Ground) -> None:
    ground.fill()
    ground.page.why.question.setPlainText(" ")
    ground.page.why.answer.setPlainText("")
    ground.press("Next: what goes in")
    told = ground.page.why.problems.accessibleDescription()
    assert "Write what this meeting asks of health" in told
    assert "Write your answer" in told


def test_an_old_question_is_offered_with_its_date_and_taken_with_one_key_alone(
    ground: Ground, vault: OpenVault, case_id: str
) -> None:
    signed(vault, case_id, "Asked in spring", "consultation")
    ground.page.run(offered_of, vault, case_id, audience_of("panel"), then=ground.page.why.show_offered)
    ground.settle()
    why = ground.page.why
    assert why.question.text() == ""
    offer = next(line for line in texts(why).splitlines() if line.startswith("Take the question of "))
    assert offer.endswith("Asked in spring")
    press(why, offer)
    assert why.question.text() == "Asked in spring"
    assert why.request().scenario.startswith("S1 ")


def test_what_runs_over_is_said_before_signing(ground: Ground) -> None:
    ground.fill()
    ground.page.why.question.setPlainText("Long question. " * 700)
    ground.to_preview()
    assert "Page 1 runs over by" in texts(ground.page)
    assert "its longest part is “Question to health”" in texts(ground.page)


def test_each_class_of_information_stands_under_what_the_policy_says_of_it(ground: Ground) -> None:
    ground.fill()
    ground.press("Next: what goes in")
    told = texts(ground.page.what)
    asked = set(ground.page.what.boxes)
    assert asked == {Share.DIAGNOSIS, Share.ADMISSION}
    lines = told.splitlines()
    for share, (name, holds) in CLASSES.items():
        if share not in asked:
            assert name in lines
            assert holds[:1].upper() + holds[1:] in lines
    assert told.index("Goes in") < told.index("Stays out") < told.index("Never goes in")
    assert told.index("Never goes in") < told.index(CLASSES[Share.VICTIM][0])


def test_each_step_says_where_one_is_and_that_nothing_has_left(ground: Ground) -> None:
    page = ground.page
    assert page.foot is not None
    assert (page.heading.text(), page.wizard.line.text()) == (
        "Share a report",
        "Step 1 of 3: who it is for, and why",
    )
    ground.fill()
    for step in ("Step 2 of 3: what goes in", "Step 3 of 3: check and preview"):
        page.on.click()
        ground.settle()
        assert page.wizard.line.text() == step
        assert page.foot.text == "What you prepare leaves only when you sign it, or copy it as text"
    ground.press("Sign and save…")
    assert (page.wizard.line.text(), page.foot.text) == ("Signed and saved", "")


def test_a_field_is_as_wide_as_what_belongs_into_it_and_none_is_called_optional(ground: Ground) -> None:
    why = ground.page.why
    assert (why.recipient.width(), why.meeting.width()) == (320, 320)
    assert why.purpose.width() > 320
    assert "(optional)" not in texts(why)


def test_nothing_is_let_in_before_somebody_says_so(ground: Ground) -> None:
    assert ground.page.what.asked() == frozenset()
    ground.page.what.boxes[Share.DIAGNOSIS].setChecked(True)
    assert ground.page.what.asked() == {Share.DIAGNOSIS}


def test_every_class_has_plain_words() -> None:
    assert set(CLASSES) == set(Share)


def test_the_preview_shows_the_pages_and_reads_them_aloud(ground: Ground, out: Path) -> None:
    ground.fill()
    ground.to_preview()
    told = texts(ground.page.check)
    assert "There was nothing to look for." in told
    assert "No victim is kept in this case." in told
    assert ground.page.check.outcome.kind == "note"
    pages = ground.page.check.pdf.pages
    ground.qtbot.waitUntil(lambda: not pages[0].pixmap().isNull())
    ground.settle()
    assert pages[0].accessibleName() == f"Page 1 of {len(pages)}"
    assert "Northmoor panel" in pages[0].accessibleDescription()
    assert not list(out.parent.iterdir())


def test_it_is_green_only_where_something_was_looked_for_and_all_of_it(
    ground: Ground, vault: OpenVault, case_id: str
) -> None:
    code = Victims(vault).add(case_id, RELATIONSHIPS[0].code)
    Victims(vault).identify(case_id, code, VictimIdentity(name=VICTIM, reason="To find her in texts"))
    ground.fill()
    ground.to_preview()
    told = texts(ground.page.check)
    assert "No protected victim detail was found." in told
    assert f"details of {code} in " in told
    assert ground.page.check.outcome.kind == "good"


def test_a_protected_detail_ends_it_with_the_places_and_without_the_detail(
    ground: Ground, vault: OpenVault, case_id: str
) -> None:
    code = Victims(vault).add(case_id, RELATIONSHIPS[0].code)
    Victims(vault).identify(case_id, code, VictimIdentity(name=VICTIM, reason="To find her in texts"))
    ground.fill(recipient=f"Panel, about {VICTIM}")
    ground.to_preview()
    told = texts(ground.page.check)
    assert "Nothing was made" in told
    assert ground.page.check.places == ("Who it is for, as you typed it",)
    assert ground.page.check.places[0] in told
    assert "Yelverton" not in told
    assert not ground.page.on.isVisible()
    ground.press("Back")
    ground.press("Back")
    assert ground.page.why.recipient.text() == f"Panel, about {VICTIM}"


def test_signs_and_saves_and_says_where_and_what_was_left_out(ground: Ground, out: Path) -> None:
    ground.fill()
    ground.to_preview()
    ground.press("Sign and save…")
    assert ground.asks.asked == ["Sign and save", "Where to put the report"]
    assert examine(out, ground.page.desk.vault).state.value == "genuine"
    told = texts(ground.page.done)
    assert out.name in told
    assert "Left out" in told
    assert "diagnosis and medication" in told.lower()
    assert not ground.page.on.isVisible()
    ground.press("Verify it")
    ground.press("Back to the case")
    assert ground.went == [Verify(out), CaseAt(ground.page._case_id)]


def test_an_archive_copy_and_a_protected_one_are_signed_there_and_the_words_shown_once(
    ground: Ground, out: Path
) -> None:
    ground.fill()
    ground.to_preview()
    ground.press("Sign and save…")
    archive, protected, again = (out.with_name(f"{name}.pdf") for name in ("archive", "protected", "again"))
    ground.asks.passphrases = ["not the passphrase", *[LEAD_PASSPHRASE] * 4]
    ground.asks.files = [archive, protected, again, out.with_name("last.pdf")]
    ground.press("Save an archive copy…")
    assert ground.page.bar.text == "That is not your passphrase: nothing was signed or written."
    ground.press("Save an archive copy…")
    vault, forms = ground.page.desk.vault, ground.page.done.other_forms
    assert examine(archive, vault).state.value == "genuine"
    assert "Signed and saved: archive.pdf" in texts(ground.page.done)
    assert "The passphrase" not in texts(ground.page.done)
    ground.press("Save a protected copy…")
    words = forms.words.text()
    assert words in texts(ground.page.done)
    assert "by telephone" in texts(ground.page.done)
    assert examine(protected, vault).locked
    assert examine(protected, vault, passphrase=words).state.value == "genuine"
    assert ground.asks.names[-2:] == [f"{out.stem} archive.pdf", f"{out.stem} protected.pdf"]
    # Whatever comes next takes the words away.
    ground.press("Save an archive copy…")
    assert (forms.words.text(), words in texts(ground.page.done)) == ("", False)
    ground.press("Save a protected copy…")
    assert forms.words.text() not in {"", words}
    ground.page.leave()
    assert forms.words.text() == ""


def test_what_does_not_lie_beside_it_is_said_and_goes_to_another_folder(ground: Ground, out: Path) -> None:
    foreign = out.parent / AUTHORITY_FILE
    foreign.write_bytes(b"another service's")
    ground.fill()
    ground.to_preview()
    ground.press("Sign and save…")
    assert foreign.read_bytes() == b"another service's"
    assert f"Not put beside it: {AUTHORITY_FILE}." in texts(ground.page.done)
    assert "which lies beside it" not in texts(ground.page.done)
    ground.asks.files = [out.parent, out.parent.parent]
    ground.press("Save our files elsewhere…")
    assert f"Not written: {AUTHORITY_FILE}." in ground.page.bar.text
    ground.press("Save our files elsewhere…")
    assert ground.page.bar.text == f"They lie there now: {AUTHORITY_FILE}."
    assert examine(out, authority=out.parent.parent / AUTHORITY_FILE).state.value == "genuine"


def test_nothing_is_said_of_what_lies_beside_it(ground: Ground, out: Path) -> None:
    ground.fill()
    ground.to_preview()
    ground.press("Sign and save…")
    assert "which lies beside it" in texts(ground.page.done)
    assert not hasattr(ground.page.done, "elsewhere")


def test_the_suggested_name_is_the_reference_and_the_day_alone(ground: Ground, vault: OpenVault) -> None:
    ground.fill()
    ground.to_preview()
    ground.press("Sign and save…")
    (name,) = ground.asks.names
    reference = ground.page.desk.casefile.open(ground.page._case_id).case.reference
    assert name == f"{reference} {vault.clock().date().isoformat()}.pdf"
    assert "fairweather" not in name.casefold()


def test_the_fingerprint_shown_is_that_of_the_file(ground: Ground, out: Path) -> None:
    ground.fill()
    ground.to_preview()
    ground.press("Sign and save…")
    assert sha256(out.read_bytes()).hexdigest() in texts(ground.page.done).replace(" ", "")


def test_a_wrong_passphrase_signs_nothing_and_one_can_try_again(ground: Ground, out: Path) -> None:
    ground.fill()
    ground.to_preview()
    ground.asks.passphrases = ["not the passphrase"]
    ground.press("Sign and save…")
    assert ground.page.bar.text == "That is not your passphrase: nothing was signed or written."
    assert not list(out.parent.iterdir())
    assert ground.asks.asked == ["Sign and save"]
    ground.asks.passphrases, ground.asks.files = [LEAD_PASSPHRASE], [out]
    ground.press("Sign and save…")
    assert out.is_file()


@dataclass
class Slow(Answers):
    """Somebody who takes two minutes to choose a file."""

    clock: SteppingClock = field(default_factory=SteppingClock)

    def save_file(
        self, over: QWidget, title: str, name: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        """Choose, but late."""
        self.clock.at += timedelta(minutes=2)
        super().save_file(over, title, name, kinds, then)


def test_who_takes_long_to_choose_a_file_is_asked_once_more_and_not_where_again(
    qtbot: QtBot, vault: OpenVault, case_id: str, theme: Theme, tasks: Tasks, out: Path
) -> None:
    signed(vault, case_id, "A quiet week.")
    assert isinstance(vault.clock, SteppingClock)
    asks = Slow(passphrases=[LEAD_PASSPHRASE, LEAD_PASSPHRASE], files=[out], clock=vault.clock)
    page = SharePage(Desk.of(vault), Context(tasks, theme, asks, Kept(), Offers()), case_id)
    arrived(qtbot, page)
    slow = Ground(page, asks, places_of(page), qtbot)
    slow.fill()
    slow.to_preview()
    slow.press("Sign and save…")
    assert asks.asked == ["Sign and save", "Where to put the report", "Sign and save"]
    assert examine(out, vault).state.value == "genuine"


def test_a_file_that_is_there_is_not_overwritten(ground: Ground, out: Path) -> None:
    out.write_bytes(b"another summary")
    ground.fill()
    ground.to_preview()
    ground.press("Sign and save…")
    assert "already something of that name" in ground.page.bar.text
    assert out.read_bytes() == b"another summary"


def test_a_preview_that_is_stopped_leaves_everything_as_typed(ground: Ground) -> None:
    ground.fill()
    ground.press("Next: what goes in")
    press(ground.page, "Check and preview")
    ground.page.go_back()
    ground.settle()
    assert ground.page.why.isVisible()
    assert ground.page.why.recipient.text() == "Northmoor panel"
    assert ground.page.on.isEnabled()


def test_going_back_and_on_makes_the_preview_anew(ground: Ground) -> None:
    ground.fill()
    ground.to_preview()
    ground.press("Back")
    ground.press("Back")
    ground.fill(recipient="Southmoor panel")
    ground.to_preview()
    pages = ground.page.check.pdf.pages
    ground.qtbot.waitUntil(lambda: "Southmoor panel" in pages[0].accessibleDescription())


def test_the_folder_is_opened_and_not_the_file(
    ground: Ground, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    ground.fill()
    ground.to_preview()
    ground.press("Sign and save…")
    ground.press("Open folder")
    assert opened == [str(out.parent)]


def test_places_are_said_as_headings() -> None:
    assert place("Recipient") == "Who it is for, as you typed it"
    assert place("page 1 of the PDF") == "Page 1 of the PDF"


def test_the_pages_shown_are_those_that_are_signed(ground: Ground, out: Path) -> None:
    ground.fill()
    ground.to_preview()
    shown = ground.page.check.pdf.pdf
    ground.press("Sign and save…")
    assert shown.startswith(b"%PDF")
    assert out.read_bytes().startswith(shown)


def test_what_changed_in_between_is_shown_anew_and_not_signed(
    ground: Ground, vault: OpenVault, case_id: str, out: Path
) -> None:
    ground.fill()
    ground.to_preview()
    before = ground.page.check.pdf.pdf
    signed(vault, case_id, "Something new.")
    ground.press("Sign and save…")
    assert ground.page.bar.text == "Something this rests on has changed: look again."
    assert ground.page.check.isVisible()
    assert ground.page.check.pdf.pdf not in {before, b""}
    assert not list(out.parent.iterdir())
    ground.asks.passphrases, ground.asks.files = [LEAD_PASSPHRASE], [out]
    ground.press("Sign and save…")
    assert out.is_file()


def test_it_is_copied_as_text_with_the_passphrase_and_signed_afterwards(ground: Ground, out: Path) -> None:
    ground.fill()
    ground.to_preview()
    ground.asks.passphrases = ["not the passphrase", LEAD_PASSPHRASE, LEAD_PASSPHRASE]
    ground.press("Copy as text…")
    assert ground.page.bar.text == "That is not your passphrase: nothing was copied."
    ground.press("Copy as text…")
    assert ground.asks.asked[-1] == "Copy as text"
    assert "Text is not signed" in ground.asks.details[-1]
    told = QGuiApplication.clipboard().text()
    assert "Northmoor panel" in told
    assert "To agree the plan" in told
    assert ground.page.bar.text.startswith("Copied.")
    ground.press("Sign and save…")
    assert out.read_bytes().startswith(b"%PDF")
    assert not ground.page.as_text.isVisible()
