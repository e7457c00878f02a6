"""What the command line says to a person and asks of them, and how whatever goes wrong ends.

Each command ends with an exit code; one that fails says one sentence on standard error, and never a traceback, which
could carry what is in a case.
"""

import getpass
import os
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

import click

from app.errors import Exit, NotAcceptable, NotForeseen, UserError, storage_error

_LONGEST_LINE = 16 * 1024


def say(text: str) -> None:
    """Print; what would steer the terminal is replaced. Raises DiskFull or CannotWrite for a file that takes no more.

    A reader that has gone, as `head` does, changes nothing of how the command ends.
    """
    _print(text, sys.stdout)


def _print(text: str, stream: TextIO | None) -> None:
    if stream is None:
        return
    shown = "".join(
        sign if sign.isprintable() or sign == "\n" else "\N{REPLACEMENT CHARACTER}" for sign in text
    )
    try:
        stream.write(f"{shown}\n")
        stream.flush()
    except OSError as failure:
        # What waits to be written would be tried again at the end, and fail with a traceback there.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(failure, BrokenPipeError):
            raise storage_error(failure) from None


def usage(sentence: str) -> click.ClickException:
    """The failure of a command line that cannot be followed."""
    return click.ClickException(sentence)


def credentials(vault: Path, login: str | None, *, stdin: bool) -> tuple[str | None, str]:
    """Who unlocks, and their passphrase; the only member of a vault need not say who they are.

    Raises NotAVault, Damaged and Newer before anything is asked.
    """
    from app.services.entry.unlocking import needs_login

    # Looked at even when it is known who it is: a folder that is no vault is said before a secret is typed.
    if needs_login(vault) and login is None:
        if stdin:
            raise usage("This vault has several members of staff: say which with --as.")
        login = ask("Login name")
    return login, secret("Passphrase", stdin=stdin)


def ask(label: str, default: str | None = None) -> str:
    """Ask for what may be seen, on standard error, so that it is not lost in a redirection."""
    answer: str = click.prompt(label, default=default, show_default=False, err=True)
    return answer


def secret(label: str, *, stdin: bool) -> str:
    """One secret: a line of standard input, or asked for without showing it."""
    if stdin:
        return _line()
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(f"{label}: ")
        except getpass.GetPassWarning:
            raise usage("There is no terminal to ask at: use --passphrase-stdin.") from None
        except EOFError:
            raise click.Abort from None


def new_secret(label: str, *, stdin: bool) -> str:
    """A secret to be set: asked for twice. Raises NotAcceptable when the two differ."""
    first = secret(label, stdin=stdin)
    if not stdin and secret(f"{label} again", stdin=False) != first:
        raise NotAcceptable("The two passphrases differ: nothing was changed.")
    return first


def _line() -> str:
    if sys.stdin is None:
        raise usage("There is no standard input to read the passphrase from.")
    try:
        raw = sys.stdin.buffer.readline(_LONGEST_LINE)
        return raw.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise NotAcceptable(
            "Standard input is not text in UTF-8, so the passphrase could not be read."
        ) from None


def ending(command: Callable[[], object]) -> int:
    """Run a command; whatever goes wrong ends as one sentence and an exit code."""
    sentence, code = _ended(command)
    if sentence:
        # Nobody is left to be told of a failure to tell.
        with suppress(Exception):
            _print(sentence, sys.stderr)
    return int(code)


def _ended(command: Callable[[], object]) -> tuple[str, int]:
    try:
        done = command()
    except UserError as refused:
        return str(refused), refused.exit_code
    except click.ClickException as wrong:
        return _usage_sentence(wrong), Exit.CANNOT_TELL
    except (click.Abort, KeyboardInterrupt):
        return "Stopped.", Exit.STOPPED
    except Exception as bug:  # noqa: BLE001 - the last line of defence: no traceback may carry a case's content
        from app import log

        log.exception(bug)
        return NotForeseen.sentence, Exit.BUG
    code = done if isinstance(done, int) else Exit.DONE
    return "", code


def _usage_sentence(wrong: click.ClickException) -> str:
    context = getattr(wrong, "ctx", None)
    help_line = f" `{context.command_path} --help` says how." if context else ""
    return wrong.format_message().replace("\n", " ").rstrip(".") + "." + help_line
