"""The facts of who can open what: keys of compartments and of restricted cases, and to whom they are given."""

from dataclasses import dataclass
from typing import Final

from app.domain.facts.fact import Fact, OnFork, Plain
from app.domain.fields.declare import Target, count, line, reference
from app.domain.fields.rights import Right
from app.domain.fields.sharing import Share

KEY_SUBJECT: Final = "compartment_key"
SUBJECT: Final = "compartment_grant"
_MOST: Final = 2**32 - 1


@dataclass(frozen=True, kw_only=True)
class PlaceKey:
    """A key of a place, one of its generation; `voucher` is the SHA-256 of the word for it, which names the key."""

    place: str = line("Compartment", share=Share.INTERNAL, needed=True)
    generation: int | None = count("Generation", share=Share.INTERNAL, needed=True, most=_MOST)
    voucher: str = line("Voucher", share=Share.INTERNAL, needed=True)


@dataclass(frozen=True, kw_only=True)
class Admission:
    """A key of a place wrapped to a holder: a member's key, or the recovery kit's slot. `grant` is its SHA-256."""

    place: str = line("Compartment", share=Share.INTERNAL, needed=True)
    generation: int | None = count("Generation", share=Share.INTERNAL, needed=True, most=_MOST)
    holder: str = line("Holder", share=Share.INTERNAL, needed=True)
    staff: str = reference("Member", Target.STAFF, share=Share.INTERNAL)
    grant: str = line("Grant", share=Share.INTERNAL, needed=True)
    granted_by: str = reference("Admitted by", Target.STAFF, share=Share.INTERNAL)
    granted: str = line("Admitted at", share=Share.INTERNAL, needed=True)


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """Since when an admission holds no more."""

    withdrawn: str = line("Withdrawn at", share=Share.INTERNAL, needed=True)


def _withdrawn(said: Plain) -> int:
    return 1 if said.get("withdrawn") else 0


KEY: Final = Fact(
    code="access.key",
    title="Compartment key",
    subject=KEY_SUBJECT,
    values=PlaceKey,
    right=Right.ADMIT,
    by_authority=True,
)
ADMIT: Final = Fact(
    code="access.admit",
    title="Admission",
    subject=SUBJECT,
    values=Admission,
    right=Right.ADMIT,
    by_authority=True,
)
WITHDRAW: Final = Fact(
    code="access.withdraw",
    title="Admission withdrawn",
    subject=SUBJECT,
    values=Withdrawal,
    right=Right.ADMIT,
    by_authority=True,
    on_fork=OnFork.PROTECT,
    protects=_withdrawn,
)
CASE_KEY: Final = Fact(
    code="access.case_key",
    title="Key of a restricted case",
    subject=KEY_SUBJECT,
    values=PlaceKey,
    right=Right.WRITE,
)
"""Whoever first writes in a restricted case makes its key; the voucher says who."""
CASE_ADMIT: Final = Fact(
    code="access.case_admit",
    title="Admission to a restricted case",
    subject=SUBJECT,
    values=Admission,
    right=Right.WRITE,
)
OF_CASE: Final = "restricted/"
"""How the place of a restricted case's key begins; the case's UUID follows."""


def key_fact(place: str) -> Fact:
    """The fact by which a key of that place is stated."""
    return CASE_KEY if place.startswith(OF_CASE) else KEY


def admission_fact(place: str) -> Fact:
    """The fact by which somebody is given a key of that place."""
    return CASE_ADMIT if place.startswith(OF_CASE) else ADMIT
