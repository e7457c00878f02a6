"""A document that somebody with the store's key changes, exchanges, shortens or takes out is named by the check."""

import os
import shutil
import signal
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

import pytest

from app.domain.fields.compartments import Compartment
from app.domain.fields.file import MOST_BYTES
from app.errors import Damaged
from app.services.checks.checking import check
from app.services.records.file_parts import PART
from app.services.records.files import Files
from app.services.vault.machine import Machine
from tests.attacks.ground import raw_sql, start_worker, tampered
from tests.builders import SteppingClock, add_case, make_vault, open_as_lead
from tests.confirmed import sign
from tests.services.test_files import drafted, holding

MARKER = b"Marmalade-Lighthouse"
MEGABYTES = 24
ONE, TWO = (MARKER + os.urandom(3 * PART) for _ in range(2))
Change = Callable[[Connection], object]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A locked vault with two signed documents of one case, and one in a draft; which record names which."""
    place = tmp_path_factory.mktemp("files")
    machine = Machine(state=place / "state", clock=SteppingClock())
    make_vault(place / "team.vault", machine)
    with closing(open_as_lead(place / "team.vault", machine)) as vault:
        case_id, named = add_case(vault), {}
        for content in (ONE, TWO):
            draft_id, kept = drafted(vault, case_id, content)
            named[sign(vault, draft_id)] = kept.id
        drafted(vault, case_id, b"In a draft")
    return place, named


@pytest.fixture
def folder(made: tuple[Path, dict[str, str]], tmp_path: Path) -> Path:
    """That vault, in a copy of the test's own."""
    shutil.copytree(made[0], tmp_path, dirs_exist_ok=True)
    return tmp_path / "team.vault"


@pytest.fixture
def named(made: tuple[Path, dict[str, str]]) -> dict[str, str]:
    """By record the document that it names."""
    return made[1]


def _found(folder: Path) -> list[str]:
    machine = Machine(state=folder.with_name("state"), clock=SteppingClock())
    with closing(open_as_lead(folder, machine)) as vault:
        return [each.sentence for each in check(vault).findings]


def _changes(one: str, two: str) -> dict[str, Change]:
    """What can be done to the second part of a document, and to the whole of it."""

    def run(sql: str, *values: object) -> Change:
        return lambda connection: connection.execute(sql, values)

    def flip(connection: Connection) -> None:
        (sealed,) = connection.execute(
            "SELECT sealed FROM file_part WHERE file_id = ? AND number = 2", (one,)
        ).fetchone()
        altered = bytearray(sealed)
        altered[len(altered) // 2] ^= 1
        connection.execute(
            "UPDATE file_part SET sealed = ? WHERE file_id = ? AND number = 2", (bytes(altered), one)
        )

    def swap(first: tuple[str, int], second: tuple[str, int]) -> Change:
        def swapped(connection: Connection) -> None:
            (a,), (b,) = (
                connection.execute(
                    "SELECT sealed FROM file_part WHERE file_id = ? AND number = ?", each
                ).fetchone()
                for each in (first, second)
            )
            put = "UPDATE file_part SET sealed = ? WHERE file_id = ? AND number = ?"
            connection.execute(put, (b, *first))
            connection.execute(put, (a, *second))

        return swapped

    def exchange(connection: Connection) -> None:
        """All that the store says of one, said of the other."""
        for column in ("digest", "size", "parts", "sealed_key"):
            connection.execute(
                f"UPDATE kept_file SET {column} = (SELECT {column} FROM kept_file WHERE id = ?) WHERE id = ?",
                (two, one),
            )
        connection.execute("DELETE FROM file_part WHERE file_id = ?", (one,))
        connection.execute(
            "INSERT INTO file_part SELECT ?, number, sealed FROM file_part WHERE file_id = ?", (one, two)
        )

    return {
        "a flipped bit": flip,
        "two parts exchanged": swap((one, 1), (one, 2)),
        "parts of two documents exchanged": swap((one, 2), (two, 2)),
        "the whole of another": exchange,
        "a part taken out": run("DELETE FROM file_part WHERE file_id = ? AND number = 2", one),
        "the last part taken out": run("DELETE FROM file_part WHERE file_id = ? AND number = 4", one),
        "shortened throughout": lambda connection: (
            connection.execute("DELETE FROM file_part WHERE file_id = ? AND number = 4", (one,)),
            connection.execute("UPDATE kept_file SET parts = 3, size = ? WHERE id = ?", (3 * PART, one)),
        ),
        "a part cut short": run(
            "UPDATE file_part SET sealed = substr(sealed, 1, 1000) WHERE file_id = ? AND number = 2", one
        ),
        "a part more": run(
            "INSERT INTO file_part SELECT file_id, 5, sealed FROM file_part WHERE file_id = ? AND number = 4",
            one,
        ),
        "another key": run("UPDATE kept_file SET sealed_key = zeroblob(32) WHERE id = ?", one),
        "taken out": lambda connection: (
            connection.execute("DELETE FROM file_part WHERE file_id = ?", (one,)),
            connection.execute("DELETE FROM kept_file WHERE id = ?", (one,)),
        ),
        "given to a draft": run("UPDATE kept_file SET draft_id = 'nobody' WHERE id = ?", one),
        "in another compartment": run("UPDATE kept_file SET compartment = 'mappa' WHERE id = ?", one),
    }


@pytest.mark.parametrize("name", _changes("", ""))
def test_the_check_names_it_and_nothing_of_it_is_shown(
    folder: Path, named: dict[str, str], name: str
) -> None:
    (record, one), (_, two) = named.items()
    tampered(folder, _changes(one, two)[name])
    found = _found(folder)
    assert [each for each in found if one in each or record in each], found
    machine = Machine(state=folder.with_name("state"), clock=SteppingClock())
    with closing(open_as_lead(folder, machine)) as vault:
        if name == "a part more":
            assert b"".join(Files(vault).of_record(record, one)) == ONE
        else:
            with pytest.raises(Damaged):
                list(Files(vault).of_record(record, one))


def test_nothing_is_wrong_with_what_nobody_touched(folder: Path) -> None:
    assert _found(folder) == []


def test_a_document_that_no_record_and_no_draft_names_is_found(folder: Path) -> None:
    tampered(folder, lambda sql: sql.execute("DELETE FROM draft"))
    assert [each for each in _found(folder) if "the draft that it was added to is not there" in each]


def test_one_that_was_put_in_is_found(folder: Path, named: dict[str, str]) -> None:
    one = next(iter(named.values()))
    added = "INSERT INTO kept_file SELECT 'another', case_id, compartment, NULL, digest, size, 1, sealed_key"

    def put(connection: Connection) -> None:
        connection.execute(f"{added} FROM kept_file WHERE id = ?", (one,))

    tampered(folder, put)
    assert "Document another: no signed record names it." in _found(folder)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE kept_file SET size = 1 WHERE draft_id IS NULL",
        "DELETE FROM kept_file WHERE draft_id IS NULL",
        "UPDATE file_part SET number = 9",
        "DELETE FROM file_part WHERE number = 4",
        "INSERT OR REPLACE INTO file_part SELECT file_id, number, zeroblob(60) FROM file_part WHERE number = 4",
        "INSERT OR REPLACE INTO kept_file SELECT k.* FROM kept_file k WHERE draft_id IS NULL",
        "INSERT INTO file_part SELECT file_id, 99, zeroblob(60) FROM file_part WHERE number = 4",
    ],
)
def test_the_store_refuses_what_would_change_one_that_is_signed(folder: Path, sql: str) -> None:
    with raw_sql(folder) as connection, pytest.raises(Exception, match="never changed"):
        connection.execute(sql)


def test_in_a_sealed_compartment_who_cannot_read_it_sees_that_it_was_taken_out(tmp_path: Path) -> None:
    machine = Machine(state=tmp_path / "state", clock=SteppingClock())
    make_vault(tmp_path / "team.vault", machine)
    with closing(open_as_lead(tmp_path / "team.vault", machine)) as vault:
        draft_id, kept = drafted(vault, add_case(vault), where=Compartment.MAPPA)
        sign(vault, draft_id)
    tampered(
        tmp_path / "team.vault",
        lambda sql: (sql.execute("DELETE FROM file_part"), sql.execute("DELETE FROM kept_file")),
    )
    with closing(open_as_lead(tmp_path / "team.vault", machine)) as vault:
        vault.compartments.forget()
        said = [each.sentence for each in check(vault).findings]
    assert f"Document {kept.id}: a signed record names it, and it is not there any more." in said


@pytest.mark.parametrize("parts", [1, 5, 15, 23, 24])
def test_a_kill_while_adding_leaves_no_half_document_and_nothing_in_the_clear(
    tmp_path: Path, parts: int
) -> None:
    machine = Machine(state=tmp_path / "state")
    make_vault(tmp_path / "team.vault", machine)
    with closing(open_as_lead(tmp_path / "team.vault", machine)) as vault:
        case_id = add_case(vault)
    source = tmp_path / "elsewhere" / "Statement.pdf"
    source.parent.mkdir()
    source.write_bytes((MARKER * (MEGABYTES * PART // len(MARKER) + 1))[: MEGABYTES * PART])
    with start_worker("adding", tmp_path / "team.vault", machine.state, case_id, source, parts) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.wait()
    assert process.returncode == -signal.SIGKILL
    source.unlink()
    assert holding(tmp_path, MARKER) == []
    with closing(open_as_lead(tmp_path / "team.vault", machine)) as vault:
        assert check(vault).findings == ()
    with raw_sql(tmp_path / "team.vault") as sql:
        assert sql.execute("SELECT count(*) FROM kept_file").fetchone() == (0,)
        assert sql.execute("SELECT count(*) FROM file_part").fetchone() == (0,)
    assert holding(tmp_path, MARKER) == []


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_200_mb_are_added_checked_and_given_back_in_a_few_megabytes_of_memory(tmp_path: Path) -> None:
    machine = Machine(state=tmp_path / "state")
    make_vault(tmp_path / "team.vault", machine)
    with closing(open_as_lead(tmp_path / "team.vault", machine)) as vault:
        case_id = add_case(vault)
    source = tmp_path / "large.pdf"
    with source.open("wb") as file:
        for _ in range(MOST_BYTES // PART):
            file.write(os.urandom(PART))
    peaks = []
    for path, size in ((source, MOST_BYTES), (tmp_path / "small.pdf", PART)):
        (tmp_path / "small.pdf").write_bytes(os.urandom(PART))
        with start_worker("whole", tmp_path / "team.vault", machine.state, case_id, path) as process:
            assert process.stdout is not None
            lines = process.stdout.read().split()
        assert lines[:2] == ["whole", str(size)], lines
        peaks.append(int(lines[2]))
    # What the store itself keeps at hand, and a few parts: less than a third of the document.
    assert (peaks[0] - peaks[1]) * 1024 < 64 * 1024 * 1024
