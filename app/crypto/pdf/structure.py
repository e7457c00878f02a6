"""The inner form of a signed PDF: what pyHanko, as a second and independent judge, says of it.

Only files whose outer form holds and whose signer the authority knows come this far (`pdf_envelope`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.crypto.pdf.loading import load_validation

if (
    TYPE_CHECKING
):  # pyHanko takes about 400 ms to import: it is imported only once there is something to judge
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_DEEPEST_NAME_TREE = 8


class Unreadable(Exception):
    """The PDF cannot be read, whether through damage, malice or a limit."""


class Locked(Exception):
    """The PDF is encrypted and the passphrase is missing or wrong."""


@dataclass(frozen=True)
class Structure:
    """What the signature says and permits, and whether pyHanko accepts it."""

    signed_at: datetime | None
    certified: bool
    accepted: bool
    attachment: bytes | None
    attachments_found: int


def examine(
    data: bytes,
    root: bytes,
    signed: tuple[int, int, int, int],
    attachments: tuple[str, ...],
    passphrase: str | None,
) -> Structure:
    """Examine the signature over the byte ranges `signed` under the one trusted `root`.

    Raises `Locked`, `Unreadable` for whatever else goes wrong inside the parser, and MissingPart without a parser.
    """
    import logging  # noqa: PLC0415 - like pyHanko only once there is something to judge

    load_validation()
    for library in ("pyhanko", "pyhanko_certvalidator"):
        # They log what they find in the file, names included, as warnings on the user's terminal.
        logging.getLogger(library).setLevel(logging.CRITICAL)
    try:
        return _examine(data, root, signed, attachments, passphrase)
    except Locked:
        raise
    except Exception as anything:
        # The boundary to hostile input: pyHanko documents a dozen exceptions and a crafted file finds others
        # (RecursionError, AttributeError, zlib.error, MemoryError). All mean that it could not be read.
        raise Unreadable(type(anything).__name__) from anything


def _examine(
    data: bytes,
    root: bytes,
    signed: tuple[int, int, int, int],
    attachments: tuple[str, ...],
    passphrase: str | None,
) -> Structure:
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415
    from pyhanko.sign.fields import MDPPerm  # noqa: PLC0415
    from pyhanko.sign.validation.pdf_embedded import read_certification_data  # noqa: PLC0415

    reader = PdfFileReader(BytesIO(data), strict=True)
    if reader.encrypted:
        from pyhanko.pdf_utils.crypt import AuthStatus  # noqa: PLC0415

        if passphrase is None or reader.decrypt(passphrase).status == AuthStatus.FAILED:
            raise Locked
    (signature,) = reader.embedded_signatures
    if tuple(signature.byte_range) != signed:
        raise ValueError("the signature is not the one whose ranges were checked")
    certification = read_certification_data(reader)
    signed_at = signature.self_reported_timestamp
    found = tuple(_named(reader, attachments))
    return Structure(
        signed_at=signed_at if signed_at is not None and signed_at.tzinfo else None,
        certified=certification is not None
        and certification.author_sig == signature.sig_object
        and certification.permission == MDPPerm.NO_CHANGES,
        accepted=_accepted(signature, root, signed_at),
        attachment=found[0] if len(found) == 1 else None,
        attachments_found=len(found),
    )


def _accepted(signature: "EmbeddedPdfSignature", root: bytes, signed_at: datetime | None) -> bool:
    """Ask pyHanko: valid, trusted at the time of signing, over the entire file, nothing modified since."""
    from pyhanko.keys import load_certs_from_pemder_data  # noqa: PLC0415
    from pyhanko.sign.diff_analysis import ModificationLevel  # noqa: PLC0415
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    context = ValidationContext(
        trust_roots=list(load_certs_from_pemder_data(root)), allow_fetching=False, moment=signed_at
    )
    status = validate_pdf_signature(signature, context)
    return bool(
        status.bottom_line
        and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
        and status.modification_level in {None, ModificationLevel.NONE}
    )


def _named(reader: "PdfFileReader", names: tuple[str, ...]) -> Iterator[bytes]:
    """Yield the contents of every embedded file of one of those names."""
    tree = _entry(_entry(reader.root, "/Names", {}), "/EmbeddedFiles", {})
    for key, specification in _leaves(tree, _DEEPEST_NAME_TREE):
        called = {str(key), *(str(_entry(specification, kind, key)) for kind in ("/UF", "/F"))}
        if called.intersection(names):
            yield bytes(specification["/EF"]["/F"].data)


def _leaves(node: Any, depth: int) -> Iterator[tuple[Any, Any]]:
    if not depth:
        raise ValueError("the tree of names is too deep")
    entries = _entry(node, "/Names", [])
    for at in range(0, len(entries), 2):
        yield entries[at], entries[at + 1]
    for kid in _entry(node, "/Kids", []):
        yield from _leaves(kid.get_object(), depth - 1)


def _entry(dictionary: Any, key: str, otherwise: Any) -> Any:
    """Look up an entry and follow its reference, as pyHanko's own `get` does not."""
    try:
        return dictionary[key]
    except KeyError:
        return otherwise
