"""Commands about what is shared: a summary is signed, and one that was received is verified."""

from pathlib import Path

import click

from app.cli.parts import PATH, argument, clock_option, command, opened, unlocking, vault_argument
from app.cli.terminal import say


@command("verify summary.pdf --ca site-ca.pem")
@argument("files", "FILE...", "Signed PDFs.", type=PATH, nargs=-1)
@click.option("--ca", metavar="PEM", type=PATH, help="The sending service's site-ca.pem.")
@click.option("--json", "as_json", is_flag=True, help="Print facts as JSON.")
def verify(*, files: tuple[Path, ...], ca: Path | None, as_json: bool) -> int:
    """Say whether signed PDFs are genuine and unaltered: 0 yes, 1 no, 2 cannot tell."""
    from app.services.sharing.verifying import verify_files

    text, code = verify_files(list(files), ca, as_json=as_json)
    say(text)
    return code


@command("export demo/demo.vault NM-0198 --for panel --out summary.pdf --as rowan")
@vault_argument
@argument("case", "CASE", "The case reference.")
@click.option("--out", metavar="FILE", type=PATH, required=True, help="Where the PDF goes; must not exist.")
@click.option(
    "--for", "audience", metavar="AUDIENCE", default="panel", show_default=True, help="Who it is for: panel."
)
@click.option("--recipient", default="The multi-agency panel", show_default=True, help="Who receives it.")
@click.option(
    "--purpose",
    default="Panel discussion of risk and management",
    show_default=True,
    help="Why it is shared.",
)
@unlocking
@clock_option
def export(
    *,
    vault: Path,
    case: str,
    out: Path,
    audience: str,
    recipient: str,
    purpose: str,
    login: str | None,
    passphrase_stdin: bool,
    accept_clock: bool,
) -> None:
    """Write a signed summary of a case, with the site's certificate beside it when there is none."""
    from app.services.sharing.disclosing import Disclosing
    from app.services.sharing.summarising import Request
    from app.services.vault.confirming import confirmed_at_unlocking

    request = Request(audience=audience, recipient=recipient, purpose=purpose)
    with opened(vault, login, stdin=passphrase_stdin, accept_clock=accept_clock) as open_vault:
        confirmed = confirmed_at_unlocking(open_vault, request.digest(case))
        Disclosing(open_vault).export(case, request, out, confirmed)
    say(f"Signed and saved: {out.name}")
