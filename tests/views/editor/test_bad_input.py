"""What cannot be in a clinical record, met in the editor: one sentence at its field, nothing signed, nothing lost."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel

from app.domain.kinds.safety_plan.content import SafetyPlan
from app.domain.values.dates import ClinicalDate
from app.services.records.drafts import Drafts
from app.services.vault.open_vault import OpenVault
from app.views.editor.with_person import WithPersonPage
from app.views.widgets.words import HYPHEN
from tests.builders import draft_with
from tests.services.test_bad_input import IMPOSSIBLE, stay_and_licence
from tests.views.desk_ground import settled
from tests.views.editor.conftest import Table, writing_of


def test_dates_that_cannot_be_are_told_at_their_field_and_nothing_is_signed(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    # The release before custody, and the end before the day of service: the others go the same way.
    for sentence, (kind, content) in list(IMPOSSIBLE.items())[::2][:2]:
        label, _, why = sentence.removesuffix(")").partition(" (")
        draft_id = draft_with(vault, case_id, kind, content)
        page = table.editor(draft_id)
        page.begin_to_sign()
        settled(table.qtbot, page)
        form = writing_of(page).form
        told = {each.path: each.words for each in form.summary.problems}
        (field,) = (name for name, spec in form.body.fields.specs.items() if spec.label == label)
        assert why in told[field].casefold(), told
        assert form.body.fields.boxes[field].error == told[field]
        assert table.asks.asked == []
        page.leave()
        settled(table.qtbot, page)
        assert Drafts(vault).open(draft_id).sheet.content == content
        page.close()


def test_a_release_before_the_stay_that_it_cites_is_told_at_its_field(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    _, licence = stay_and_licence(vault, case_id, ClinicalDate(2026, 6, 21))
    draft_id = draft_with(vault, case_id, "licence", licence)
    page = table.editor(draft_id)
    page.begin_to_sign()
    settled(table.qtbot, page)
    form = writing_of(page).form
    (told,) = form.summary.problems
    assert (told.path, table.asks.asked) == ("released_on", [])
    assert "before the stay in custody begins, 22-Jun-2026" in told.words.replace(HYPHEN, "-")
    assert form.body.fields.boxes["released_on"].error == told.words
    assert Drafts(vault).open(draft_id).sheet.content == licence


def test_two_windows_on_a_draft_with_the_person_are_told_apart_without_showing_what_differs(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    draft_id = draft_with(vault, case_id, "safety_plan", SafetyPlan(signs="Mine"))
    page = WithPersonPage(table.desk, table.context, case_id, draft_id)
    table.qtbot.addWidget(page)
    page.show()
    page.arrive()
    settled(table.qtbot, page)
    form = page.form
    assert form is not None
    table.qtbot.waitUntil(lambda: form.is_ready)
    opened = Drafts(vault).open(draft_id)
    Drafts(vault).save(draft_id, replace(opened.sheet, content=SafetyPlan(signs="Theirs")), opened.revision)
    form.body.load(SafetyPlan(signs="Mine and more"))
    form.edited.emit()
    page.leave()
    table.qtbot.waitUntil(page.conflict.isVisible)
    said = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert not any("Theirs" in each for each in said)
    page.conflict.mine_kept.emit()
    table.qtbot.waitUntil(
        lambda: Drafts(vault).open(draft_id).sheet.content == SafetyPlan(signs="Mine and more")
    )
