"""Whether what was prepared may leave the vault under a name: asked before it is signed, and before it is shown."""

from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from app.domain.fields.rights import Right
from app.errors import AlreadyThere, Changed, NameNotLookedAt, NotReleased, Withheld
from app.services.sharing import guarding
from app.services.sharing.kept import Kept, opened
from app.services.sharing.letters import insist_on_plain_name, is_plain
from app.services.sharing.releasing import Release, found_in, release_of
from app.services.sharing.resting import basis_of
from app.services.vault.open_vault import OpenVault
from app.whole_file import is_there


def insist_on_output(vault: OpenVault, prepared_id: str, out: Path) -> Kept:
    """What the member prepared, if it may go to that file as things stand now.

    Raises AlreadyThere, NotPermitted without the right, NotPrepared, PreparedAltered, Changed where it would be
    composed otherwise now, NotReleased, Withheld with the places where a victim's detail stands, in the file's name and
    folder too, Unguarded.
    """
    if is_there(out):
        raise AlreadyThere
    return insist_on_leaving(vault, prepared_id, out)


def insist_on_leaving(vault: OpenVault, prepared_id: str, out: Path | None = None) -> Kept:
    """The same for what goes to no file. Raises as `insist_on_output`, without what a file's name is refused for."""
    guarding.insist_on_right(vault, Right.SHARE)
    with vault.reading(Right.PREPARE) as act:
        kept = opened(vault, act.session, prepared_id, act.at)
        insist_on_basis(vault, act.session, kept)
        released = release_of(vault, act.session, kept)
    _check(vault, kept, released, out)
    return kept


def insist_on_basis(vault: OpenVault, session: Session, kept: Kept) -> None:
    """Raise Changed where it would be composed otherwise now."""
    if basis_of(vault, session, kept.case_id, kept.audience) != kept.document.basis:
        raise Changed


def _check(vault: OpenVault, kept: Kept, released: Release | None, out: Path | None) -> None:
    """The victim check, once more; by the colleague who released it for who cannot look themselves."""
    if out is not None:
        insist_on_plain_name(out.name, kept.reference, kept.audience)
    if guarding.can_check(vault):
        if out is not None:
            guarding.check(vault, kept.case_id, guarding.of_path(out))
        if places := found_in(vault, kept, passed=released.passed if released else frozenset()):
            raise Withheld(places)
        return
    if released is None:
        raise NotReleased(kept.id)
    # Nobody looked at a name that is chosen now.
    name = file_name(kept.reference, vault.clock().astimezone(vault.zone), kept.audience)
    if out is not None and out.name != name:
        raise NameNotLookedAt(name)


def file_name(reference: str, at: datetime, audience: str = "") -> str:
    """The name that a file is given: the reference and the day, never a person's; of a letter the day alone."""
    if is_plain(audience):
        return f"Letter {at.date().isoformat()}.pdf"
    safe = "".join(
        sign if sign.isascii() and (sign.isalnum() or sign in "._-") else "-" for sign in reference
    )
    return f"{safe.strip('-.')} {at.date().isoformat()}.pdf"
