"""Signing a PDF: PAdES B-B with ECDSA P-256, certified so that nothing may change afterwards but a countersignature.

The bytes of the PDF handed in stay as they are: the signature is appended as an incremental update. Neither a
network nor the machine's clock is asked, and the same input gives the same file. The signature dictionary
holds the time, the reason and the certificates, nothing else about the signer or the machine.
"""

import hashlib
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from app.crypto.pdf import cades
from app.crypto.pdf.loading import leave_out_unused
from app.crypto.pdf.structure import SECOND
from app.errors import NotAcceptable

# pyHanko takes about 400 ms to import, so that it is imported where it is used: most sessions sign no PDF.


def sign(
    pdf: bytes,
    key: ec.EllipticCurvePrivateKey,
    certificate: bytes,
    chain: Sequence[bytes],
    *,
    field: str,
    when: datetime,
    stamp: bytes | None = None,
    reason: str = "",
    passphrase: str | None = None,
) -> bytes:
    """Certify a PDF so that no change at all is permitted (DocMDP, P = 1).

    Where a place is prepared for a countersignature, filling that in is permitted (P = 2), and `countersign` does so.

    An empty signature field of that name is used, and `stamp`, a one-page PDF, becomes its appearance (it is
    stretched to the field's box); without one an invisible field is added. `certificate` and `chain` (up to
    the authority) are DER. `when` is the signer's clock and must know its zone. `passphrase` opens a PDF that
    was encrypted first. Raises `NotAcceptable` if the PDF is signed already.
    """
    leave_out_unused()
    writer = _writer(pdf, when, passphrase)
    fields = _fields(writer)
    if any(fields.values()):
        raise NotAcceptable("The PDF is signed already, and its signature permits no other.")
    facts = _Facts(field, when, reason, second=SECOND in fields, stamp=stamp)
    return _signed(writer, fields, facts, _Hand(key, certificate, tuple(chain)))


def countersign(
    pdf: bytes,
    key: ec.EllipticCurvePrivateKey,
    certificate: bytes,
    chain: Sequence[bytes],
    *,
    when: datetime,
    stamp: bytes,
    reason: str = "",
) -> bytes:
    """Sign beside the author of a signed PDF, in the place that was prepared for it; otherwise as `sign`.

    Raises `NotAcceptable` if there is no such place, or somebody signed there.
    """
    leave_out_unused()
    writer = _writer(pdf, when, None)
    fields = _fields(writer)
    if fields.get(SECOND, True) or list(fields.values()).count(True) != 1:
        raise NotAcceptable("There is no place in this PDF that waits for a countersignature.")
    facts = _Facts(SECOND, when, reason, second=True, stamp=stamp, certifies=False)
    return _signed(writer, fields, facts, _Hand(key, certificate, tuple(chain)))


@dataclass(frozen=True)
class _Hand:
    """Who signs: the key, its certificate and those up to the authority, DER."""

    key: ec.EllipticCurvePrivateKey
    certificate: bytes
    chain: tuple[bytes, ...]


@dataclass(frozen=True)
class _Facts:
    """What is signed: the field, the time, the reason, and whether a second signature has its place in it."""

    field: str
    when: datetime
    reason: str
    second: bool
    stamp: bytes | None
    certifies: bool = True


def _fields(writer: Any) -> dict[str, bool]:
    """The signature fields by name, and whether each is signed."""
    from pyhanko.sign.fields import enumerate_sig_fields  # noqa: PLC0415

    return {str(name): value is not None for name, value, _ in enumerate_sig_fields(writer)}


def _signed(writer: Any, fields: dict[str, bool], facts: _Facts, hand: _Hand) -> bytes:
    if facts.when.tzinfo is None:
        raise ValueError("the time of signing needs a time zone")
    blank = bytes(cades.LONGEST_SIGNATURE)
    reserved = 2 * len(cades.assemble(bytes(32), hand.certificate, hand.chain, blank))
    steps = _prepare(writer, facts, reserved, present=facts.field in fields)
    prepared, output = next(steps)
    steps.send(cades.sign(prepared.document_digest, hand.key, hand.certificate, hand.chain))
    signed: bytes = output.getvalue()
    return signed


def empty_field(pdf: bytes) -> str:
    """The name of the field that waits for its author. Raises `NotAcceptable` where none does, or several."""
    leave_out_unused()
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415

    fields = _fields(PdfFileReader(BytesIO(pdf)))
    waiting = [name for name, is_signed in fields.items() if not is_signed and name != SECOND]
    if len(waiting) != 1:
        raise NotAcceptable("The PDF has no one place to be signed.")
    return waiting[0]


def _prepare(writer: Any, facts: _Facts, reserved: int, *, present: bool) -> Generator[Any, bytes, None]:
    """Write the file with room for the signature: yields its digest and the file, takes the container."""
    from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter  # noqa: PLC0415
    from pyhanko.sign.signers import cms_embedder, constants, pdf_byterange  # noqa: PLC0415

    writer.register_extension(constants.ESIC_EXTENSION_1)
    embedder = cms_embedder.PdfCMSEmbedder(new_field_spec=SigFieldSpec(facts.field))
    steps = embedder.write_cms(facts.field, writer, existing_fields_only=present)
    place = next(steps)
    if facts.stamp is not None:
        _draw(writer, place.get_object(), facts.stamp)
    placeholder = pdf_byterange.SignatureObject(
        timestamp=facts.when,  # with its own offset, so that whoever checks it names the hour that the page names
        reason=facts.reason or None,
        subfilter=SigSeedSubFilter.PADES,
        bytes_reserved=reserved,
    )
    permits = MDPPerm.FILL_FORMS if facts.second else MDPPerm.NO_CHANGES
    certified = (
        cms_embedder.SigMDPSetup("sha256", certify=True, docmdp_perms=permits) if facts.certifies else None
    )
    steps.send(cms_embedder.SigObjSetup(placeholder, certified))
    container = yield steps.send(cms_embedder.SigIOSetup("sha256", output=BytesIO()))
    steps.send(container)
    yield


def _writer(pdf: bytes, when: datetime, passphrase: str | None) -> Any:
    from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject  # noqa: PLC0415
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415

    class Writer(IncrementalPdfFileWriter):
        """Appends the signature and leaves everything else alone."""

        def _update_meta(self) -> None:
            """Keep the XMP: pyHanko would write its own Producer and spoil the PDF/A extension schema."""

        @classmethod
        def _handle_id(cls, prev: Any) -> Any:
            """Name this revision by what it was made from; pyHanko would draw a random name."""
            made_from = hashlib.sha256(pdf + when.astimezone(UTC).isoformat().encode()).digest()
            first = prev.trailer["/ID"][0] if "/ID" in prev.trailer else made_from[:16]
            first = getattr(first, "original_bytes", first)
            return ArrayObject([ByteStringObject(first), ByteStringObject(made_from[16:])])

    writer: Any = Writer(BytesIO(pdf))
    if passphrase is not None:
        writer.encrypt(passphrase)
    return writer


def _draw(writer: Any, signature_field: Any, stamp: bytes) -> None:
    """Make the stamp's page the appearance itself.

    pyHanko's own stamps add transparency, which PDF/A-1 forbids, and a random name.
    """
    from pyhanko.pdf_utils import generic  # noqa: PLC0415
    from pyhanko.pdf_utils.form_tools import get_single_field_annot  # noqa: PLC0415
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415

    page = writer.import_page_as_xobject(PdfFileReader(BytesIO(stamp)))
    annotation = get_single_field_annot(signature_field)
    appearance: Any = generic.DictionaryObject
    annotation[generic.pdf_name("/AP")] = appearance({generic.pdf_name("/N"): page})
    writer.update_container(annotation)
