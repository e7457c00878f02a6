"""Sharing a summary: who and why, what goes in, the check and the preview, sign and save, what was left out."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QStackedWidget

from app.domain.values.dates import show_instant
from app.errors import Changed, ClockAhead, NotPrepared, PreparedAltered, UserError, WrongSecret
from app.services.desk import Desk
from app.services.sharing.audiences import PANEL
from app.services.sharing.output_check import file_name
from app.services.sharing.preparing import Offer, Prepared, again, offer, prepare
from app.services.sharing.releasing import Waiting as Held
from app.services.sharing.sent import Sent
from app.services.sharing.signing import sign_as_seen
from app.views.context import voice
from app.views.context.clock_question import ask_about_clock
from app.views.context.context import Context
from app.views.context.places import CaseAt, ToRelease
from app.views.sharing.check_step import CheckStep
from app.views.sharing.saved_step import SavedStep
from app.views.sharing.what_step import WhatStep
from app.views.sharing.why_step import WhyStep
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow
from app.views.widgets.page import Page
from app.views.widgets.waiting import Waiting

if TYPE_CHECKING:
    from app.services.sharing.summarising import Request
    from app.views.context.tasks import Task
    from app.views.sharing.step import Step

_WHY, _WHAT, _CHECK, _SAVED = range(4)
_STEPS: Final = 3


class SharePage(Page):
    """A summary on its way to a partner. Nothing is written before it is signed."""

    title = "Share a summary"
    help = "sharing"

    def __init__(self, desk: Desk, context: Context, case_id: str, prepared_id: str = "") -> None:
        super().__init__(desk, context)
        self._case_id, self._reference = case_id, ""
        self._checking: Task | None = None
        self._request: Request | None = None
        self._prepared: Prepared | None = None
        self._arriving_at = prepared_id
        self.why, self.what, self.done = WhyStep(context), WhatStep(context), SavedStep(context, case_id)
        self._front: Step | CheckStep = self.why
        self._at = _WHY
        self.waiting = Waiting(context.look)
        self._stack = QStackedWidget()
        for step in (self.why, self.what, self.done):
            self._stack.addWidget(step)
        self.on = button("", self.go_on, kind="primary")
        self.back = button("Back", self.go_back)
        self.leave_it = button("Cancel", lambda: self.go(CaseAt(case_id)))
        foot = FlowRow(context.look.pixels(0.6), self.on, self.back, self.leave_it)
        for part in (self._stack, self.waiting, foot):
            self.body.addWidget(part, int(part is self._stack))
        self.done.asked_for.connect(self.asked_for)
        self.why.picked.connect(self._see_again)
        self.why.to_release.connect(lambda: self.go(ToRelease()))
        self._show(_WHY)

    @cached_property
    def check(self) -> CheckStep:
        """What was found, and the pages: made when somebody comes so far, and not with the page."""
        made = CheckStep(self.context)
        made.pdf.failed.connect(self.refused)
        self._stack.addWidget(made)
        return made

    def arrive(self) -> None:
        """Find the case's reference, and what each audience gets."""
        if not self._reference:
            self.on.setEnabled(False)
            self.run(offer, self.desk.vault, self._case_id, then=self._started)

    def leave(self) -> None:
        """Stop making a preview that nobody looks at."""
        if self._checking is not None:
            self._stop()

    def focus_first(self) -> None:
        """Give the keyboard to what the step is for."""
        self._front.focus_first()

    @property
    def step(self) -> str:
        """What stands above the step in front."""
        return self.heading.text()

    def _started(self, offered: Offer) -> None:
        self._reference = offered.reference
        self.why.show_waiting(offered.mine, len(offered.to_release), self._when)
        self.why.show_audiences(offered.audiences)
        self.what.show_policy(next(each for each in offered.audiences if each.code == PANEL))
        self.on.setEnabled(True)
        if self._arriving_at:
            self._see_again(self._arriving_at)
            self._arriving_at = ""

    def _when(self, waits: Held) -> str:
        return show_instant(waits.at, self.desk.vault.offset_minutes(waits.at))

    # --- from step to step ------------------------------------------------------------------------------

    def go_on(self) -> None:
        """To the next step, if this one is complete."""
        if self._at == _WHY and self.why.is_complete():
            self._show(_WHAT)
        elif self._at == _WHAT:
            self._check()
        elif self._at == _CHECK:
            self._ask_where()

    def go_back(self) -> None:
        """To the step before; what was typed there is still there."""
        self._stop()
        self._show(max(_WHY, self._at - 1))

    def _show(self, number: int) -> None:
        others = {_WHY: self.why, _WHAT: self.what, _SAVED: self.done}
        step = self._front = others.get(number) or self.check
        self._at = number
        self.bar.clear()
        counted = f"{self.title}, step {number + 1} of {_STEPS}: " if number < _SAVED else f"{self.title}: "
        counted += step.title[:1].lower() + step.title[1:]
        self.heading.setText(counted)
        self._stack.setCurrentWidget(step)
        self.on.setText(step.go_on)
        self.on.setAccessibleName(step.go_on)
        can_sign = number != _CHECK or self.check.can_be_signed
        self.on.setVisible(number != _SAVED and can_sign)
        self.back.setVisible(number in {_WHAT, _CHECK})
        self.leave_it.setVisible(number != _SAVED)
        if self.isVisible():
            voice.say(self, counted)
            self.focus_first()

    # --- check and preview ------------------------------------------------------------------------------

    def _check(self, told: str = "") -> None:
        """Prepare it as it would be sent; what would tell of a victim ends here, with the places.

        `told` is said above it: why what was seen before cannot be signed.
        """
        self._request = replace(self.why.request(), asked=self.what.asked())
        waits = "Looking for victims’ details, and drawing the pages."
        self._look(waits, prepare, self._case_id, self._request, told=told)

    def _see_again(self, prepared_id: str) -> None:
        """See what was prepared earlier, as it is kept."""
        self._request = None
        self._look("Opening what was prepared.", again, prepared_id)

    def _look(self, waits: str, work: Callable[..., Prepared], *arguments: object, told: str = "") -> None:
        self.bar.clear()
        self.check.clear()
        self._prepared = None
        self.on.setEnabled(False)
        self.waiting.begin(waits, self._stop)
        self._checking = self.run(
            work, self.desk.vault, *arguments, then=partial(self._looked_at, told), failed=self._not_made
        )

    def _stop(self) -> None:
        if self._checking is not None:
            self._checking.cancel()
        self._ended()

    def _ended(self) -> None:
        self._checking = None
        self.waiting.end()
        self.on.setEnabled(bool(self._reference))

    def _looked_at(self, told: str, prepared: Prepared) -> None:
        self._ended()
        self._prepared = prepared
        self.check.show_prepared(prepared)
        self._show(_CHECK)
        if told:
            self.bar.tell(told)
        if prepared.places:
            self.back.setFocus()

    def _not_made(self, failure: BaseException) -> None:
        self._ended()
        self.refused(failure)

    # --- signing ----------------------------------------------------------------------------------------

    def _ask_where(self) -> None:
        # The reference and the day, never a name: a file's name is read by whoever sees the disk.
        vault = self.desk.vault
        name = file_name(self._reference, vault.clock().astimezone(vault.zone))
        self.context.asks.save_file(self, "Where to put the summary", name, "PDF (*.pdf)", self._ask_who)

    def _ask_who(self, out: Path) -> None:
        if self._prepared is None:
            return
        detail = (
            f"A summary of case {self._reference}, for: {self._prepared.recipient}. The signature bears your "
            "name, role and registration. What was sent, to whom and why stays in this vault."
        )
        self.context.asks.passphrase(self, "Sign and save", detail, lambda typed: self._sign(typed, out))

    def _sign(self, passphrase: str, out: Path) -> None:
        if self._prepared is None:
            return
        self.on.setEnabled(False)
        self.back.setEnabled(False)
        self.waiting.begin("Signing.")
        self.run(
            sign_as_seen,
            self.desk.vault,
            self._prepared,
            passphrase,
            out,
            then=lambda sent: self._saved(out, sent),
            failed=self._not_saved,
        )

    def _saved(self, out: Path, sent: Sent) -> None:
        self._ended()
        self.done.show_saved(out, sent)
        self._show(_SAVED)
        self.saved.emit("Summary signed and saved")

    def _not_saved(self, failure: BaseException) -> None:
        self._ended()
        self.back.setEnabled(True)
        if isinstance(failure, WrongSecret):
            self.bar.tell("That is not your passphrase: nothing was signed or written.")
        elif isinstance(failure, ClockAhead):
            ask_about_clock(self.context.asks, self, self.desk.vault, failure, self._ask_where)
        elif isinstance(failure, Changed | NotPrepared | PreparedAltered):
            self._look_anew(failure)
        else:
            self.refused(failure)

    def _look_anew(self, failure: UserError) -> None:
        """What was seen cannot be signed any more: prepare it anew where it is known how, and say why."""
        self._prepared = None
        if self._request is None:
            self._show(_WHY)
            self.bar.tell(str(failure))
        else:
            self._check(str(failure))
