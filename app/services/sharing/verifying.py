"""Says of signed PDFs, in plain words, who signed them and whether they are whole."""

import errno
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.crypto.certificates import read_bundle
from app.crypto.pdf.passphrases import as_words
from app.crypto.pdf.verdict import State, Verdict
from app.crypto.pdf.verifying import LARGEST, verify
from app.domain.fields.rights import Right
from app.domain.values.dates import show_signing
from app.errors import CannotRead, CannotTell, Exit, MissingPart, NotAcceptable, UserError
from app.regular_file import open_regular

if TYPE_CHECKING:
    from app.services.vault.open_vault import OpenVault

STATUS_FILE: Final = "site-status.json"
_FACTS = (
    "sha256",
    "intact",
    "whole_file",
    "certified",
    "trusted",
    "signer",
    "role",
    "registration",
    "organisation",
    "of_another_program",
    "awaits_second",
    "withdrawn",
)
_NOT_A_FILE = {
    errno.ENOENT: "There is no file of that name.",
    errno.ENXIO: "That is no file that could be checked, but a pipe or a device.",
}
_HEADLINES = {
    State.GENUINE: "genuine",
    State.NOT_GENUINE: "NOT genuine",
    State.CANNOT_TELL: "cannot tell",
}
# A file that is not genuine outweighs one that cannot be judged, and that one any number of genuine ones.
_WEIGHT = (Exit.DONE, Exit.CANNOT_TELL, Exit.NO)


_NEEDS_AUTHORITY: Final = (
    "A status file is checked with the certificate of its site's authority: give that too, with --ca."
)
_FOUND: Final = {
    State.GENUINE: "Genuine and unaltered",
    State.NOT_GENUINE: "Not genuine: do not rely on it",
    State.CANNOT_TELL: "Nobody can tell from this file alone",
}
_FROM_ELSEWHERE: Final = "Not signed by this service"
_OTHER_SOFTWARE: Final = {
    True: "Signed with other software",
    False: "Signed with other software, and changed since",
}
_PROTECTED: Final = "Protected with a passphrase"
_ELSEWHERE: Final = (
    "The file is whole and unaltered since it was signed, but nobody of this service signed it.",
    "If a partner sent it, check it again with their authority file (site-ca.pem), got from them by another way.",
)
_UNKNOWN: Final = (
    "The file is whole and unaltered since it was signed, but whose authority stands behind it cannot be told: the "
    "names below are what the file says of itself."
)
_TRY: Final = (
    "Open your vault to check a summary of your own service, or give the authority file of who sent it."
)


def verify_files(
    files: list[Path],
    authority: Path | None,
    status: Path | None = None,
    *,
    as_json: bool = False,
    ask: Callable[[str], str] | None = None,
) -> tuple[str, Exit]:
    """What to say of the files, and the exit code of the worst.

    `ask` gives the passphrase of a protected file, by the name it is shown under. Raises CannotRead, CannotTell or
    NotAcceptable for an authority or status file that cannot be used; MissingPart.
    """
    roots = roots_in(authority) if authority else ()
    if status and not roots:
        raise NotAcceptable(_NEEDS_AUTHORITY)
    given = (read_file(status),) if status and roots else ()
    verdicts = [
        (shown(file), _judged(file, roots, given or _beside(file, authority) if roots else (), ask))
        for file in files
    ]
    worst = max((verdict.state.exit_code for _, verdict in verdicts), key=_WEIGHT.index)
    if as_json:
        facts = [{"file": name, **_facts(verdict)} for name, verdict in verdicts]
        return json.dumps(facts, ensure_ascii=False, indent=2), worst
    return "\n\n".join(f"{name}: {_words(verdict)}" for name, verdict in verdicts), worst


def _judged(
    file: Path, roots: tuple[bytes, ...], statuses: tuple[bytes, ...], ask: Callable[[str], str] | None
) -> Verdict:
    verdict = judge(file, roots, statuses)
    return judge(file, roots, statuses, ask(shown(file))) if verdict.locked and ask else verdict


def shown(file: Path) -> str:
    """The file's name on one line: one with a line end in it could otherwise speak for another file."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in file.name)


def roots_in(authority: Path) -> tuple[bytes, ...]:
    """The certificates of an authority file. Raises CannotRead, CannotTell, NotAcceptable when it cannot be used."""
    return read_bundle(read_file(authority))


def judge(
    file: Path, roots: tuple[bytes, ...], statuses: tuple[bytes, ...] = (), passphrase: str = ""
) -> Verdict:
    """The verdict on one file under those authorities and status files; one that cannot be read cannot be told.

    `passphrase` opens a protected one, however its words were spaced or written. Raises MissingPart where this machine
    cannot judge at all, which is no word about the file.
    """
    try:
        verdict = verify(read_file(file), roots, passphrase=as_words(passphrase) or None)
    except MissingPart:
        raise
    except UserError as refused:
        return Verdict(State.CANNOT_TELL, (str(refused),), sha256="")
    if not verdict.trusted:
        return verdict
    from app.crypto.pdf.withdrawals import considered, newest  # noqa: PLC0415 - a file that is refused needs none of it

    return considered(verdict, newest(statuses, roots))


def _beside(file: Path, authority: Path | None) -> tuple[bytes, ...]:
    """The status files beside a PDF and beside the authority file; one that cannot be read counts as forged."""
    folders = dict.fromkeys(each.parent for each in (file, authority) if each is not None)
    return tuple(
        _read_whole(folder / STATUS_FILE) for folder in folders if os.path.lexists(folder / STATUS_FILE)
    )


def _read_whole(file: Path) -> bytes:
    try:
        return read_file(file)
    except UserError:
        return b""


def read_file(file: Path) -> bytes:
    """A file from elsewhere, no larger than what is judged. Raises CannotRead, CannotTell for what is no file."""
    try:
        with open_regular(file) as opened:
            return opened.read(LARGEST + 1)
    except OSError as failure:
        sentence = _NOT_A_FILE.get(failure.errno or 0)
        raise (CannotTell(sentence) if sentence else CannotRead()) from None


def _words(verdict: Verdict) -> str:
    headline = _HEADLINES[verdict.state]
    if verdict.of_another_program and verdict.intact is not None:
        headline = _OTHER_SOFTWARE[verdict.intact].lower()
    said = [*verdict.reasons, f"Authority: {verdict.ca_fingerprint}" if verdict.ca_fingerprint else ""]
    return "\n  ".join([headline, *(line for line in said if line)])


def _facts(verdict: Verdict) -> dict[str, Any]:
    facts = {name: getattr(verdict, name) for name in _FACTS}
    signed_at = verdict.signed_at.astimezone(UTC).isoformat() if verdict.signed_at else None
    return {
        "state": verdict.state.value,
        "reasons": list(verdict.reasons),
        **facts,
        "signed_at": signed_at,
        "countersigner": verdict.second.name if verdict.second else "",
        "countersigned_at": verdict.second.signed_at.astimezone(UTC).isoformat() if verdict.second else None,
        "status_made_at": verdict.status_made_at.isoformat() if verdict.status_made_at else None,
        "ca_fingerprint": verdict.ca_fingerprint,
    }


@dataclass(frozen=True)
class Finding:
    """What can be said of one file: a headline, the state it stands for, sentences, and facts as label and value.

    `locked`: it takes its passphrase to be told.
    """

    headline: str
    state: State
    lines: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    locked: bool = False


def examine(
    file: Path,
    vault: "OpenVault | None" = None,
    authority: Path | None = None,
    status: Path | None = None,
    passphrase: str = "",
) -> Finding:
    """Judge one file, with its passphrase if it is protected. Changes nothing, here or in the file.

    A given authority file decides; without one an open vault trusts its own site, and knows what that withdrew; with
    neither the file is only looked at for changes. Raises CannotRead, CannotTell or NotAcceptable for an authority or
    status file that cannot be used.
    """
    roots, kept = _trusted(vault, authority)
    given = (read_file(status),) if status else ()
    verdict = judge(file, roots, (*kept, *given) or _beside(file, authority), passphrase)
    whole = bool(verdict.intact and verdict.whole_file)
    facts = _table(file, verdict)
    if (
        whole
        and vault is not None
        and authority is None
        and verdict.trusted is False
        and not verdict.signed_at
    ):
        # A partner's summary is no forgery because we do not know the partner.
        return Finding(_FROM_ELSEWHERE, State.CANNOT_TELL, _ELSEWHERE, facts)
    if verdict.locked:
        return Finding(_PROTECTED, verdict.state, verdict.reasons, facts, locked=True)
    if verdict.of_another_program and verdict.intact is not None:
        return Finding(_OTHER_SOFTWARE[verdict.intact], verdict.state, verdict.reasons, facts)
    if whole and verdict.trusted is None and verdict.state is State.CANNOT_TELL:
        return Finding(_FOUND[State.CANNOT_TELL], State.CANNOT_TELL, (_UNKNOWN, _TRY), facts)
    return Finding(_FOUND[verdict.state], verdict.state, verdict.reasons, facts)


def _trusted(
    vault: "OpenVault | None", authority: Path | None
) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """The authorities to judge by, and the status that an open vault keeps of its own site."""
    if authority is not None:
        return roots_in(authority), ()
    if vault is None:
        return (), ()
    # The command line needs no SQLAlchemy to verify.
    from app.services.vault import keys  # noqa: PLC0415
    from app.services.vault.site_status import newest  # noqa: PLC0415

    with vault.reading(Right.CHECK) as act:
        kept = newest(act.session)
        return keys.trusted(act.session, vault.header), (kept.status,) if kept else ()


def _table(file: Path, verdict: Verdict) -> tuple[tuple[str, str], ...]:
    known = bool(verdict.trusted)
    if not known:
        # Without trust the authority named in the file is one more claim, and a fingerprint would lend it weight.
        verdict = replace(verdict, ca_fingerprint="")
    at, second = verdict.signed_at, verdict.second
    rows = (
        ("File", shown(file)),
        ("Signed by" if known else "Says it was signed by", verdict.signer),
        ("Role" if known else "Says their role is", verdict.role),
        ("Registration" if known else "Says their registration is", verdict.registration),
        ("Service" if known else "Says the service is", verdict.organisation),
        ("Signed at, by the signer's clock", show_signing(at) if at else ""),
        ("Countersigned by", second.name if second else ""),
        ("Countersigned at, by their clock", show_signing(second.signed_at) if second else ""),
        ("Authority's fingerprint", verdict.ca_fingerprint),
        ("SHA-256 of the file", verdict.sha256),
    )
    return tuple((label, value) for label, value in rows if value)
