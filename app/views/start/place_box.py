"""Where a vault is to go: a folder that is there, and the name of the one to be made in it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QLineEdit, QWidget

from app.views.start.before_vault import SUFFIX, problems_of_place
from app.views.start.form_screen import FormScreen
from app.views.widgets.buttons import button
from app.views.widgets.fields import Field, line
from app.views.widgets.layouts import horizontal
from app.views.widgets.problems import Problem

_LONGEST_NAME = 60
_LONGEST_PATH = 4000


class PlaceFields:
    """The two fields of a place, put under the others of a form as "parent" and "name"."""

    def __init__(self, form: FormScreen, name: str = "") -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._form = form
        self._parent_line = line(documents, most=_LONGEST_PATH)
        self.name_line = line(name, most=_LONGEST_NAME)
        chooser = with_chooser(self._parent_line, "Choose a folder", self._ask)
        parent = Field("Where to keep it", self._parent_line, editor=chooser, hint=_WHERE)
        self.parent = form.add_field("parent", parent)
        form.add_field("name", Field("Name of the vault’s folder", self.name_line, hint=_NAME))

    def folder(self) -> Path | None:
        """The folder to be made; None while nothing is typed that could be one."""
        name = self.name_line.text().strip().removesuffix(SUFFIX)
        parent = self._parent_line.text().strip()
        if not name or not parent or any(sign in name for sign in '/\\:*?"<>|') or name.startswith("."):
            return None
        return Path(parent).expanduser() / f"{name}{SUFFIX}"

    def check(self, others: tuple[Problem, ...]) -> None:
        """Give the form other problems and those of the place; whether it is free is asked of the disk."""
        folder, form = self.folder(), self._form
        if folder is None:
            form.checked((*others, Problem("name", _NO_NAME)))
        else:
            form.run(
                problems_of_place, folder, then=lambda found: form.checked((*others, *found)), aside=True
            )

    def _ask(self, over: QWidget, then: Callable[[Path], None]) -> None:
        self._form.context.asks.folder(over, "Where to keep the vault", then)


def with_chooser(
    box: QLineEdit, hint: str, ask: Callable[[QWidget, Callable[[Path], None]], None]
) -> QWidget:
    """A line for a path, and beside it the button that lets it be chosen."""
    both = QWidget()
    choose = button("Choose…", lambda: ask(both, lambda chosen: box.setText(str(chosen))), hint=hint)
    horizontal(both, (box, 1), choose)
    return both


def offered_name(site: str) -> str:
    """A name for the folder, from that of the service."""
    plain = "".join(sign if sign.isalnum() else " " for sign in site)
    return "-".join(plain.lower().split())[:_LONGEST_NAME]


_WHERE = "A disk that is backed up. Not a folder that is shared over the internet"
_NO_NAME = "Type a name for the folder, without / or other signs a disk refuses"
_NAME = "Anybody who sees the disk can read it: no name of a person. It ends in .vault by itself"
