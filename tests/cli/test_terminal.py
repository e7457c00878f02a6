"""At a terminal: secrets are not shown, and a person or a program may go away at any moment."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.errors import Exit
from tests.builders import LEAD_PASSPHRASE
from tests.cli.desk import SOLO_PASSPHRASE, environment

PYTHON = (sys.executable, "-m", "app")
# Runs the rest of the line at a terminal of its own, and ends as it did. Whatever began this run may have it deaf to
# Ctrl+C, as a shell does with what it runs in the background.
AT_A_TERMINAL = (
    sys.executable,
    "-c",
    (
        "import os, pty, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); "
        "sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"
    ),
)


class Terminal:
    """A terminal with a program at it."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.process = process
        self.shown = b""

    def until(self, words: bytes) -> None:
        """Read on until these words are shown."""
        assert self.process.stdout
        while words not in self.shown:
            more = os.read(self.process.stdout.fileno(), 4096)
            assert more, self.shown
            self.shown += more

    def type(self, keys: bytes) -> None:
        """Press keys."""
        assert self.process.stdin
        self.process.stdin.write(keys)
        self.process.stdin.flush()

    def end(self) -> int:
        """Wait for the end, and give the exit code."""
        assert self.process.stdout
        while more := os.read(self.process.stdout.fileno(), 4096):
            self.shown += more
        return self.process.wait(timeout=60)


@contextmanager
def at_a_terminal(*typed: object) -> Iterator[Terminal]:
    with subprocess.Popen(
        [*AT_A_TERMINAL, *PYTHON, *map(str, typed)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment() | {"COLUMNS": "200", "TERM": "dumb"},
    ) as process:
        try:
            yield Terminal(process)
        finally:
            process.kill()


def test_a_passphrase_is_not_shown(desk: Path) -> None:
    with at_a_terminal("check", desk / "solo.vault") as terminal:
        terminal.until(b"Passphrase: ")
        terminal.type(SOLO_PASSPHRASE.encode() + b"\n")
        assert terminal.end() == Exit.DONE, terminal.shown
    assert b"Nothing wrong was found." in terminal.shown
    assert SOLO_PASSPHRASE.encode() not in terminal.shown


def test_one_of_several_is_asked_who_they_are(desk: Path) -> None:
    with at_a_terminal("check", desk / "team.vault") as terminal:
        terminal.until(b"Login name: ")
        terminal.type(b"rowan\n")
        terminal.until(b"Passphrase: ")
        terminal.type(LEAD_PASSPHRASE.encode() + b"\n")
        assert terminal.end() == Exit.DONE, terminal.shown


@pytest.mark.parametrize(("again", "code"), [(b"a fresh marble lantern\n", 0), (b"a fresh marble lamp\n", 9)])
def test_a_new_vault_asks_for_what_was_not_said(desk: Path, again: bytes, code: int) -> None:
    with at_a_terminal("new", desk / "new.vault", "--as", "ada") as terminal:
        for label, answer in (
            (b"Service: ", b"Heron Clinic"),
            (b"Plain name, for letters and certificates: ", b"Heron Clinic"),
            (b"Your name, as you sign: ", b"Dr Ada Heron"),
            (b"Your role: ", b"Psychiatrist"),
            (b"Passphrase: ", b"a fresh marble lantern"),
        ):
            terminal.until(label)
            terminal.type(answer + b"\n")
        terminal.until(b"Passphrase again: ")
        terminal.type(again)
        assert terminal.end() == code, terminal.shown
    assert b"marble" not in terminal.shown
    assert (desk / "new.vault").exists() == (code == 0)


@pytest.mark.parametrize("key", [b"\x03", b"\x04"])
def test_a_person_may_go_away_at_a_question(desk: Path, key: bytes) -> None:
    with at_a_terminal("check", desk / "solo.vault") as terminal:
        terminal.until(b"Passphrase: ")
        terminal.type(key)
        assert terminal.end() == Exit.STOPPED, terminal.shown
    assert re.search(rb"Stopped\.\s*\Z", terminal.shown)
    assert b"Traceback" not in terminal.shown


def _run(*typed: object, **channels: int) -> "subprocess.CompletedProcess[bytes]":
    settings = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | channels
    return subprocess.run(
        [*PYTHON, *map(str, typed)],
        check=False,
        timeout=60,
        env=environment(),
        start_new_session=True,
        **settings,  # type: ignore[call-overload]
    )


def test_without_a_terminal_a_passphrase_is_not_asked_for(desk: Path) -> None:
    done = _run("check", desk / "solo.vault")
    assert (done.returncode, done.stdout) == (Exit.CANNOT_TELL, b"")
    assert done.stderr == b"There is no terminal to ask at: use --passphrase-stdin.\n"


def test_a_reader_that_goes_away_changes_nothing(desk: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = _run("schema", stdout=writing)
    assert (done.returncode, done.stderr) == (Exit.DONE, b"")
    done = _run("verify", desk / "summary.pdf", "--ca", desk / "elsewhere" / "site-ca.pem", stdout=writing)
    assert (done.returncode, done.stderr) == (Exit.NO, b"")
    # Nobody is left to be told of it.
    assert _run("bogus", stderr=writing).returncode == Exit.CANNOT_TELL
    os.close(writing)


def test_output_to_a_full_disk_ends_in_a_sentence() -> None:
    with Path("/dev/full").open("wb") as full:
        done = _run("schema", stdout=full.fileno())
    assert done.returncode == Exit.STORAGE
    assert b"the disk is full" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_a_terminal_of_few_letters_is_no_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    done = _run("schema")
    assert (done.returncode, done.stderr) == (Exit.DONE, b"")


def test_a_closed_channel_is_no_obstacle() -> None:
    for closed in ("<&-", ">&-", "2>&-"):
        typed = f'exec "$0" -m app schema session_note {closed}'
        done = subprocess.run(
            ["/bin/sh", "-c", typed, sys.executable],
            capture_output=True,
            check=False,
            timeout=60,
            env=environment(),
        )
        assert (done.returncode, done.stderr) == (Exit.DONE, b""), closed
