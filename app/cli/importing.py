"""The command that opens the cases of a list of referrals. It names rows and references, and nobody."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.parts import (
    PATH,
    argument,
    clock_option,
    command,
    opened,
    typed_or_in_file,
    unlocking,
    vault_argument,
)
from app.cli.terminal import say
from app.errors import Exit, NotAcceptable

if TYPE_CHECKING:
    from app.domain.referral_list.columns import Columns
    from app.domain.tables.table import Table
    from app.services.cases.importing import As, Preview
    from app.services.vault.open_vault import OpenVault


@command("import-referrals team.vault list.csv --preview --as rowan")
@vault_argument
@argument("file", "FILE", "The list, in CSV or XLSX.", type=PATH)
@click.option("--map", "map_file", metavar="FILE", type=PATH, help="What the columns mean, in TOML.")
@click.option("--preview", is_flag=True, help="Say what is wrong and who may be here already; open nothing.")
@click.option("--good-rows", is_flag=True, help="Open the good rows although others are left out.")
@click.option(
    "--further", metavar="ROW", type=int, multiple=True, help="Open a further case of who is here already."
)
@click.option(
    "--another", metavar="ROW", type=int, multiple=True, help="Open as another person than who is here."
)
@clock_option
@unlocking
def import_referrals(
    *,
    vault: Path,
    file: Path,
    map_file: Path | None,
    preview: bool,
    good_rows: bool,
    further: tuple[int, ...],
    another: tuple[int, ...],
    accept_clock: bool,
    login: str | None,
    passphrase_stdin: bool,
) -> int:
    """Open a person, a case and a signed referral for each row of a list; 1 where rows are left out.

    What a row lacks is said by its number. It goes 500 rows at a time; stopped in between, whole rows stand.
    """
    from app.services.cases.importing import ReferralImport, read_file

    # Looked at before a passphrase is typed: a file that is no list is said at once.
    table = read_file(file)
    columns = _columns(table, map_file)
    with opened(vault, login, stdin=passphrase_stdin, accept_clock=accept_clock) as open_vault:
        looked = ReferralImport(open_vault).preview(table, columns)
        decided = _decided(looked, further, another)
        for line in _told(table, columns, looked, decided):
            say(line)
        is_whole = not looked.wrong and looked.alike.keys() <= decided.keys()
        if preview:
            return Exit.DONE if is_whole else Exit.NO
        if not is_whole and not good_rows:
            say("Nothing was opened. Mend the file, or say --good-rows to open the others without these.")
            return Exit.NO
        _open(open_vault, looked, decided)
    return Exit.DONE


def _columns(table: "Table", map_file: Path | None) -> "Columns":
    from app.domain.referral_list.columns import read_map

    columns = read_map(typed_or_in_file(f"@{map_file}") if map_file else "", table.headings)
    if not columns.taken:
        raise NotAcceptable(
            "No column was recognised: the first row has to hold the headings, or --map to say them."
        )
    return columns


def _decided(looked: "Preview", further: tuple[int, ...], another: tuple[int, ...]) -> Mapping[int, "As"]:
    """What is said of rows that may be of somebody who is here. Raises NotAcceptable for what cannot be meant."""
    from app.services.cases.importing import ANOTHER, As

    if not {*further, *another} <= looked.alike.keys() or {*further} & {*another}:
        raise NotAcceptable(
            "--further and --another take, each once, rows that may be of somebody who is here."
        )
    decided = dict.fromkeys(another, ANOTHER)
    for row in further:
        certain = [one for one in looked.alike[row] if one.is_certain] or looked.alike[row]
        if len(certain) > 1:
            raise NotAcceptable(
                f"Row {row} may be of several people: open it in the window, or leave it out."
            )
        decided[row] = As(certain[0].id)
    return decided


def _told(
    table: "Table", columns: "Columns", looked: "Preview", decided: Mapping[int, "As"]
) -> Iterator[str]:
    """What was understood, and what is wrong, on about a page."""
    from app.domain.referral_list.fields import FIELDS
    from app.domain.referral_list.told import MOST_TOLD, one_page

    yield "Columns: " + "; ".join(
        f"{heading} is “{FIELDS[name].label}”" for name, heading in columns.taken.items()
    )
    unused = [heading for heading in table.headings if heading not in columns.taken.values()]
    if unused:
        yield f"Not read: {'; '.join(unused)}"
    if table.left_out:
        yield f"Further sheets that were not read: {table.left_out}"
    yield (
        f"Rows: {looked.total:,}; good: {len(looked.good) - len(looked.alike):,}; bad: {looked.bad_rows:,}; "
        f"may be here already: {len(looked.alike):,}"
    )
    yield from one_page(looked.wrong)
    open_questions = [row for row in looked.alike if row not in decided]
    for row in open_questions[:MOST_TOLD]:
        yield _alike_in_words(row, looked)
    if beyond := len(open_questions[MOST_TOLD:]):
        yield f"And {beyond:,} more rows may be of somebody who is here."


def _alike_in_words(row: int, looked: "Preview") -> str:
    """Row 5 may be of somebody who is here: same NHS number (NM-0007)."""
    found = [
        f"{one.reason} ({', '.join(reference for _, reference in one.cases) or 'no case'})"
        for one in looked.alike[row]
    ]
    return f"Row {row} may be of somebody who is here: {'; '.join(found)}."


def _open(vault: "OpenVault", looked: "Preview", decided: Mapping[int, "As"]) -> None:
    """Open part after part, and say of each, once it is in the store, which rows it was."""
    from app.domain.referral_list.told import rows_in_words
    from app.services.cases.importing import ReferralImport
    from app.services.vault.confirming import parts_confirmed_at_unlocking

    plan, done = looked.plan(decided), 0
    for part, given in enumerate(parts_confirmed_at_unlocking(vault, plan.digests)):
        rows = ReferralImport(vault).open(plan, part, looked, given)
        done += len(rows)
        say(f"{rows_in_words([one.row for one in rows])} opened: {done:,} of {len(plan.openings):,}.")
    if not plan.openings:
        say("Nothing was opened: there is no row that could be.")
