"""Uses the window as a person does: by what controls are called, through the keyboard and the mouse."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.exceptions import TimeoutError as WaitedTooLong
from pytestqt.qtbot import QtBot

from app.views.window.main_window import MainWindow
from tests.views.settling import settle, turn
from tests.views.stalls import not_counted

PATIENCE_MS = 120_000


class Driver:
    """One window in use. Whatever it asks for must be there, in sight and enabled."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait until something holds; when it never does, the test fails and tells what is in sight."""
        try:
            self._qtbot.waitUntil(until, timeout=PATIENCE_MS)
        except WaitedTooLong as failure:
            failure.add_note(f"In sight:\n{self.texts()}")
            raise

    def rest(self) -> None:
        """Wait until the window is at rest."""
        settle(self.window)

    def control(self, name: str, *roles: QAccessible.Role) -> QWidget:
        """The control of that name, in the dialog that is open or else in the window; waits for it."""
        found: list[QWidget] = []

        def theme() -> bool:
            found[:] = self._named(name, roles)
            return bool(found)

        try:
            self.wait(theme)
        except WaitedTooLong:
            raise AssertionError(
                f"no control is called {name!r}; there are: {sorted(self.names())}"
            ) from None
        return found[0]

    def has(self, name: str) -> bool:
        """Whether a control of that name is in sight now."""
        return bool(self._named(name, ()))

    def press(self, name: str) -> None:
        """Press a button."""
        target = self.control(name, *_PRESSED)
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=_inside(target))
        turn()

    def choose(self, text: str) -> None:
        """Take an entry of the menu that is open, or of a menu in it."""
        self.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert self._chosen(menu, text), f"no entry {text!r}"
        turn()

    def _chosen(self, menu: QMenu, text: str) -> bool:
        for action in menu.actions():
            below = action.menu()
            if action.text().replace("&", "").startswith(text) and not isinstance(below, QMenu):
                menu.setActiveAction(action)
                QTest.keyClick(menu, Qt.Key.Key_Return)
                return True
            if isinstance(below, QMenu) and any(
                each.text().replace("&", "").startswith(text) for each in below.actions()
            ):
                menu.setActiveAction(action)
                QTest.keyClick(menu, Qt.Key.Key_Right)
                return self._chosen(below, text)
        return False

    def press_like(self, beginning: str) -> None:
        """Press the one button whose name begins so."""
        found: list[str] = []

        def theme() -> bool:
            found[:] = [
                each for each in self.names() if each.startswith(beginning) and self._named(each, _PRESSED)
            ]
            return bool(found)

        self.wait(theme)
        # Of two, which is pressed would be chance.
        assert len(found) == 1, f"several controls are called {beginning!r}…: {sorted(found)}"
        self.press(found[0])

    def answer(self, label: str, text: str, *, within: str = "") -> None:
        """Choose one of several answers under a label, whatever it is chosen with; `within` names a row of a list."""
        editor = self._buddy(label, self.control(within) if within else self.window)
        if isinstance(editor, QComboBox):
            editor.setFocus()
            QTest.keyClicks(editor, text)
            assert editor.currentText() == text
            return
        for each in walk(_interface(editor)):
            option = each.object()
            if each.role() is QAccessible.Role.RadioButton and each.text(QAccessible.Text.Name) == text:
                assert isinstance(option, QWidget)
                QTest.mouseClick(option, Qt.MouseButton.LeftButton, pos=_inside(option))
                turn()
                return
        raise AssertionError(f"{label!r} has no answer {text!r}")

    def _buddy(self, label: str, inside: QWidget) -> QWidget:
        """What a label belongs to; the form may still be growing."""
        found: list[QWidget] = []

        def theme() -> bool:
            for each in inside.findChildren(QLabel):
                buddy = each.buddy()
                named = each.text().replace("&", "")
                if each.isVisible() and named == label and buddy is not None:
                    found.append(buddy)
            return bool(found)

        self.wait(theme)
        return found[0]

    def save_as(self, file: Path) -> None:
        """Answer the question for a file."""
        self.wait(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.findChildren(QLineEdit)[0].setText(str(file))
        dialog.accept()
        turn()

    def type(self, name: str, text: str) -> None:
        """Give a box the keyboard and type, over what stands in it."""
        box = self.control(name, QAccessible.Role.EditableText)
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(box, text)
        turn()

    def keys(self, text: str) -> None:
        """Type where the keyboard is."""
        QTest.keyClicks(self.focus(), text)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key where the keyboard is."""
        QTest.keyClick(self.focus(), key, modifier)
        turn()

    def focus(self) -> QWidget:
        """What has the keyboard."""
        return QApplication.focusWidget() or self.window

    def texts(self) -> str:
        """Everything that is in sight, as a screen reader would read it."""
        with not_counted():
            return "\n".join(text for each in self._walk() for text in _texts(each))

    def outline(self) -> str:
        """Role and name of everything in sight, for whoever writes a journey."""
        with not_counted():
            return "\n".join(
                f"{each.role().name}: {each.text(QAccessible.Text.Name)}" for each in self._walk()
            )

    def names(self) -> set[str]:
        """The names of everything in sight."""
        with not_counted():
            return {each.text(QAccessible.Text.Name) for each in self._walk()} - {""}

    def _named(self, name: str, roles: tuple[QAccessible.Role, ...]) -> list[QWidget]:
        with not_counted():
            return [
                widget
                for each in self._walk()
                if each.text(QAccessible.Text.Name).replace("&", "") == name
                and (not roles or each.role() in roles)
                for widget in (each.object(),)
                if isinstance(widget, QWidget) and widget.isVisible() and widget.isEnabled()
            ]

    def _walk(self) -> Iterator[QAccessibleInterface]:
        root = QApplication.activeModalWidget() or self.window
        interface = QAccessible.queryAccessibleInterface(root)
        if interface is not None:
            yield from walk(interface)


def _interface(widget: QWidget) -> QAccessibleInterface:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface


def walk(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """An interface and everything in sight below it; the cells of a table are left out."""
    yield interface
    if interface.role() in {QAccessible.Role.Table, QAccessible.Role.Tree}:
        return
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from walk(child)


def _texts(each: QAccessibleInterface) -> tuple[str, ...]:
    kinds = (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
    return tuple(text for kind in kinds if (text := each.text(kind)))


def _inside(widget: QWidget) -> QPoint:
    # The middle of a check box may lie beside its words.
    return QPoint(min(12, widget.width() // 2), widget.height() // 2)


_PRESSED = (
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.PushButton if hasattr(QAccessible.Role, "PushButton") else QAccessible.Role.Button,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.Link,
)


def double_click(widget: QWidget, at: QPoint) -> None:
    """Click twice, and let go: QTest leaves the button down, for whatever test comes next."""
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=at)
    assert QApplication.mouseButtons() == Qt.MouseButton.NoButton
