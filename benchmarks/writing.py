"""From a key to the letter on the screen, in a note of 10,000 words with spelling, beside Qt's plain box.

Once in paragraphs of a hundred words, and once in a single one, which Qt lays out anew at every key. One word in fifty
is wrong. The spelling of what is in sight has settled before the first key, as it has for whoever writes.
"""

import os
import random
import re
from collections.abc import Callable, Iterator
from itertools import cycle

from app.services.desk import Desk
from app.services.writing.words import shipped_snippets
from benchmarks.ground import Ground
from benchmarks.measuring import Goal, Row, beside
from benchmarks.words import prose

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from app.services.writing.aids import aids_of
from app.services.writing.words import Kept
from app.settings import Settings
from app.views.context.context import Context
from app.views.context.tasks import Tasks
from app.views.theme.theme import Theme
from app.views.writing.aids import WritingAids
from app.views.writing.text_box import TextBox

_WORDS, _PARAGRAPH, _WRONG = 10_000, 100, 50
_SETTLED = 200
_LEAST = 100
_GOAL = Goal(most=0.016, words="<= 16 ms")


class _Kept:
    """The settings as they are when the program is new."""

    now = Settings()


def rows(ground: Ground, times: int) -> Iterator[Row]:
    """Both shapes of a note; the duration that 95 keys in 100 stay below."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    tasks, theme = Tasks(), Theme(app, "light", 100)
    theme.dress(app)
    desk = Desk.of(ground.vault)
    context = Context(tasks, theme, None, _Kept(), lambda *_: None)  # type: ignore[arg-type]
    aids = WritingAids(aids_of(Kept(desk.writing.words())), desk, context)
    assert aids.checks_spelling
    for shape, size in (("", _PARAGRAPH), (", one paragraph", _WORDS)):
        ours, plain = TextBox(None, aids), QPlainTextEdit()
        text = _note(size)
        ours.show_text(text)
        plain.setPlainText(text)
        sides = beside(_typing(app, ours), _typing(app, plain), max(_LEAST, times))
        yield sides.p95(f"keystroke in a 10,000-word note{shape}", _WORDS, _GOAL)
        ours.close()
        plain.close()
    tasks.finish()


def _typing(app: QApplication, box: QPlainTextEdit) -> Callable[[], None]:
    """A key at the end of the box, and all that follows until it is painted."""
    box.resize(900, 500)
    box.show()
    box.moveCursor(QTextCursor.MoveOperation.End)
    for _ in range(_SETTLED):
        app.processEvents()
    keys = cycle((*(Qt.Key(Qt.Key.Key_A + n) for n in range(6)), Qt.Key.Key_Space))

    def press() -> None:
        before = box.document().characterCount()
        QTest.keyClick(box, next(keys))
        app.processEvents()
        assert box.document().characterCount() == before + 1

    return press


def _note(paragraph: int) -> str:
    """Words of the snippets that are shipped, some of them replaced by invented ones."""
    chance = random.Random(8)  # noqa: S311 - nothing secret
    known = re.findall(r"[a-z]+", " ".join(one.text for one in shipped_snippets()))
    wrong = re.findall(r"[a-z]+", prose(chance, 4_000))
    said = [chance.choice(known if chance.randrange(_WRONG) else wrong) for _ in range(_WORDS)]
    parts = (said[at : at + paragraph] for at in range(0, _WORDS, paragraph))
    return "\n\n".join(" ".join(part) for part in parts)
