"""Releasing: what somebody prepared whose program cannot look for victims' details is looked at by a colleague's.

The bytes wait, sealed so that a holder of the victim check's key alone opens them. Who releases them signs their
SHA-256, and then their author signs. A colleague who knows the victims may say of a place where something was found
that it is nobody's detail: of that place, in those bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from app.crypto.compartment_public import open_sealed, seal_to
from app.crypto.secret import Secret
from app.domain.facts import share
from app.domain.facts.share import ShareRelease
from app.domain.fields.compartments import Compartment
from app.domain.fields.content import read
from app.domain.fields.rights import Right
from app.domain.values.text import clean
from app.errors import (
    Changed,
    Damaged,
    HeldBack,
    NeedsRelease,
    NotAcceptable,
    NotFound,
    NotGenuine,
    NotPermitted,
    PreparedAltered,
    StillMissing,
)
from app.models.tables import Case, CompartmentGrant, EventRow, PreparedRow, Staff
from app.reports.pdf.contents import texts
from app.services.facts.events import known_of
from app.services.facts.stating import Saying, Subject, state
from app.services.facts.verifying import faults_of_output
from app.services.sharing import guarding
from app.services.sharing.kept import Kept, dumps, keep_waiting, kept_of, longer, opened
from app.services.sharing.looked import Looked, looked_for_in
from app.services.sharing.resting import basis_of
from app.services.vault.compartment_public import public_of
from app.services.vault.confirmation import Confirmation, digest_of
from app.services.vault.confirming import confirm
from app.services.vault.open_vault import OpenVault

_PLACE: Final = Compartment.VICTIM_CHECK
_PURPOSE: Final = "waiting-output"
_OF_THE_PERSON: Final = frozenset({"person", "court", "gp"})
"""Audiences whose copy the person, or their lawyer, may be given: what a practice files the person reads online."""
_NO_WAY: Final = "What the person or their lawyer may be given keeps out whatever is found: change the text."
_NONE: Final = "Nothing waits for release by that reference."


@dataclass(frozen=True)
class Waiting:
    """An output that waits: of which case, prepared by whom, until when; `is_released`: it can be signed now."""

    id: str
    case_id: str
    reference: str
    author: str
    at: datetime
    until: datetime
    is_released: bool


@dataclass(frozen=True)
class Opened:
    """What a colleague sees before they release it: the pages, and where something was found."""

    id: str
    reference: str
    pdf: bytes
    sha256: str
    places: tuple[str, ...]
    looked: Looked | None = None
    may_pass: bool = False
    """Whether the member may say of a place that what was found there is no victim's detail."""


@dataclass(frozen=True)
class Release:
    """Who released exactly these bytes, and the places that may stand in them."""

    by: str
    author_id: str
    passed: frozenset[str]


def sealed_for_release(vault: OpenVault, session: Session, kept: Kept) -> bytes:
    """What was prepared, for who holds the victim check. Raises NeedsRelease where nobody can be handed anything."""
    public = public_of(session, vault.header, _PLACE)
    if public is None:
        raise NeedsRelease(
            "Nothing was prepared: it would need release, and nobody can be handed it before the lead has unlocked the "
            "vault once."
        )
    return seal_to(public, dumps(kept), vault_id=vault.header.vault_id, purpose=_PURPOSE, row=kept.id)


def let_wait(vault: OpenVault, prepared_id: str) -> None:
    """Hand what was prepared, and holds something, to colleagues, who may say that it is no victim's detail.

    Raises NotPrepared, PreparedAltered, NeedsRelease, and NotPermitted for what the person may be given.
    """
    with vault.acting(Right.PREPARE) as act:
        kept = longer(opened(vault, act.session, prepared_id, act.at))
        if kept.places:
            insist_on_passable(kept.audience)
        keep_waiting(vault, act.session, kept, sealed_for_release(vault, act.session, kept))
        act.note("share.wait", "prepared", prepared_id, case=kept.case_id)


def waiting(vault: OpenVault) -> tuple[Waiting, ...]:
    """What waits for the member to release it, longest first. Raises NotPermitted, NotAdmitted."""
    guarding.insist_on_right(vault, Right.RELEASE, _PLACE)
    with vault.reading(Right.BANNER) as act:
        others = PreparedRow.staff_id != vault.member.id
        found = waiting_rows(act.session, act.at, others)
        return tuple(each for each in found if not each.is_released)


def waiting_rows(session: Session, at: datetime, *which: ColumnElement[bool]) -> tuple[Waiting, ...]:
    """Rows that wait, longest first."""
    released = exists().where(EventRow.subject_id == PreparedRow.id, EventRow.fact == share.RELEASED.code)
    columns = (PreparedRow.id, PreparedRow.case_id, Case.reference, Staff.name)
    rows = select(*columns, PreparedRow.at, PreparedRow.until, released).where(
        PreparedRow.waiting.is_not(None), PreparedRow.until > at, *which
    )
    rows = rows.join(Case, Case.id == PreparedRow.case_id).join(Staff, Staff.id == PreparedRow.staff_id)
    return tuple(Waiting(*row) for row in session.execute(rows.order_by(PreparedRow.at, PreparedRow.id)))


def open_waiting(vault: OpenVault, prepared_id: str) -> Opened:
    """The pages of what waits, looked at. Raises NotFound, PreparedAltered, Unguarded, NotPermitted, NotAdmitted."""
    guarding.insist_on_right(vault, Right.RELEASE, _PLACE)
    kept = handed_in(vault, prepared_id)
    places = guarding.stopped(vault, kept.case_id, *guarding.readings_of(kept.document), texts(kept.pdf))
    with vault.acting(Right.PREPARE, case=kept.case_id) as act:
        act.note("share.look", "prepared", kept.id, case=kept.case_id, sha256=kept.sha256)
    knows = vault.compartments.admits(Compartment.VICTIM) and kept.audience not in _OF_THE_PERSON
    looked = looked_for_in(vault, kept.case_id, kept.document)
    return Opened(kept.id, kept.reference, kept.pdf, kept.sha256, places, looked, knows)


def releasing(opened: Opened, passing: tuple[str, ...] = (), reason: str = "") -> bytes:
    """What is confirmed when these bytes are released."""
    facts = {"sha256": opened.sha256, "passing": sorted(passing), "reason": clean(reason)}
    return digest_of("share.release", prepared=opened.id, **facts)


def release(
    vault: OpenVault,
    prepared_id: str,
    confirmed: Confirmation,
    *,
    passing: tuple[str, ...] = (),
    reason: str = "",
) -> None:
    """Look at the very bytes that wait, and sign that they may go.

    `passing` are places where what was found is no victim's detail; that takes somebody who knows the victims, and a
    reason. Raises HeldBack with the places found, Changed, NotFound, PreparedAltered, NotPermitted, NotAdmitted,
    MustConfirm, StillMissing.
    """
    guarding.insist_on_right(vault, Right.RELEASE, _PLACE)
    kept = handed_in(vault, prepared_id)
    reason = clean(reason)
    _insist_on_passing(vault, kept.audience, passing, reason)
    _insist_on_same_case(vault, kept)
    found = found_in(vault, kept, passed=frozenset(passing))
    if found:
        raise HeldBack(found)
    said = ShareRelease(case=kept.case_id, sha256=kept.sha256, passed="\n".join(sorted(passing)))
    opened = Opened(kept.id, kept.reference, b"", kept.sha256, ())
    with vault.acting(Right.RELEASE, case=kept.case_id, compartment=_PLACE, confirmed=confirmed) as act:
        act.covers(releasing(opened, passing, reason))
        subject = Subject(kept.id, kept.case_id)
        if not state(vault, act, subject, Saying((share.RELEASED,), said), reason=reason):
            raise NotAcceptable("It has been released already.")


def release_as_seen(
    vault: OpenVault, opened: Opened, passphrase: str, passing: tuple[str, ...] = (), reason: str = ""
) -> None:
    """The same for who sees the pages and types their passphrase for them. Raises WrongSecret."""
    confirmed = confirm(vault, passphrase, releasing(opened, passing, reason))
    release(vault, opened.id, confirmed, passing=passing, reason=reason)


def release_of(vault: OpenVault, session: Session, kept: Kept) -> Release | None:
    """The release of exactly these bytes by somebody else than their author; None where there is none.

    Raises NotGenuine for one that does not verify.
    """
    by = known_of(session, kept.id).held.by.get(share.RELEASED.code)
    if by is None:
        return None
    said, author = read(ShareRelease, by.event.after), by.event.author
    if (said.sha256, said.case) != (kept.sha256, kept.case_id) or author.id == vault.member.id:
        return None
    given = exists().where(
        CompartmentGrant.staff_id == author.id, CompartmentGrant.compartment == _PLACE.value
    )
    if any(faults_of_output(vault, session, kept.id, kept.case_id)) or not session.scalar(select(given)):
        raise NotGenuine("The release of this output does not verify, so nothing was written.")
    return Release(author.name, author.id, frozenset(said.places))


def found_in(vault: OpenVault, kept: Kept, *, passed: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Where a victim's detail stands in what was prepared.

    In its document, which has words for each place; where nothing is found there, in the finished bytes.
    """
    by_field = guarding.stopped(vault, kept.case_id, *guarding.readings_of(kept.document), passed=passed)
    return by_field or guarding.stopped(vault, kept.case_id, texts(kept.pdf), passed=passed)


def insist_on_passable(audience: str) -> None:
    """Raise NotPermitted for an audience in whose copy nothing that is found may stand, whatever anybody says."""
    if audience in _OF_THE_PERSON:
        raise NotPermitted(_NO_WAY)


def _insist_on_passing(vault: OpenVault, audience: str, passing: tuple[str, ...], reason: str) -> None:
    if passing:
        insist_on_passable(audience)
        # Whether a name is a victim's is for who knows the victims to say.
        guarding.insist_on_right(vault, Right.RELEASE, Compartment.VICTIM)
        if not reason:
            raise StillMissing(("Reason",))


def _insist_on_same_case(vault: OpenVault, kept: Kept) -> None:
    """Raise Changed where it could not be signed any more: nobody need look at it then."""
    with vault.reading(Right.PREPARE) as act:
        now = basis_of(vault, act.session, kept.case_id, kept.audience)
    if replace(now, author=kept.document.basis.author) != kept.document.basis:
        raise Changed


def handed_in(vault: OpenVault, prepared_id: str) -> Kept:
    """What waits by that id, and is somebody else's. Raises NotFound, NotPermitted, PreparedAltered."""
    with vault.reading(Right.BANNER) as act:
        row = act.session.get(PreparedRow, prepared_id)
        if row is None or row.waiting is None or row.until <= act.at:
            raise NotFound(_NONE)
        if row.staff_id == vault.member.id:
            raise NotPermitted("Somebody else has to look at it: you prepared it.")
        sealed, about = row.waiting, (row.id, row.case_id, row.sha256.hex())
    for key in _keys(vault):
        kept = _opened(vault, key, sealed, prepared_id)
        if kept is None:
            continue
        if (kept.id, kept.case_id, kept.sha256) != about:
            raise PreparedAltered
        with vault.reading(Right.BANNER) as act:
            if act.at >= kept.until:
                raise NotFound(_NONE)
        return kept
    raise PreparedAltered


def _keys(vault: OpenVault) -> Iterator[Secret]:
    yield from (
        key for (place, _), held in vault.compartments.held.items() if place is _PLACE for key in held
    )


def _opened(vault: OpenVault, key: Secret, sealed: bytes, prepared_id: str) -> Kept | None:
    try:
        plain = open_sealed(key, sealed, vault_id=vault.header.vault_id, purpose=_PURPOSE, row=prepared_id)
    except Damaged:
        return None
    return kept_of(plain)
