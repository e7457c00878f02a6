"""Somebody else listens where the first window would: they are told nothing, and the program starts all the same."""

import getpass
import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import Thread

import pytest

from app.paths import config_dir, meeting_dir
from app.views.window.single import FirstWindow

AS_ROOT = os.geteuid() == 0
STRANGER = 65534
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the user's session."""
    with tempfile.TemporaryDirectory(prefix="cw-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


def listening(path: Path) -> socket.socket:
    """Listen there, and let everybody in."""
    stranger = socket.socket(socket.AF_UNIX)
    stranger.bind(str(path))
    path.chmod(0o777)
    stranger.listen()
    return stranger


def starts(folder: Path) -> bool:
    """Whether the program goes on to show its window."""
    window = FirstWindow()
    try:
        if window.hands_over(folder):
            return False
        window.listen()
        return True
    finally:
        window.close()


def test_a_name_in_a_folder_that_everybody_shares_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory(prefix="cw-") as shared:
        Path(shared).chmod(0o1777)
        monkeypatch.setenv("TMPDIR", shared)
        name = sha256(f"{getpass.getuser()}\n{config_dir()}".encode()).hexdigest()[:16]
        with listening(Path(shared) / f"casework-{name}") as stranger:
            assert starts(tmp_path)
            stranger.setblocking(False)
            with pytest.raises(BlockingIOError):
                stranger.accept()


def test_who_listens_in_the_right_place_without_the_window_s_word_is_told_nothing(
    session: Path, tmp_path: Path
) -> None:
    place = meeting_dir()
    assert place is not None
    assert place.is_relative_to(session)
    told: list[bytes] = []
    with listening(place / "s") as stranger:

        def answer() -> None:
            other = stranger.accept()[0]
            with other:
                try:
                    other.sendall(b"0" * 64 + b"\n")
                    told.append(other.recv(4096))
                except (ConnectionResetError, BrokenPipeError):
                    # Gone before this, or with what was sent to it unread: on a busy machine it waits for nobody.
                    told.append(b"")

        answering = Thread(target=answer)
        answering.start()
        assert starts(tmp_path)
        answering.join()
    assert told == [b""]


@pytest.mark.skipif(not AS_ROOT, reason="takes another user")
def test_another_user_is_told_nothing_whatever_they_know(session: Path, tmp_path: Path) -> None:
    place = meeting_dir()
    assert place is not None
    (place / "greeting").write_bytes(b"known")
    session.chmod(0o711)
    for each in (session / "casework", place):
        os.chown(each, STRANGER, STRANGER)
    ready, told = os.pipe(), os.pipe()
    stranger = os.fork()
    if not stranger:
        try:
            os.setgid(STRANGER)
            os.setuid(STRANGER)
            with listening(place / "s") as mine:
                os.write(ready[1], b".")
                other, heard = mine.accept()[0], b""
                # Whoever looks first and goes away leaves no way to greet.
                with suppress(OSError):
                    other.sendall(b"known\n")
                    heard = other.recv(4096)
                os.write(told[1], heard or b"nothing")
        finally:
            os._exit(0)
    for each in (ready[1], told[1]):
        os.close(each)
    os.read(ready[0], 1)
    # As if the folder were still this user's: who is at the other end is looked at by itself.
    for each in (session / "casework", place):
        os.chown(each, os.geteuid(), -1)
    session.chmod(0o700)
    assert starts(tmp_path)
    assert os.read(told[0], 4096) == b"nothing"
    os.waitpid(stranger, 0)
    for each in (ready[0], told[0]):
        os.close(each)


def test_a_folder_that_others_may_enter_is_no_place_to_meet(session: Path, tmp_path: Path) -> None:
    session.chmod(0o755)
    own = meeting_dir()
    assert own is not None
    assert own.is_relative_to(os.environ["CASEWORK_HOME"])
    own.chmod(0o750)
    assert meeting_dir() is None
    assert starts(tmp_path)


@pytest.mark.skipif(not AS_ROOT, reason="takes another user")
def test_nor_is_somebody_else_s(session: Path) -> None:
    os.chown(session, STRANGER, STRANGER)
    own = meeting_dir()
    assert own is not None
    assert not own.is_relative_to(session)


def test_a_name_that_cannot_be_listened_at_keeps_no_window_from_starting(
    session: Path, tmp_path: Path
) -> None:
    place = meeting_dir()
    assert place is not None
    (place / "s").mkdir()
    (place / "s" / "in the way").touch()
    assert starts(tmp_path)
    (place / "greeting").unlink()
    (place / "greeting").mkdir()
    assert starts(tmp_path)


def test_without_a_folder_to_write_to_the_window_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").write_text("a file")
    assert meeting_dir() is None
    assert starts(tmp_path)
