"""Lets what was prepared leave as plain text: looked at like a file that goes out, and remembered as one."""

from typing import Final

from app.domain.fields.rights import Right
from app.domain.values.ids import new_id
from app.reports.draw_text import draw_text
from app.services.sharing.output_check import insist_on_basis, insist_on_leaving
from app.services.sharing.preparing import Prepared
from app.services.sharing.sent import remember, sending_of
from app.services.vault.confirmation import Confirmation, digest_of
from app.services.vault.confirming import confirm
from app.services.vault.open_vault import OpenVault

_ACT: Final = "share.text"


def leaving_as_text(prepared_id: str, fingerprint: str) -> bytes:
    """What is confirmed when what those bytes say leaves as text."""
    return digest_of(_ACT, prepared=prepared_id, sha256=fingerprint)


def copy_text(vault: OpenVault, prepared_id: str, confirmed: Confirmation) -> str:
    """The text of what was prepared; that it left, to whom and why is stated, and exactly it is kept.

    What was prepared stays: its pages can be signed all the same. Raises as `insist_on_leaving`, MustConfirm without
    the author's word for exactly these pages, OutOfForce, ClockBehind, ClockAhead, ReadOnly.
    """
    vault.insist_on_writing()
    kept = insist_on_leaving(vault, prepared_id)
    text = draw_text(kept.document)
    content = text.encode()
    with vault.acting(Right.SHARE, case=kept.case_id, confirmed=confirmed) as act:
        act.covers(leaving_as_text(kept.id, kept.sha256))
        insist_on_basis(vault, act.session, kept)
        remember(vault, act, new_id(act.at), sending_of(vault, act, kept, content), content)
    vault.anchor(in_header=True)
    return text


def copy_text_as_seen(vault: OpenVault, seen: Prepared, passphrase: str) -> str:
    """The same for who sees the pages and types their passphrase for them. Raises WrongSecret."""
    return copy_text(vault, seen.id, confirm(vault, passphrase, leaving_as_text(seen.id, seen.sha256)))
