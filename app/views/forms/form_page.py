"""A page with a form of what is known of a person, a case or a victim: it says what is wrong when one goes on.

Nothing is checked while somebody types. What was typed stays on the page until it is saved, whatever goes wrong.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.errors import StillMissing, UserError
from app.services.desk import Desk
from app.services.writing.unfinished import Place as UnfinishedPlace
from app.views.context.context import Context
from app.views.context.timers import LAID_OUT_MS, after
from app.views.forms.editor import AIR, FieldContext
from app.views.forms.form_view import AS_DECLARED, FormView, Laid
from app.views.forms.keeping import Keeping
from app.views.forms.kept_fields import Kept
from app.views.widgets.buttons import button
from app.views.widgets.page import LastWords, Page
from app.views.widgets.problems import Problem, ProblemSummary
from app.views.widgets.scrolled import Scrolled, bring_into_view
from app.views.widgets.words import unbroken

T = TypeVar("T")


class FormPage(Page):
    """One or more forms under each other in a column that scrolls; `acts` is the bar at its foot."""

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__(desk, context)
        theme = context.theme
        self.field_context = FieldContext(context, desk.today_date)
        self.summary = ProblemSummary()
        self.summary.picked.connect(self._go_to)
        self.area = Scrolled()
        self.column = self.area.hold(gap=theme.pixels(0.6), pad=(0, 0, theme.pixels(0.6), 0))
        self.acts = self.at_foot()
        self.forms: tuple[FormView, ...] = ()
        self.keeping: Keeping | None = None
        self.is_saving = self._is_hidden = self._wants_focus = self._said_why = False
        self.body.addWidget(self.summary)
        self.body.addWidget(self.area, 1)

    def add_form(self, cls: type, content: Any = None, laid: Laid = AS_DECLARED) -> FormView:
        """Put a form at the end of the column."""
        form = FormView(cls, self.field_context, laid)
        if content is not None:
            form.load(content)
        self.forms = (*self.forms, form)
        form.ready.connect(self._ready)
        form.settled.connect(self._mend)
        form.edited.connect(self._edited)
        self.column.addWidget(form)
        return form

    def keep_at(self, place: UnfinishedPlace, *besides: Kept) -> Keeping:
        """From now on keep what is typed until it is saved; what was typed there earlier comes back."""
        self.keeping = Keeping(self.desk, self.context, place, (*self.forms, *besides), self)
        self.keeping.brought_back.connect(self._brought_back)
        self.keeping.refused.connect(self.refused)
        self.keeping.bring_back()
        return self.keeping

    def leave(self) -> None:
        """Keep what is typed."""
        if self.keeping is not None:
            self.keeping.keep()

    def last_words(self) -> LastWords | None:
        """What was typed and is not kept yet."""
        return self.keeping.last_words() if self.keeping is not None else None

    def save(self, work: Callable[..., T], *arguments: Any, then: Callable[[T], None]) -> None:
        """Save what was typed. It is kept until it is saved, and no longer, even if a lock comes between."""
        self.is_saving = True
        self.leave()
        self.run(self._saved, work, *arguments, then=then, failed=self.not_saved)

    def _saved(self, work: Callable[..., T], *arguments: Any) -> T:
        """On the vault's thread."""
        result = work(*arguments)
        if self.keeping is not None:
            self.keeping.forget()
        return result

    def keep_no_longer(self) -> None:
        """It is saved: what the page still says is not kept any more."""
        if self.keeping is not None:
            self.keeping.end()

    def give_up(self) -> None:
        """What was typed is not wanted any more, unless they think better of it."""
        if self.keeping is not None:
            self.keeping.give_up()

    def focus_first(self) -> None:
        """Go to the first field, as soon as it is there."""
        self._wants_focus = True
        first = self.first_form()
        if first is not None:
            first.focus_first()

    def first_form(self) -> FormView | None:
        """The form that one begins with."""
        return self.forms[0] if self.forms else None

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Take the forms off the screen; nothing in them is lost."""
        if hidden == self._is_hidden:
            return
        self._is_hidden = hidden
        self.area.setVisible(not hidden)
        self.acts.setEnabled(not hidden)
        if hidden:
            self.bar.tell("Names are hidden. F12 shows the form again: nothing in it is lost.", "note")
        else:
            self.bar.clear()

    def is_ready(self, *forms: FormView) -> bool:
        """Whether forms can be saved; if not, say what is wrong, at the head and at each field in the same words."""
        self.bar.clear()
        found: list[Problem] = []
        for form in forms:
            problems = form.problems()
            form.show_problems(problems)
            found += problems
        self.summary.show_all(found)
        return not found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the list of errors, where there is one."""
        if not self.summary.goes_back(event):
            super().keyPressEvent(event)

    def _edited(self) -> None:
        """Why it was not saved may not hold any more."""
        if self._said_why:
            self._said_why = False
            self.bar.clear()

    def _mend(self) -> None:
        """Errors go as soon as they are mended."""
        found: list[Problem] = []
        for form in self.forms:
            if form.has_problems:
                problems = form.problems()
                form.keep_problems(problems)
                found += problems
        self.summary.keep(found)

    def not_saved(self, failure: BaseException) -> None:
        """Say why it was not saved; everything typed is still there."""
        self.is_saving, self._said_why = False, True
        if isinstance(failure, StillMissing):
            self.bar.tell(str(failure))
        elif isinstance(failure, UserError):
            self.bar.tell(f"{failure} What you typed is still here.")
        else:
            self.refused(failure)

    def _brought_back(self, kept_at: datetime) -> None:
        shown = unbroken(self.desk.shown(kept_at))
        self.bar.tell(f"What you typed here is back as it was kept {shown}. It is not saved yet.", "note")
        afresh = button("Start afresh", lambda: self._start_afresh(afresh))
        self.acts.add(afresh)

    def _start_afresh(self, pressed: QWidget) -> None:
        pressed.hide()
        self.bar.clear()
        if self.keeping is not None:
            self.keeping.start_afresh()
        self.focus_first()

    def _ready(self) -> None:
        if all(form.is_ready for form in self.forms):
            self.bring_focused_soon()
        first = self.first_form()
        if self._wants_focus and first is not None and first.is_ready:
            # A field that was just made takes the keyboard once it is laid out.
            after(self, 0, first.focus_first)
            self._wants_focus = False

    def bring_focused_soon(self) -> None:
        """Scroll to what has the keyboard, once everything is laid out."""
        after(self, LAID_OUT_MS, self._bring_focused)

    def _bring_focused(self) -> None:
        """What took the keyboard may have been pushed out of sight by what was made after it."""
        held = self.focusWidget()
        if held is not None and self.area.isAncestorOf(held):
            bring_into_view(held, self.context.theme.pixels(AIR))

    def _go_to(self, path: str) -> None:
        name = path.partition(".")[0]
        for form in self.forms:
            if name in form.fields.specs and form.isVisible():
                form.focus_field(path)
                return
