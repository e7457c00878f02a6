"""The form of a sheet: heading, content, and the marks of what was carried forward."""

from collections.abc import Callable
from dataclasses import dataclass, make_dataclass, replace
from functools import cache
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.domain.fields.compartments import Knowledge
from app.domain.fields.content import specs
from app.domain.fields.declare import Choice, choice, date, line
from app.domain.fields.sharing import Share
from app.domain.kinds.registry import REMARKS
from app.domain.records.kind import Kind
from app.domain.records.record import EVENT, Sheet
from app.domain.records.shown import KNOWLEDGE, UPDATE
from app.domain.values.dates import ClinicalDate
from app.views.context.context import Standing
from app.views.context.timers import after
from app.views.editor.caret import caret_in, put_caret
from app.views.editor.carried import CarriedForward, joined
from app.views.editor.carried_mark import CarriedMark
from app.views.forms.choice_editors import ComboEditor
from app.views.forms.editor import AIR, FieldContext
from app.views.forms.form_view import FormView, Laid
from app.views.forms.plan import Part as PlanPart
from app.views.forms.plan import Section
from app.views.forms.problem import place
from app.views.kinds.form_for import form_for
from app.views.widgets.problems import Problem, ProblemSummary
from app.views.widgets.scrolled import Scrolled, bring_into_view

_HEADING: Final = "heading."
"""Before the path of a field of the heading: a content may have a field of that name too."""


@cache
def heading_class(event_label: str, *, updates: bool = False) -> type:
    """The heading of a record, declared as any content is: when it was, how it is known, who said so."""
    known = tuple(Choice(each.value, words) for each, words in KNOWLEDGE.items() if each.value)
    how: dict[str, Any] = {"share": Share.INTERNAL}
    hint = "Leave open where each answer says it for itself"
    return make_dataclass(
        "Heading",
        [
            ("event", ClinicalDate | None, date(event_label, EVENT, needed=True, **how)),
            ("knowledge", str, choice("How it is known", known, hint=hint, **how)),
            ("source", str, line("Source", hint="Who said so, or where it stands", **how)),
            *([("update", str, line(UPDATE, hint=_READY, **how))] if updates else ()),
        ],
        frozen=True,
        kw_only=True,
    )


# The heading in one row without a title, its choices in a list that drops down: what is written stands under it, and
# is what one came for.
_READY: Final = "Left empty, it is written from the difference"
_HEAD: Final = Section("", (PlanPart(("event", "knowledge", "source"), columns=3, least=12.5),))
_LAID: Final = Laid(lambda _: (_HEAD,), {"knowledge": ComboEditor})
_UPDATING: Final = Laid(lambda _: (_HEAD, Section("", (PlanPart(("update",)),))), {"knowledge": ComboEditor})


@dataclass(frozen=True)
class Part:
    """A section for the outline: where it begins, and what in it is still missing, as paths with labels."""

    title: str
    path: str
    missing: tuple[tuple[str, str], ...]
    is_asked: bool = True
    """Whether anything in it has to be answered to sign."""


class SheetForm(Scrolled):
    """Shows and takes a sheet, its heading where it is `headed`. `settled` comes a moment after the last change."""

    edited = Signal()
    settled = Signal()
    ready = Signal()

    def __init__(self, made: Kind, context: FieldContext, *, headed: bool = True) -> None:
        super().__init__()
        self._kind, self._marks = made, dict[str, CarriedMark]()
        self._carried = CarriedForward()
        self._of_case: tuple[Problem, ...] = ()
        is_headed = headed and made not in REMARKS
        # What changed is asked where a version goes before.
        self._updates = context.signed is not None
        heading = heading_class(made.event_label, updates=self._updates)
        self.heading = (
            FormView(heading, context, _UPDATING if self._updates else _LAID) if is_headed else None
        )
        self.summary = ProblemSummary()
        if self.heading is not None:
            # Before the body: Tab goes through fields in the order in which they are made.
            self.heading.finish()
        self.body = form_for(made, context)
        self._sheet = Sheet(content=made.content())
        self._context = context
        self._lay_out()
        self._connect()

    @property
    def forms(self) -> tuple[FormView, ...]:
        """The forms, in order."""
        return (self.body,) if self.heading is None else (self.heading, self.body)

    @property
    def is_ready(self) -> bool:
        """Whether every field is there."""
        return all(form.is_ready for form in self.forms)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a sheet; where it says what is there already, nothing moves."""
        self._sheet = sheet
        if self.heading is not None:
            made = heading_class(self._kind.event_label, updates=self._updates)
            said = {"event": sheet.event, "knowledge": sheet.knowledge.value, "source": sheet.source}
            self.heading.load(made(**said, **({"update": sheet.update} if self._updates else {})))
        self.body.load(sheet.content)
        self._carried.load(sheet, self.body.content())
        self._show_marks()

    def sheet(self) -> Sheet:
        """The sheet as it stands, as far as what is typed can be read."""
        sheet = replace(self._sheet, content=self.body.content())
        if self.heading is not None:
            said = self.heading.content()
            knowledge = Knowledge(said.knowledge)
            update = said.update if self._updates else ""
            sheet = replace(sheet, event=said.event, knowledge=knowledge, source=said.source, update=update)
        return self._carried.on(sheet)

    def bring(self, name: str, value: Any, said_on: str) -> Sheet:
        """Bring an answer of an earlier record in, marked; gives the sheet as it was before."""
        before = self.sheet()
        content = self.body.content()
        spec = next(spec for spec in specs(type(content)) if spec.name == name)
        self.body.load(replace(content, **{name: joined(spec, getattr(content, name), value)}))
        self._carried.bring(name, said_on, getattr(self.body.content(), name))
        self._show_marks()
        self.body.focus_field(name)
        self.edited.emit()
        return before

    def take_back(self, name: str, before: Sheet) -> None:
        """Let a field be what it was before an answer was brought in."""
        value = getattr(before.content, name)
        self.body.load(replace(self.body.content(), **{name: value}))
        self._carried.confirm(name)
        self._show_marks()
        self.edited.emit()

    def problems(self) -> tuple[Problem, ...]:
        """What stands in the way of signing, in the order of the form."""
        found = list(self.body.problems())
        labels = {spec.name: spec.label for spec in specs(self._kind.content)}
        for name in self._carried.sentences():
            message = f"Confirm or edit “{labels[name]}”: it was carried forward"
            found.append(Problem(name, message))
        found.sort(key=lambda each: self._place(each.path))
        if self.heading is None:
            return tuple(found)
        return (*(replace(each, path=_HEADING + each.path) for each in self.heading.problems()), *found)

    def next_needed(self, path: str) -> str:
        """The next field after a path whose answer is needed to sign, or the first; empty where there is none."""
        needed = [each.path for each in self.problems()]
        return next((each for each in needed if self._place(each) > self._place(path)), "".join(needed[:1]))

    def _place(self, path: str) -> tuple[int, ...]:
        """Where a field stands in the form, from the top; within a list of rows by row and field."""
        if path.startswith(_HEADING):
            return (-1,)
        laid = [name for section in self.body.sections for name in section.names()]
        name = path.partition(".")[0]
        return (laid.index(name) if name in laid else -1, *place(self._kind.content, path)[1:])

    def show_problems(self, found: tuple[Problem, ...], of_case: tuple[Problem, ...] = ()) -> None:
        """Show errors at the head, which takes the keyboard, and at their fields; take away all others.

        Those `of_case` stay until the next time that somebody goes on to sign: the form cannot tell whether they are
        mended.
        """
        self._of_case = of_case
        found = (*found, *of_case)
        self._give(found, FormView.show_problems)
        self.summary.show_all(found)
        if found:
            self.verticalScrollBar().setValue(0)

    def _give(self, found: tuple[Problem, ...], to: Callable[[FormView, tuple[Problem, ...]], None]) -> None:
        """Give each form its own of the problems."""
        to(self.body, tuple(each for each in found if not each.path.startswith(_HEADING)))
        if self.heading is not None:
            own = (each for each in found if each.path.startswith(_HEADING))
            to(self.heading, tuple(replace(each, path=each.path.removeprefix(_HEADING)) for each in own))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the list of errors, where there is one."""
        if self.summary.goes_back(event):
            self.ensureWidgetVisible(self.summary)
        else:
            super().keyPressEvent(event)

    def parts(self) -> tuple[Part, ...]:
        """The sections, with what is still missing in each."""
        out = []
        for form in self.forms:
            ahead = _HEADING if form is self.heading else ""
            gaps = [(gap.path, gap.label) for gap in form.missing()]
            # What is begun and cannot be read yet stands in the way of signing, too.
            begun = form.fields.unreadable().keys() - {path for path, _ in gaps}
            gaps += [(path, form.fields.specs[path.partition(".")[0]].label) for path in sorted(begun)]
            if form is self.body:
                gaps += [
                    (each.name, "Confirm what was carried") for each in self._carried.on(self._sheet).carried
                ]
            for section in form.sections:
                own = tuple((ahead + p, label) for p, label in gaps if p.partition(".")[0] in section.names())
                asked = bool(own) or form.fields.asks(section.names())
                first = section.names()[0]
                title = section.title or form.fields.specs[first].label
                out.append(Part(title, ahead + first, own, asked))
        return tuple(out)

    def focus_field(self, path: str) -> None:
        """Go to a field."""
        if path.startswith(_HEADING) and self.heading is not None:
            self.heading.focus_field(path.removeprefix(_HEADING))
        else:
            self.body.focus_field(path)

    def standing(self, last: QWidget | None) -> Standing:
        """Where somebody stood who was in that widget last."""
        path = self.body.fields.path_of(last) if last is not None else ""
        if not path and last is not None and self.heading is not None:
            path = self.heading.fields.path_of(last)
            path = _HEADING + path if path else ""
        return Standing(path, caret_in(last), self.verticalScrollBar().value())

    def stand_at(self, standing: Standing) -> None:
        """Go back there: once every field is made."""
        put_caret(self.focusWidget(), standing.caret)
        self.verticalScrollBar().setValue(standing.scrolled)

    def focus_first(self) -> None:
        """Go to the first field of the content: the heading has its answers when a draft begins."""
        self.body.focus_first()

    def _lay_out(self) -> None:
        side = self._context.pixels(0.6)
        self.hold(self.summary, *self.forms, 1, pad=(side, 0, side, 0))

    def _connect(self) -> None:
        self.summary.picked.connect(self.focus_field)
        for form in self.forms:
            form.edited.connect(self.edited)
            form.settled.connect(self._settled)
            form.ready.connect(self._ready)

    def _ready(self) -> None:
        self._show_marks()
        if self.is_ready:
            # What has the keyboard was made before what stands above it was laid out.
            after(self, 0, self._bring_focused)
            self.ready.emit()

    def _bring_focused(self) -> None:
        held = self.focusWidget()
        if held is not None:
            bring_into_view(held, self._context.pixels(AIR))

    def _mend(self) -> None:
        """Errors go as soon as they are mended."""
        if any(form.has_problems for form in self.forms) or self.summary.problems:
            found = (*self.problems(), *self._of_case)
            self._give(found, FormView.keep_problems)
            self.summary.keep(found)

    def _settled(self) -> None:
        self._mend()
        if self._marks and self._carried.follow(self.body.content()):
            self._show_marks()
        self.settled.emit()

    def _show_marks(self) -> None:
        wanted = self._carried.sentences()
        for name in [name for name in self._marks if name not in wanted]:
            gone = self._marks.pop(name)
            gone.hide()
            gone.deleteLater()
        for name, message in wanted.items():
            box = self.body.fields.boxes.get(name)
            column = box.layout() if box else None
            if name not in self._marks and box is not None and isinstance(column, QBoxLayout):
                mark = CarriedMark(message, box.spec.label)
                mark.confirmed.connect(lambda name=name: self._confirm(name))
                column.insertWidget(column.indexOf(box.editor), mark)
                self._marks[name] = mark
            elif name in self._marks:
                self._marks[name].tell(message)

    def _confirm(self, name: str) -> None:
        self._carried.confirm(name)
        self.body.focus_field(name)
        self._show_marks()
        self._mend()
        self.edited.emit()
        self.settled.emit()
