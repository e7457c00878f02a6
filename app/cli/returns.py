"""Commands about returns: what a quarter comes to, and the training that is counted in it."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.parts import PATH, clock_option, command, opened, typed_or_in_file, unlocking, vault_argument
from app.cli.terminal import say

if TYPE_CHECKING:
    from datetime import date

    from app.domain.values.dates import ClinicalDate


@command("returns team.vault --quarter 2026-Q4 --csv returns.csv --as rowan")
@vault_argument
@click.option("--quarter", metavar="QUARTER", required=True, help="Year and quarter: 2026-Q4.")
@click.option("--csv", "csv_file", metavar="FILE", type=PATH, help="Write it there, too; must not exist.")
@unlocking
def returns(
    *, vault: Path, quarter: str, csv_file: Path | None, login: str | None, passphrase_stdin: bool
) -> None:
    """Count a quarter, with nobody named: no number under ten is printed, and none that would give one back."""
    from app.domain.returns.quarter import Quarter
    from app.domain.returns.table import lines, rows
    from app.services.cases.returns import Returns

    asked = Quarter.read(quarter)
    with opened(vault, login, stdin=passphrase_stdin) as open_vault:
        made = Returns(open_vault).make(asked)
    if csv_file is not None:
        _write(csv_file, rows(made))
    for line in lines(made):
        say(line)


@command(
    "training team.vault --on 10-Nov-2026 --subject Stalking --to police --heads 14 --hours 3 --as rowan"
)
@vault_argument
@click.option("--on", "held_on", metavar="DATE", required=True, help="The day: 10-Nov-2026.")
@click.option(
    "--subject", metavar="TEXT", required=True, help="Of what, with no case and no name; @FILE reads it."
)
@click.option("--to", "agency", metavar="AGENCY", required=True, help="The agency by its code: police.")
@click.option("--heads", type=int, required=True, help="How many came.")
@click.option("--hours", required=True, help="For how long: 3, or 1.5.")
@click.option("--instead", metavar="ID", default="", help="State anew what was stated with that number.")
@clock_option
@unlocking
def training(
    *,
    vault: Path,
    held_on: str,
    subject: str,
    agency: str,
    heads: int,
    hours: str,
    instead: str,
    accept_clock: bool,
    login: str | None,
    passphrase_stdin: bool,
) -> None:
    """State training that the team gave; it is counted in the returns of its quarter. Its number is printed."""
    from app.domain.cases.training import Training
    from app.services.cases.trainings import Trainings

    typed = typed_or_in_file(subject)
    with opened(vault, login, stdin=passphrase_stdin, accept_clock=accept_clock) as open_vault:
        given = Training(
            held_on=_day(held_on, open_vault.today()), subject=typed, agency=agency, heads=heads, hours=hours
        )
        say(f"Stated: {Trainings(open_vault).give(given, instead)}")


def _day(typed: str, today: "date") -> "ClinicalDate":
    from app.domain.values.typed_dates import parse

    return parse(typed, today)


def _write(file: Path, rows: Iterable[tuple[str, ...]]) -> None:
    """Write a CSV file. Raises AlreadyThere, CannotWrite, DiskFull."""
    from app.errors import storage_error
    from app.whole_file import write_new

    out = io.StringIO()
    csv.writer(out).writerows(rows)
    try:
        write_new(file, out.getvalue().encode("utf-8"))
    except OSError as failure:
        raise storage_error(failure) from None
