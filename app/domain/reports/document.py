"""A report as one frozen value: everything that its pages say, in the order of its pages, and nothing else.

A victim appears by code (V1, V2 ...) only. As JSON it is attached to the PDF, under the name of its format.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import msgspec

from app.domain.records.blocks import Block
from app.domain.reports.basis import Basis

FORMAT: Final = "casework.report/1"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number that names the person, such as an NHS or PNC number, spaced as it is read."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Person:
    """The person the report is about, with the fewest identifiers that prevent a mix-up."""

    name: str
    born: str
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom the report is for and why."""

    name: str
    purpose: str
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote the report and answers for it, and the service of which they are, where its readers may know that."""

    name: str
    role: str
    registration: str
    service: str = ""


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """The vault's ledger when the report was made: Merkle root in hexadecimal, rows counted, and whose chain."""

    head: str
    size: int
    device: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What makes a report a letter: whom it is from and to, what it is about, how it begins and ends.

    `running` names whom it is about on each page. A `large` one is set for who reads it slowly.
    """

    sender: str
    lines: tuple[str, ...]
    to: tuple[str, ...]
    on: str
    about: str
    greeting: str
    running: str
    closing: str = ""
    large: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report, ready to be drawn. `report` and `audience` are codes; `prepared_at` is an instant with its offset."""

    id: str
    report: str
    title: str
    marking: str
    audience: str
    reference: str
    person: Person
    recipient: Recipient
    author: Author
    prepared_at: datetime
    status: str
    blocks: tuple[Block, ...]
    ledger: LedgerHead
    basis: Basis = field(default_factory=Basis)
    records_to: str = ""
    """The day on which the last of the records was signed that it is made of, as it is printed."""
    reader: str = ""
    """Whose copy it is, in the running line, of a report that is made for several audiences; empty for the first."""
    letter: Letter | None = None
    """Of a letter: its pages say neither case nor purpose, and it has no copy for machines."""
    countersigner: str = ""
    """Who is to countersign it, in a place that is prepared for that; empty where nobody is."""
    format: str = FORMAT

    def plain(self) -> dict[str, Any]:
        """As JSON has it."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain


def read(plain: Any) -> Document:
    """The document of its plain form; raises msgspec.ValidationError for what is none."""
    return msgspec.convert(plain, Document)
