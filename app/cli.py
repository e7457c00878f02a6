"""The command line: every act a person can type, each with a sentence and an exit code when it fails."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import click
import typer

from app import log
from app.crypto.hygiene import harden
from app.errors import Exit, UserError

cli = typer.Typer(
    name="casework",
    help="Casework for the health team of a multi-agency stalking intervention programme.\n\n"
    "Exit codes: 0 done, 1 no (not genuine, or something found), 2 cannot tell or wrong command line, 3 something this "
    "program needs is missing, 4 wrong passphrase, 5 altered or damaged, 6 made by a newer version, 7 open elsewhere, "
    "8 disk or file, 9 a value that cannot be, 10 not permitted, 11 withheld to protect a victim.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

VaultArgument = Annotated[Path, typer.Argument(metavar="VAULT", help="The vault folder.")]
AsOption = Annotated[
    str | None,
    typer.Option("--as", metavar="STAFF", help="Your login name; asked for when the vault has several."),
]
StdinOption = Annotated[
    bool,
    typer.Option("--passphrase-stdin", help="Read the passphrase from standard input instead of asking."),
]


@cli.command(epilog="Example: casework demo --out demo")
def demo(out: Annotated[Path, typer.Option("--out", metavar="DIR", help="A new or empty folder.")]) -> None:
    """Build a fictional vault and export a signed summary from it."""
    from app.services.demonstration import build_demo  # noqa: PLC0415 - each command loads what it needs

    for line in build_demo(out):
        typer.echo(line)


@cli.command(epilog="Example: casework verify summary.pdf --ca site-ca.pem")
def verify(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Signed PDFs.")],
    ca: Annotated[
        Path | None, typer.Option("--ca", metavar="PEM", help="The sending service's site-ca.pem.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print facts as JSON.")] = False,  # noqa: FBT002
) -> None:
    """Say whether signed PDFs are genuine and unaltered: 0 yes, 1 no, 2 cannot tell."""
    from app.services.verifying import verify_files  # noqa: PLC0415

    text, code = verify_files(files, ca, as_json=as_json)
    typer.echo(text)
    raise typer.Exit(int(code))


@cli.command(epilog="Example: casework check demo/demo.vault --as rowan")
def check(
    vault: VaultArgument,
    login: AsOption = None,
    passphrase_stdin: StdinOption = False,  # noqa: FBT002
    accept_older: Annotated[  # noqa: FBT002
        bool,
        typer.Option(
            "--accept-older", help="Go on with an older store that was put back; the ledger says so."
        ),
    ] = False,
) -> None:
    """Check pages, structure, ledger, anchors and every signature of a vault: 0 clean, 1 something found."""
    from app.services.checking import check_folder  # noqa: PLC0415

    who = _credentials(vault, login, stdin=passphrase_stdin)
    text, code = check_folder(vault, who, accept_older=accept_older)
    typer.echo(text)
    raise typer.Exit(int(code))


@cli.command(
    epilog="Example: casework export demo/demo.vault NM-0198 --for panel --out summary.pdf --as rowan"
)
def export(
    vault: VaultArgument,
    case: Annotated[str, typer.Argument(metavar="CASE", help="The case reference.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where the PDF goes; must not exist.")],
    audience: Annotated[
        str, typer.Option("--for", metavar="AUDIENCE", help="Who it is for: panel.")
    ] = "panel",
    recipient: Annotated[
        str, typer.Option("--recipient", help="Who receives it.")
    ] = "The multi-agency panel",
    purpose: Annotated[
        str, typer.Option("--purpose", help="Why it is shared.")
    ] = "Panel discussion of risk and management",
    login: AsOption = None,
    passphrase_stdin: StdinOption = False,  # noqa: FBT002
) -> None:
    """Write a signed summary of a case, with the site's certificate beside it when there is none."""
    from app.services.disclosing import Disclosing  # noqa: PLC0415
    from app.services.summarising import Request  # noqa: PLC0415
    from app.services.unlocking import unlock  # noqa: PLC0415

    opened = unlock(vault, *_credentials(vault, login, stdin=passphrase_stdin))
    try:
        Disclosing(opened).export(case, Request(audience=audience, recipient=recipient, purpose=purpose), out)
    finally:
        opened.lock()
    typer.echo(f"Signed and saved: {out.name}")


@cli.command(epilog="Example: casework backup demo/demo.vault demo.casework-backup --as rowan")
def backup(
    vault: VaultArgument,
    to: Annotated[Path, typer.Argument(metavar="FILE", help="The backup file; must not exist.")],
    login: AsOption = None,
    passphrase_stdin: StdinOption = False,  # noqa: FBT002
) -> None:
    """Write a verified backup in one file, as encrypted as the vault."""
    from app.services.backups import back_up  # noqa: PLC0415
    from app.services.unlocking import unlock  # noqa: PLC0415

    opened = unlock(vault, *_credentials(vault, login, stdin=passphrase_stdin))
    try:
        back_up(opened, to)
    finally:
        opened.lock()
    typer.echo(f"Backed up and verified: {to.name}")


@cli.command(epilog="Example: casework restore demo.casework-backup restored.vault")
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup file.")],
    to: Annotated[Path, typer.Argument(metavar="VAULT", help="The vault folder to make; must not exist.")],
) -> None:
    """Put a backup back as a new vault folder, after checking it against its manifest."""
    from app.services.backups import restore as put_back  # noqa: PLC0415

    put_back(file, to)
    typer.echo(f"Restored: {to.name}. The passphrases are those of the day of the backup.")


@cli.command(epilog="Example: casework schema session_note")
def schema(
    kind: Annotated[
        str | None, typer.Argument(metavar="KIND", help="A record kind; all when left out.")
    ] = None,
) -> None:
    """Print the JSON Schema of a record kind's content."""
    import json  # noqa: PLC0415

    from app.domain.kinds import KINDS  # noqa: PLC0415
    from app.domain.kinds import kind as of_code  # noqa: PLC0415
    from app.domain.schema import schema as schema_of  # noqa: PLC0415

    made = schema_of(of_code(kind)) if kind else {code: schema_of(k) for code, k in KINDS.items()}
    typer.echo(json.dumps(made, ensure_ascii=False, indent=2))


@cli.command(epilog="Example: casework doctor")
def doctor() -> None:
    """Say whether this machine has what the program needs."""
    from app.services.doctor import examine  # noqa: PLC0415

    text, code = examine()
    typer.echo(text)
    raise typer.Exit(int(code))


def _credentials(vault: Path, login: str | None, *, stdin: bool) -> tuple[str | None, str]:
    from app.services.unlocking import needs_login  # noqa: PLC0415

    if login is None and needs_login(vault):
        if stdin:
            raise click.UsageError("This vault has several members of staff: say which with --as.")
        login = typer.prompt("Login name")
    if stdin:
        return login, sys.stdin.readline().rstrip("\r\n")
    return login, typer.prompt("Passphrase", hide_input=True)


def main() -> None:
    """Run a command; whatever goes wrong ends as one sentence and an exit code."""
    # Whatever this program writes is its owner's alone, before anything can be written.
    os.umask(0o077)
    harden()
    raise SystemExit(_run(lambda: cli(standalone_mode=False)))


def _run(command: Callable[[], object]) -> int:
    try:
        done = command()
    except UserError as refused:
        typer.echo(str(refused), err=True)
        return int(refused.exit_code)
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except click.exceptions.Abort:
        typer.echo("Stopped.", err=True)
        return int(Exit.CANNOT_TELL)
    except Exception as bug:  # noqa: BLE001 - the last line of defence: no traceback may carry a case's content
        log.exception(bug)
        typer.echo(
            "Something went wrong that Casework did not foresee. What was saved is safe. "
            "The log says where it happened, without any case content.",
            err=True,
        )
        return int(Exit.BUG)
    return done if isinstance(done, int) else int(Exit.DONE)


if __name__ == "__main__":
    main()
