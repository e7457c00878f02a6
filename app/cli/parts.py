"""What commands are made of: arguments with a word of help, options that several share, a vault opened for one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from app.cli.terminal import credentials, say

if TYPE_CHECKING:
    from app.services.vault.open_vault import OpenVault

F = TypeVar("F", bound=Callable[..., Any])


class _PathType(click.ParamType[Path]):
    """A path as it was typed. Whether it is there, and may be opened, is said by whoever opens it."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # noqa: ARG002 - click's shape
        return Path(value)


PATH: Final = _PathType()


class _Argument(click.Argument):
    """An argument that help has a word for."""

    def __init__(self, *names: Any, words: str, **facts: Any) -> None:
        super().__init__(*names, **facts)
        self.words = words


class Helpful(click.Command):
    """Help goes out like everything else that is said: a disk that takes no more is a sentence."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option `--help`."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = _help
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Arguments first, each with its word, then the options."""
        arguments = [
            (each.make_metavar(ctx), each.words)
            for each in self.get_params(ctx)
            if isinstance(each, _Argument)
        ]
        if arguments:
            with formatter.section("Arguments"):
                formatter.write_dl(arguments)
        super().format_options(ctx, formatter)


def _help(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's shape
    if asked and not ctx.resilient_parsing:
        say(ctx.get_help())
        ctx.exit()


def command(example: str, **settings: Any) -> Callable[[Callable[..., int | None]], click.Command]:
    """Make a command of a function, which gives its exit code or nothing; `settings` are those of its context."""
    return click.command(cls=Helpful, epilog=f"Example: casework {example}", context_settings=settings)


def argument(name: str, metavar: str, words: str, *, needed: bool = True, **facts: Any) -> Callable[[F], F]:
    """An argument of a command."""
    return click.argument(name, cls=_Argument, metavar=metavar, words=words, required=needed, **facts)


def vault_argument(function: F) -> F:
    """The vault that a command is about."""
    return argument("vault", "VAULT", "The vault folder.", type=PATH)(function)


def unlocking(function: F) -> F:
    """The options of a command that unlocks a vault."""
    login = click.option(
        "--as", "login", metavar="STAFF", help="Your login name; asked for when the vault has several."
    )
    return login(stdin_option(function))


def stdin_option(function: F) -> F:
    """The option by which a script gives a passphrase."""
    return click.option(
        "--passphrase-stdin", is_flag=True, help="Read the passphrase from standard input instead of asking."
    )(function)


def clock_option(function: F) -> F:
    """The option that answers the question about a clock far ahead."""
    told = "This machine's clock is right, however late it says it is."
    return click.option("--accept-clock", is_flag=True, help=told)(function)


@contextmanager
def opened(
    vault: Path, login: str | None, *, stdin: bool, accept_clock: bool = False
) -> "Iterator[OpenVault]":
    """Unlock a vault for one command, and lock it whatever happens."""
    from app.services.entry.unlocking import unlock

    open_vault = unlock(vault, *credentials(vault, login, stdin=stdin), accept_clock=accept_clock)
    try:
        yield open_vault
    finally:
        open_vault.lock()


_MOST_READ: Final = 1_000_000


def typed_or_in_file(typed: str) -> str:
    """A text of an option, or what stands in the file that it names after "@": no shell's history keeps that.

    Raises CannotRead, and NotAcceptable for a file that is no text.
    """
    if not typed.startswith("@"):
        return typed
    from app.errors import CannotRead, NotAcceptable
    from app.regular_file import open_regular

    try:
        with open_regular(Path(typed[1:])) as file:
            return file.read(_MOST_READ).decode("utf-8")
    except OSError:
        raise CannotRead from None
    except UnicodeDecodeError:
        raise NotAcceptable("The file named after @ is no text in UTF-8.") from None
