"""A vault that is not as it should be: one plain sentence, the documented code, and nothing lost."""

import json
import os
import shutil
import sqlite3
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from app.errors import Exit
from tests.builders import LEAD, LEAD_PASSPHRASE
from tests.cli.desk import ASKED, CASE, Ended, as_lead, assert_clean, casework, program, unlocked

FOUNDER = ("--service", "S", "--plain-name", "S", "--name", "N", "--role", "R")
TYPED = ("--as", LEAD.login, "--passphrase-stdin")
# Root may write into a read-only folder; the same user without its capabilities may not.
WITHOUT_PRIVILEGE = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.geteuid() == 0 else ()


def refused(vault: Path, code: Exit, *, check: Exit | None = None) -> Ended:
    """Every command that would unlock the vault ends so; gives how `check` ended."""
    for command in (
        ("export", vault, CASE, *ASKED, "--out", vault.parent / "x.pdf"),
        ("backup", vault, vault.parent / "x.b"),
    ):
        ended = as_lead(*command)
        assert (ended.code, ended.out) == (code, ""), ended
        assert ended.err
    assert not list(vault.parent.glob("x.*"))
    ended = as_lead("check", vault)
    assert ended.code == (code if check is None else check), ended
    return ended


@pytest.mark.parametrize(
    ("login", "passphrase"),
    [
        (LEAD.login, "quite another lantern"),
        (LEAD.login, ""),
        (LEAD.login, "x" * 40_000),
        ("kit", LEAD_PASSPHRASE),
        ("nobody", LEAD_PASSPHRASE),
        ("", LEAD_PASSPHRASE),
    ],
)
def test_a_wrong_passphrase_or_login(desk: Path, login: str, passphrase: str) -> None:
    typed = ("check", desk / "team.vault", "--as", login, "--passphrase-stdin")
    ended = casework(*typed, stdin=f"{passphrase}\n")
    assert ended.code == Exit.WRONG_SECRET
    assert ended.err == "The login name or the passphrase does not open this vault.\n"
    assert_clean(desk / "team.vault")


@pytest.mark.parametrize(
    "change",
    [
        lambda header: header[: len(header) // 2],
        lambda header: header[:-1],
        lambda _: b"",
        lambda _: b"[" * 100_000,
        lambda _: b"\0" * 400_000,
        lambda header: header + b" ",
        lambda header: header.replace(b'"epoch":1', b'"epoch":2'),
        lambda header: header.replace(b'"mac":"', b'"mac":"0', 1),
        lambda header: header.replace(b'"slots":[', b'"slots":[{},', 1),
    ],
)
def test_a_truncated_or_edited_header(desk: Path, change: Callable[[bytes], bytes]) -> None:
    header = desk / "team.vault" / "vault.json"
    before = header.read_bytes()
    assert change(before) != before
    header.write_bytes(change(before))
    refused(desk / "team.vault", Exit.DAMAGED)
    header.write_bytes(before)
    assert_clean(desk / "team.vault")


def _edit(header: Path, change: Callable[[dict[str, Any]], object]) -> None:
    content = json.loads(header.read_bytes())
    change(content)
    header.write_bytes(json.dumps(content, separators=(",", ":"), sort_keys=True).encode())


@pytest.mark.parametrize(
    "cost",
    [
        {"memory_kib": 2**31},
        {"memory_kib": 2**80},
        {"passes": 2**31},
        {"lanes": 2**24},
        {"lanes": 0},
        {"memory_kib": 8},
        {"passes": -1},
        {"name": "pbkdf2"},
    ],
)
def test_a_hostile_cost_of_the_derivation_is_refused_at_once(desk: Path, cost: dict[str, Any]) -> None:
    header = desk / "team.vault" / "vault.json"
    before = header.read_bytes()
    _edit(header, lambda h: [slot["kdf"].update(cost) for slot in h["slots"] if "kdf" in slot])
    began = time.perf_counter()
    assert as_lead("check", desk / "team.vault").code == Exit.DAMAGED
    assert time.perf_counter() - began < 0.2
    header.write_bytes(before)
    assert_clean(desk / "team.vault")


def test_a_store_that_is_plain_sqlite(desk: Path) -> None:
    store = desk / "team.vault" / "store.db"
    store.unlink()
    with closing(sqlite3.connect(store)) as plain:
        plain.execute("CREATE TABLE record (id)")
    ended = refused(desk / "team.vault", Exit.DAMAGED)
    assert "not encrypted" in ended.err


@pytest.mark.parametrize("page", [0, 1, 2, 40])
def test_a_store_with_one_flipped_bit(desk: Path, page: int) -> None:
    whole = desk / "whole"
    shutil.copytree(desk / "team.vault", whole)
    store = desk / "team.vault" / "store.db"
    content = bytearray(store.read_bytes())
    content[page * 4096 + 2000] ^= 16
    store.write_bytes(content)
    # A backup of it is never taken for a good one.
    assert as_lead("backup", desk / "team.vault", desk / "b").code == Exit.DAMAGED
    assert not (desk / "b").exists()
    assert as_lead("check", desk / "team.vault").code in {Exit.NO, Exit.DAMAGED}
    shutil.rmtree(desk / "team.vault")
    shutil.rmtree(desk / "home")
    whole.rename(desk / "team.vault")
    assert_clean(desk / "team.vault")


@pytest.mark.parametrize("content", [b"", b"\0" * 8192, None])
def test_a_store_that_is_empty_or_gone(desk: Path, content: bytes | None) -> None:
    store = desk / "team.vault" / "store.db"
    store.unlink()
    if content is not None:
        store.write_bytes(content)
    refused(desk / "team.vault", Exit.STORAGE if content is None else Exit.DAMAGED)


def test_a_vault_rolled_back_whole_is_found_and_explained(desk: Path) -> None:
    vault = desk / "team.vault"
    older = {name: (vault / name).read_bytes() for name in ("vault.json", "store.db")}
    assert_clean(vault)
    newer = {name: (vault / name).read_bytes() for name in older}
    for name, content in older.items():
        (vault / name).write_bytes(content)
    ended = refused(vault, Exit.DAMAGED, check=Exit.NO)
    assert "An earlier copy has been put back" in ended.out
    for name, content in newer.items():
        (vault / name).write_bytes(content)
    assert_clean(vault)


def test_a_header_of_a_newer_version(desk: Path) -> None:
    header = desk / "team.vault" / "vault.json"
    before = header.read_bytes()
    _edit(header, lambda h: h.update(format="casework.vault/3", unheard_of=True))
    ended = refused(desk / "team.vault", Exit.NEWER)
    assert "update Casework" in ended.err
    header.write_bytes(before)
    assert_clean(desk / "team.vault")


def test_a_store_of_a_newer_version(desk: Path) -> None:
    with closing(unlocked(desk)) as vault, vault.database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    refused(desk / "team.vault", Exit.NEWER)


def test_a_vault_that_is_open_elsewhere(desk: Path, kit: str) -> None:
    with closing(unlocked(desk)) as vault:
        ended = program("check", desk / "team.vault", *TYPED, stdin=f"{LEAD_PASSPHRASE}\n")
        assert (ended.code, ended.err) == (
            Exit.IN_USE,
            "The vault is already open elsewhere: close it there first.\n",
        )
        typed = f"{kit}\na fresh marble lantern\n"
        ended = casework("recover", desk / "team.vault", "--as", "rowan", "--passphrase-stdin", stdin=typed)
        assert ended.code == Exit.IN_USE
        vault.lock()
    assert_clean(desk / "team.vault")


# --- the disk --------------------------------------------------------------------------------------


@pytest.mark.parametrize("blocks", [0, 128])
def test_a_full_disk(desk: Path, blocks: int) -> None:
    full = ("/bin/sh", "-c", f'ulimit -f {blocks}; exec "$0" "$@"')
    vault, typed = desk / "team.vault", f"{LEAD_PASSPHRASE}\n"
    for command in (
        ("backup", vault, desk / "b", *TYPED),
        ("export", vault, CASE, *ASKED, "--out", desk / "s.pdf", *TYPED),
        ("demo", "--out", desk / "demo"),
    ):
        ended = program(*command, stdin=typed, wrapper=full)
        assert ended.code == Exit.STORAGE, (command, ended)
        assert "Nothing already saved is lost" in ended.err
    assert not list(desk.glob("b*"))
    assert not list(desk.glob("*s.pdf*"))
    assert not list(desk.glob(".*"))
    assert_clean(vault)


def test_a_read_only_folder(desk: Path) -> None:
    vault, typed = desk / "team.vault", f"{LEAD_PASSPHRASE}\n"
    assert as_lead("backup", vault, desk / "b").code == Exit.DONE
    locked = (desk, vault, vault / "store.db", vault / "vault.json", vault / "vault.lock")
    modes = {path: path.stat().st_mode for path in locked}
    for path in locked:
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        looked = program("check", vault, *TYPED, stdin=typed, wrapper=WITHOUT_PRIVILEGE)
        assert looked.code == Exit.DONE, looked
        assert "Read-only: looking is not noted." in looked.out
        for command in (
            ("export", vault, CASE, *ASKED, "--out", desk / "s.pdf", *TYPED),
            ("restore", desk / "b", desk / "back.vault"),
            ("new", desk / "n.vault", *FOUNDER, "--as", "n", TYPED[-1]),
            ("demo", "--out", desk / "demo"),
        ):
            ended = program(*command, stdin=typed, wrapper=WITHOUT_PRIVILEGE)
            assert (ended.code, ended.out) == (Exit.STORAGE, ""), (command, ended)
            assert "read-only" in ended.err
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
    assert_clean(vault)


# --- backups ---------------------------------------------------------------------------------------


def _repacked(backup: Path, to: Path, **change: Any) -> None:
    """Write a backup anew with some parts changed, and a manifest that fits them unless it is changed too."""
    with zipfile.ZipFile(backup) as pack:
        parts = {name: pack.read(name) for name in pack.namelist()}
    parts |= change.get("parts", {})
    manifest = json.loads(parts["manifest.json"])
    manifest["sha256"] = {name: sha256(parts[name]).hexdigest() for name in ("vault.json", "store.db")}
    manifest |= change.get("manifest", {})
    parts["manifest.json"] = json.dumps(manifest, separators=(",", ":"), sort_keys=True).encode()
    with zipfile.ZipFile(to, "w", change.get("compression", zipfile.ZIP_STORED)) as pack:
        for name, content in parts.items():
            pack.writestr(name, content)


def _bad_backup(backup: Path, to: Path, what: str) -> None:
    whole = backup.read_bytes()
    middle = len(whole) // 2
    match what:
        case "not a zip":
            to.write_bytes(b"a letter")
        case "empty":
            to.write_bytes(b"")
        case "cut short":
            to.write_bytes(whole[:middle])
        case "flipped":
            to.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
        case "newer header":
            with zipfile.ZipFile(backup) as pack:
                header = json.loads(pack.read("vault.json"))
            newer = json.dumps(header | {"format": "casework.vault/3"}, separators=(",", ":")).encode()
            _repacked(backup, to, parts={"vault.json": newer})
        case "newer backup":
            _repacked(backup, to, manifest={"format": "casework.backup/2"})
        case "bomb":
            _repacked(backup, to, parts={"store.db": bytes(1 << 27)}, compression=zipfile.ZIP_DEFLATED)
        case "climber":
            _repacked(backup, to, parts={"../climber": b"up"})
        case "digests that are none":
            _repacked(backup, to, manifest={"sha256": {"vault.json": 7, "store.db": []}})


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("not a zip", Exit.STORAGE),
        ("empty", Exit.STORAGE),
        ("cut short", Exit.STORAGE),
        ("flipped", Exit.DAMAGED),
        ("newer header", Exit.NEWER),
        ("newer backup", Exit.NEWER),
        ("bomb", Exit.DAMAGED),
        ("climber", Exit.STORAGE),
        ("digests that are none", Exit.DAMAGED),
        ("no file", Exit.STORAGE),
        ("a folder", Exit.STORAGE),
    ],
)
def test_a_bad_backup_makes_no_vault(desk: Path, what: str, code: Exit) -> None:
    assert as_lead("backup", desk / "team.vault", desk / "b").code == Exit.DONE
    if what == "a folder":
        (desk / "bad").mkdir()
    else:
        _bad_backup(desk / "b", desk / "bad", what)
    before = sorted(path.name for path in desk.iterdir())
    ended = casework("restore", desk / "bad", desk / "back.vault")
    assert (ended.code, ended.out) == (code, ""), ended
    assert sorted(path.name for path in desk.iterdir()) == before
