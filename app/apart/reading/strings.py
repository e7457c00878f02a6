"""Words among bytes that are of no kind that can be read: runs of signs, in plain letters or two bytes each."""

import re
from collections.abc import Iterator
from typing import Final

_PLAIN: Final = re.compile(rb"[\x20-\x7e\t]{4,}")
_WIDE: Final = re.compile(rb"(?:[\x20-\x7e\xa0-\xff\t]\0){4,}")


def strings(content: bytes) -> Iterator[str]:
    """Each run."""
    for each in _PLAIN.findall(content):
        yield each.decode("ascii")
    for each in _WIDE.findall(content):
        yield each.decode("utf-16-le", "replace")
