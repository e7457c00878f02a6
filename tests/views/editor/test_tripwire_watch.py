"""A tripwire that a note mentions is asked about under its field; what is pressed is signed."""

from dataclasses import replace

from app.domain.kinds.formulation.content import Formulation
from app.domain.kinds.parts.tripwire import Tripwire
from app.domain.kinds.session_note.content import SessionNote
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.open_vault import OpenVault
from app.views.context.places import DraftAt
from app.views.editor.editor_page import EditorPage
from app.views.editor.tripwire_watch import TripwireLine
from app.views.forms.rows_editor import RowsEditor
from tests.builders import complete, draft_with
from tests.confirmed import sign
from tests.views.desk_ground import settled
from tests.views.editor.conftest import Table, asked_places, writing_of

WIRE = Tripwire(
    row="01a2cafe-beef-7abc-8abc-bbbbbbbbbb01",
    sign="A new telephone",
    words="new telephone, handset",
    then="tells the officer in the case",
    agency="police",
    within="same_day",
)


def watching(vault: OpenVault, case_id: str) -> None:
    """A formulation that foresees it, signed."""
    whole = complete(Formulation)
    scenario = replace(whole.scenarios[0], course="repeat", tripwires=(WIRE,))
    sign(vault, draft_with(vault, case_id, "formulation", replace(whole, scenarios=(scenario,))))


def lines(page: EditorPage) -> list[TripwireLine]:
    """Those that ask."""
    form = writing_of(page).form
    return [each for each in form.findChildren(TripwireLine) if not each.isHidden()]


def test_a_press_answers_and_begins_a_red_flag(table: Table, vault: OpenVault, case_id: str) -> None:
    watching(vault, case_id)
    note = replace(complete(SessionNote), done="He came with a new telephon.")
    page = table.editor(draft_with(vault, case_id, "session_note", replace(note, tripwires=(), red_flags=())))
    table.qtbot.waitUntil(lambda: bool(lines(page)))
    (line,) = lines(page)
    assert line.text == (
        "“new telephon”: is this S1? A new telephone: Police, the same day: tells the officer in the case"
    )
    assert line.seen.accessibleName() == "Seen: A new telephone"
    line.seen.click()
    content = writing_of(page).form.body.content()
    (answer,) = content.tripwires
    assert (answer.sign, answer.found, answer.answer) == ("A new telephone", "new telephon", "seen")
    assert [flag.seen for flag in content.red_flags] == ["A new telephone: new telephon"]
    table.qtbot.waitUntil(lambda: not lines(page))
    # A draft warns nobody: the flag is taken out to be signed by itself, and the note waits.
    editor = writing_of(page).form.body.fields.boxes["red_flags"].editor
    assert isinstance(editor, RowsEditor)
    (card,) = editor.cards
    assert card.now is not None
    assert card.now.accessibleName() == "Raise now: Red flag 1"
    places = asked_places(page)
    card.now.click()
    table.qtbot.waitUntil(lambda: bool(places))
    (place,) = places
    assert isinstance(place, DraftAt)
    flag = Drafts(vault).open(place.draft_id)
    assert (flag.kind.code, flag.sheet.content.seen) == ("red_flag", "A new telephone: new telephon")
    note_left = Drafts(vault).open(page.draft_id).sheet.content
    assert (note_left.done, note_left.red_flags) == ("He came with a new telephon.", ())


def test_what_is_not_it_is_answered_too_and_signed(table: Table, vault: OpenVault, case_id: str) -> None:
    watching(vault, case_id)
    note = replace(complete(SessionNote), done="He sold his handset.", tripwires=(), red_flags=())
    draft = draft_with(vault, case_id, "session_note", note)
    assert [gap.path for gap in Drafts(vault).open(draft).missing] == ["tripwires"]
    page = table.editor(draft)
    table.qtbot.waitUntil(lambda: bool(lines(page)))
    lines(page)[0].other.click()
    settled(table.qtbot, page)
    table.qtbot.waitUntil(lambda: Drafts(vault).open(draft).missing == ())
    signed = sign(vault, draft)
    (answer,) = Records(vault).read(signed).sheet.content.tripwires
    assert (answer.answer, answer.found) == ("not_this", "handset")


def test_where_nothing_is_watched_for_nothing_is_looked_at(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    note = replace(complete(SessionNote), done="He sold his handset.", tripwires=(), red_flags=())
    page = table.editor(draft_with(vault, case_id, "session_note", note))
    settled(table.qtbot, page)
    assert lines(page) == []
