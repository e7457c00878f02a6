"""A small site and a small PDF of the kind it signs: text, XMP, an attachment, an empty field."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

import pikepdf
from cryptography.hazmat.primitives.asymmetric import ec
from reportlab.pdfgen import canvas  # type: ignore[import-untyped]

from app.crypto import pki
from app.crypto.pdf import signing as pdf_signing

WHEN = datetime(2026, 8, 14, 9, 30, tzinfo=UTC)
FIELD = "Clinician"
SUMMARY = "panel-summary.json"
PASSPHRASE = "correct horse"
PAYLOAD = b'{"case":"FX-0001","recommendation":"review in 4 weeks"}'
XMP = (
    b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    b'xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>Casework</pdf:Producer></rdf:Description>'
    b'</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)


@dataclass(frozen=True)
class Site:
    """An authority and one member of its staff."""

    authority: pki.Authority
    key: ec.EllipticCurvePrivateKey
    certificate: bytes

    @property
    def root(self) -> bytes:
        return self.authority.certificate

    def sign(
        self, pdf: bytes, *, when: datetime = WHEN, field: str = FIELD, stamp: bytes | None = None
    ) -> bytes:
        return pdf_signing.sign(
            pdf,
            self.key,
            self.certificate,
            [self.root],
            field=field,
            when=when,
            stamp=stamp,
            reason="Panel summary",
        )


def new_site(name: str = "Example Forensic Service", *, now: datetime = WHEN) -> Site:
    authority = pki.new_authority(name, now)
    key = ec.generate_private_key(ec.SECP256R1())
    subject = pki.Subject("Dr Siân Llŷr", "Forensic psychologist", "HCPC PYL00001")
    certificate = pki.issue(authority, pki.Purpose.DOCUMENTS, key.public_key(), subject, now)
    return Site(authority, key, certificate)


@cache
def unsigned(pages: int = 1, *, payload: bytes = PAYLOAD) -> bytes:
    drawn = BytesIO()
    page = canvas.Canvas(drawn, invariant=True)
    for number in range(pages):
        for line in range(40):
            page.drawString(72, 780 - 16 * line, f"Page {number + 1}, line {line + 1}: fictional text")
        page.showPage()
    page.save()
    with pikepdf.open(drawn) as pdf:
        pdf.Root.Metadata = pikepdf.Stream(pdf, XMP, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        attached = pikepdf.AttachedFileSpec(
            pdf,
            payload,
            filename=SUMMARY,
            mime_type="application/json",
            description="",
            creation_date="",
            mod_date="",
        )
        pdf.attachments[SUMMARY] = attached
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Sig, T=FIELD, F=132,
                Rect=[72, 60, 312, 120], P=pdf.pages[-1].obj,
            )
        )  # fmt: skip
        pdf.pages[-1].Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3)
        saved = BytesIO()
        pdf.save(saved, deterministic_id=True, fix_metadata_version=False)
    return saved.getvalue()


@cache
def stamp(text: str = "Signed by Dr Sian Llyr") -> bytes:
    drawn = BytesIO()
    page = canvas.Canvas(drawn, pagesize=(240, 60), invariant=True)
    page.rect(1, 1, 238, 58)
    page.drawString(8, 30, text)
    page.save()
    return drawn.getvalue()
