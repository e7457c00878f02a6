"""What the attacks share: a vault with something in it, its key in a stranger's hands, and a worker who can be killed."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection
from typing import Final

from sqlcipher3 import dbapi2

from app.domain.compartments import Compartment
from app.domain.content import specs, to_plain
from app.domain.fields import Form
from app.domain.kinds import KINDS
from app.domain.record import Sheet
from app.services.drafts import Drafts
from app.services.open_vault import OpenVault
from app.services.records import Records
from tests.builders import LEAD, LEAD_PASSPHRASE, complete
from tests.independent_reader import open_header, store_key

ROOT: Final = Path(__file__).parents[2]
WORKER: Final = "tests.attacks.worker"


def words(number: int) -> str:
    """The text of the n-th note: told apart by its number, and of ever another length."""
    return f"Note {number:09d} " + "walked past the library again. " * (number % 97)


def note(text: str) -> object:
    """The content of a session note that holds the text wherever text goes."""
    content = complete(KINDS["session_note"].content, "A word")
    return replace(content, **{s.name: text for s in specs(type(content)) if s.form is Form.TEXT})


def signed(vault: OpenVault, case_id: str, text: str, compartment: Compartment | None = None) -> str:
    """A signed session note of any length; gives its id."""
    draft = Drafts(vault).begin(case_id, "session_note", compartment)
    Drafts(vault).save(draft.id, replace(draft.sheet, content=note(text)), draft.revision)
    return Records(vault).sign(draft.id)


def says(sheet: Sheet, number: int) -> bool:
    """Whether a sheet holds exactly the text of the n-th note."""
    return words(number).strip() in to_plain(sheet.content).values()


@contextmanager
def raw_sql(folder: Path, login: str = LEAD.login, passphrase: str = LEAD_PASSPHRASE) -> Iterator[Connection]:
    """The store under the hand of somebody who has a passphrase and a SQL prompt, and not our program."""
    header, vault_key, _ = open_header(folder, login, passphrase)
    with closing(dbapi2.connect(str(folder / "store.db"), isolation_level=None)) as connection:
        connection.execute(f"PRAGMA key = \"x'{store_key(header, vault_key).hex()}'\"")
        yield connection


def without_guards(connection: Connection) -> list[str]:
    """Drop every trigger that refuses a change, and give the statements that would put them back."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%refuses%'"
    ).fetchall()
    for name, _ in rows:
        connection.execute(f"DROP TRIGGER {name}")
    return [sql for _, sql in rows]


def start_worker(act: str, *arguments: object, wrapper: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    """Start a member's work in another process; `wrapper` is a command it runs under."""
    command = [*wrapper, sys.executable, "-m", WORKER, act, *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
