"""Transactions are whole or not at all, and what the disk says is told in a sentence."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Executable, insert, select, text, update
from sqlalchemy.exc import DatabaseError, IntegrityError, StatementError
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from app.errors import CannotWrite, Damaged, DiskFull, InUse, NotEncrypted
from app.models.database import Database
from app.models.sqlcipher import connect
from app.models.tables import LedgerRow, Person, Site
from tests.models.conftest import lend

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def site(name: str = "S") -> dict[str, object]:
    return {"id": 1, "name": name, "zone": "Europe/London", "created_at": AT}


def _both(session: Session, *statements: Executable) -> None:
    for statement in statements:
        session.execute(statement)


def names(store: Database) -> list[str]:
    with store.read() as session:
        return list(session.execute(select(Site.name)).scalars())


def test_what_is_written_is_there_after_closing(store: Database) -> None:
    with store.write() as session:
        session.execute(insert(Site).values(site()))
    store.close()
    again = Database(store.path, lend)
    assert names(again) == ["S"]
    again.close()


def test_an_exception_undoes_all_of_it(store: Database) -> None:
    with pytest.raises(IntegrityError), store.write() as session:
        session.execute(insert(Site), [site(), site("Another")])
    assert names(store) == []
    with store.write() as session:
        session.execute(insert(Site).values(site()))
    assert names(store) == ["S"]


def test_reading_writes_nothing(store: Database) -> None:
    with store.read() as session:
        session.execute(insert(Site).values(site()))
    assert names(store) == []


def test_a_reader_sees_one_state_of_the_store(store: Database) -> None:
    with store.read() as session:
        assert session.execute(select(Site)).all() == []
        with store.write() as other:
            other.execute(insert(Site).values(site()))
        assert session.execute(select(Site)).all() == []
    assert names(store) == ["S"]


def test_eight_threads_writing_lose_nothing(store: Database) -> None:
    failed: list[BaseException] = []

    def work(device: str) -> None:
        try:
            for seq in range(20):
                row = {"device": device, "seq": seq, "at": AT, "action": "x", "detail": "{}"}
                with store.write() as session:
                    session.execute(insert(LedgerRow).values(row))
        except BaseException as failure:  # noqa: BLE001 - told by the main thread
            failed.append(failure)

    threads = [threading.Thread(target=work, args=(f"d{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with store.read() as session:
        rows = session.execute(select(LedgerRow.device, LedgerRow.seq)).all()
    assert {tuple(row) for row in rows} == {(f"d{n}", seq) for n in range(8) for seq in range(20)}


def test_a_writer_that_reads_first_builds_on_what_the_others_wrote(store: Database) -> None:
    failed: list[BaseException] = []
    with store.write() as session:
        session.execute(insert(Site).values(site("0")))

    def count_on() -> None:
        try:
            for _ in range(10):
                with store.write() as session:
                    counted = int(session.execute(select(Site.name)).scalar_one())
                    session.execute(update(Site).values(name=str(counted + 1)))
        except BaseException as failure:  # noqa: BLE001 - told by the main thread
            failed.append(failure)

    threads = [threading.Thread(target=count_on) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert names(store) == ["40"]


def test_no_exception_holds_what_was_to_be_written(store: Database) -> None:
    with store.write() as session:
        session.execute(insert(Site).values(site()))
    attempts = (
        insert(Site).values(site("Quillonby")),
        insert(Site).values(site("Quillonby") | {"id": 2}),
        insert(Person).values(id="Quillonby", version=1),
        text("SELECT nothing FROM site WHERE name = :name").bindparams(name="Quillonby"),
        insert(Site).values(site("Quillonby") | {"created_at": AT.replace(tzinfo=None)}),
    )
    for attempt in attempts:
        with pytest.raises((DatabaseError, StatementError)) as refused, store.write() as session:
            session.execute(attempt)
        causes: list[BaseException | None] = [
            refused.value,
            refused.value.__cause__,
            refused.value.__context__,
        ]
        assert not any("Quillonby" in f"{cause!s}{cause!r}" for cause in causes)


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH DATABASE ':memory:' AS other",
        "ATTACH DATABASE 'copy.db' AS other KEY ''",
        "PRAGMA key = 'x'",
        "PRAGMA rekey = 'x'",
        "PRAGMA REKEY = 'x'",
        "PRAGMA hexkey = '00'",
        "PRAGMA main.rekey = 'x'",
        "PRAGMA cipher_migrate",
        "PRAGMA cipher_plaintext_header_size = 32",
        "PRAGMA writable_schema = ON",
        "SELECT sqlcipher_export('main')",
        "SELECT SQLCIPHER_EXPORT('main', 'temp')",
    ],
)
def test_sql_cannot_copy_the_store_out_or_change_its_key(store: Database, statement: str) -> None:
    with pytest.raises(DatabaseError, match=r"not authorized|prohibited"), store.connection() as connection:
        connection.exec_driver_sql(statement).all()


def test_vacuum_into_writes_no_copy_in_clear(store: Database, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with lend() as key:
        connection = connect(store.path, key)
    with suppress(dbapi2.Error):
        connection.execute("VACUUM INTO ?", (str(copy),))
    connection.close()
    assert not copy.exists() or not copy.read_bytes().startswith(b"SQLite format 3")


def test_a_time_without_its_zone_is_refused(store: Database) -> None:
    with pytest.raises(StatementError, match="zone"), store.write() as session:
        session.execute(insert(Site).values(site() | {"created_at": AT.replace(tzinfo=None)}))
    assert names(store) == []


def test_a_time_comes_back_in_utc_and_sorts_as_text(store: Database) -> None:
    summer = timezone(timedelta(hours=1))
    times = [AT, AT.astimezone(summer) + timedelta(milliseconds=1), AT + timedelta(days=400)]
    with store.write() as session:
        for seq, at in enumerate(times):
            row = {"device": "d", "seq": seq, "at": at, "action": "x", "detail": "{}"}
            session.execute(insert(LedgerRow).values(row))
    with store.read() as session:
        read = session.execute(select(LedgerRow.at).order_by(LedgerRow.at)).scalars().all()
        kept = session.execute(text("SELECT at FROM ledger ORDER BY seq")).scalars().all()
    assert read == times
    assert {at.utcoffset() for at in read} == {timedelta(0)}
    assert kept == sorted(kept)
    assert kept[1] == "2026-11-23T09:00:00.001Z"


def test_a_reference_to_nothing_is_refused(store: Database) -> None:
    row = {"id": "k", "staff_id": "nobody", "purpose": "records", "certificate": b"", "sealed_private": b""}
    with pytest.raises(IntegrityError), store.write() as session:
        session.execute(
            text("INSERT INTO member_key VALUES (:id, :staff_id, :purpose, x'', x'', '', NULL)"), row
        )


def test_another_key_opens_nothing(store: Database) -> None:
    @contextmanager
    def wrong() -> Iterator[bytearray]:
        yield bytearray(32)

    other = Database(store.path, wrong)
    with pytest.raises(Damaged), other.read() as session:
        session.execute(select(Site))
    other.close()


def test_a_plain_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plain.db").write_bytes(b"SQLite format 3\0" + bytes(4080))
    plain = Database(tmp_path / "plain.db", lend)
    with pytest.raises(NotEncrypted), plain.read() as session:
        session.execute(select(Site))
    plain.close()


def test_a_broken_page_is_said(store: Database, tmp_path: Path) -> None:
    with store.write() as session:
        session.execute(insert(Site).values(site()))
    store.close()
    copy = tmp_path / "broken.db"
    shutil.copy(store.path, copy)
    data = bytearray(copy.read_bytes())
    for page in range(4096, len(data), 4096):
        data[page + 100] ^= 1
    copy.write_bytes(data)
    broken = Database(copy, lend)
    with pytest.raises(Damaged), broken.read() as session:
        session.execute(select(Site)).all()
    broken.close()


def test_a_full_disk_is_said_and_nothing_is_lost(store: Database) -> None:
    with store.write() as session:
        session.execute(insert(Site).values(site()))
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
    small = text(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull), store.write() as session:
        _both(session, small, text("UPDATE site SET name = hex(zeroblob(1000000))"))
    assert names(store) == ["S"]


def test_a_store_somebody_else_is_writing_is_said(store: Database) -> None:
    other = Database(store.path, lend)
    with store.write() as session:
        session.execute(insert(Site).values(site()))
        with pytest.raises(InUse), other.read() as blocked:
            _both(blocked, text("PRAGMA busy_timeout = 50"), insert(Site).values(site()))
    other.close()
    assert names(store) == ["S"]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    nowhere = Database(tmp_path / "absent" / "store.db", lend)
    with pytest.raises(CannotWrite), nowhere.write() as session:
        session.execute(insert(Site).values(site()))
    nowhere.close()


def test_nothing_written_is_readable_in_the_file(store: Database) -> None:
    with store.write() as session:
        session.execute(insert(Site).values(site("Quillonby")))
    files = [*store.path.parent.glob("store.db*")]
    assert len(files) == 3
    assert not any(b"Quillonby" in file.read_bytes() for file in files)
    store.close()
    assert b"Quillonby" not in store.path.read_bytes()
