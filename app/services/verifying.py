"""Says of signed PDFs, in plain words, who signed them and whether they are whole."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.crypto.certificates import read_bundle
from app.crypto.pdf_verifying import LARGEST, State, Verdict, verify
from app.errors import CannotRead, CannotTell, Exit, UserError
from app.services.open_vault import OpenVault

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
)
_ABSENT = "There is no file of that name."
_HEADLINES = {
    State.GENUINE: "genuine",
    State.NOT_GENUINE: "NOT genuine",
    State.CANNOT_TELL: "cannot tell",
}
# A file that is not genuine outweighs one that cannot be judged, and that one any number of genuine ones.
_WEIGHT = (Exit.DONE, Exit.CANNOT_TELL, Exit.NO)


@dataclass(frozen=True)
class Finding:
    """What can be said of one file: a headline, the state it stands for, sentences, and facts as label and value."""

    headline: str
    state: State
    lines: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


def look(file: Path, vault: OpenVault | None = None, authority: Path | None = None) -> Finding:
    """Judge one file for a clinician.

    A given authority file decides; without one an open vault trusts its own site; with neither nobody can say who signed.
    Raises CannotRead, CannotTell or NotAcceptable for an authority file that cannot be used.
    """
    raise NotImplementedError


def verify_files(files: list[Path], authority: Path | None, *, as_json: bool = False) -> tuple[str, Exit]:
    """What to say of the files, and the exit code of the worst.

    Raises CannotRead or NotAcceptable for an authority file that cannot be used.
    """
    roots = read_bundle(_read(authority)) if authority else ()
    verdicts = [(_shown(file), judge(file, roots)) for file in files]
    worst = max((verdict.state.exit_code for _, verdict in verdicts), key=_WEIGHT.index)
    if as_json:
        facts = [{"file": name, **_facts(verdict)} for name, verdict in verdicts]
        return json.dumps(facts, ensure_ascii=False, indent=2), worst
    return "\n\n".join(f"{name}: {_words(verdict)}" for name, verdict in verdicts), worst


def _shown(file: Path) -> str:
    """The file's name on one line: one with a line end in it could otherwise speak for another file."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in file.name)


def judge(file: Path, roots: tuple[bytes, ...]) -> Verdict:
    """The verdict on one file under those authorities; one that cannot be read cannot be told."""
    try:
        return verify(_read(file), roots)
    except UserError as refused:
        return Verdict(State.CANNOT_TELL, (str(refused),), sha256="")


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as failure:
        raise (CannotTell(_ABSENT) if isinstance(failure, FileNotFoundError) else CannotRead()) from None


def _words(verdict: Verdict) -> str:
    said = [*verdict.reasons, f"Authority: {verdict.ca_fingerprint}" if verdict.ca_fingerprint else ""]
    return "\n  ".join([_HEADLINES[verdict.state], *(line for line in said if line)])


def _facts(verdict: Verdict) -> dict[str, Any]:
    facts = {name: getattr(verdict, name) for name in _FACTS}
    signed_at = verdict.signed_at.isoformat() if verdict.signed_at else None
    return {
        "state": verdict.state.value,
        "reasons": list(verdict.reasons),
        **facts,
        "signed_at": signed_at,
        "ca_fingerprint": verdict.ca_fingerprint,
    }
