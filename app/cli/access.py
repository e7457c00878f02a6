"""Commands about who reads what: the restricted records of a case."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.parts import argument, clock_option, command, opened, unlocking, vault_argument
from app.cli.terminal import say, usage

if TYPE_CHECKING:
    from app.services.cases.restricted import CaseReaders


@command("restricted demo/demo.vault NM-0198 --as rowan")
@vault_argument
@argument("case", "CASE", "The case reference.")
@click.option("--let-in", "let_in", metavar="STAFF", help="Let a colleague read it, by their login name.")
@click.option("--why", default="", help="Why they are let in; everybody in the team can read it.")
@unlocking
@clock_option
def restricted(
    *,
    vault: Path,
    case: str,
    let_in: str | None,
    why: str,
    login: str | None,
    passphrase_stdin: bool,
    accept_clock: bool,
) -> None:
    """Say who reads what is restricted in a case, or let, as its lead, a colleague read it."""
    from app.services.cases.cases import Cases
    from app.services.cases.restricted import RestrictedCases, letting_in
    from app.services.vault.confirming import confirmed_at_unlocking

    if let_in is None and why:
        raise usage("Say whom to let in with --let-in.")
    with opened(vault, login, stdin=passphrase_stdin, accept_clock=accept_clock) as open_vault:
        case_id, cases = Cases(open_vault).find(case), RestrictedCases(open_vault)
        if let_in is None:
            for line in _told(cases.page(case_id)):
                say(line)
            return
        asked = case_id, cases.by_login(let_in), why
        cases.admit(*asked, confirmed_at_unlocking(open_vault, letting_in(*asked)))
    say(f"Let in: {let_in}")


def _told(page: "CaseReaders") -> Iterator[str]:
    for each in page.readers:
        how = "leads the case" if each.leads else "wrote there"
        if each.let_in_by:
            how = f"let in by {each.let_in_by} on {each.at:%Y-%m-%d}"
        yield f"{each.name}  {how}" + ("" if each.reads_all else "  (a part of it)")
    if not page.readers:
        yield "Nothing is restricted in this case."
