"""The outline names every section whole, and what is offered in an empty box is whole as well."""

import pytest
from PySide6.QtGui import QFontMetrics

from app.services.records.drafts import Drafts
from app.services.vault.open_vault import OpenVault
from app.views.theme.theme import Theme
from app.views.writing.frame import WritingFrame
from tests.views.editor.conftest import Table, writing_of
from tests.views.settling import settle


@pytest.mark.parametrize("kind", ["session_note", "consultation", "formulation"])
def test_no_name_is_cut_at_the_edge_at_any_width_or_size(
    table: Table, vault: OpenVault, case_id: str, theme: Theme, kind: str
) -> None:
    page = table.editor(Drafts(vault).begin(case_id, kind).id, 1400, 600)
    outline = writing_of(page).outline
    seen = 0
    for size, width in ((100, 1400), (100, 1030), (115, 1230), (130, 1400), (200, 1400), (200, 720)):
        theme.use("light", size)
        page.resize(width, 600)
        settle(page)
        for frame in page.findChildren(WritingFrame):
            if frame.template.isVisible():
                offer, room = frame.template.geometry(), frame.box.viewport().geometry()
                assert room.contains(offer), (size, width, offer, room)
                assert offer.width() >= frame.template.sizeHint().width()
        if not outline.isVisible():
            continue
        seen += 1
        items = [outline.list.item(n) for n in range(outline.list.count())]
        for item in items:
            wide = QFontMetrics(theme.font()).horizontalAdvance(item.text())
            assert wide < outline.list.viewport().width(), (size, width, item.text())
        rows = [outline.list.visualItemRect(item).height() for item in items]
        assert min(rows) >= outline.list.fontMetrics().lineSpacing()
    assert seen >= 3
