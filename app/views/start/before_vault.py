"""What the start pages ask of the services, each loaded when it is first asked for: always away from the window.

The first page has to be on the screen before SQLAlchemy and the cryptography are in memory; `load` brings them in
while somebody reads it or types.
"""

import gc
import os
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final, NamedTuple

from app.errors import AlreadyThere, NotAcceptable, NotAnIdentifier, NotPlain, StillMissing
from app.views.widgets.problems import Problem

if TYPE_CHECKING:
    from app.services.demo.demonstration import DemoLogin
    from app.services.sharing.verifying import Finding
    from app.services.vault.open_vault import OpenVault

SUFFIX: Final = ".vault"
_LOADED_AHEAD: Final = (
    "app.services.entry.unlocking",
    "app.services.demo.demonstration",
    "app.views.window.open_desk",
    "app.views.today.today_page",
    "lucide",
    "app.views.start.assistant",
)
_TRIED: Final = Event()
"""Whether anybody has begun to open a vault."""


class Seen(NamedTuple):
    """What can be told of a vault's folder from outside."""

    needs_login: bool
    demo_logins: tuple["DemoLogin", ...]


class Accepted(NamedTuple):
    """What the member said to go on with."""

    older: bool = False
    authority: bool = False


class Founder(NamedTuple):
    """Who makes a vault, as typed; each field is called as that of a newcomer to a team."""

    name: str = ""
    role: str = ""
    registration_body: str = ""
    registration_number: str = ""
    login: str = ""


def load() -> None:
    """Load what an unlocking needs, and what is shown after it."""
    for name in _LOADED_AHEAD:
        import_module(name)


def load_screens(load_ahead: Callable[[], Iterator[str]]) -> Iterator[str]:
    """Load the other screens of an open vault, one by one.

    What is there then stays as long as the program, and Python is told so: to go through it all again and again would
    stop the window while somebody writes. Nothing of a vault may be among it, for that has to go when it locks.
    """
    yield from load_ahead()
    if not _TRIED.is_set():
        gc.freeze()


def read_dictionary() -> None:
    """Read the dictionary, which takes a tenth of a second: best while a key is derived."""
    from app.services.writing.spelling import Speller

    Speller.load()


def look_at(folder: Path) -> Seen:
    """Look at a vault from outside. Raises NotAVault, CannotRead, Damaged, Newer."""
    from app.services.demo import demonstration
    from app.services.entry import unlocking

    logins = demonstration.demo_logins() if demonstration.is_demonstration(folder) else ()
    return Seen(unlocking.needs_login(folder), logins)


def unlock(folder: Path, login: str | None, passphrase: str, accepted: Accepted) -> "OpenVault":
    """Open a vault; raises as the service does."""
    from app.services.entry import unlocking

    _TRIED.set()
    return unlocking.unlock(
        folder, login, passphrase, accept_older=accepted.older, accept_authority=accepted.authority
    )


def recover(folder: Path, recovery_key: str, login: str, passphrase: str) -> None:
    """Let the lead in again under a new passphrase; raises as the service does."""
    from app.services.entry import recovering

    recovering.recover(folder, recovery_key, login, passphrase)


def restore(backup: Path, folder: Path) -> None:
    """Put a backup back as a new vault folder; raises as the service does."""
    from app.services.vault import backups

    backups.restore(backup, folder)


def prepare_demonstration() -> Iterator[str]:
    """Build the demonstration unless it is there, saying how far it is."""
    from app.services.demo import demonstration

    yield from demonstration.prepare()


def demonstration_folder() -> Path:
    """Where the demonstration is kept."""
    from app.services.demo import demonstration

    return demonstration.demonstration_folder()


def problems_of_place(folder: Path) -> tuple[Problem, ...]:
    """What keeps a vault from being made there."""
    try:
        if folder.exists():
            return (Problem("name", str(AlreadyThere())),)
        there = next(each for each in folder.parents if each.exists())
    except (OSError, ValueError):
        return (Problem("parent", "That place cannot be reached: choose another."),)
    if not there.is_dir() or not os.access(there, os.W_OK):
        return (Problem("parent", "You may not write there: choose another place."),)
    return ()


def problems_of_founder(founder: Founder) -> tuple[Problem, ...]:
    """What is missing or wrong in who makes the vault, field by field."""
    from app.services.team.enrolment import Newcomer

    try:
        Newcomer(**founder._asdict()).checked()
    except StillMissing as failure:
        return tuple(_MISSING[label] for label in failure.missing)
    except NotAnIdentifier as failure:
        return (Problem("number" if founder.registration_body else "body", str(failure)),)
    except NotPlain as failure:
        return (Problem("role", str(failure)),)
    except NotAcceptable as failure:
        return (Problem("name", str(failure)),)
    return ()


_MISSING: Final = {
    "Name": Problem("name", "Type your name, as it stands on records"),
    "Role": Problem("role", "Type your role in the team"),
    "Login name": Problem("login", "Type a login name, with at least one letter or digit"),
}


def problems_of_names(site: str, plain_name: str) -> tuple[Problem, ...]:
    """What is missing or wrong in what the service is called, field by field."""
    from app.domain.cases import plain_name as plain

    found = [] if site.strip() else [Problem("site", "Type the name of the team or service")]
    try:
        if not plain.plain_name(plain_name):
            found.append(Problem("plain", "Type a plain name, which letters and certificates bear"))
    except NotAcceptable as failure:
        found.append(Problem("plain", str(failure)))
    return tuple(found)


def found(folder: Path, names: tuple[str, str], founder: Founder, passphrase: str) -> str:
    """Make a vault and give its recovery key; `names` are the team's and the plain one. Raises as the service does."""
    from app.services.entry import founding
    from app.services.team.enrolment import Newcomer

    newcomer = Newcomer(**founder._asdict())
    return founding.found(
        folder, founding.Foundation(site=names[0], plain_name=names[1], founder=newcomer), passphrase
    )


def kit(folder: Path, site: str, recovery_key: str) -> bytes:
    """The recovery kit of a vault just made, as a PDF. Raises NotAVault."""
    from datetime import date

    from app.services.entry import unlocking
    from app.services.team import recovery_kit

    # The day on the paper is that of the wall it hangs on.
    today = date.today()  # noqa: DTZ011
    return recovery_kit.kit(site, unlocking.vault_id(folder), recovery_key, today)


def verify(file: Path, authority: Path | None, status: Path | None = None, passphrase: str = "") -> "Finding":
    """Judge a signed PDF without a vault."""
    from app.services.sharing import verifying

    return verifying.examine(file, None, authority, status, passphrase)
