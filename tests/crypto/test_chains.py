"""However often machines take turns at a vault, its header stays small and still knows every chain there was."""

import hashlib
import json

import msgspec

from app.crypto import anchors, header
from app.crypto.anchors import Anchor
from app.crypto.chains import MOST, turn_to
from tests.crypto.sample import AT, DEVICE, OTHER_DEVICE, sample, vault_key

LIMIT = 16 * 1024


def device(number: int) -> str:
    return f"01939f1e-9000-7000-8000-{number:012x}"


def anchor(number: int) -> Anchor:
    digits, at = (
        f"{number:064x}",
        f"2026-11-24T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}.000Z",
    )
    return Anchor(size=number, head=digits, root=digits, at=at)


def test_ten_thousand_turns_of_machines_that_forget_leave_a_small_header() -> None:
    now, key = sample().header, vault_key()
    for number in range(10_000):
        now, _ = turn_to(now, key, device(number))
        # Not sealed each time: what is measured is the size.
        now = msgspec.structs.replace(now, anchors={**now.anchors, device(number): anchor(number)})
    now = header.sealed(now, key)
    raw = header.encode(now)
    assert len(raw) < LIMIT
    assert now.closed is not None
    assert now.closed.count + len(now.anchors) == 10_001
    header.check_mac(header.decode(raw), key)


def test_machines_that_come_back_close_no_chain() -> None:
    now, key = sample().header, vault_key()
    for number in range(MOST - 1):
        now = header.with_anchor(turn_to(now, key, device(number))[0], key, device(number), anchor(number))
    size = len(header.encode(now))
    for number in range(200):
        now, closed = turn_to(now, key, device(number % (MOST - 1)))
        assert closed == ()
    assert len(header.encode(now)) == size
    assert now.closed is None


def test_the_oldest_are_closed_first_and_never_the_one_in_use() -> None:
    now, key = sample().header, vault_key()
    for number in range(MOST):
        now = header.with_anchor(now, key, device(number), anchor(number))
    # The sample's own is of the day before.
    now, closed = turn_to(now, key, device(0))
    assert [(each.device, each.number) for each in closed] == [(OTHER_DEVICE, 1)]
    now, closed = turn_to(now, key, DEVICE)
    assert [(each.device, each.number) for each in closed] == [(device(0), 2)]
    assert closed[0].anchor == anchor(0)


def test_what_is_lost_is_closed_at_once() -> None:
    key = vault_key()
    now, closed = turn_to(sample().header, key, DEVICE, {OTHER_DEVICE, device(7)})
    assert [each.device for each in closed] == [OTHER_DEVICE]
    assert now.anchors == {}
    header.check_mac(now, key)


def test_one_line_stands_for_them_as_the_format_says() -> None:
    closed, root = None, bytes(32)
    for number in range(3):
        closed = anchors.closed_with(closed, device(number), anchor(number))
        facts = [device(number), number, f"{number:064x}", f"{number:064x}", anchor(number).at]
        written = json.dumps(facts, separators=(",", ":")).encode()
        root = hashlib.sha256(b"casework/closed/1\0" + root + written).digest()
    assert closed == anchors.Closed(count=3, newest=anchor(2).at, root=root.hex())
    older = Anchor(size=0, head="0" * 64, root="0" * 64, at=AT)
    assert anchors.closed_with(closed, DEVICE, older).newest == anchor(2).at
