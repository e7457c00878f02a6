"""A line jotted down while something else is going on: nothing of any case is shown beside it."""

from typing import TYPE_CHECKING, Final

from app.domain.cases.capture import Capture
from app.domain.values.dates import ClinicalDate
from app.services.desk import Desk
from app.services.writing.unfinished import Place as UnfinishedPlace
from app.views.context.context import Context
from app.views.context.places import CaptureAt, Place, Today
from app.views.forms.form_page import FormPage
from app.views.widgets.buttons import button
from app.views.widgets.words import words

if TYPE_CHECKING:
    from app.views.forms.form_view import FormView


class CaptureForm(FormPage):
    """What was heard, when, and whether somebody may be in danger."""

    title = "Jot down a line"
    help = "capture"
    wants_room = True

    def __init__(self, desk: Desk, context: Context, back: Place | None) -> None:
        super().__init__(desk, context)
        self._back = back
        self.form: FormView | None = None
        self.column.addWidget(words(_NOTE, "hint"))
        self.acts.add(
            button("Cancel", self._cancel), button("Keep it and go back", self._save, kind="primary")
        )

    def arrive(self) -> None:
        """Make the form, once: as of today, since the telephone is ringing now."""
        if self.form is None:
            today = ClinicalDate.of(self.desk.today_date())
            self.form = self.add_form(Capture, Capture(heard_on=today))
            self.column.addStretch(1)
            self.keep_at(UnfinishedPlace("capture"))
            self.focus_first()

    def _save(self) -> None:
        if self.is_saving or self.form is None or not self.is_ready(self.form):
            return
        said: Capture = self.form.content()
        self.save(self.desk.captures.keep, said, then=lambda kept: self._kept(kept, is_danger=said.is_danger))

    def _kept(self, capture_id: str, *, is_danger: bool) -> None:
        self.is_saving = False
        self.is_over = True
        self.keep_no_longer()
        self.saved.emit("Kept. It waits on Today until you file or shred it.")
        # Of a dangerous one a flag is asked for at once.
        self.go(CaptureAt(capture_id) if is_danger else self._back or Today())

    def _cancel(self) -> None:
        self.is_over = True
        self.give_up()
        self.go(self._back or Today())


_NOTE: Final = (
    "It is sealed to you alone, and is no record until it is filed. If somebody may be in danger the lead reads it at "
    "once. After seven days the lead sees that a line of yours waits, and not what it says."
)
