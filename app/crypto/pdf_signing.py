"""Signing a PDF: PAdES B-B with ECDSA P-256, certified so that nothing may change afterwards.

The bytes of the PDF handed in stay as they are: the signature is appended as an incremental update. Neither a network
nor the machine's clock is asked, and the same input gives the same file. The signature dictionary holds the time, the
reason and the certificates, nothing else about the signer or the machine.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric import ec

from app.crypto import cades
from app.errors import NotAcceptable

# pyHanko takes about 400 ms to import, so that it is imported where it is used: most sessions sign no PDF.
if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


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

    An empty signature field of that name is used, and `stamp`, a one-page PDF, becomes its appearance (it is stretched
    to the field's box); without one an invisible field is added. `certificate` and `chain` (up to the authority) are
    DER. `when` is the signer's clock and must know its zone. `passphrase` opens a PDF that was encrypted first.
    Raises `NotAcceptable` if the PDF is signed already.
    """
    if when.tzinfo is None:
        raise ValueError("the time of signing needs a time zone")
    from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields  # noqa: PLC0415
    from pyhanko.sign.signers import constants  # noqa: PLC0415
    from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup  # noqa: PLC0415
    from pyhanko.sign.signers.pdf_byterange import SignatureObject  # noqa: PLC0415

    writer = _writer(pdf, when, passphrase)
    writer.register_extension(constants.ESIC_EXTENSION_1)
    fields = tuple(enumerate_sig_fields(writer))
    if any(value is not None for _, value, _ in fields):
        raise NotAcceptable("The PDF is signed already, and its signature permits no other.")
    present = any(name == field for name, _, _ in fields)
    steps = PdfCMSEmbedder(new_field_spec=SigFieldSpec(field)).write_cms(
        field, writer, existing_fields_only=present
    )
    place = next(steps)
    if stamp is not None:
        _draw(writer, place.get_object(), stamp)
    placeholder = SignatureObject(
        timestamp=when.astimezone(UTC),
        reason=reason or None,
        subfilter=SigSeedSubFilter.PADES,
        bytes_reserved=2 * len(cades.assemble(bytes(32), certificate, chain, bytes(cades.LONGEST_SIGNATURE))),
    )
    certified = SigMDPSetup(md_algorithm="sha256", certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
    steps.send(SigObjSetup(placeholder, certified))
    prepared, output = steps.send(SigIOSetup(md_algorithm="sha256", output=BytesIO()))
    steps.send(cades.sign(prepared.document_digest, key, certificate, chain))
    signed: bytes = output.getvalue()
    return signed


def _writer(pdf: bytes, when: datetime, passphrase: str | None) -> "IncrementalPdfFileWriter":
    from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject  # noqa: PLC0415
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415

    class Writer(IncrementalPdfFileWriter):
        """Appends the signature and leaves everything else alone."""

        def _update_meta(self) -> None:
            """Keep the XMP packet: pyHanko would write its own Producer and spoil the PDF/A extension schema."""

        @classmethod
        def _handle_id(cls, prev: Any) -> Any:
            """Name this revision by what it was made from, where pyHanko would draw a random identifier."""
            made_from = hashlib.sha256(pdf + when.astimezone(UTC).isoformat().encode()).digest()
            first = super()._handle_id(prev)[0] if "/ID" in prev.trailer else ByteStringObject(made_from[:16])
            return ArrayObject([first, ByteStringObject(made_from[16:])])

    writer = Writer(BytesIO(pdf))
    if passphrase is not None:
        writer.encrypt(passphrase)
    return writer


def _draw(writer: "IncrementalPdfFileWriter", signature_field: Any, stamp: bytes) -> None:
    """Make the stamp's page the appearance itself: pyHanko's own stamps add transparency, which PDF/A-1 forbids."""
    from pyhanko.pdf_utils.form_tools import get_single_field_annot  # noqa: PLC0415
    from pyhanko.pdf_utils.generic import DictionaryObject, pdf_name  # noqa: PLC0415
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415

    page = writer.import_page_as_xobject(PdfFileReader(BytesIO(stamp)))
    annotation = get_single_field_annot(signature_field)
    annotation[pdf_name("/AP")] = DictionaryObject({pdf_name("/N"): page})
    writer.update_container(annotation)
