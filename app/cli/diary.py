"""The command that writes a member's own appointments for a calendar."""

from pathlib import Path

import click

from app.cli.parts import PATH, argument, command, opened, unlocking, vault_argument
from app.cli.terminal import say


@command("diary demo/demo.vault week.ics --from 23-Nov-2026 --as rowan")
@vault_argument
@argument("out", "FILE", "The calendar's file, in .ics; must not exist.", type=PATH)
@click.option("--from", "first", metavar="DAY", help="The first day; today where none is named.")
@click.option("--days", type=click.IntRange(1, 366), default=7, show_default=True, help="How many days.")
@unlocking
def diary(
    *, vault: Path, out: Path, first: str | None, days: int, login: str | None, passphrase_stdin: bool
) -> None:
    """Write your own appointments for a calendar: time, place and the case's reference, never a name."""
    from datetime import timedelta

    from app.domain.values.typed_dates import parse
    from app.errors import NotADate
    from app.services.sharing.diary_file import save_days

    with opened(vault, login, stdin=passphrase_stdin) as open_vault:
        today = open_vault.today()
        typed = parse(first, today) if first else None
        begins = typed.earliest() if typed is not None and typed.is_exact else None
        if first and begins is None:
            raise NotADate
        begins = begins or today
        saved = save_days(open_vault, begins, begins + timedelta(days=days - 1), out)
    places = " Typed places are left out: nobody could look at them." if saved.without_places else ""
    count = "1 appointment" if saved.appointments == 1 else f"{saved.appointments} appointments"
    say(f"Saved {count}, without a name: {out.name}.{places}")
