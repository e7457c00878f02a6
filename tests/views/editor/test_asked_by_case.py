"""What its case asks of a record is shown in its form, and stops Sign there: nothing is signed by oversight."""

from dataclasses import replace

from app.domain.kinds.panel.content import Panel
from app.domain.kinds.parts.action import Action
from app.domain.kinds.parts.goal import Goal
from app.domain.kinds.plan.content import Plan
from app.domain.values.dates import ClinicalDate
from app.services.records.records import Records
from app.services.vault.open_vault import OpenVault
from app.views.editor.editor_page import EditorPage
from app.views.forms.reference_editors import ReferenceEditor
from app.views.forms.rows_editor import RowsEditor
from app.views.kinds.review import DivergenceEditor, SinceEditor
from app.views.widgets.words import HYPHEN
from tests.builders import complete, draft_with
from tests.confirmed import sign
from tests.services.test_discharges import ENDED
from tests.services.test_diverging import check_in, collateral
from tests.services.test_reviews import DONE
from tests.views.desk_ground import settled
from tests.views.editor.conftest import Table, writing_of


def summary(page: EditorPage) -> list[str]:
    """The errors at the head of the form."""
    return [each.words for each in writing_of(page).form.summary.problems]


def press_sign(table: Table, page: EditorPage) -> None:
    page.begin_to_sign()
    settled(table.qtbot, page)


def test_what_is_open_is_named_when_a_discharge_is_to_be_signed(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    action = Action(what="Visit him", agency="police", due=ClinicalDate(2026, 11, 20))
    content = replace(complete(Panel), decision="continue", actions=(action,))
    panel = sign(vault, draft_with(vault, case_id, "panel", content))
    page = table.editor(draft_with(vault, case_id, "discharge", ENDED))
    press_sign(table, page)
    (said,) = summary(page)
    assert "A1, Police" in said
    assert writing_of(page).form.isVisible()
    # It was closed meanwhile, from another page: what is asked is asked of the vault as it is now.
    version = Records(vault).new_version(panel)
    (row,) = version.sheet.content.actions
    over = replace(version.sheet.content, actions=(replace(row, outcome="overtaken"),))
    table.desk.drafts.save(version.id, replace(version.sheet, content=over), version.revision)
    sign(vault, version.id)
    press_sign(table, page)
    assert summary(page) == []
    assert page.sign_view.isVisible()


def test_a_review_shows_what_happened_since_and_where_accounts_part(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    check_in(vault, case_id, ClinicalDate(2026, 11, 6), "7")
    check_in(vault, case_id, ClinicalDate(2026, 11, 13), "2")
    collateral(vault, case_id)
    page = table.editor(draft_with(vault, case_id, "review", replace(DONE, since=ClinicalDate(2026, 11, 1))))
    boxes = writing_of(page).form.body.fields.boxes
    since, part = boxes["since"].editor, boxes["divergence"].editor
    assert isinstance(since, SinceEditor)
    told = since.told.text().replace(HYPHEN, "-")
    assert "Strongest urge: 7 on 06-Nov-2026, 2 on 13-Nov-2026" in told
    since.show_value(ClinicalDate(2026, 11, 10))
    assert "Strongest urge: 2 on 13-Nov-2026" in since.told.text().replace(HYPHEN, "-")
    assert isinstance(part, DivergenceEditor)
    assert part.up.text().replace(HYPHEN, "-").startswith("Self-report fell; the police reported contact")
    press_sign(table, page)
    assert len(summary(page)) == 1
    assert not page.writing or writing_of(page).form.isVisible()


def test_a_goal_is_chosen_among_the_goals_of_the_case(table: Table, vault: OpenVault, case_id: str) -> None:
    goal = replace(complete(Goal), wording="Sleep", why=(case_id,))
    sign(vault, draft_with(vault, case_id, "plan", replace(complete(Plan), goals=(goal,))))
    page = table.editor(draft_with(vault, case_id, "review", replace(DONE, goals=())))
    rows = writing_of(page).form.body.fields.boxes["goals"].editor
    assert isinstance(rows, RowsEditor)
    rows.add.click()
    settled(table.qtbot, page)
    (chooser,) = rows.findChildren(ReferenceEditor)
    chooser.toggle()
    assert chooser.picker is not None
    listed = [chooser.picker.list.item(n).text() for n in range(chooser.picker.list.count())]
    assert len(listed) == 1
    assert listed[0].startswith("G1 Sleep")
