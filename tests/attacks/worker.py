"""A member at work in a process of their own, who says aloud what the program has acknowledged.

The attacks end this process at any moment: what it said before must then be in the vault.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

from app.domain.kinds import KINDS
from app.services.backups import back_up
from app.services.drafts import Drafts
from app.services.machine import Machine
from app.services.open_vault import OpenVault
from tests.attacks.ground import words
from tests.builders import complete, open_as_lead, signed


def say(*parts: object) -> None:
    """Acknowledge, at once."""
    print(*parts, flush=True)  # noqa: T201 - the one way this process speaks


def keep_drafts(vault: OpenVault, case_id: str, start: str) -> None:
    """Type into one draft for ever, as autosave does."""
    mine = Drafts(vault).mine(case_id)
    draft = mine[0] if mine else Drafts(vault).begin(case_id, "session_note")
    revision = draft.revision
    say("ready")
    for number in count(int(start)):
        content = complete(KINDS["session_note"].content, words(number))
        revision, _ = Drafts(vault).save(draft.id, replace(draft.sheet, content=content), revision)
        say(draft.id, number)


def keep_signing(vault: OpenVault, case_id: str, start: str) -> None:
    """Sign one note after the other for ever."""
    say("ready")
    for number in count(int(start)):
        say(signed(vault, case_id, words(number)), number)


def keep_backing_up(vault: OpenVault, place: str, start: str) -> None:
    """Write one backup after the other for ever."""
    say("ready")
    for number in count(int(start)):
        back_up(vault, Path(place) / f"{number}.casework-backup")
        say("backed-up", number)


def stay(_vault: OpenVault) -> None:
    """Hold the vault until somebody says enough."""
    say("ready")
    sys.stdin.read()


ACTS: dict[str, Callable[..., None]] = {
    "drafts": keep_drafts,
    "signing": keep_signing,
    "backup": keep_backing_up,
    "stay": stay,
}


def main(act: str, folder: str, state: str, *arguments: str) -> None:
    """Unlock and work; `migrate` is an unlocking and no more."""
    machine = Machine(state=Path(state))
    if act == "migrate":
        say("ready")
        open_as_lead(Path(folder), machine)
        say("open")
        sys.stdin.read()
    else:
        ACTS[act](open_as_lead(Path(folder), machine), *arguments)


if __name__ == "__main__":
    main(*sys.argv[1:])
