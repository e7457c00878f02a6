"""Sharing a report: who and why, what goes in, the check and the preview, sign and save, what was left out."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtGui import QGuiApplication

from app.errors import Changed, InTheWay, MustConfirm, NotPrepared, PreparedAltered, UserError
from app.services.desk import Desk
from app.services.sharing.as_text import copy_text_as_seen
from app.services.sharing.output_check import file_name
from app.services.sharing.parts_asked import PartOffered, parts_offered
from app.services.sharing.preparing import Offer, Prepared, again, offer, prepare
from app.services.sharing.releasing import Waiting as Held
from app.services.sharing.releasing import let_wait
from app.services.sharing.sent import Sent
from app.services.sharing.signing import sign, sign_as_seen
from app.services.sharing.summarising import Offered, offered_of
from app.services.vault.confirmation import Confirmation
from app.services.vault.confirming import confirm
from app.services.vault.site_status import Published, publish
from app.views.context.context import Context
from app.views.context.places import CaseAt, ToRelease
from app.views.sharing.check_step import CheckStep
from app.views.sharing.saved_step import SavedStep
from app.views.sharing.what_step import WhatStep
from app.views.sharing.why_step import WhyStep
from app.views.widgets.buttons import button
from app.views.widgets.cards import FRAME
from app.views.widgets.confirmed import not_done
from app.views.widgets.page import Page
from app.views.widgets.waiting import Waiting
from app.views.widgets.wizard import Wizard

if TYPE_CHECKING:
    from app.domain.fields.sharing import Audience
    from app.services.sharing.summarising import Request
    from app.views.context.tasks import Task

_WHY, _WHAT, _CHECK, _SAVED = range(4)
_HAND_ON: Final = (
    "Nobody can say so of what they prepared themselves. A colleague who is admitted to the victims looks at exactly "
    "these pages, says it of each place with a reason, and signs that. It waits for them for 7 days; then you sign the "
    "pages as they are. Of anything prepared later it says nothing."
)
_ON: Final = ("Next: what goes in", "Check and preview", "Sign and save…")
"""What the button that leads on says in each step."""
_NO_PART: Final = "Tick at least one part: each is let in by itself."
_LEAVES: Final = "What you prepare leaves only when you sign it, or copy it as text"


class SharePage(Page):
    """A report on its way to a partner. Nothing is written before it is signed."""

    title = "Share a report"
    help = "sharing"

    def __init__(self, desk: Desk, context: Context, case_id: str, prepared_id: str = "") -> None:
        super().__init__(desk, context)
        self._case_id, self._reference = case_id, ""
        self._audiences: dict[str, Audience] = {}
        self._checking: Task | None = None
        self._request: Request | None = None
        self._prepared: Prepared | None = None
        self._arriving_at = prepared_id
        self.why, self.what = WhyStep(context), WhatStep(context)
        self.done = SavedStep(context, case_id, self)
        self.waiting = Waiting(context.theme)
        self.wizard = Wizard(self.why, self.what, self._make_check, self.done, outcomes=1)
        self.beside_title(self.wizard.line)
        self.align_to_frames(FRAME)
        self.on = button("", self.go_on, kind="primary")
        self.back = button("Back", self.go_back)
        self.hand_on = button("This is no victim’s detail…", self._ask_to_hand_on)
        self.as_text = button("Copy as text…", self._ask_to_copy)
        self.leave_it = button("Cancel", lambda: self.go(CaseAt(case_id)))
        self.body.addWidget(self.wizard, 1)
        self.body.addWidget(self.waiting)
        self._bar = self.at_foot(self.leave_it, self.hand_on, self.as_text, self.back, self.on)
        self.done.asked_for.connect(self.asked_for)
        self.done.folder_chosen.connect(self._publish)
        self.why.picked.connect(self._see_again)
        self.why.chosen.connect(self._for)
        self.why.to_release.connect(lambda: self.go(ToRelease()))
        self.wizard.turned.connect(self._show_acts)
        self._show_acts(_WHY)

    @property
    def check(self) -> CheckStep:
        """What was found, and the pages: made when somebody comes so far, and not with the page."""
        return cast("CheckStep", self.wizard.step(_CHECK))

    def arrive(self) -> None:
        """Find the case's reference, and what each audience gets."""
        if not self._reference:
            self.on.setEnabled(False)
            self.run(offer, self.desk.vault, self._case_id, then=self._started)

    def leave(self) -> None:
        """Stop making a preview that nobody looks at; the words of a protected copy are shown this once."""
        self.done.other_forms.forget()
        if self._checking is not None:
            self._stop()

    def focus_first(self) -> None:
        """Give the keyboard to what the step is for."""
        self.wizard.focus_first()

    def _make_check(self) -> CheckStep:
        made = CheckStep(self.context)
        made.pdf.failed.connect(self.refused)
        return made

    def _started(self, offered: Offer) -> None:
        self._reference = offered.reference
        self.why.show_waiting(offered.mine, len(offered.to_release), self._when)
        self._audiences = {each.code: each for each in offered.audiences}
        self.why.show_audiences(offered.audiences)
        self.why.show_countersigners(offered.countersigners)
        self._for(self.why.audience)
        self.on.setEnabled(True)
        if self._arriving_at:
            self._see_again(self._arriving_at)
            self._arriving_at = ""

    def _for(self, audience: str) -> None:
        """Show what an audience gets, and what the case offers for it."""
        policy = self._audiences[audience]
        self.what.show_policy(policy)
        shown = partial(self._show_offered, audience)
        self.run(offered_of, self.desk.vault, self._case_id, policy, then=shown)

    def _show_offered(self, audience: str, offered: Offered) -> None:
        # Another may have been chosen meanwhile.
        if audience == self.why.audience:
            self.why.show_offered(offered)

    def _when(self, waits: Held) -> str:
        return self.desk.shown(waits.at)

    # --- from step to step ------------------------------------------------------------------------------

    def go_on(self) -> None:
        """To the next step, if this one is complete."""
        at = self.wizard.at
        if at == _WHY and self.why.is_complete():
            self._offer_parts()
        elif at == _WHAT and self.what.parts and not self.what.let_in():
            self.bar.tell(_NO_PART)
            self.what.focus_first()
        elif at == _WHAT:
            self._check()
        elif at == _CHECK:
            self._ask_who()

    def _offer_parts(self) -> None:
        """What goes in: with its parts where the report goes to that audience part by part."""
        if not self.why.is_by_parts:
            self._show_parts("", ())
            return
        request = self.why.request()
        self.on.setEnabled(False)
        shown = partial(self._show_parts, request.report)
        self.run(parts_offered, self.desk.vault, self._case_id, request, then=shown, failed=self._not_made)

    def _show_parts(self, report: str, offered: tuple[PartOffered, ...]) -> None:
        self.on.setEnabled(True)
        self.what.show_parts(report, offered)
        self.wizard.forward()

    def go_back(self) -> None:
        """To the step before; what was typed there is still there."""
        self._stop()
        self.wizard.back()

    def _show_acts(self, at: int) -> None:
        self.bar.clear()
        is_under_way, at_check = at != _SAVED, at == _CHECK
        self._bar.tell(_LEAVES if is_under_way else "", "muted")
        if is_under_way:
            self.on.setText(_ON[at])
            self.on.setAccessibleName(_ON[at])
        can_sign = not at_check or self.check.can_be_signed
        self.on.setVisible(is_under_way and can_sign)
        self.back.setVisible(at in {_WHAT, _CHECK})
        self.as_text.setVisible(at_check and can_sign)
        self.hand_on.setVisible(at_check and self._can_hand_on())
        self.leave_it.setVisible(is_under_way)

    # --- check and preview ------------------------------------------------------------------------------

    def _check(self, message: str = "") -> None:
        """Prepare it as it would be sent; what would tell of a victim ends here, with the places.

        `message` is said above it: why what was seen before cannot be signed.
        """
        self._request = replace(self.why.request(), asked=self.what.asked(), parts=self.what.let_in())
        waits = "Looking for victims’ details, and drawing the pages."
        self._prepare(waits, prepare, self._case_id, self._request, message=message)

    def _see_again(self, prepared_id: str) -> None:
        """See what was prepared earlier, as it is kept."""
        self._request = None
        self._prepare("Opening what was prepared.", again, prepared_id)

    def _prepare(
        self, waits: str, work: Callable[..., Prepared], *arguments: object, message: str = ""
    ) -> None:
        self.bar.clear()
        self.check.clear()
        self._prepared = None
        self.on.setEnabled(False)
        self.waiting.begin(waits, self._stop)
        self._checking = self.run(
            work,
            self.desk.vault,
            *arguments,
            then=partial(self._show_prepared, message),
            failed=self._not_made,
        )

    def _stop(self) -> None:
        if self._checking is not None:
            self._checking.cancel()
        self._ended()

    def _ended(self) -> None:
        self._checking = None
        self.waiting.end()
        self.on.setEnabled(bool(self._reference))

    def _show_prepared(self, message: str, prepared: Prepared) -> None:
        self._ended()
        self._prepared = prepared
        self.check.show_prepared(prepared)
        self.wizard.turn_to(_CHECK)
        if message:
            self.bar.tell(message)
        if prepared.places:
            self.back.setFocus()

    def _not_made(self, failure: BaseException) -> None:
        self._ended()
        self.refused(failure)

    # --- what is no victim's detail -----------------------------------------------------------------------

    def _can_hand_on(self) -> bool:
        made = self._prepared
        return made is not None and bool(made.places) and not (made.needs_release or made.released_by)

    def _ask_to_hand_on(self) -> None:
        self.context.asks.confirm(
            self,
            "Let a colleague say that it is no victim’s detail?",
            _HAND_ON,
            "Hand it to colleagues",
            self._hand_on,
        )

    def _hand_on(self) -> None:
        if self._prepared is not None:
            prepared_id = self._prepared.id
            self.run(let_wait, self.desk.vault, prepared_id, then=lambda _: self._handed_on(prepared_id))

    def _handed_on(self, prepared_id: str) -> None:
        self.saved.emit("Waits for a colleague")
        self._see_again(prepared_id)

    # --- as text ------------------------------------------------------------------------------------------

    def _ask_to_copy(self) -> None:
        if self._prepared is None:
            return
        detail = (
            f"The words of these pages, for: {self._prepared.recipient}, go to the clipboard for half a minute. Text "
            "is not signed: who gets it cannot check it. That it left, to whom and why stays in this vault."
        )
        self.context.asks.passphrase(self, "Copy as text", detail, self._copy)

    def _copy(self, passphrase: str) -> None:
        if self._prepared is not None:
            work = copy_text_as_seen, self.desk.vault, self._prepared, passphrase
            self.run(*work, then=self._copied, failed=self._not_copied)

    def _copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.saved.emit("Report copied as text")
        self.bar.tell("Copied. It stands under Sharing as what was sent.", "good")

    def _not_copied(self, failure: BaseException) -> None:
        if isinstance(failure, Changed | NotPrepared | PreparedAltered):
            self._prepare_anew(failure)
        else:
            not_done(self, failure, self._ask_to_copy, "copied")

    # --- signing ----------------------------------------------------------------------------------------

    def _ask_who(self, out: Path | None = None) -> None:
        """The passphrase comes first: whoever signs every day types it before they have read what is asked."""
        if self._prepared is None:
            return
        detail = (
            f"{self._prepared.document.title}, case {self._reference}, for: {self._prepared.recipient}. The signature "
            "bears your name, role and registration. What was sent, to whom and why stays in this vault."
        )
        then = self._prove if out is None else partial(self._sign_once_more, out)
        self.context.asks.passphrase(self, "Sign and save", detail, then)

    def _prove(self, passphrase: str) -> None:
        """Kept from here on is their word for these bytes, and no passphrase."""
        if self._prepared is not None:
            self._begin_signing("Looking at your passphrase.")
            proved = confirm, self.desk.vault, passphrase, self._prepared.digest
            self.run(*proved, then=self._proved, failed=self._not_saved)

    def _proved(self, confirmed: Confirmation) -> None:
        self._may_go_back()
        # The reference and the day, never a name: a file's name is read by whoever sees the disk.
        vault = self.desk.vault
        audience = self._prepared.document.audience if self._prepared else ""
        name = file_name(self._reference, vault.clock().astimezone(vault.zone), audience)
        where = "Where to put the report", name, "PDF (*.pdf)"
        self.context.asks.save_file(self, *where, partial(self._sign, confirmed))

    def _sign(self, confirmed: Confirmation, out: Path) -> None:
        if self._prepared is not None:
            self._write(out, sign, self.desk.vault, self._prepared.id, confirmed, out)

    def _sign_once_more(self, out: Path, passphrase: str) -> None:
        """To where they chose already: to choose took longer than their word lasts."""
        if self._prepared is not None:
            self._write(out, sign_as_seen, self.desk.vault, self._prepared, passphrase, out)

    def _write(self, out: Path, work: Callable[..., Sent], *arguments: object) -> None:
        self._begin_signing("Signing.")
        self.run(work, *arguments, then=partial(self._saved, out), failed=partial(self._not_written, out))

    def _begin_signing(self, message: str) -> None:
        self.on.setEnabled(False)
        self.back.setEnabled(False)
        self.waiting.begin(message)

    def _may_go_back(self) -> None:
        self._ended()
        self.back.setEnabled(True)

    def _saved(self, out: Path, sent: Sent) -> None:
        self._ended()
        self.is_over = True
        self.done.show_saved(out, sent)
        self.wizard.turn_to(_SAVED)
        self.saved.emit("Report signed and saved")

    def _not_written(self, out: Path, failure: BaseException) -> None:
        if isinstance(failure, MustConfirm):
            self._may_go_back()
            self._ask_who(out)
        else:
            self._not_saved(failure)

    def _publish(self, folder: Path) -> None:
        self.run(publish, self.desk.vault, folder, then=self._published)

    def _published(self, published: Published) -> None:
        if published.in_the_way:
            self.refused(InTheWay(published.in_the_way))
        else:
            self.bar.tell(f"They lie there now: {', '.join(published.written + published.current)}.", "good")

    def _not_saved(self, failure: BaseException) -> None:
        self._may_go_back()
        if isinstance(failure, Changed | NotPrepared | PreparedAltered):
            self._prepare_anew(failure)
        else:
            not_done(self, failure, self._ask_who, "signed or written")

    def _prepare_anew(self, failure: UserError) -> None:
        """What was seen cannot be signed any more: prepare it anew where it is known how, and say why."""
        self._prepared = None
        if self._request is None:
            self.wizard.turn_to(_WHY)
            self.bar.tell(str(failure))
        else:
            self._check(str(failure))
