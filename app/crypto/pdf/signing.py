"""Signing a PDF: PAdES B-B with ECDSA P-256, certified so that nothing may change afterwards.

The bytes of the PDF handed in stay as they are: the signature is appended as an incremental update. Neither a
network nor the machine's clock is asked, and the same input gives the same file. The signature dictionary
holds the time, the reason and the certificates, nothing else about the signer or the machine.
"""

import hashlib
from collections.abc import Generator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from app.crypto.pdf import cades
from app.crypto.pdf.loading import leave_out_unused
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

    An empty signature field of that name is used, and `stamp`, a one-page PDF, becomes its appearance (it is
    stretched to the field's box); without one an invisible field is added. `certificate` and `chain` (up to
    the authority) are DER. `when` is the signer's clock and must know its zone. `passphrase` opens a PDF that
    was encrypted first. Raises `NotAcceptable` if the PDF is signed already.
    """
    if when.tzinfo is None:
        raise ValueError("the time of signing needs a time zone")
    reserved = 2 * len(cades.assemble(bytes(32), certificate, chain, bytes(cades.LONGEST_SIGNATURE)))
    leave_out_unused()
    steps = _prepare(
        _writer(pdf, when, passphrase), field, stamp, when=when, reason=reason, reserved=reserved
    )
    prepared, output = next(steps)
    steps.send(cades.sign(prepared.document_digest, key, certificate, chain))
    signed: bytes = output.getvalue()
    return signed


def _prepare(
    writer: Any, field: str, stamp: bytes | None, *, when: datetime, reason: str, reserved: int
) -> Generator[Any, bytes, None]:
    """Write the file with room for the signature: yields its digest and the file, takes the container."""
    from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields  # noqa: PLC0415
    from pyhanko.sign.signers import cms_embedder, constants, pdf_byterange  # noqa: PLC0415

    writer.register_extension(constants.ESIC_EXTENSION_1)
    fields = tuple(enumerate_sig_fields(writer))
    if any(value is not None for _, value, _ in fields):
        raise NotAcceptable("The PDF is signed already, and its signature permits no other.")
    present = any(name == field for name, _, _ in fields)
    embedder = cms_embedder.PdfCMSEmbedder(new_field_spec=SigFieldSpec(field))
    steps = embedder.write_cms(field, writer, existing_fields_only=present)
    place = next(steps)
    if stamp is not None:
        _draw(writer, place.get_object(), stamp)
    placeholder = pdf_byterange.SignatureObject(
        timestamp=when,  # with its own offset, so that whoever checks it names the hour that the page names
        reason=reason or None,
        subfilter=SigSeedSubFilter.PADES,
        bytes_reserved=reserved,
    )
    certified = cms_embedder.SigMDPSetup("sha256", certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
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
