"""`casework measures`: the measures of a service's own in its vault, added and withdrawn by its lead."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from app.cli.parts import PATH, clock_option, command, opened, unlocking, vault_argument
from app.cli.terminal import say, usage
from app.errors import Exit, NoSuchMeasure

if TYPE_CHECKING:
    from app.services.vault.open_vault import OpenVault

_NONE_OF_ITS_OWN: Final = "The vault has no measure of its own by that name: `casework measures` names all."


@command('measures team.vault --add site-hope@1.toml --licence "Written here" --as rowan')
@vault_argument
@click.option("--add", "added", metavar="FILE", type=PATH, help="Add the file of a measure of your own.")
@click.option("--licence", "used_by", metavar="TEXT", default="", help="By what licence it is used here.")
@click.option("--withdraw", metavar="NAME", help="Offer one no more, by its name and version: site-hope@1.")
@unlocking
@clock_option
def measures(
    *,
    vault: Path,
    added: Path | None,
    used_by: str,
    withdraw: str | None,
    login: str | None,
    passphrase_stdin: bool,
    accept_clock: bool,
) -> int:
    """Say which measures of the service's own a vault has, or, as its lead, add or withdraw one."""
    if (added is not None and withdraw is not None) or (added is None and used_by):
        raise usage("Add one with --add and --licence, or withdraw one with --withdraw")
    with opened(vault, login, stdin=passphrase_stdin, accept_clock=accept_clock) as open_vault:
        if added is not None:
            return _add(open_vault, added, used_by)
        if withdraw is not None:
            return _withdraw(open_vault, withdraw)
        return _own(open_vault)


def _add(vault: "OpenVault", file: Path, used_by: str) -> int:
    from app.cli.measures import faults
    from app.services.measures.own import SiteMeasures, adding
    from app.services.vault.confirming import confirmed_at_unlocking

    looked = SiteMeasures(vault).look(file)
    if looked.measure is None:
        say("\n".join(faults(looked.name, looked.faults)))
        return Exit.NOT_ACCEPTABLE
    SiteMeasures(vault).add(looked, used_by, confirmed_at_unlocking(vault, adding(looked, used_by)))
    say(f"Added: {looked.measure.name}")
    return Exit.DONE


def _withdraw(vault: "OpenVault", name: str) -> int:
    from app.services.measures.own import SiteMeasures, withdrawing
    from app.services.vault.confirming import confirmed_at_unlocking

    own = SiteMeasures(vault)
    found = next((each for each in own.page() if each.name == name), None)
    if found is None:
        raise NoSuchMeasure(_NONE_OF_ITS_OWN)
    own.withdraw(found.id, confirmed_at_unlocking(vault, withdrawing(found.id)))
    say(f"Withdrawn: {name}")
    return Exit.DONE


def _own(vault: "OpenVault") -> int:
    from app.services.measures.own import SiteMeasures

    for each in SiteMeasures(vault).page():
        title = each.measure.title if each.measure else "cannot be used: `casework check` says why"
        since = f" (withdrawn on {each.withdrawn_at:%Y-%m-%d})" if each.withdrawn_at else ""
        say(f"{each.name:18}{title}{since}. {each.used_by}")
    return Exit.DONE
