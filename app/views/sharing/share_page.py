"""Sharing a summary: who and why, what goes in, the check and the preview, sign and save, what was left out."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.fields.sharing import Audience
from app.errors import ClockAhead, Withheld, WrongSecret
from app.services.desk import Desk
from app.services.sharing.disclosing import PANEL, audience_of
from app.services.sharing.summarising import Request
from app.services.vault.confirming import confirm
from app.views.context import voice
from app.views.context.clock_question import ask_about_clock
from app.views.context.context import Surroundings
from app.views.context.places import CaseAt
from app.views.sharing.check_step import CheckStep
from app.views.sharing.saved_step import Saved, SavedStep
from app.views.sharing.what_step import WhatStep
from app.views.sharing.why_step import WhyStep
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow
from app.views.widgets.page import Page
from app.views.widgets.waiting import Waiting

if TYPE_CHECKING:
    from app.views.context.tasks import Task
    from app.views.sharing.step import Step

_WHY, _WHAT, _CHECK, _SAVED = range(4)
_STEPS: Final = 3
_AUDIENCES: Final = (PANEL, "police", "probation", "advocate", "gp", "court", "person", "evaluator")


@dataclass(frozen=True)
class _Start:
    reference: str
    audiences: tuple[Audience, ...]


class SharePage(Page):
    """A summary on its way to a partner. Nothing is written before it is signed."""

    title = "Share a summary"
    help = "sharing"

    def __init__(self, desk: Desk, around: Surroundings, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, around, parent)
        self._case_id, self._reference = case_id, ""
        self._checking: Task | None = None
        self._request: Request | None = None
        self.why, self.what, self.done = WhyStep(around), WhatStep(around), SavedStep(around, case_id)
        self._front: Step | CheckStep = self.why
        self._at = _WHY
        self.waiting = Waiting(around.look)
        self._stack = QStackedWidget()
        for step in (self.why, self.what, self.done):
            self._stack.addWidget(step)
        self.on = button("", self.go_on, kind="primary")
        self.back = button("Back", self.go_back)
        self.leave_it = button("Cancel", lambda: self.go(CaseAt(case_id)))
        foot = FlowRow(around.look.pixels(0.6), self.on, self.back, self.leave_it)
        for part in (self._stack, self.waiting, foot):
            self.body.addWidget(part, int(part is self._stack))
        self.done.asked_for.connect(self.asked_for)
        self._show(_WHY)

    @cached_property
    def check(self) -> CheckStep:
        """What was found, and the pages: made when somebody comes so far, and not with the page."""
        made = CheckStep(self.around)
        made.pdf.failed.connect(self.refused)
        self._stack.addWidget(made)
        return made

    def arrive(self) -> None:
        """Find the case's reference, and what each audience gets."""
        if not self._reference:
            self.on.setEnabled(False)
            self.run(_start, self.desk, self._case_id, then=self._started)

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

    def _started(self, start: _Start) -> None:
        self._reference = start.reference
        self.why.show_audiences(start.audiences)
        self.what.show_policy(next(each for each in start.audiences if each.code == PANEL))
        self.on.setEnabled(True)

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
        can_sign = number != _CHECK or not self.check.places
        self.on.setVisible(number != _SAVED and can_sign)
        self.back.setVisible(number in {_WHAT, _CHECK})
        self.leave_it.setVisible(number != _SAVED)
        if self.isVisible():
            voice.say(self, counted)
            self.focus_first()

    # --- check and preview ------------------------------------------------------------------------------

    def _check(self) -> None:
        """Make it in memory as it would be sent; what would tell of a victim ends here, with the places."""
        self.bar.clear()
        self.check.clear()
        self._request = replace(self.why.request(), asked=self.what.asked())
        self.on.setEnabled(False)
        self.waiting.begin("Looking for victims’ details, and drawing the pages.", self._stop)
        self._checking = self.run(
            self.desk.disclosing.preview,
            self._reference,
            self._request,
            then=self._clean,
            failed=self._not_clean,
        )

    def _stop(self) -> None:
        if self._checking is not None:
            self._checking.cancel()
        self._ended()

    def _ended(self) -> None:
        self._checking = None
        self.waiting.end()
        self.on.setEnabled(bool(self._reference))

    def _clean(self, pdf: bytes) -> None:
        self._ended()
        self.check.show_clean(pdf)
        self._show(_CHECK)

    def _not_clean(self, failure: BaseException) -> None:
        self._ended()
        if isinstance(failure, Withheld):
            self.check.show_withheld(failure.places)
            self._show(_CHECK)
            self.back.setFocus()
        else:
            self.refused(failure)

    # --- signing ----------------------------------------------------------------------------------------

    def _ask_where(self) -> None:
        # The reference and the day, never a name: a file's name is read by whoever sees the disk.
        safe = re.sub(r"[^A-Za-z0-9._-]+", "-", self._reference).strip("-.")
        name = f"{safe} {self.desk.today_date().isoformat()}.pdf"
        self.around.asks.save_file(self, "Where to put the summary", name, "PDF (*.pdf)", self._ask_who)

    def _ask_who(self, out: Path) -> None:
        if self._request is None:
            return
        detail = (
            f"A summary of case {self._reference}, for: {self._request.recipient.strip()}. The signature bears your "
            "name, role and registration. What was sent, to whom and why stays in this vault."
        )
        self.around.asks.passphrase(self, "Sign and save", detail, lambda typed: self._sign(typed, out))

    def _sign(self, passphrase: str, out: Path) -> None:
        if self._request is None:
            return
        self.on.setEnabled(False)
        self.back.setEnabled(False)
        self.waiting.begin("Signing.")
        self.run(
            _signed,
            self.desk,
            passphrase,
            self._reference,
            self._request,
            out,
            then=self._saved,
            failed=self._not_saved,
        )

    def _saved(self, saved: Saved) -> None:
        self._ended()
        self.done.show_saved(saved)
        self._show(_SAVED)
        self.saved.emit("Summary signed and saved")

    def _not_saved(self, failure: BaseException) -> None:
        self._ended()
        self.back.setEnabled(True)
        if isinstance(failure, WrongSecret):
            self.bar.tell("That is not your passphrase: nothing was signed or written.")
        elif isinstance(failure, ClockAhead):
            ask_about_clock(self.around.asks, self, self.desk.vault, failure, self._ask_where)
        elif isinstance(failure, Withheld):
            # The name of the file is looked at too, and only now is it known.
            self.bar.tell(str(failure))
        else:
            self.refused(failure)


def _start(desk: Desk, case_id: str) -> _Start:
    reference = desk.cases.open(case_id).reference
    return _Start(reference, tuple(map(audience_of, _AUDIENCES)))


def _signed(desk: Desk, passphrase: str, reference: str, request: Request, out: Path) -> Saved:
    """Confirm who signs, sign and write: one piece of work, so that nothing comes between."""
    confirmed = confirm(desk.vault, passphrase, request.digest(reference))
    signed = desk.disclosing.export(reference, request, out, confirmed)
    return Saved(out, sha256(signed.pdf).hexdigest(), signed.withheld)
