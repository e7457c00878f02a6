"""What partners were told about a case."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QWidget

from app.domain.kinds.registry import codes_in
from app.services.desk import Desk
from app.services.sharing.sent import Sent, SentPage, copy, sent
from app.views.case.listed import RecordsBelow
from app.views.case.tab import PagedTab
from app.views.context.context import Context
from app.views.context.places import CountersignAt, RecordAt, ScanAt, ShareAt
from app.views.widgets.buttons import button
from app.views.widgets.empty import EmptyPart
from app.views.widgets.flow import FlowRow
from app.views.widgets.share_words import listed
from app.views.widgets.words import unbroken

_HIDDEN = "hidden"


class Shared(PagedTab):
    """Every summary that was sent, newest first, and where the next one is made."""

    help = "sharing"
    at_once = 8

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        self._share = button("Share a report", lambda: self.go(ShareAt(case_id)), kind="primary")
        self._scan = button(
            "Check a document",
            lambda: self.go(ScanAt(case_id)),
            hint="For victims’ details, before you send it",
        )
        self.at_foot(self._scan, self._share)
        self.first = self._share
        self.told = RecordsBelow(context, "told", "Requests, and what was told by word", codes_in("sharing"))
        self.told.opened.connect(lambda entry: self.go(RecordAt(case_id, entry.id)))
        self.told.refused.connect(self.refused)
        self.column.insertWidget(self.column.count() - 1, self.told)

    def arrive(self) -> None:
        """Read what was sent."""
        self.run(sent, self.desk.vault, self.case_id, self.limit, then=self.show_page)
        self.told.load(self.desk, self.case_id)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Nor what was told by word."""
        super().hide_names(hidden)
        self.told.hide_names(hidden)

    def cards(self, page: SentPage) -> Iterable[QWidget]:
        """What was sent, each by itself."""
        if not page.rows:
            yield EmptyPart(self.context.theme, "Nothing shared yet", _NONE)
        yield from map(self._sent, page.rows)

    def _sent(self, sent: Sent) -> QFrame:
        when = unbroken(self.desk.shown(sent.at))
        message = f"{when}: {sent.audience}, as text" if sent.is_text else f"{when}: {sent.audience}"
        card, column = self.card(message)
        hidden = self.names_hidden
        for label, value in (
            ("To", _HIDDEN if hidden else sent.recipient),
            ("For", _HIDDEN if hidden else sent.purpose),
            ("Copied by" if sent.is_text else "Signed by", sent.author),
            ("Left out", listed(sent.withheld).capitalize() or "Nothing"),
        ):
            column.addWidget(self.fact(label, value))
        if sent.countersigner:
            second = sent.countersigned_by or f"{sent.countersigner}, not yet"
            column.addWidget(self.fact("Countersigned by", second))
        save = button("Save a copy", partial(self._ask_where, sent), hint="Exactly what was sent")
        save.setAccessibleName(f"Save a copy of what was sent {when}")
        acts = [save]
        if sent.countersigner == self.desk.vault.member.name and not sent.countersigned_by:
            second_one = button("Read and countersign", partial(self._to_countersign, sent), kind="primary")
            second_one.setAccessibleName(f"Read and countersign what was sent {when}")
            acts.insert(0, second_one)
        column.addWidget(FlowRow(self.context.theme.pixels(0.5), *acts))
        return card

    def _to_countersign(self, sent: Sent) -> None:
        self.go(CountersignAt(self.case_id, sent.id))

    def _ask_where(self, sent: Sent) -> None:
        reference = self.sheet.case.reference if self.sheet is not None else "summary"
        name = f"{reference} {sent.at:%Y-%m-%d} copy.{'txt' if sent.is_text else 'pdf'}"
        asks, kinds = self.context.asks, "Text (*.txt)" if sent.is_text else "PDF (*.pdf)"
        asks.save_file(self, "Save a copy", name, kinds, partial(self._save, sent))

    def _save(self, sent: Sent, out: Path) -> None:
        message = f"A copy of what was sent was saved as {out.name}."
        offered = self.context.undo_offered
        self.run(copy, self.desk.vault, sent.id, out, then=lambda _: offered(message, None))


_NONE = (
    "A signed summary holds what a partner needs and nothing more, and is checked for victims' details before it is "
    "written. Each one is kept in the vault exactly as it was sent, and stands here with its reader and its purpose."
)
