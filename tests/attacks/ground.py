"""What the attacks share: a vault's key in a stranger's hands, numbered notes, and a worker who can be killed."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection
from typing import Final

from sqlcipher3 import dbapi2

from app.domain.fields import forms
from app.domain.fields.compartments import Compartment
from app.domain.fields.content import specs, to_plain
from app.domain.kinds.registry import KINDS
from app.domain.records.record import Sheet
from app.services.checks.checking import check
from app.services.records.drafts import Drafts
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.services.vault.store_files import store_in
from tests.builders import LEAD, LEAD_PASSPHRASE, complete, in_time, kept_in, open_as_lead
from tests.confirmed import sign
from tests.independent_reader import open_header, store_key

ROOT: Final = Path(__file__).parents[2]
WORKER: Final = "tests.attacks.worker"
_keys: dict[tuple[str, str], bytes] = {}


def words(number: int) -> str:
    """The text of the n-th note: told apart by its number, and of ever another length."""
    return f"Note {number:09d} " + "walked past the library again. " * (number % 97)


def note(text: str, kind: str = "session_note") -> object:
    """The content of a session note, or of another kind, that holds the text wherever text goes."""
    content = complete(KINDS[kind].content, "A word")
    return replace(content, **{s.name: text for s in specs(type(content)) if isinstance(s.form, forms.Text)})


def signed(vault: OpenVault, case_id: str, text: str, compartment: Compartment | None = None) -> str:
    """A signed session note of any length, or a consultation where none is kept; gives its id."""
    kind = kept_in(compartment)
    draft = Drafts(vault).begin(case_id, kind, compartment)
    content = in_time(note(text, kind), vault.today())
    Drafts(vault).save(draft.id, replace(draft.sheet, content=content), draft.revision)
    return sign(vault, draft.id)


def says(sheet: Sheet, number: int) -> bool:
    """Whether a sheet holds exactly the text of the n-th note."""
    return words(number).strip() in to_plain(sheet.content).values()


def _key(folder: Path, login: str, passphrase: str) -> bytes:
    """The store's key, derived once: it stays the same in every copy of a vault for an epoch."""
    header = json.loads((folder / "vault.json").read_bytes())
    known = header["vault_id"], f"{header.get('store_grants')} {login}"
    if known not in _keys:
        _keys[known] = store_key(*open_header(folder, login, passphrase))
    return _keys[known]


@contextmanager
def raw_sql(folder: Path, login: str = LEAD.login, passphrase: str = LEAD_PASSPHRASE) -> Iterator[Connection]:
    """The store under the hand of somebody who has a passphrase and a SQL prompt, and not our program."""
    key = _key(folder, login, passphrase)
    with closing(dbapi2.connect(str(store_in(folder)), isolation_level=None)) as connection:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        yield connection


def without_guards(connection: Connection) -> list[str]:
    """Drop every trigger that refuses a change, and give the statements that would put them back."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%refuses%'"
    ).fetchall()
    for name, _ in rows:
        connection.execute(f"DROP TRIGGER {name}")
    return [sql for _, sql in rows]


def tampered(folder: Path, change: Callable[[Connection], object]) -> None:
    """Change the store with every guard taken away and put back."""
    with raw_sql(folder) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        guards = without_guards(connection)
        change(connection)
        for guard in guards:
            connection.execute(guard)


def found(folder: Path, machine: Machine) -> set[str]:
    """The areas in which the check finds something."""
    vault = open_as_lead(folder, machine)
    with closing(vault):
        return {finding.area for finding in check(vault).findings}


def start_worker(act: str, *arguments: object, wrapper: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    """Start a member's work in another process; `wrapper` is a command it runs under."""
    command = [*wrapper, sys.executable, "-m", WORKER, act, *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
