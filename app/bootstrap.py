"""Starts the program: hardens the process, runs a command, and ends with one sentence and an exit code."""

import os
import sys
from collections.abc import Callable

import typer

from app import log
from app.cli import cli
from app.crypto.hygiene import harden
from app.errors import Exit, UserError


def main() -> None:
    """Run a command; whatever goes wrong ends as one sentence and an exit code."""
    # Whatever this program writes is its owner's alone, before anything can be written.
    os.umask(0o077)
    harden()
    raise SystemExit(_run(lambda: cli(sys.argv[1:] or ["--help"], "casework", standalone_mode=False)))


def _run(command: Callable[[], object]) -> int:
    try:
        done = command()
    except UserError as refused:
        typer.echo(str(refused), err=True)
        return int(refused.exit_code)
    except typer.TyperException as wrong:
        typer.echo(f"{wrong.format_message()} `casework --help` says what can be typed.", err=True)
        return int(Exit.CANNOT_TELL)
    except typer.Abort:
        typer.echo("Stopped.", err=True)
        return int(Exit.CANNOT_TELL)
    except BrokenPipeError:
        # Whoever read the output has had enough; Python would complain once more when it closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(Exit.DONE)
    except Exception as bug:  # noqa: BLE001 - the last line of defence: no traceback may carry a case's content
        log.exception(bug)
        typer.echo(
            "Something went wrong that Casework did not foresee. What was saved is safe. "
            "The log says where it happened, without any case content.",
            err=True,
        )
        return int(Exit.BUG)
    return done if isinstance(done, int) else int(Exit.DONE)
