"""Which ledger chains may be gone on with: the header stays small however often machines take turns at a vault."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from app.crypto.anchors import Anchor
from app.crypto.header import Header, with_device
from app.crypto.secret import Secret

MOST: Final = 32
"""How many machines may take turns at a vault and each go on with its own chain."""


@dataclass(frozen=True)
class Close:
    """A chain that nobody goes on with any more: its anchor, and its place among those."""

    device: str
    anchor: Anchor
    number: int


def turn_to(
    header: Header, vault_key: Secret, device: str, lost: Collection[str] = ()
) -> tuple[Header, tuple[Close, ...]]:
    """Go on with the chain of `device`; close the chains that are lost, and the oldest beyond what the header holds."""
    closing = [each for each in sorted(lost) if each in header.anchors and each != device]
    rest = [each for each in header.anchors if each not in closing and each != device]
    spare = len(rest) + 1 - MOST
    if spare > 0:
        rest.sort(key=lambda each: (header.anchors[each].at, each))
        closing += rest[:spare]
    first = header.closed.count + 1 if header.closed else 1
    closed = tuple(Close(each, header.anchors[each], first + n) for n, each in enumerate(closing))
    return with_device(header, vault_key, device, closing), closed
