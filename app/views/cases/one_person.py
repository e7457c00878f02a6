"""Two files of one person: who may be the same, both side by side, and then joined or parted by a lead."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar, Final

from PySide6.QtWidgets import QFrame, QWidget

from app.domain.fields.rights import Extent, Right, extent
from app.errors import StillMissing
from app.services.cases.merging import Joined, MergeReview, OnePerson
from app.services.cases.people import Likeness
from app.services.desk import Desk
from app.views.context.context import Context
from app.views.context.places import CaseAt
from app.views.reading.record_text import Passage, Reading
from app.views.widgets.buttons import button
from app.views.widgets.cards import card
from app.views.widgets.case_words import born
from app.views.widgets.confirmed import confirmed, not_done
from app.views.widgets.empty import EmptyPart
from app.views.widgets.emptying import empty_out
from app.views.widgets.fields import Field, line
from app.views.widgets.layouts import LEFT, vertical
from app.views.widgets.page import Page
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.words import unbroken, words

_HIGH: Final = 10
"""The least height of what is read, in ems."""
_HINT: Final = (
    "While two files are one, every case of both is shown under the one that stays, and is found by both names. What "
    "is known of the other is kept, and read here. It can be parted again: each case then has its own person."
)
_NOBODY: Final = "Nobody in the vault is like this person by number, name or date of birth."
_CHANGED: Final = "Something of them has changed: read both again."
_JOINING: Final = (
    "Every case of both will be shown under {}, whose details hold: the other’s are kept, not taken over."
)
_PARTING: Final = "Each case will be shown again under the person that it was opened for."
_NOT_YOURS: Final = "A lead joins and parts two files of one person."


class OnePersonPage(Page):
    """Offers whom the vault takes for alike, never more: what is one is for a lead to say."""

    title: ClassVar[str] = "One person, two files"
    help: ClassVar[str] = "one-person"

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context)
        self._case_id = case_id
        self._review: MergeReview | None = None
        self._parts = False
        self._may = extent(Right.MERGE, desk.member.grade) is Extent.ALL
        theme = context.theme
        self._list = vertical(None, gap=theme.pixels(0.6))
        self.choosing = Scrolled()
        self.choosing.hold(words(_HINT, "hint"), self._list, 1, gap=theme.pixels(0.6))
        self.said = words("", "strong")
        self.both = Reading(theme, "Both side by side")
        self.both.setMinimumHeight(theme.pixels(_HIGH))
        self.why = line(most=500)
        self._why = Field("Why", self.why, hint="Everybody in the team can read this: no clinical text")
        self.reading = Scrolled()
        self.reading.hold(self.said, (self.both, 1), self._why, gap=theme.pixels(0.6))
        self.body.addWidget(self.choosing, 1)
        self.body.addWidget(self.reading, 1)
        self.act = button("", self._ask, kind="primary")
        self.swap = button("Keep the other", self._swap)
        self.again = button("Choose again", self._choose)
        self.at_foot(
            button("Back to the case", self._back, shortcut="Escape"), self.again, self.swap, self.act
        )
        self._turn()

    def arrive(self) -> None:
        """Read who may be the same."""
        self.run(self.desk.merging.page, self._case_id, then=self._show)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Take names off the screen."""
        self.choosing.setVisible(not hidden and self._review is None)
        self.reading.setVisible(not hidden and self._review is not None)

    def focus_first(self) -> None:
        """Give the keyboard to the first thing to be done."""
        (self.both if self._review is not None else self).setFocus()

    def _back(self) -> None:
        self.go(CaseAt(self._case_id))

    # --- who may be the same --------------------------------------------------------------------------

    def _show(self, page: OnePerson) -> None:
        empty_out(self._list)
        theme = self.context.theme
        for each in page.joined:
            self._list.addWidget(self._joined(each))
        for one in page.alike:
            self._list.addWidget(self._like(page.person_id, one))
        if not page.joined and not page.alike:
            self._list.addWidget(EmptyPart(theme, "Nobody is like this person", _NOBODY))

    def _joined(self, each: Joined) -> QFrame:
        told = (
            f"Joined on {each.on.show()} by {each.by}: {each.reason}.",
            f"Opened for them: {', '.join(each.cases) or 'no case'}",
        )
        work = partial(self.desk.merging.parting, each.id)
        look = button(f"Read both, to part {each.sort_name}", lambda: self._look(work, parts=True))
        return self._card(each.sort_name, each.born, told, look)

    def _like(self, person_id: str, one: Likeness) -> QFrame:
        told = (
            f"{one.reason[:1].upper()}{one.reason[1:]}.",
            f"Cases: {', '.join(reference for _, reference in one.cases) or 'none'}",
        )
        work = partial(self.desk.merging.review, person_id, one.id)
        look = button(f"Read both: {one.sort_name}", lambda: self._look(work, parts=False))
        return self._card(one.sort_name, one.born, told, look)

    def _card(self, name: str, day: str, told: tuple[str, ...], look: QWidget) -> QFrame:
        frame, column = card(self.context.theme, pad=0.6)
        frame.setAccessibleName(name)
        column.addWidget(words(name, "strong"))
        column.addWidget(words(f"Date of birth: {born(day).lower() if not day else born(day)}"))
        for each in told:
            column.addWidget(words(unbroken(each)))
        column.addWidget(look, 0, LEFT)
        return frame

    # --- both side by side ----------------------------------------------------------------------------

    def _look(self, work: partial[MergeReview], *, parts: bool) -> None:
        self._parts = parts
        self.run(work, then=self._read)

    def _swap(self) -> None:
        if self._review is not None:
            work = partial(self.desk.merging.review, self._review.goes, self._review.stays)
            self._look(work, parts=False)

    def _choose(self) -> None:
        self._review = None
        self._turn()
        self.arrive()

    def _read(self, review: MergeReview) -> None:
        self._review = review
        stays, goes = review.names
        self.said.setText(
            f"{goes} is shown as {stays}" if self._parts else f"{stays} stays, and {goes} is shown as {stays}"
        )
        self.both.show_passages(tuple(_side_by_side(review)))
        self.act.setText("Part them…" if self._parts else "Join them…")
        self._turn()
        self.both.setFocus()
        if not self._may:
            self.bar.tell(_NOT_YOURS, "note")

    def _turn(self) -> None:
        is_read = self._review is not None
        self.choosing.setVisible(not is_read)
        self.reading.setVisible(is_read)
        self._why.setVisible(self._may)
        self.again.setVisible(is_read)
        self.swap.setVisible(is_read and self._may and not self._parts)
        self.act.setVisible(is_read and self._may)
        if self.foot is not None:
            self.foot.refit()

    # --- joined or parted -----------------------------------------------------------------------------

    def _ask(self) -> None:
        """Look once more, with the reason: what is confirmed is what was read."""
        review, why = self._review, self.why.text().strip()
        self._why.show_problem("" if why else "Say why.")
        if review is None or not why:
            self._why.take_keyboard()
            return
        merging = self.desk.merging
        work = (
            partial(merging.parting, review.goes, why)
            if self._parts
            else partial(merging.review, review.stays, review.goes, why)
        )
        self.run(work, then=self._confirm)

    def _confirm(self, review: MergeReview) -> None:
        if self._review is None or review.compared != self._review.compared:
            self._read(review)
            self.bar.tell(_CHANGED, "care")
            return
        stays, goes = review.names
        detail = _PARTING if self._parts else _JOINING.format(stays)
        confirmed(
            self,
            f"Part {goes} from {stays}" if self._parts else f"Join {goes} with {stays}",
            detail,
            lambda: review.digest,
            partial(self.desk.merging.part if self._parts else self.desk.merging.merge, review),
            then=self._done,
            failed=partial(not_done, self, again=self._ask),
        )

    def _done(self, _: None) -> None:
        self.why.clear()
        self.saved.emit("Parted" if self._parts else "Joined")
        self._choose()

    def refused(self, failure: BaseException) -> None:
        """Say why it is not done; what is missing stands at its field."""
        if isinstance(failure, StillMissing):
            self._why.show_problem("Say why.")
        else:
            super().refused(failure)


def _side_by_side(review: MergeReview) -> Iterator[Passage]:
    """What differs first, each answer of both with its name; then what is the same."""
    cases = (", ".join(each) or "None" for each in review.cases)
    yield Passage("Cases opened for them", tuple(zip(review.names, cases, strict=True)))
    differing = [each for each in review.compared if each.differs]
    for each in differing:
        said = (each.stays or _EMPTY, each.goes or _EMPTY)
        yield Passage(f"{each.label} differs", tuple(zip(review.names, said, strict=True)))
    same = tuple((each.label, each.stays) for each in review.compared if not each.differs)
    if same:
        yield Passage("The same in both", same)
    if not differing:
        yield Passage("What differs", text="Nothing.")


_EMPTY: Final = "Not recorded"
