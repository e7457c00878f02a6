"""The command line: every act a person can type, each with a sentence and an exit code when it fails."""

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from app.crypto.hygiene import harden
from app.errors import AlreadyThere
from app.terminal import ask, credentials, ending, new_secret, say, secret, usage

cli = typer.Typer(
    name="casework",
    help="Casework for the health team of a multi-agency stalking intervention programme.\n\n"
    "Exit codes: 0 done, 1 no (not genuine, or something found), 2 cannot tell or wrong command line, 3 something this "
    "program needs is missing, 4 wrong passphrase, 5 altered or damaged, 6 made by a newer version, 7 open elsewhere, "
    "8 disk or file, 9 a value that cannot be, 10 not permitted, 11 withheld to protect a victim, 70 not foreseen, "
    "130 stopped.",
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


@cli.command(epilog="Example: casework new team.vault --login rowan")
def new(
    vault: Annotated[Path, typer.Argument(metavar="VAULT", help="The vault folder to make; must not exist.")],
    service: Annotated[str | None, typer.Option("--service", help="The service's name.")] = None,
    name: Annotated[str | None, typer.Option("--name", help="Your name, as records are signed.")] = None,
    role: Annotated[str | None, typer.Option("--role", help="Your role.")] = None,
    registration_body: Annotated[
        str | None, typer.Option("--registration-body", help="GMC, HCPC, NMC or SWE; empty for none.")
    ] = None,
    registration_number: Annotated[str | None, typer.Option("--registration-number")] = None,
    login: Annotated[str | None, typer.Option("--login", help="What you will unlock with.")] = None,
    passphrase_stdin: StdinOption = False,
) -> None:
    """Make an empty vault led by you, and print its recovery key once; asks for what is not given."""
    from app.services.enrolment import Newcomer
    from app.services.founding import Foundation, found

    if vault.exists():
        raise AlreadyThere
    answers = _answers(
        {"service": service, "name": name, "role": role, "login": login},
        {"registration body": registration_body, "registration number": registration_number},
        stdin=passphrase_stdin,
    )
    site, *rest = answers
    founder = Newcomer(
        name=rest[0],
        role=rest[1],
        login=rest[2],
        registration_body=rest[3],
        registration_number=rest[4],
        is_lead=True,
    ).checked()
    key = found(
        vault, Foundation(site=site, founder=founder), new_secret("Passphrase", stdin=passphrase_stdin)
    )
    say(f"Made: {vault.name}. This is its recovery key:\n\n    {key}\n")
    say(
        "It is shown only now. Write it down, seal it and lock it away, apart from this computer: "
        "whoever holds it opens the vault, and without it a lost passphrase cannot be mended."
    )


@cli.command(epilog="Example: casework recover team.vault --as rowan")
def recover(
    vault: VaultArgument,
    login: Annotated[str, typer.Option("--as", metavar="LEAD", help="The login name of a lead.")],
    passphrase_stdin: Annotated[
        bool,
        typer.Option(
            "--passphrase-stdin",
            help="Read the recovery key, then the new passphrase, a line each, from stdin.",
        ),
    ] = False,
) -> None:
    """Let a lead back in with the recovery key: a new passphrase, new keys and a new certificate authority."""
    from app.services.recovering import recover as let_in

    key = secret("Recovery key", stdin=passphrase_stdin)
    let_in(vault, key, login, new_secret("New passphrase", stdin=passphrase_stdin))
    say(
        "You are let in with the new passphrase. Readmit the other members of staff, and give your partners the new "
        "site-ca.pem: it is put beside the next summary that you export to a new folder."
    )


@cli.command(epilog="Example: casework demo --out demo")
def demo(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="A new or empty folder.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace an earlier demonstration there.")
    ] = False,
) -> None:
    """Build a fictional vault and export a signed summary from it."""
    from app.services.demonstration import build_demo

    for line in build_demo(out, replace=replace):
        say(line)


@cli.command(epilog="Example: casework verify summary.pdf --ca site-ca.pem")
def verify(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Signed PDFs.")],
    ca: Annotated[
        Path | None, typer.Option("--ca", metavar="PEM", help="The sending service's site-ca.pem.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print facts as JSON.")] = False,
) -> None:
    """Say whether signed PDFs are genuine and unaltered: 0 yes, 1 no, 2 cannot tell."""
    from app.services.verifying import verify_files

    text, code = verify_files(files, ca, as_json=as_json)
    say(text)
    raise typer.Exit(int(code))


@cli.command(epilog="Example: casework check demo/demo.vault --as rowan")
def check(
    vault: VaultArgument,
    login: AsOption = None,
    passphrase_stdin: StdinOption = False,
    accept_older: Annotated[
        bool,
        typer.Option(
            "--accept-older", help="Go on with an older store that was put back; the ledger says so."
        ),
    ] = False,
    accept_authority: Annotated[
        bool,
        typer.Option(
            "--accept-authority", help="Trust a new certificate authority whose fingerprint you compared."
        ),
    ] = False,
    against: Annotated[
        Path | None,
        typer.Option("--against", metavar="PDF", help="A summary this vault sent: an older copy shows."),
    ] = None,
) -> None:
    """Check pages, structure, ledger, anchors and every signature of a vault: 0 clean, 1 something found."""
    from app.services.checking import check_folder

    who = credentials(vault, login, stdin=passphrase_stdin)
    text, code = check_folder(
        vault, who, accept_older=accept_older, accept_authority=accept_authority, against=against
    )
    say(text)
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
    passphrase_stdin: StdinOption = False,
) -> None:
    """Write a signed summary of a case, with the site's certificate beside it when there is none."""
    from app.services.disclosing import Disclosing
    from app.services.summarising import Request
    from app.services.unlocking import unlock

    opened = unlock(vault, *credentials(vault, login, stdin=passphrase_stdin))
    try:
        Disclosing(opened).export(case, Request(audience=audience, recipient=recipient, purpose=purpose), out)
    finally:
        opened.lock()
    say(f"Signed and saved: {out.name}")


@cli.command(epilog="Example: casework backup demo/demo.vault demo.casework-backup --as rowan")
def backup(
    vault: VaultArgument,
    to: Annotated[Path, typer.Argument(metavar="FILE", help="The backup file; must not exist.")],
    login: AsOption = None,
    passphrase_stdin: StdinOption = False,
) -> None:
    """Write a verified backup in one file, as encrypted as the vault."""
    from app.services.backups import back_up
    from app.services.unlocking import unlock

    opened = unlock(vault, *credentials(vault, login, stdin=passphrase_stdin))
    try:
        back_up(opened, to)
    finally:
        opened.lock()
    say(f"Backed up and verified: {to.name}")


@cli.command(epilog="Example: casework restore demo.casework-backup restored.vault")
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup file.")],
    to: Annotated[Path, typer.Argument(metavar="VAULT", help="The vault folder to make; must not exist.")],
) -> None:
    """Put a backup back as a new vault folder, after checking it against its manifest."""
    from app.services.backups import restore as put_back

    put_back(file, to)
    say(f"Restored: {to.name}. The passphrases are those of the day of the backup.")


@cli.command(epilog="Example: casework schema session_note")
def schema(
    kind: Annotated[
        str | None, typer.Argument(metavar="KIND", help="A record kind; all when left out.")
    ] = None,
) -> None:
    """Print the JSON Schema of a record kind's content."""
    import json

    from app.domain.kinds import KINDS
    from app.domain.kinds import kind as of_code
    from app.domain.schema import schema as schema_of

    made = schema_of(of_code(kind)) if kind else {code: schema_of(k) for code, k in KINDS.items()}
    say(json.dumps(made, ensure_ascii=False, indent=2))


@cli.command(epilog="Example: casework doctor")
def doctor() -> None:
    """Say whether this machine has what the program needs."""
    from app.services.doctor import examine

    text, code = examine()
    say(text)
    raise typer.Exit(int(code))


def _answers(needed: dict[str, str | None], optional: dict[str, str | None], *, stdin: bool) -> list[str]:
    """What was given, and the rest asked for; a script is not asked."""
    lacking = [name for name, given in needed.items() if given is None]
    if stdin and lacking:
        raise usage(f"Say these as well: {', '.join(f'--{name}' for name in lacking)}.")
    told = [ask(name.capitalize()) if given is None else given for name, given in needed.items()]
    for name, given in optional.items():
        told.append(
            given if given is not None else "" if stdin else ask(f"{name.capitalize()} (may be empty)", "")
        )
    return told


def run(arguments: list[str]) -> int:
    """Run a command and give its exit code; without any, say what there is."""
    return ending(lambda: cli(arguments or ["--help"], prog_name="casework", standalone_mode=False))


def main() -> None:
    """Run what was typed."""
    # Whatever this program writes is its owner's alone, before anything can be written.
    os.umask(0o077)
    harden()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            with suppress(OSError):
                stream.reconfigure(errors="backslashreplace")
    raise SystemExit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
