"""The team: who works here, where they are admitted, and for the lead the ways in and out."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.fields.compartments import SEALED, Compartment
from app.services.team.leaving import Ending, Reason
from app.services.team.staff import Colleague, admitting
from app.views.settings.enrolling import EnrolForm, ReadmitForm
from app.views.settings.section import Section
from app.views.widgets.buttons import button
from app.views.widgets.confirmed import confirmed
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.page import LastWords, Page
from app.views.widgets.words import words


class TeamSection(Section):
    """Everybody may see the team; what only the lead can do is shown to the lead alone."""

    title = "Team"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._team: tuple[Colleague, ...] = ()
        self._holder = QWidget()
        self._list = self.card("Who works here", self._holder)
        self.enrol: EnrolForm | None = None
        self.readmit: ReadmitForm | None = None
        if self.desk.member.is_lead:
            self.enrol = EnrolForm(self)
            self.enrol.done.connect(self.changed)
            self.card("Enrol a colleague", self.enrol)
            self.readmit = ReadmitForm(self)
            self.readmit.done.connect(self.changed)
            self.card("A colleague forgot their passphrase", self.readmit)

    def arrive(self) -> None:
        """Load the team."""
        self.page.run(self.desk.staff.list, then=self._show)

    def leave(self) -> None:
        """Forget passphrases that were typed, and keep all else."""
        for form in (self.enrol, self.readmit):
            if form is not None:
                form.new.take()
        if self.enrol is not None:
            self.enrol.keeping.keep()

    def last_words(self) -> LastWords | None:
        """Who is being enrolled."""
        return self.enrol.keeping.last_words() if self.enrol is not None else None

    def changed(self, message: str) -> None:
        """Say what was done, and load the team anew."""
        self.page.bar.tell(message, "good")
        self.arrive()

    def _show(self, team: tuple[Colleague, ...]) -> None:
        self._team = team
        holder = QWidget()
        column = vertical(holder, gap=self.context.theme.pixels(0.7))
        for colleague in sorted(team, key=lambda one: one.has_left):
            column.addWidget(self._entry(colleague))
        self._list.replaceWidget(self._holder, holder)
        self._holder.deleteLater()
        self._holder = holder
        if self.readmit is not None:
            mine = self.desk.member.id
            self.readmit.offer([one for one in team if not one.has_left and one.member.id != mine])

    def _entry(self, colleague: Colleague) -> QWidget:
        member = colleague.member
        frame = QFrame()
        frame.setObjectName("rowcard")
        column = QVBoxLayout(frame)
        column.setSpacing(self.context.theme.pixels(0.2))
        signs = member.grade.label.lower() + (", you" if member.id == self.desk.member.id else "")
        column.addWidget(words(f"{member.name} ({signs})", "strong"))
        column.addWidget(words(", ".join(part for part in (member.role, member.registration) if part)))
        if colleague.has_left:
            column.addWidget(words("Has left: cannot open the vault. What they signed stays theirs.", "care"))
            return frame
        inside = ", ".join(each.label for each in colleague.compartments)
        message = f"Sealed compartments: {inside}" if inside else "Admitted to no sealed compartment"
        column.addWidget(words(message, "hint"))
        acts = FlowRow(self.context.theme.pixels(0.5), *self._acts(colleague))
        column.addWidget(acts)
        return frame

    def _acts(self, colleague: Colleague) -> Iterable[QWidget]:
        member = colleague.member
        if not self.desk.member.is_lead:
            return
        for each in self._open_to_me():
            if each not in colleague.compartments:
                admit = button(f"Admit to {each.label}", partial(self._ask_admit, colleague, each))
                admit.setAccessibleName(f"Admit {member.name} to {each.label}")
                yield admit
        if member.id != self.desk.member.id:
            known = button("Their passphrase became known…", partial(self._review, colleague, Reason.KNOWN))
            known.setAccessibleName(f"The passphrase of {member.name} became known")
            yield known
            close = button("They leave…", partial(self._review, colleague, Reason.LEFT), kind="danger")
            close.setAccessibleName(f"{member.name} leaves")
            yield close

    def _open_to_me(self) -> tuple[Compartment, ...]:
        """Nobody can hand on a key that they do not hold."""
        mine = [one.compartments for one in self._team if one.member.id == self.desk.member.id]
        return tuple(each for each in SEALED if mine and each in mine[0])

    def _ask_admit(self, colleague: Colleague, where: Compartment) -> None:
        name = colleague.member.name
        admitted = colleague.member.id, where
        confirmed(
            self.page,
            f"Admit {name} to {where.label}",
            "They will read every record sealed there, past and to come. It cannot be taken back.",
            partial(admitting, *admitted),
            partial(self.desk.staff.admit, *admitted),
            then=lambda _: self.changed(f"{name} is admitted to {where.label}."),
        )

    def _review(self, colleague: Colleague, reason: Reason) -> None:
        """Say what closing somebody's way in will do, and whom it leaves to be let in again."""
        self.page.run(self.desk.leaving.review, colleague.member.id, reason, then=self._ask_close)

    def _ask_close(self, ending: Ending) -> None:
        leaves = ending.reason is Reason.LEFT
        title = f"{ending.name} leaves" if leaves else f"The passphrase of {ending.name} became known"
        after = (
            "What they signed stays and verifies."
            if leaves
            else "Let them in again below, with a new passphrase and new keys."
        )
        again = ", ".join(each.name for each in ending.to_readmit)
        named = (
            f" These have not opened the vault with this version yet and have to be let in again too: {again}."
            if again
            else ""
        )
        message = f"{ending.name} has no way in any more, and the vault has new keys."
        confirmed(
            self.page,
            title,
            "Their way in is closed, and the vault and every compartment they were admitted to get new keys: with what "
            "they know, nothing written from now on opens, nor any later backup. Copies made before still open. "
            f"{after}{named}",
            lambda: ending.digest,
            partial(self.desk.leaving.let_go, ending.staff_id, ending.reason),
            then=lambda _: self.changed(message),
        )
