"""Journeys on a disk of eight megabytes that is full; `test_small_disk.py` runs them where such a disk can be had."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from app.views.editor import autosave
from tests.journeys.window.ground import Desk, Place, copied, done, forget_log
from tests.outside import tool

_LONG = "She saw him by the gate, and went home another way. " * 400


@pytest.fixture
def place(shelf: Place, tmp_path: Path) -> Iterator[Place]:
    """The vault on the small disk."""
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run([tool("mount"), "-t", "tmpfs", "-o", "size=8m", "small", str(disk)], check=True)
    try:
        yield copied(shelf, disk / "team.vault", tmp_path / "home")
    finally:
        subprocess.run([tool("umount"), "--lazy", str(disk)], check=True)


@contextmanager
def no_room(place: Place) -> Iterator[None]:
    """Fill the disk to the last byte, and empty it."""
    ballast = place.folder.parent / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    try:
        yield
    finally:
        ballast.unlink()


def test_a_full_disk_is_said_and_the_text_is_saved_when_there_is_room(
    desk: Desk, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "AGAIN_MS", 300)
    box = desk.write(place)
    with no_room(place):
        box.insertPlainText(_LONG)
        desk.wait(lambda: "the disk is full" in desk.open_desk.shell.front.bar.text)
        QTest.keyClicks(box, "And more.")
        desk.wait(lambda: "Not saved: the disk is full" in desk.texts())
        assert box.text() == f"{_LONG}And more."
        assert desk.dialogs == 0
    desk.wait(lambda: "Draft saved" in desk.texts())
    assert desk.open_desk.shell.front.bar.text == ""
    assert done(desk.open_desk.vault, place.draft_id) == f"{_LONG}And more."


def test_a_disk_that_is_full_when_it_locks_loses_no_word(desk: Desk, place: Place) -> None:
    box = desk.write(place)
    with no_room(place):
        box.insertPlainText(_LONG)
        desk.lock()
        assert "They are kept in memory" in desk.texts()
        # Closing has folded the log into the store, which may have made room enough: either way nothing is lost.
        desk.try_passphrase()
        if desk.window.open_desk is not None:
            desk.rest()
            desk.lock()
    desk.try_passphrase()
    desk.control("Parts of Casework")
    desk.rest()
    assert desk.window.open_desk is not None
    assert desk.window.open_desk._unsaved == ()
    desk.lock()
    assert place.kept() == _LONG.strip()
    forget_log()
