"""What an output rests on, as digests: if one of them differs later, it would be composed otherwise."""

from dataclasses import dataclass

Digests = tuple[tuple[str, str], ...]
"""Ids, each with a SHA-256 in hexadecimal, in the order of the ids."""


@dataclass(frozen=True, kw_only=True)
class Basis:
    """The digests of everything that an output was made of, and of what it was checked with."""

    records: Digests = ()
    facts: Digests = ()
    guards: Digests = ()
    policy: str = ""
    author: str = ""
