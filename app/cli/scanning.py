"""The command that looks for victims' details in files that were not made here."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.parts import PATH, argument, command, opened, unlocking, vault_argument
from app.cli.terminal import say

if TYPE_CHECKING:
    from app.services.sharing.file_words import Checked


@command("scan demo/demo.vault NM-0198 letter.docx list.xlsx --as rowan")
@vault_argument
@argument("case", "CASE", "The case reference.")
@argument("files", "FILE...", "The files that are about to be sent.", type=PATH, nargs=-1)
@unlocking
def scan(
    *, vault: Path, case: str, files: tuple[Path, ...], login: str | None, passphrase_stdin: bool
) -> int:
    """Look for protected victim details in files: 0 none found, 1 found, 2 not all could be read."""
    from app.services.cases.cases import Cases
    from app.services.sharing.file_words import worst
    from app.services.sharing.scanning import Scanning

    checked: list[Checked] = []
    with opened(vault, login, stdin=passphrase_stdin) as open_vault:
        scanning, case_id = Scanning(open_vault), Cases(open_vault).find(case)
        for number, file in enumerate(files, 1):
            checked.append(scanning.check_file(case_id, file))
            for line in _lines(number, checked[-1]):
                say(line)
    return worst(tuple(checked))


def _lines(number: int, checked: "Checked") -> Iterator[str]:
    """The verdict first; a file in whose name a detail stands is told by its number."""
    yield f"{checked.name or f'File {number}'}: {checked.headline}"
    if checked.words:
        yield f"  {checked.words}"
    for each in checked.found:
        yield f"  {each.place[:1].upper()}{each.place[1:]}: {each.what}"
    yield from (f"  {each}" for each in checked.unread)
