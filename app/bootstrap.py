"""Starts the program: hardens the process and runs what was typed, or opens the window.

The window's own way loads nothing of the command line or the vault: its first page is painted before those are there.
"""

import gc
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from app.crypto.hygiene import harden
from app.errors import MissingPart, NotForeseen, UserError


def main() -> None:
    """Run what was typed and end the program."""
    # Whatever this program writes is its owner's alone, before anything can be written.
    os.umask(0o077)
    harden()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            with suppress(OSError):
                stream.reconfigure(errors="backslashreplace")
    raise SystemExit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run a command and give its exit code; without one, or with a vault's folder alone, open the window."""
    match arguments:
        case []:
            return _window(None)
        case ["--apart"]:
            from app.apart.worker import run as look  # noqa: PLC0415 - a process of its own needs nothing else

            return look()
        case [folder] if not folder.startswith("-") and os.path.isdir(folder):  # noqa: PTH112 - `Path.is_dir` may raise
            return _window(Path(folder).absolute())
        case _:
            from app.cli.root import cli  # noqa: PLC0415 - the window does without
            from app.cli.terminal import ending  # noqa: PLC0415

            return ending(lambda: cli.main(arguments, prog_name="casework", standalone_mode=False))


def _window(folder: Path | None) -> int:
    # Nothing is let go on the way to the first page, and to look for it takes a twentieth of that. The window's own way
    # of looking takes over.
    gc.disable()
    try:
        return _open_window(folder)
    except UserError as refused:
        sentence, code = str(refused), refused.exit_code
    except Exception as bug:  # noqa: BLE001 - the last line of defence, as on the command line
        from app import log  # noqa: PLC0415 - only for this

        log.exception(bug)
        sentence, code = NotForeseen.sentence, NotForeseen.exit_code
    finally:
        gc.enable()
    with suppress(OSError):
        sys.stderr.write(sentence + "\n")
    return int(code)


def _open_window(folder: Path | None) -> int:
    if not has_screen():
        raise MissingPart(
            "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window was opened. "
            "`casework --help` lists what can be done without one."
        )
    try:
        from app.views.window import application  # noqa: PLC0415 - only the window needs Qt
    except ImportError:
        # Python's own message names a library; the doctor names the package that brings it, for all at once.
        raise MissingPart(
            "A library that the window needs is missing from this machine. `casework doctor` says which; "
            "in a checkout, `make setup` names the line to type."
        ) from None
    return application.run(folder)


def has_screen() -> bool:
    """Whether a window could be shown: only Linux and its kin do without a screen."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
