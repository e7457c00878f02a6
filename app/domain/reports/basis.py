"""What an output rests on, as digests: if one of them differs later, it would be composed otherwise."""

from dataclasses import dataclass

Digests = tuple[tuple[str, str], ...]
"""Ids, each with a SHA-256 in hexadecimal, in the order of the ids."""


@dataclass(frozen=True, kw_only=True)
class Basis:
    """The digests of everything that an output was made of, and of what it was checked with.

    `facts` has for the case, its person and each victim the newest statements; `guards` what is looked for in the case
    and in the same person's others; `policy` is of the audience's file, `author` of who they are by their certificate.
    """

    records: Digests = ()
    facts: Digests = ()
    guards: Digests = ()
    policy: str = ""
    author: str = ""
