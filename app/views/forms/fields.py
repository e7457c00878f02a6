"""A content in editors: which boxes there are, what they say, and what in them is wrong.

The boxes of a long form are made over several turns. The content does not wait for them: whatever nobody has touched
is given back exactly as it was shown.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.domain.fields import forms
from app.domain.fields.content import specs
from app.domain.values.dates import ClinicalDate
from app.views.context.timers import SETTLE_MS, once
from app.views.forms.columns import Columns
from app.views.forms.editor import Editor, FieldContext, Make
from app.views.forms.plan import Part
from app.views.forms.slices import Slices
from app.views.widgets.layouts import vertical
from app.views.widgets.needed import NEEDED, NeededLabel
from app.views.widgets.words import unbroken, words

if TYPE_CHECKING:
    from app.domain.fields.declare import FieldSpec

_GAP = 5
"""Pixels between label, hint and field: the frame of what has the keyboard takes four of them."""


class FieldBox(QFrame):
    """Label above, one hint, one error, the editor; a ring says that an answer is needed and there is none."""

    def __init__(self, editor: Editor, *, needed: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("field")
        self.editor, self.spec = editor, editor.spec
        self._needed, self._error_words = needed, ""
        theme = editor.context.screen.theme
        role = "h3" if editor.is_narrative else "label"
        self.label = NeededLabel(self.spec.label, theme, role, editor.target())
        self._box = vertical(self, self.label, gap=theme.px(_GAP))
        if self.spec.hint:
            self._box.addWidget(words(unbroken(self.spec.hint), "hint"))
        self._error: QLabel | None = None
        self._warning: QLabel | None = None
        self._box.addWidget(editor)
        self._describe()

    @property
    def is_needed(self) -> bool:
        """Whether it must be answered to sign, as things stand."""
        return self._needed

    @property
    def error(self) -> str:
        """The error that is shown; empty when there is none."""
        return self._error_words

    def show_needed(self, value: Any, *, needed: bool) -> None:
        """Say whether it must be answered, now that an answer has changed, and whether it is."""
        self.label.show_ring(shown=needed and self.spec.form.is_empty(self.spec, value))
        if needed != self._needed:
            self._needed = needed
            self._describe()

    def call(self, label: str) -> None:
        """Give the field another name, for whoever reads it and for whoever hears it."""
        self.label.setText(unbroken(label))
        self.editor.target().setAccessibleName(label)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show what is wrong, by path within the field: its own error under the editor, the rest in its parts."""
        own = problems.get("", "") or self._of_parts(problems)
        if own != self._error_words:
            self._error_words = own
            self._show_error()
        self.editor.show_problems(problems)
        self._describe()

    @property
    def warning(self) -> str:
        """What is to be looked at again, though it may stand; empty when nothing is."""
        return self._warning.text() if self._warning is not None else ""

    def show_warning(self, said: str) -> None:
        """Say what is to be looked at again in the answer; it stands in the way of nothing."""
        if self._warning is None:
            if not said:
                return
            self._warning = words("", "care")
            self._box.addWidget(self._warning)
        text = f"Check: {said}" if said else ""
        if text != self._warning.text():
            self._warning.setText(unbroken(text))
            self._warning.setVisible(bool(said))
            self._describe()

    def _of_parts(self, problems: Mapping[str, str]) -> str:
        """The words of a part that has no line of its own for them; those of rows have."""
        return next((said for path, said in problems.items() if "." not in path), "")

    def _show_error(self) -> None:
        if self._error is None:
            self._error = words("", "error")
            self._box.addWidget(self._error)
        self._error.setText(f"Error: {self._error_words}" if self._error_words else "")
        self._error.setVisible(bool(self._error_words))

    def _describe(self) -> None:
        wrong = f"Error: {self._error_words}" if self._error_words else ""
        said = [NEEDED if self._needed and not wrong else "", self.spec.hint, self.warning, wrong]
        self.editor.describe(". ".join(part for part in said if part))


class Fields(QObject):
    """The fields of one class and their boxes, laid out in somebody else's columns."""

    edited = Signal()
    """The person changed something."""
    settled = Signal()
    """A little later, or after a load: what depends on the content may be looked at again."""
    left = Signal(str)
    """What stands in a date is meant; its path."""
    focused = Signal(str)
    """The keyboard went to the field of that name, which somebody wanted."""

    def __init__(
        self,
        cls: type,
        context: FieldContext,
        special: Mapping[str, Make] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._special = context, special or {}
        self.specs: dict[str, FieldSpec] = {
            spec.name: replace(spec, hint="") if spec.name in context.silent else spec
            for spec in specs(cls)
            if spec.asked and spec.name not in context.unoffered
        }
        self.boxes: dict[str, FieldBox] = {}
        self._content: Any = cls()
        self._touched: set[str] = set()
        self._problems: dict[str, dict[str, str]] = {}
        self._previous: tuple[object, ClinicalDate | None] | None = None
        self._wanted = ""
        self._columns: dict[str, Columns] = {}
        self._out: set[str] = set()
        self._left_out, self._also = frozenset[str](), frozenset[str]()
        self._applying = {name for name, spec in self.specs.items() if spec.applies is not None}
        self._settle = once(self, SETTLE_MS, self._settled)

    @property
    def since(self) -> ClinicalDate | None:
        """The date of the record that this one is compared with; None where there is none."""
        if self._previous is None or self._previous[0] is None:
            return None
        return self._previous[1]

    def asks(self, names: Iterable[str]) -> bool:
        """Whether any of these fields has to be answered, as things stand."""
        return any(
            self.specs[name].is_needed(self._content, self.since) for name in names if name in self.specs
        )

    def lay(self, parts: Iterable[Part], inside: QVBoxLayout, owner: QWidget, slices: Slices) -> None:
        """Put parts one under another, some at each turn of the event loop, as long as their owner lives."""
        for part in parts:
            slices.add(owner, partial(self._lay, part, inside, owner, slices))

    def box(self, name: str) -> FieldBox:
        """Make the box of a field, showing what it holds."""
        spec = self.specs[name]
        make = self._special.get(name, self._context.make)
        if make is None:
            raise LookupError("whoever shows fields says how their editors are made")
        editor = make(spec, self._context)
        box = FieldBox(editor, needed=spec.is_needed(self._content, self.since))
        self.boxes[name] = box
        editor.show_value(getattr(self._content, name))
        box.show_needed(getattr(self._content, name), needed=box.is_needed)
        if self._previous is not None:
            self._show_previous(box, *self._previous)
        if name in self._problems:
            box.show_problems(self._problems[name])
        editor.edited.connect(partial(self._edited, name))
        editor.left.connect(lambda part: self.left.emit(f"{name}.{part}" if part else name))
        return box

    def content(self) -> Any:
        """The content as it stands."""
        changed = {name: self.boxes[name].editor.value() for name in self._touched}
        return replace(self._content, **changed) if changed else self._content

    def load(self, content: Any) -> None:
        """Show a content. Where it says what is there already, nothing moves, not even the cursor."""
        before = self.content()
        self._content = content
        self._touched.clear()
        for name, box in self.boxes.items():
            if getattr(before, name) != getattr(content, name) or box.editor.problems():
                box.editor.show_value(getattr(content, name))
        self._settled()

    def unreadable(self) -> dict[str, str]:
        """What is typed and cannot be read, by path."""
        found = {}
        for name in self.specs:
            if name in self.boxes:
                for part, said in self.boxes[name].editor.problems().items():
                    found[f"{name}.{part}" if part else name] = said
        return found

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show errors by path, and take away all others."""
        self._problems = {}
        for path, said in problems.items():
            name, _, part = path.partition(".")
            self._problems.setdefault(name, {})[part] = said
        for name, box in self.boxes.items():
            box.show_problems(self._problems.get(name, {}))

    def show_previous(self, content: object | None, on: ClinicalDate | None) -> None:
        """Show what it was on that day beside what it is, where an editor has a place for it."""
        self._previous = (content, on)
        for box in self.boxes.values():
            self._show_previous(box, content, on)
        self.refresh()

    def focus(self, path: str) -> None:
        """Give the keyboard to a field or a part of it; to one that is not made yet as soon as it is."""
        name, _, part = path.partition(".")
        self._wanted = "" if name in self.boxes else path
        if name in self.boxes:
            self.boxes[name].editor.focus_part(part)
            self.focused.emit(name)

    def path_of(self, widget: QWidget) -> str:
        """The path by which `focus` comes to a widget; empty for one that is in no field."""
        for name, box in self.boxes.items():
            if box.isAncestorOf(widget):
                part = box.editor.part_of(widget)
                return f"{name}.{part}" if part else name
        return ""

    def ask_only(self, left_out: Collection[str] = (), also: Collection[str] = ()) -> None:
        """Leave fields out of sight whatever the answers say, and ask others for which they leave no place."""
        self._left_out, self._also = frozenset(left_out), frozenset(also)
        self.refresh()

    def refresh(self) -> None:
        """Look again at what must be answered."""
        content = self.content()
        for name, box in self.boxes.items():
            box.show_needed(getattr(content, name), needed=self.specs[name].is_needed(content, self.since))
            self._show_asked(name, box, content)
            self._show_warning(box, content)
            box.editor.show_offer()

    def _lay(self, part: Part, inside: QVBoxLayout, owner: QWidget, slices: Slices) -> None:
        columns = None
        if part.columns > 1:
            columns = Columns(self._context.screen.theme, least=part.least, most=part.columns)
            inside.addWidget(columns)
        for n, name in enumerate(part.names):
            ruled = part.ruled and n > 0
            slices.add(owner, partial(self._place, name, columns or inside, ruled=ruled))

    def _place(self, name: str, where: Columns | QVBoxLayout, *, ruled: bool) -> None:
        box = self.box(name)
        if isinstance(where, Columns):
            where.add(box)
            self._columns[name] = where
        else:
            if ruled:
                line = QFrame()
                line.setObjectName("rule")
                where.addWidget(line)
            where.addWidget(box)
        self._show_asked(name, box, self.content())
        self._show_warning(box, self.content())
        if self._wanted.partition(".")[0] == name:
            self.focus(self._wanted)

    def _show_asked(self, name: str, box: FieldBox, content: Any) -> None:
        """What the other answers leave no place for is out of sight."""
        is_asked = name in self._also or self.specs[name].is_asked(content)
        is_out = name in self._left_out or not is_asked
        if is_out == (name in self._out):
            return
        self._out ^= {name}
        if name in self._columns:
            self._columns[name].show_placed(box, shown=not is_out)
        else:
            box.setVisible(not is_out)

    @staticmethod
    def _show_warning(box: FieldBox, content: Any) -> None:
        if box.spec.warned is not None:
            box.show_warning(box.spec.warned(content))

    def _show_previous(self, box: FieldBox, content: object | None, on: ClinicalDate | None) -> None:
        when = unbroken(on.show()) if on is not None and on.is_known else ""
        box.editor.show_previous(getattr(content, box.spec.name, None), when)
        if box.spec.since:
            box.call(box.spec.called(self.since))

    def _edited(self, name: str) -> None:
        self._touched.add(name)
        self._settle.start()
        if self._applying and isinstance(self.specs[name].form, forms.OneOf):
            # At once: Tab goes on to what the answer asks for.
            content = self.content()
            for each in self._applying & self.boxes.keys():
                self._show_asked(each, self.boxes[each], content)
        self.edited.emit()

    def _settled(self) -> None:
        self._settle.stop()
        self.refresh()
        self.settled.emit()
