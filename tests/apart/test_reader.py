"""A document is read by a process of its own: it ends in its time, and one that ends early is said not to be read."""

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from app.apart import process, reader
from app.apart.reader import STALLED, Progress, Read, read_document
from app.apart.reading.sink import Unread
from tests.foreign_files import docx, run, zeroes


def read(document: bytes, ending: str = "", **seconds: float) -> Read:
    *_, last = read_document(io.BytesIO(document), ending, **seconds)
    assert isinstance(last, Read)
    return last


def test_passages_come_back_with_their_places_and_that_was_all() -> None:
    came = read(docx(run("Dear Marmalade")), ".docx")
    assert ("the document", "Dear Marmalade\n") in [(each.place, each.text) for each in came.passages]
    assert came.unread == []


def test_a_zip_of_10_gib_of_zeroes_is_not_read_and_that_is_soon_said() -> None:
    began = monotonic()
    assert read(zeroes(10), ".zip").unread == [Unread("", "too large")]
    assert monotonic() - began < 20


@pytest.mark.parametrize(
    "does",
    [
        "pass",
        "sys.stdin.buffer.read()",
        "import time; sys.stdout.write('nonsense\\n'); sys.stdout.flush(); time.sleep(60)",
        "import time; time.sleep(60)",
        'sys.stdout.write(\'{"place": "\\u001b[2J", "bytes": 0}\\n\')',
        'sys.stdout.write(\'{"place": "x", "why": "Kerensa", "bytes": 0}\\n\')',
        'sys.stdout.write(\'{"place": "x", "unit": "", "bytes": 99999999999}\\n\')',
        "import os; os.kill(os.getpid(), 9)",
    ],
)
def test_a_process_that_does_something_else_has_not_read_it(
    does: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "_BEGIN", f"import sys; {does}")
    came = read(b"words" * 100_000, seconds=0.4)
    assert came.passages == []
    assert came.unread[-1] == Unread("", STALLED)
    assert {each.why for each in came.unread} <= {STALLED, "damaged"}


def test_whoever_stops_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []

    def started() -> object:
        made = process.started()
        begun.append(made.pid)
        return made

    monkeypatch.setattr(reader, "started", started)
    steps = read_document(io.BytesIO(b"words"), ".txt")
    assert next(steps) == Progress(5, 5)
    steps.close()
    with pytest.raises(ProcessLookupError):
        os.kill(begun[0], 0)


def test_a_file_that_is_too_large_is_not_even_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_BYTES", 4)
    monkeypatch.setattr(reader, "started", lambda: pytest.fail("it was begun"))
    assert read(b"words").unread == [Unread("", "too large")]


class Shorter(io.BytesIO):
    """A file of which nothing is there any more once its size is known."""

    def read(self, _: int | None = -1, /) -> bytes:
        return b""


class Failing(io.BytesIO):
    """A file on a disk that fails."""

    def read(self, _: int | None = -1, /) -> bytes:
        raise OSError


def test_a_file_that_changes_or_fails_while_it_is_read_is_not_said_to_be_read() -> None:
    *_, last = read_document(Shorter(b"words"), ".txt")
    assert isinstance(last, Read)
    assert (last.passages, last.unread) == ([], [Unread("", STALLED)])
    with pytest.raises(OSError, match=r"^$"):
        list(read_document(Failing(b"words"), ".txt"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bounds")
def test_what_takes_too_much_memory_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    begin = process._BEGIN.replace(
        "from app.bootstrap",
        "import app.apart.reading.plain as p; p.read_text = lambda *_: len(bytes(2**31)); from app.bootstrap",
    )
    monkeypatch.setattr(process, "_BEGIN", begin)
    assert read(b"words", ".txt").unread == [Unread("", "too large")]


@pytest.fixture(autouse=True)
def _nothing_becomes_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("TMPDIR", "TMP", "TEMP", "HOME", "CASEWORK_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    yield
    assert list(tmp_path.iterdir()) == []
