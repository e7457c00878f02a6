"""Key bytes that are masked at rest, lent for a moment, and wiped.

Python cannot promise that no copy is left behind (OpenSSL makes its own), but nothing here adds one that
lasts, and no `repr`, pickle or copy shows a key.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn, SupportsIndex


def wipe(*buffers: bytearray) -> None:
    """Overwrite each buffer with zeros, keeping its length."""
    for buffer in buffers:
        buffer[:] = bytes(len(buffer))


class Secret:
    """Holder of key bytes; it cannot be printed, pickled or copied, and compares by identity alone."""

    __slots__ = ("_mask", "_masked")

    def __init__(self, material: bytes | bytearray) -> None:
        """Take `material` over: a bytearray is wiped, bytes cannot be."""
        if not material:
            raise ValueError("a secret cannot be empty")
        self._mask = bytearray(secrets.token_bytes(len(material)))
        self._masked = _xor(material, self._mask)
        if isinstance(material, bytearray):
            wipe(material)

    @contextmanager
    def lend(self) -> Iterator[bytearray]:
        """Lend the plain bytes for one `with` block; the borrowed buffer is wiped after it.

        Raises RuntimeError after `wipe`.
        """
        if not self._masked:
            raise RuntimeError("the secret has been wiped")
        plain = _xor(self._masked, self._mask)
        try:
            yield plain
        finally:
            wipe(plain)

    def wipe(self) -> None:
        """Forget the bytes for good; wiping twice is harmless."""
        wipe(self._masked, self._mask)
        self._masked = bytearray()
        self._mask = bytearray()

    @property
    def is_wiped(self) -> bool:
        """Whether the bytes have been forgotten."""
        return not self._masked

    def __repr__(self) -> str:
        return "Secret(wiped)" if self.is_wiped else "Secret(hidden)"

    def __reduce_ex__(self, protocol: SupportsIndex, /) -> NoReturn:
        raise TypeError("a secret cannot be pickled or copied")


def random_secret(length: int = 32) -> Secret:
    """Draw `length` fresh random bytes from the operating system."""
    return Secret(bytearray(secrets.token_bytes(length)))


def _xor(left: bytes | bytearray, right: bytes | bytearray) -> bytearray:
    return bytearray(a ^ b for a, b in zip(left, right, strict=True))
