"""The command line: every act a person can type, each with a sentence and an exit code when it fails."""

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.errors import AlreadyThere
from app.terminal import ask, credentials, new_secret, say, secret, usage
from app.whole_file import is_there

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.vault.open_vault import OpenVault

cli = typer.Typer(
    name="casework",
    help="Casework for the health team of a multi-agency stalking intervention programme.\n\n"
    "Exit codes: 0 done, 1 no (not genuine, or something found), 2 cannot tell or wrong command line, 3 something "
    "needed is missing, 4 wrong passphrase, 5 altered or damaged, 6 made by a newer version, 7 open elsewhere, "
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


@cli.command(epilog="Example: casework demo --out demo")
def demo(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="A new or empty folder.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace an earlier demonstration there.")
    ] = False,
) -> None:
    """Build a fictional vault and export a signed summary from it."""
    from app.services.demo.demonstration import build_demo

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
    from app.services.sharing.verifying import verify_files

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
    from app.services.entry.check_folder import check_folder

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
    from app.services.sharing.disclosing import Disclosing
    from app.services.sharing.summarising import Request
    from app.services.vault.confirming import confirmed_at_unlocking

    request = Request(audience=audience, recipient=recipient, purpose=purpose)
    with _opened(vault, login, stdin=passphrase_stdin) as opened:
        confirmed = confirmed_at_unlocking(opened, request.digest(case))
        Disclosing(opened).export(case, request, out, confirmed)
    say(f"Signed and saved: {out.name}")


@cli.command(epilog="Example: casework backup demo/demo.vault demo.casework-backup --as rowan")
def backup(
    vault: VaultArgument,
    to: Annotated[Path, typer.Argument(metavar="FILE", help="The backup file; must not exist.")],
    login: AsOption = None,
    passphrase_stdin: StdinOption = False,
) -> None:
    """Write a verified backup in one file, as encrypted as the vault."""
    from app.services.vault.backups import back_up
    from app.services.vault.open_vault import READ_ONLY

    with _opened(vault, login, stdin=passphrase_stdin) as opened:
        back_up(opened, to)
        said = f"\n{READ_ONLY}" if opened.read_only else ""
    say(f"Backed up and verified: {to.name}{said}")


@cli.command(epilog="Example: casework restore demo.casework-backup restored.vault")
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup file.")],
    to: Annotated[Path, typer.Argument(metavar="VAULT", help="The vault folder to make; must not exist.")],
) -> None:
    """Put a backup back as a new vault folder, after checking it against its manifest."""
    from app.services.vault.backups import restore as put_back

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

    from app.domain.kinds import registry as kinds
    from app.domain.records.schema import schema as schema_of

    made = schema_of(kinds.kind(kind)) if kind else {code: schema_of(k) for code, k in kinds.KINDS.items()}
    say(json.dumps(made, ensure_ascii=False, indent=2))


@cli.command(epilog="Example: casework doctor")
def doctor() -> None:
    """Say whether this machine has what the program needs."""
    from app.services.checks.doctor import examine

    text, code = examine()
    say(text)
    raise typer.Exit(int(code))


@cli.command(epilog="Example: casework new team.vault --as rowan")
def new(
    vault: Annotated[Path, typer.Argument(metavar="VAULT", help="The vault folder to make; must not exist.")],
    service: Annotated[
        str | None, typer.Option("--service", help="The service the vault belongs to.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="Your name, as you sign.")] = None,
    role: Annotated[str | None, typer.Option("--role", help="Your role, as you sign.")] = None,
    login: Annotated[str | None, typer.Option("--as", metavar="LEAD", help="Your login name.")] = None,
    body: Annotated[str | None, typer.Option("--registration-body", help="GMC, HCPC, NMC, SWE ...")] = None,
    number: Annotated[
        str | None, typer.Option("--registration-number", help="Your registration number.")
    ] = None,
    passphrase_stdin: StdinOption = False,
) -> None:
    """Make a new vault led by you, and print its recovery key once; what is not given is asked for."""
    from app.services.entry.founding import Foundation, found
    from app.services.team.enrolment import Newcomer

    if is_there(vault):
        raise AlreadyThere
    needed = {"service": service, "name": name, "role": role, "as": login}
    if passphrase_stdin and (lacking := [f"--{option}" for option, given in needed.items() if given is None]):
        raise usage(f"Say these as well: {', '.join(lacking)}.")
    site = ask("Service") if service is None else service
    lead = Newcomer(
        name=ask("Your name, as you sign") if name is None else name,
        role=ask("Your role") if role is None else role,
        login=ask("Your login name") if login is None else login,
        registration_body=body or "",
        registration_number=number or "",
    ).checked()
    passphrase = new_secret("Passphrase", stdin=passphrase_stdin)
    key = found(vault, Foundation(site=site, founder=lead), passphrase)
    say(f"Made: {vault.name}\nRecovery key: {key}")
    say(
        "Write it down now: it is shown once and kept nowhere. It opens the vault when every passphrase is lost, "
        "so it belongs in the service's safe and not beside the machine."
    )


@cli.command(epilog="Example: casework recover team.vault --as rowan")
def recover(
    vault: VaultArgument,
    login: Annotated[str, typer.Option("--as", metavar="LEAD", help="The lead's login name.")],
    passphrase_stdin: Annotated[
        bool,
        typer.Option(
            "--passphrase-stdin", help="Read the recovery key, then the new passphrase, a line each."
        ),
    ] = False,
) -> None:
    """Let the lead in again with the recovery key, under a new passphrase, new keys and a new authority."""
    from app.services.entry.recovering import recover as let_in

    key = secret("Recovery key", stdin=passphrase_stdin)
    let_in(vault, key, login, new_secret("New passphrase", stdin=passphrase_stdin))
    say(
        "You are let in again. Partners need the new site-ca.pem, which the next export to a new folder writes; "
        "colleagues will be asked to compare the new authority's fingerprint."
    )


@contextmanager
def _opened(vault: Path, login: str | None, *, stdin: bool) -> "Iterator[OpenVault]":
    from app.services.entry.unlocking import unlock

    opened = unlock(vault, *credentials(vault, login, stdin=stdin))
    try:
        yield opened
    finally:
        opened.lock()
