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

Span = tuple[int, int, int, int]
SECOND = "Countersignature"
"""The name of the field that is prepared for a countersignature."""
_DEEPEST_NAME_TREE = 8


class Unreadable(Exception):
    """The PDF cannot be read, whether through damage, malice or a limit."""


class Locked(Exception):
    """The PDF is encrypted and the passphrase is missing or wrong."""


@dataclass(frozen=True)
class Structure:
    """What the author's signature says and permits, and whether pyHanko accepts it and the second, if there is one.

    `awaits_second`: there is a place for a countersignature, and nothing in it.
    """

    signed_at: datetime | None
    certified: bool
    accepted: bool
    attachment: bytes | None
    attachments_found: int
    second_at: datetime | None = None
    awaits_second: bool = False


def examine(
    data: bytes,
    root: bytes,
    signed: tuple[Span, ...],
    attachments: tuple[str, ...],
    passphrase: str | None,
) -> Structure:
    """Examine the signatures over the byte ranges `signed`, the author's first, under the one trusted `root`.

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
    signed: tuple[Span, ...],
    attachments: tuple[str, ...],
    passphrase: str | None,
) -> Structure:
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415
    from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields  # noqa: PLC0415
    from pyhanko.sign.validation.pdf_embedded import read_certification_data  # noqa: PLC0415

    reader = PdfFileReader(BytesIO(data), strict=True)
    if reader.encrypted:
        from pyhanko.pdf_utils.crypt import AuthStatus  # noqa: PLC0415

        if passphrase is None or reader.decrypt(passphrase).status == AuthStatus.FAILED:
            raise Locked
    signatures = reader.embedded_signatures
    if tuple(tuple(each.byte_range) for each in signatures) != signed:
        raise ValueError("the signatures are not those whose ranges were checked")
    author, *later = signatures
    # A place for a countersignature, and nothing else, may be filled in after the author signed.
    places = {str(name) for name, _, _ in enumerate_sig_fields(reader)} - {author.field_name}
    may_fill = MDPPerm.FILL_FORMS if places == {SECOND} else MDPPerm.NO_CHANGES
    certification = read_certification_data(reader)
    found = tuple(_named(reader, attachments))
    return Structure(
        signed_at=_time_of(author),
        certified=certification is not None
        and certification.author_sig == author.sig_object
        and certification.permission == may_fill,
        accepted=_accepted(author, root, frozenset(each.field_name for each in later))
        and all(_accepted(each, root, frozenset()) for each in later)
        # Nobody put anything between the two.
        and all(each.signed_revision == author.signed_revision + 1 for each in later),
        attachment=found[0] if len(found) == 1 else None,
        attachments_found=len(found),
        second_at=_time_of(later[0]) if later else None,
        awaits_second=bool(places) and not later,
    )


def _time_of(signature: "EmbeddedPdfSignature") -> datetime | None:
    at = signature.self_reported_timestamp
    return at if at is not None and at.tzinfo else None


def _accepted(signature: "EmbeddedPdfSignature", root: bytes, filled: frozenset[str]) -> bool:
    """Ask pyHanko: valid, trusted at the time of signing, nothing modified since but that these fields were filled.

    Without any the signature covers the entire file.
    """
    from pyhanko.keys import load_certs_from_pemder_data  # noqa: PLC0415
    from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel  # noqa: PLC0415
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    context = ValidationContext(
        trust_roots=list(load_certs_from_pemder_data(root)),
        allow_fetching=False,
        moment=signature.self_reported_timestamp,
    )
    status = validate_pdf_signature(signature, context)
    if not filled:
        return bool(
            status.bottom_line
            and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
            and status.modification_level in {None, ModificationLevel.NONE}
        )
    changes = signature.diff_result
    return bool(
        status.bottom_line
        and filled == {SECOND}
        and status.coverage == SignatureCoverageLevel.ENTIRE_REVISION
        and status.modification_level == ModificationLevel.FORM_FILLING
        and isinstance(changes, DiffResult)
        and changes.changed_form_fields <= filled
    )


def _named(reader: "PdfFileReader", names: tuple[str, ...]) -> Iterator[bytes]:
    """Yield the contents of every embedded file of one of those names."""
    tree = entry(entry(reader.root, "/Names", {}), "/EmbeddedFiles", {})
    for key, specification in _leaves(tree, _DEEPEST_NAME_TREE):
        called = {str(key), *(str(entry(specification, kind, key)) for kind in ("/UF", "/F"))}
        if called.intersection(names):
            yield bytes(specification["/EF"]["/F"].data)


def _leaves(node: Any, depth: int) -> Iterator[tuple[Any, Any]]:
    if not depth:
        raise ValueError("the tree of names is too deep")
    entries = entry(node, "/Names", [])
    for at in range(0, len(entries), 2):
        yield entries[at], entries[at + 1]
    for kid in entry(node, "/Kids", []):
        yield from _leaves(kid.get_object(), depth - 1)


def entry(dictionary: Any, key: str, otherwise: Any) -> Any:
    """Look up an entry and follow its reference, as pyHanko's own `get` does not."""
    try:
        return dictionary[key]
    except KeyError:
        return otherwise
