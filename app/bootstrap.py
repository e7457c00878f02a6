"""Starts the program: hardens the process and runs what was typed."""

import os
import sys
from contextlib import suppress
from io import TextIOWrapper

from app.cli import cli
from app.crypto.hygiene import harden
from app.terminal import ending


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
    """Run a command and give its exit code; without any, say what there is."""
    return ending(lambda: cli(arguments or ["--help"], prog_name="casework", standalone_mode=False))
