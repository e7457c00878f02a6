"""Commands about a vault as a whole: it is made, checked, and opened again when every passphrase is lost."""

from pathlib import Path

import click

from app.cli.parts import PATH, argument, command, opened, stdin_option, unlocking, vault_argument
from app.cli.terminal import ask, credentials, new_secret, say, secret, usage
from app.errors import AlreadyThere, NotAcceptable


@command("check demo/demo.vault --as rowan")
@vault_argument
@unlocking
@click.option(
    "--accept-older", is_flag=True, help="Go on with an older store that was put back; the ledger says so."
)
@click.option(
    "--accept-authority",
    is_flag=True,
    help="Trust a new certificate authority whose fingerprint you compared.",
)
@click.option("--against", metavar="PDF", type=PATH, help="A summary this vault sent: an older copy shows.")
def check(
    *,
    vault: Path,
    login: str | None,
    passphrase_stdin: bool,
    accept_older: bool,
    accept_authority: bool,
    against: Path | None,
) -> int:
    """Check pages, structure, ledger, anchors and every signature of a vault: 0 clean, 1 something found."""
    from app.services.entry.check_folder import check_folder

    who = credentials(vault, login, stdin=passphrase_stdin)
    text, code = check_folder(
        vault, who, accept_older=accept_older, accept_authority=accept_authority, against=against
    )
    say(text)
    return code


@command("clock team.vault --as rowan")
@vault_argument
@unlocking
def clock(*, vault: Path, login: str | None, passphrase_stdin: bool) -> None:
    """State, as the lead, that this machine's clock is right after something was signed by one that was ahead."""
    from app.services.team.clock_statement import state_clock, stating
    from app.services.vault.confirming import confirmed_at_unlocking

    with opened(vault, login, stdin=passphrase_stdin) as open_vault:
        now = open_vault.clock()
        state_clock(open_vault, now, confirmed_at_unlocking(open_vault, stating(now)))
    say("Stated: signing goes on from now. What was signed by a later time says that the clock was wrong.")


@command("renew team.vault --as rowan")
@vault_argument
@unlocking
@click.option(
    "--let-in-again",
    is_flag=True,
    help="Go on although some colleagues, whom it names without this, have to be let in again afterwards.",
)
def renew(*, vault: Path, login: str | None, passphrase_stdin: bool, let_in_again: bool) -> None:
    """Renew, as the lead, the key of the store and of every compartment: old copies open nothing later."""
    from app.services.team.leaving import Leaving, renewing
    from app.services.vault.confirming import confirmed_at_unlocking

    with opened(vault, login, stdin=passphrase_stdin) as open_vault:
        leaving = Leaving(open_vault)
        again = leaving.without_public()
        if again:
            names = ", ".join(each.name for each in again)
            say(f"Have not opened the vault with this version yet, and have to be let in again: {names}.")
        if again and not let_in_again:
            raise NotAcceptable(
                "Nothing was changed: let them open the vault first, or say --let-in-again and give each a new "
                "passphrase afterwards."
            )
        leaving.renew_keys(confirmed_at_unlocking(open_vault, renewing(again)))
    say("Renewed: no key from before opens what is written from now on.")


@command("rebuild demo/demo.vault --as rowan")
@vault_argument
@unlocking
def rebuild(*, vault: Path, login: str | None, passphrase_stdin: bool) -> int:
    """Draw what lists and searches show again from what was signed: 0 all, 1 some was left out."""
    from app.services.entry.rebuild_folder import rebuild_all

    with opened(vault, login, stdin=passphrase_stdin) as unlocked:
        text, code = rebuild_all(unlocked)
    say(text)
    return code


@command("new team.vault --as rowan")
@argument("vault", "VAULT", "The vault folder to make; must not exist.", type=PATH)
@click.option("--service", help="What the team is called in its own papers.")
@click.option(
    "--plain-name", help="What stands in certificates and on letters to others: it must not say stalking."
)
@click.option("--name", help="Your name, as you sign.")
@click.option("--role", help="Your role, as you sign.")
@click.option("--as", "login", metavar="LEAD", help="Your login name.")
@click.option("--registration-body", "body", help="GMC, HCPC, NMC, SWE ...")
@click.option("--registration-number", "number", help="Your registration number.")
@stdin_option
def new(
    *,
    vault: Path,
    service: str | None,
    plain_name: str | None,
    name: str | None,
    role: str | None,
    login: str | None,
    body: str | None,
    number: str | None,
    passphrase_stdin: bool,
) -> None:
    """Make a new vault led by you, and print its recovery key once; what is not given is asked for."""
    from app.services.entry.founding import Foundation, found
    from app.services.team.enrolment import Newcomer
    from app.whole_file import is_there

    if is_there(vault):
        raise AlreadyThere
    needed = {"service": service, "plain-name": plain_name, "name": name, "role": role, "as": login}
    if passphrase_stdin and (lacking := [f"--{option}" for option, given in needed.items() if given is None]):
        raise usage(f"Say these as well: {', '.join(lacking)}.")
    site = ask("Service") if service is None else service
    plain = ask("Plain name, for letters and certificates") if plain_name is None else plain_name
    lead = Newcomer(
        name=ask("Your name, as you sign") if name is None else name,
        role=ask("Your role") if role is None else role,
        login=ask("Your login name") if login is None else login,
        registration_body=body or "",
        registration_number=number or "",
    ).checked()
    passphrase = new_secret("Passphrase", stdin=passphrase_stdin)
    key = found(vault, Foundation(site=site, plain_name=plain, founder=lead), passphrase)
    say(f"Made: {vault.name}\nRecovery key: {key}")
    say(
        "Write it down now: it is shown once and kept nowhere. It opens the vault when every passphrase is lost, "
        "so it belongs in the service's safe and not beside the machine."
    )


@command("recover team.vault --as rowan")
@vault_argument
@click.option("--as", "login", metavar="LEAD", required=True, help="The lead's login name.")
@click.option(
    "--passphrase-stdin", is_flag=True, help="Read the recovery key, then the new passphrase, a line each."
)
def recover(*, vault: Path, login: str, passphrase_stdin: bool) -> None:
    """Let the lead in again with the recovery key, under a new passphrase, new keys and a new authority."""
    from app.services.entry.recovering import recover as let_in

    key = secret("Recovery key", stdin=passphrase_stdin)
    let_in(vault, key, login, new_secret("New passphrase", stdin=passphrase_stdin))
    say(
        "You are let in again. Partners need the new site-ca.pem, which the next export to a new folder writes; "
        "colleagues will be asked to compare the new authority's fingerprint."
    )
