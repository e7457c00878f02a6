"""No file the program leaves holds a name, a passphrase, a login or a word of a note, in any usual spelling."""

import base64
import math
import sqlite3
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app import log, settings
from app.domain.cases.victim import VictimIdentity
from app.domain.fields.compartments import Compartment
from app.errors import NotFound
from app.services.cases.victims import Victims
from app.services.checks.checking import check
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.backups import back_up, restore
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.attacks.ground import note, signed, words
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    LEAD,
    LEAD_PASSPHRASE,
    SITE,
    SteppingClock,
    add_case,
    enrol_colleague,
    make_vault,
    open_as_lead,
)
from tests.confirmed import add_addendum, reveal
from tests.outside import tool
from tests.searching import Search

VICTIM: Final = VictimIdentity(
    name="Bronwen Hollyhock",
    addresses="14 Quarrymans Row, Northmoor NE66 9ZZ",
    contacts="07700 900461\nbron.hollyhock@example.org\nNX19 KPZ",
    reason="Advocate asked for a safety plan that names the street",
)
NOTE: Final = "He says the kingfisher card was only ever meant kindly."
DRAFTED: Final = "Unfinished: mentions the laburnum tree by the gate."
SEALED: Final = "Intelligence: seen near the ropewalk on Thursday."
SECRETS: Final = (
    *("kingfisher", "laburnum", "ropewalk", "Thursday", NOTE[:30]),
    *(
        "Hollyhock",
        "Bronwen",
        "Quarrymans",
        "NE66 9ZZ",
        "NE669ZZ",
        "07700 900461",
        "07700900461",
        "7700900461",
    ),
    *("bron.hollyhock@", "NX19 KPZ", "NX19KPZ", "safety plan that"),
    *(
        "Fairweather",
        "FAIRWEATHER",
        LEAD.name,
        "Ashdown",
        LEAD.login,
        COLLEAGUE.name,
        "Marlowe",
        SITE,
        "PYL01234",
    ),
    *(LEAD_PASSPHRASE, "unrelated heron", COLLEAGUE_PASSPHRASE, "lantern phrase"),
)


def spellings(secret: str) -> Iterator[bytes]:
    """Every way the secret would stand in a file that is not compressed; letters in lower case where case is lost."""
    plain = secret.encode()
    for spelt in {secret, secret.lower(), secret.upper()}:
        yield from (
            spelt.encode(),
            spelt.encode("utf-16-le"),
            spelt.encode("utf-16-be"),
            spelt.encode("utf-32-le"),
        )
        yield from (spelt.encode().hex().encode(), spelt.encode().hex().upper().encode())
    yield from (plain[::-1], secret.encode("utf-16-le").hex().encode(), repr(plain)[2:-1].encode())
    for encode, bits in ((base64.b64encode, 6), (base64.urlsafe_b64encode, 6), (base64.b32encode, 5)):
        # Where a secret stands within a larger text decides its spelling; what its neighbours decide is cut off.
        for shift in range(3 if bits == 6 else 5):
            whole = encode(bytes(shift) + plain)
            yield whole[-(-8 * shift // bits) : 8 * (shift + len(plain)) // bits]


PLACES: Final = ("vault", "state", "stranger", "home", "temporary", "shelf")
NEEDLES: Final = tuple({needle for secret in SECRETS for needle in spellings(secret) if len(needle) >= 5})


class Sweep:
    """Looks through every file below some folders, and counts what it looked at."""

    def __init__(self, *places: Path) -> None:
        self.places = places
        self.searched = 0
        self.names: set[str] = set()

    def __call__(self) -> None:
        """Fail for any secret in any file or file name."""
        for path in (path for place in self.places for path in place.rglob("*") if path.is_file()):
            data = path.read_bytes() + b"\n" + path.name.encode()
            self.searched += len(data)
            self.names.add(path.name)
            found = [needle for needle in NEEDLES if needle in data]
            assert not found, (path, found)


def test_the_sweep_would_find_each_spelling(tmp_path: Path) -> None:
    for secret in SECRETS:
        for form in (
            secret.encode(),
            secret.encode("utf-16-le"),
            secret.encode("utf-16-be"),
            secret.encode().hex().encode(),
            base64.b64encode(b"He said: " + secret.encode() + b" and went."),
            base64.b64encode(b"He said, " + secret.encode() + b" and left."),
            base64.b64encode(b"Again he said: " + secret.encode() + b" and left"),
        ):
            (tmp_path / "planted").write_bytes(bytes(4096) + form + bytes(100))
            with pytest.raises(AssertionError):
                Sweep(tmp_path)()


def fill(vault: OpenVault) -> str:
    """Everything that is secret, put in by the ways the program has; gives the case's id."""
    case_id = add_case(vault)
    code = Victims(vault).add(case_id, "ex_intimate")
    Victims(vault).identify(case_id, code, VICTIM)
    enrol_colleague(vault)
    record = signed(vault, case_id, NOTE)
    sealed = signed(vault, case_id, SEALED, compartment=Compartment.THIRD_PARTY)
    add_addendum(vault, record, "Addendum: " + NOTE)
    Records(vault).read(sealed)
    draft = Drafts(vault).begin(case_id, "session_note")
    content = note(DRAFTED)
    Drafts(vault).save(draft.id, replace(draft.sheet, content=content), draft.revision)
    assert len(Search(vault).find("kingfisher")) == 2
    assert reveal(vault, case_id, code, "to plan").name == VICTIM.name
    return case_id


@pytest.fixture
def tidy_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sweep:
    """A folder for everything the program may write, the temporary folder with it, and what looks through them."""
    for name in PLACES:
        (tmp_path / name).mkdir(exist_ok=True)
    for variable in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(variable, str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return Sweep(*(tmp_path / name for name in PLACES))


@pytest.mark.parametrize("notes", [3, pytest.param(300, marks=[pytest.mark.slow, pytest.mark.timeout(3600)])])
def test_no_byte_on_the_disk_tells_anything(tmp_path: Path, tidy_places: Sweep, notes: int) -> None:
    folder, here = tmp_path / "vault" / "team.vault", Machine(state=tmp_path / "state", clock=SteppingClock())
    settings.save(settings.Settings())
    make_vault(folder, here)
    tidy_places()
    vault = open_as_lead(folder, here)
    case_id = fill(vault)
    for number in range(notes):
        signed(vault, case_id, f"{NOTE} {words(number)}")
    assert (folder / "store.db-wal").stat().st_size > 100_000
    tidy_places()
    _fail_with_a_secret_at_hand(vault, case_id)
    assert check(vault).is_clean
    tidy_places()
    backup = tmp_path / "shelf" / "one.casework-backup"
    back_up(vault, backup)
    tidy_places()
    vault.lock()
    tidy_places()
    restore(backup, tmp_path / "shelf" / "again.vault")
    open_as_lead(tmp_path / "shelf" / "again.vault", Machine(state=tmp_path / "stranger")).lock()
    tidy_places()
    assert {
        "store.db",
        "store.db-wal",
        "store.db-shm",
        "vault.json",
        "vault.lock",
        backup.name,
    } <= tidy_places.names
    assert tidy_places.searched > 2_000_000
    _strings_tell_nothing(folder)
    _is_like_noise(folder)


def _fail_with_a_secret_at_hand(vault: OpenVault, case_id: str) -> None:
    """Log failures whose messages and local values are secret, as a crash would."""
    log.event(log.Event.SETTING_REFUSED)
    with pytest.raises(OperationalError) as failed, vault.database.write() as session:
        session.execute(text(f"SELECT '{NOTE}', :name FROM nowhere"), {"name": VICTIM.name})
    log.exception(failed.value)
    with pytest.raises(NotFound) as refused:
        Drafts(vault).begin(case_id, VICTIM.name)
    log.exception(refused.value)
    assert log.log_file().stat().st_size


def _strings_tell_nothing(folder: Path) -> None:
    """The tool everybody reaches for first finds no word in the store; and it works, for it finds the header's."""
    command = [tool("strings"), "-n", "6", str(folder / "store.db"), str(folder / "vault.json")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "casework.vault/2" in said
    assert not [secret for secret in (*SECRETS, "CREATE TABLE", "SQLite format", "record") if secret in said]


def _is_like_noise(folder: Path) -> None:
    store = (folder / "store.db").read_bytes()
    counts, total = Counter(store), len(store)
    entropy = -sum(n / total * math.log2(n / total) for n in counts.values())
    assert entropy > 7.9
    with (
        closing(sqlite3.connect(folder / "store.db")) as plain,
        pytest.raises(sqlite3.DatabaseError, match="not a database"),
    ):
        plain.execute("SELECT count(*) FROM sqlite_master")
