"""The header is read strictly: what was not written by us is not read by us."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.crypto import canonical, header, key_slots
from app.errors import Damaged, HeaderFull, Newer
from tests.crypto.sample import AT, DEVICE, OTHER_DEVICE, sample, vault_key

VECTOR = Path(__file__).parent.parent / "vectors" / "header.json"
Change = Callable[[dict[str, Any]], object]


def raw() -> bytes:
    return header.encode(sample().header)


def changed(change: Change) -> bytes:
    document = json.loads(raw())
    change(document)
    return canonical.dumps(document)


def test_gives_back_what_it_wrote() -> None:
    assert header.decode(raw()) == sample().header
    assert header.encode(header.decode(raw())) == raw()


def test_refuses_every_truncation() -> None:
    whole = raw()
    for length in range(len(whole)):
        with pytest.raises(Damaged):
            header.decode(whole[:length])


def test_refuses_every_other_spelling_of_the_same_json() -> None:
    document = json.loads(raw())
    shuffled = dict(reversed(document.items()))
    for spelling in (
        json.dumps(document).encode(),
        json.dumps(document, indent=1).encode(),
        json.dumps(shuffled, separators=(",", ":")).encode(),
        raw() + b"\n",
        raw().replace(b'"epoch":1', b'"epoch":1.0'),
        raw().replace(b'"epoch":1', b'"epoch":1,"epoch":1'),
        raw().replace(b'"epoch"', b'"\\u0065poch"'),
    ):
        assert spelling != raw()
        with pytest.raises(Damaged):
            header.decode(spelling)


@pytest.mark.parametrize(
    "change",
    [
        lambda doc: doc.update(extra=1),
        lambda doc: doc.pop("epoch"),
        lambda doc: doc.pop("mac"),
        lambda doc: doc.update(epoch=0),
        lambda doc: doc.update(epoch=-1),
        lambda doc: doc.update(epoch=2**32),
        lambda doc: doc.update(epoch="1"),
        lambda doc: doc.update(epoch=True),
        lambda doc: doc.update(epoch=None),
        lambda doc: doc.update(device=DEVICE.upper()),
        lambda doc: doc.update(device=DEVICE[:-1]),
        lambda doc: doc.update(device=DEVICE + "\n"),
        lambda doc: doc.update(vault_id=doc["vault_id"][:-1]),
        lambda doc: doc.update(vault_id=doc["vault_id"][:-1] + "g"),
        lambda doc: doc.update(vault_id="AB" * 16),
        lambda doc: doc.update(mac="A" * 64),
        lambda doc: doc.update(mac=doc["mac"] + "\n"),
        lambda doc: doc.update(mac=""),
        lambda doc: doc.update(authority=["ab"]),
        lambda doc: doc.update(authority="ab" * 32),
        lambda doc: doc.update(slots={}),
        lambda doc: doc.update(anchors=[]),
        lambda doc: doc["anchors"].update({"not-a-uuid": doc["anchors"][OTHER_DEVICE]}),
        lambda doc: doc["anchors"][OTHER_DEVICE].update(size=-1),
        lambda doc: doc["anchors"][OTHER_DEVICE].update(size=2.5),
        lambda doc: doc["anchors"][OTHER_DEVICE].update(at="2026-11-23T09:30:00Z"),
        lambda doc: doc["anchors"][OTHER_DEVICE].update(at="2026-11-23 09:30:00.000Z"),
        lambda doc: doc["anchors"][OTHER_DEVICE].update(at=AT.replace("Z", "+00:00")),
        lambda doc: doc["anchors"][OTHER_DEVICE].update(at=AT.replace("6", "\u0666")),
        lambda doc: doc["anchors"][OTHER_DEVICE].update(head="00"),
        lambda doc: doc["anchors"][OTHER_DEVICE].update(mac="00"),
        lambda doc: doc["slots"][0].update(kind="keyfile"),
        lambda doc: doc["slots"][0].pop("kind"),
        lambda doc: doc["slots"][0].update(kind="recovery"),
        lambda doc: doc["slots"][1].update(kind="passphrase"),
        lambda doc: doc["slots"][0].update(label="x"),
        lambda doc: doc["slots"][0].update(id="short"),
        lambda doc: doc["slots"][0].update(id=doc["slots"][1]["id"]),
        lambda doc: doc["slots"].append(doc["slots"][0]),
        lambda doc: doc["slots"][0].update(salt=base64.b64encode(bytes(31)).decode()),
        lambda doc: doc["slots"][0].update(salt=base64.b64encode(bytes(33)).decode()),
        lambda doc: doc["slots"][0].update(salt="!" * 44),
        lambda doc: doc["slots"][0].update(salt=doc["slots"][0]["salt"].rstrip("=")),
        lambda doc: doc["slots"][0].update(salt="A" * 42 + "B="),
        lambda doc: doc["slots"][0].update(nonce=base64.b64encode(bytes(16)).decode()),
        lambda doc: doc["slots"][0].update(login_salt=""),
        lambda doc: doc["slots"][0].update(login_hash="ab"),
        lambda doc: doc["slots"][0].update(wrapped=base64.b64encode(bytes(79)).decode()),
        lambda doc: doc["slots"][1].update(wrapped=base64.b64encode(bytes(80)).decode()),
        lambda doc: doc["slots"][1].update(public=base64.b64encode(bytes(31)).decode()),
        lambda doc: doc["slots"][0]["kdf"].update(name="scrypt"),
        lambda doc: doc["slots"][0]["kdf"].pop("name"),
        lambda doc: doc["slots"][0]["kdf"].update(memory_kib=65535),
        lambda doc: doc["slots"][0]["kdf"].update(memory_kib=2097153),
        lambda doc: doc["slots"][0]["kdf"].update(passes=2),
        lambda doc: doc["slots"][0]["kdf"].update(passes=17),
        lambda doc: doc["slots"][0]["kdf"].update(lanes=0),
        lambda doc: doc["slots"][0]["kdf"].update(lanes=17),
        lambda doc: doc["slots"][0]["kdf"].update(lanes=1.5),
        lambda doc: doc["slots"][0]["kdf"].update(label="x"),
        lambda doc: doc.update(format="casework.vault/0"),
        lambda doc: doc.update(format="casework.vault/01"),
        lambda doc: doc.update(format="casework.vault/"),
        lambda doc: doc.update(format="casework.vault/\u0662"),
        lambda doc: doc.update(format="casework.backup/1"),
        lambda doc: doc.update(format=1),
        lambda doc: doc.pop("format"),
    ],
)
def test_refuses_a_field_that_is_not_as_the_format_says(change: Change) -> None:
    with pytest.raises(Damaged):
        header.decode(changed(change))


@pytest.mark.parametrize("document", [b"null", b"[]", b"1", b'"casework.vault/1"', b"{}", b"[" * 9999])
def test_refuses_what_is_no_object(document: bytes) -> None:
    with pytest.raises(Damaged):
        header.decode(document)


@pytest.mark.parametrize("number", ["3", "10", "999999999"])
def test_says_when_a_newer_program_wrote_it_whatever_else_it_holds(number: str) -> None:
    with pytest.raises(Newer):
        header.decode(changed(lambda doc: doc.update(format=f"casework.vault/{number}", novelty={"a": [1]})))


def test_accepts_64_slots_and_refuses_65() -> None:
    def slots(count: int) -> Change:
        return lambda doc: doc.update(slots=[{**doc["slots"][0], "id": f"{n:016x}"} for n in range(count)])

    assert len(header.decode(changed(slots(64))).slots) == 64
    with pytest.raises(Damaged):
        header.decode(changed(slots(65)))


def test_refuses_more_than_256_kib() -> None:
    with pytest.raises(Damaged):
        header.decode(changed(lambda doc: doc.update(authority=["ab" * 32] * 4000)))


def test_refuses_to_write_what_it_could_not_read() -> None:
    for broken in (
        msgspec.structs.replace(sample().header, mac=""),
        msgspec.structs.replace(sample().header, device="laptop"),
    ):
        with pytest.raises(ValueError, match="breaks its own format"):
            header.encode(broken)


def test_a_header_that_is_full_is_said_in_a_sentence() -> None:
    with pytest.raises(HeaderFull) as said:
        header.encode(msgspec.structs.replace(sample().header, authority=("ab" * 32,) * 4000))
    assert "header is full" in str(said.value)


def test_the_first_format_is_read_and_becomes_the_newest_with_the_next_change() -> None:
    then = json.loads(VECTOR.read_text("utf-8"))
    first = header.decode(then["vault.json"].encode())
    assert (first.format, first.closed) == ("casework.vault/1", None)
    assert header.encode(first).decode() == then["vault.json"]
    opened = key_slots.unlock_passphrase(first, then["login_folded"], then["passphrase"])
    newer = header.with_device(first, opened.vault_key, OTHER_DEVICE)
    assert newer.format == "casework.vault/2"
    newer = header.decode(header.encode(newer))
    key_slots.unlock_passphrase(newer, then["login_folded"], then["passphrase"]).wipe()
    later = {"count": 1, "newest": AT, "root": "0" * 64}
    with pytest.raises(Damaged):
        header.decode(canonical.dumps(json.loads(then["vault.json"]) | {"closed": later}))


def test_every_change_is_authenticated() -> None:
    key, before = vault_key(), sample().header
    anchor = before.anchors[OTHER_DEVICE]
    for after in (
        header.with_device(before, key, OTHER_DEVICE),
        header.with_authority(before, key, "cd" * 32),
        header.with_anchor(before, key, DEVICE, anchor),
        header.with_slots(before, key, before.slots[:1]),
    ):
        assert after.mac != before.mac
        header.check_mac(header.decode(header.encode(after)), key)
    header.check_mac(before, key)


def test_a_change_by_somebody_without_the_key_shows() -> None:
    before = sample().header
    for after in (
        msgspec.structs.replace(before, epoch=2),
        msgspec.structs.replace(before, device=OTHER_DEVICE),
        msgspec.structs.replace(before, authority=()),
        msgspec.structs.replace(before, anchors={}),
        msgspec.structs.replace(before, slots=before.slots[1:]),
        msgspec.structs.replace(before, slots=before.slots[::-1]),
        msgspec.structs.replace(before, vault_id="0" * 32),
        msgspec.structs.replace(before, mac="0" * 64),
    ):
        with pytest.raises(Damaged):
            header.check_mac(after, vault_key())


def test_keeps_every_authority_once_newest_last() -> None:
    key = vault_key()
    after = header.with_authority(sample().header, key, "cd" * 32)
    assert after.authority == ("ab" * 32, "cd" * 32)
    assert header.with_authority(after, key, "ab" * 32) is after


def test_each_new_vault_has_its_own_id_and_key() -> None:
    (one, one_key), (two, two_key) = header.create(DEVICE), header.create(DEVICE)
    assert one.vault_id != two.vault_id
    with one_key.lend() as first, two_key.lend() as second:
        assert first != second
    assert header.decode(header.encode(one)) == one
