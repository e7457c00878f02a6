"""A content in editors: which boxes there are, what they say, and what in them is wrong.

The boxes of a long form are made over several turns. The content does not wait for them: whatever nobody has touched
is given back exactly as it was shown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.domain.fields.content import specs
from app.views.context.timers import SETTLE_MS, once
from app.views.forms.editor import FieldContext, Make
from app.views.forms.field_box import FieldBox, is_needed

if TYPE_CHECKING:
    from app.domain.fields.declare import FieldSpec


class Fields(QObject):
    """The fields of one class and their boxes, laid out by somebody else."""

    edited = Signal()
    """The person changed something."""
    settled = Signal()
    """A little later, or after a load: what depends on the content may be looked at again."""

    def __init__(
        self,
        cls: type,
        context: FieldContext,
        special: Mapping[str, Make] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._special = context, special or {}
        self.specs: dict[str, FieldSpec] = {spec.name: spec for spec in specs(cls) if spec.asked}
        self.boxes: dict[str, FieldBox] = {}
        self._content: Any = cls()
        self._touched: set[str] = set()
        self._problems: dict[str, dict[str, str]] = {}
        self._previous: tuple[object, str] | None = None
        self._settle = once(self, SETTLE_MS, self._settled)

    def box(self, name: str) -> FieldBox:
        """Make the box of a field, showing what it holds."""
        spec = self.specs[name]
        make = self._special.get(name, self._context.make)
        if make is None:
            raise LookupError("whoever shows fields says how their editors are made")
        editor = make(spec, self._context)
        box = FieldBox(editor, needed=is_needed(spec, self._content))
        self.boxes[name] = box
        editor.show_value(getattr(self._content, name))
        if self._previous is not None:
            self._show_previous(box, *self._previous)
        if name in self._problems:
            box.show_problems(self._problems[name])
        editor.edited.connect(partial(self._edited, name))
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

    def show_previous(self, content: object | None, when: str) -> None:
        """Show what it was before beside what it is, where an editor has a place for it."""
        self._previous = (content, when)
        for box in self.boxes.values():
            self._show_previous(box, content, when)

    def focus(self, path: str) -> bool:
        """Give the keyboard to a field or a part of it; False when it has no box yet."""
        name, _, part = path.partition(".")
        if name not in self.boxes:
            return False
        self.boxes[name].editor.focus_part(part)
        return True

    def refresh(self) -> None:
        """Look again at what must be answered."""
        content = self.content()
        for name, box in self.boxes.items():
            box.show_needed(needed=is_needed(self.specs[name], content))

    def __iter__(self) -> Iterator[str]:
        return iter(self.specs)

    def _show_previous(self, box: FieldBox, content: object | None, when: str) -> None:
        box.editor.show_previous(getattr(content, box.spec.name, None), when)

    def _edited(self, name: str) -> None:
        self._touched.add(name)
        self._settle.start()
        self.edited.emit()

    def _settled(self) -> None:
        self._settle.stop()
        self.refresh()
        self.settled.emit()
