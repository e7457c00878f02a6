"""A line that was jotted down: read, then filed in a case as a draft, or shredded with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from app.domain.cases.capture import Shredding
from app.domain.fields.declare import Choice, Target, choice, reference
from app.domain.fields.sharing import Share
from app.domain.kinds.registry import CAPTURED
from app.errors import Damaged, NotAdmitted
from app.services.cases.captures import CaptureView
from app.services.desk import Desk
from app.services.records.citable import Citable
from app.services.records.drafts import DraftView
from app.views.context.context import Context
from app.views.context.places import DraftAt, Today
from app.views.forms.form_page import FormPage
from app.views.widgets.buttons import button
from app.views.widgets.cards import card
from app.views.widgets.flow import FlowRow, Wide
from app.views.widgets.words import selectable, words

if TYPE_CHECKING:
    from app.views.forms.form_view import FormView


@dataclass(frozen=True, kw_only=True)
class Filing:
    """Where it goes, and as what."""

    case: str = reference("Case", Target.CASE, share=Share.INTERNAL, needed=True, section="File it in a case")
    kind: str = choice(
        "As a draft of",
        tuple(Choice(each.code, each.title) for each in CAPTURED),
        share=Share.INTERNAL,
        needed=True,
    )


class CapturePage(FormPage):
    """One line, and the two ends that it can have."""

    title = "A line you jotted down"
    help = "capture"
    wants_room = True

    def __init__(self, desk: Desk, context: Context, capture_id: str) -> None:
        super().__init__(desk, context)
        self.capture_id = capture_id
        self.filing: FormView | None = None
        self.shredding: FormView | None = None
        self._said, self._lines = card(context.theme, gap=0.4)
        self._said.hide()
        self.column.addWidget(self._said)
        self.shred = button("Shred it…", self._ask_to_shred, kind="danger")
        self.file = button("File it", self._file, kind="primary")
        self.acts.add(self.shred, self.file)
        self.acts.setEnabled(False)

    def arrive(self) -> None:
        """Read it, once."""
        if self.shredding is None:
            loaded = partial(_loaded, self.desk, self.capture_id)
            self.run(loaded, then=lambda found: self._loaded(*found), failed=self._unread)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """What was heard may name anybody."""
        super().hide_names(hidden)
        self._said.setVisible(not hidden)

    def _loaded(self, view: CaptureView, offers: Mapping[Target, tuple[Citable, ...]]) -> None:
        if self.shredding is not None:
            return
        said = view.capture
        heard = " ".join(
            part for part in (said.heard_on.show() if said.heard_on else "", said.heard_at) if part
        )
        by = "" if view.is_own else view.author
        for label, text in (
            ("What was heard", said.said),
            ("Heard on", heard),
            ("Somebody may be in danger", "Yes" if said.is_danger else "No"),
            ("From", said.teller),
            ("Telephone", said.telephone),
            ("Jotted down by", by),
        ):
            if text:
                shown = selectable(Wide(text))
                named = words(label, "muted", wrap=False)
                self._lines.addWidget(FlowRow(self.context.theme.pixels(0.5), named, shown, line_gap=0))
        self._said.show()
        self.field_context = replace(self.field_context, citable=offers)
        urgent = CAPTURED[0].code if said.is_danger else ""
        self.filing = self.add_form(Filing, Filing(kind=urgent))
        self._offer_shredding()
        if said.is_danger:
            self.bar.tell(_DANGER, "care")
        self.focus_first()

    def _unread(self, failure: BaseException) -> None:
        """One that does not open any more can only be shredded."""
        if isinstance(failure, NotAdmitted):
            self.bar.tell(_NOT_YOURS, "care")
            return
        if isinstance(failure, Damaged) and self.shredding is None:
            self.file.hide()
            self._offer_shredding()
        self.refused(failure)

    def _offer_shredding(self) -> None:
        self.shredding = self.add_form(Shredding)
        self.column.addStretch(1)
        self.acts.setEnabled(True)

    # --- its ends -------------------------------------------------------------------------------------------

    def _file(self) -> None:
        if self.is_saving or self.filing is None or not self.is_ready(self.filing):
            return
        said: Filing = self.filing.content()
        self.save(self.desk.captures.file, self.capture_id, said.case, said.kind, then=self._filed)

    def _filed(self, draft: DraftView) -> None:
        self.is_saving = False
        self.is_over = True
        self.go(DraftAt(draft.case_id, draft.id))

    def _ask_to_shred(self) -> None:
        if self.is_saving or self.shredding is None or not self.is_ready(self.shredding):
            return
        self.context.asks.confirm(self, "Shred this line?", _GONE, "Shred it", self._shred, danger=True)

    def _shred(self) -> None:
        if self.shredding is not None:
            self.save(
                self.desk.captures.shred, self.capture_id, self.shredding.content(), then=self._shredded
            )

    def _shredded(self, _: None) -> None:
        self.is_saving = False
        self.is_over = True
        self.saved.emit("Shredded")
        self.go(Today())


def _loaded(desk: Desk, capture_id: str) -> tuple[CaptureView, Mapping[Target, tuple[Citable, ...]]]:
    return desk.captures.read(capture_id), desk.pathway.offers("")


_DANGER: Final = (
    "Somebody may be in danger: raise a red flag in the case, and say what was done and who was told."
)
_NOT_YOURS: Final = "Only its author reads this line. Ask them to file it or to shred it."
_GONE: Final = (
    "It is deleted for good. That it was, and the reason, stays in the ledger; what it said does not."
)
