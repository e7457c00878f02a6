"""The file of a signed summary, made with ReportLab, pikepdf and pyHanko alone, as anybody would who knows all three.

The same words on as many pages with as many tags, XMP metadata, the summary attached as JSON, a stamp that ReportLab
drew, and a certifying PAdES B-B signature with ECDSA P-256. Nothing is taken from the program but the words, and each
library is used in the way that its own documentation shows. What is left out is the program's own: to ask the typeface
for every letter first, to give the same bytes every time, to sign in one exact encoding, and to check what was made.
"""

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Pdf, String
from PIL import ImageCms
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.pdfgen.canvas import Canvas

from app.crypto import canonical
from app.domain.reports.document import Document
from benchmarks.bare_layout import Drawn, draw
from benchmarks.bare_tags import BOLD, INK, REGULAR, STAMP, TINT, Tag, load_fonts

_FIELD, _ATTACHMENT = "Author", "report.json"
_PRINTED, _RESERVED = 4, 8192


@dataclass(frozen=True)
class BareSigner:
    """A key and its certificates, read once; the stamp goes by way of a file, as pyHanko takes it."""

    signer: SimpleSigner
    stamp: Path

    @classmethod
    def of(
        cls, key: ec.EllipticCurvePrivateKey, certificate: bytes, chain: tuple[bytes, ...], stamp: Path
    ) -> "BareSigner":
        """Read a key, its certificate and those above it."""
        plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        others = SimpleCertificateStore()
        others.register_multiple([x509.Certificate.load(each) for each in chain])
        signer = SimpleSigner(
            signing_cert=x509.Certificate.load(certificate),
            signing_key=asn1_keys.PrivateKeyInfo.load(plain),
            cert_registry=others,
        )
        return cls(signer, stamp)

    def make(self, summary: Document) -> bytes:
        """The finished file."""
        return self._sign(_tagged(summary, draw(summary), canonical.dumps(summary.plain())), summary)

    def _sign(self, pdf: bytes, summary: Document) -> bytes:
        about = PdfSignatureMetadata(
            field_name=_FIELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
            reason="Panel",
        )
        self.stamp.write_bytes(_stamp(summary))
        style = StaticStampStyle(border_width=0, background=ImportedPdfPage(str(self.stamp)))
        signer = PdfSigner(about, signer=self.signer, stamp_style=style)
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        # Otherwise pyHanko signs twice, once to see how much room it takes.
        signed: bytes = signer.sign_pdf(writer, bytes_reserved=_RESERVED).getvalue()
        return signed


def _stamp(summary: Document) -> bytes:
    load_fonts()
    buffer, who, (width, height) = io.BytesIO(), summary.author, STAMP
    canvas = Canvas(buffer, pagesize=STAMP, initialFontName=REGULAR)
    canvas.setFillColor(TINT)
    canvas.rect(0, 0, width, height, stroke=0, fill=1)
    canvas.setFillColor(INK)
    y = height - 4
    for text, face, size in (
        ("Signed electronically", REGULAR, 8),
        (who.name, BOLD, 11),
        (f"{who.role} · {who.registration}", REGULAR, 9),
        (f"{summary.prepared_at:%d-%b-%Y %H:%M} UTC", REGULAR, 8),
    ):
        y -= size + 1.6
        canvas.setFont(face, size)
        canvas.drawString(12, y + 1.5, text)
    canvas.save()
    return buffer.getvalue()


def _tagged(summary: Document, drawn: Drawn, attachment: bytes) -> bytes:
    with Pdf.open(io.BytesIO(drawn.pdf)) as pdf:
        _structure(pdf, drawn, f"Signature of {summary.author.name}, author of this document")
        _describe(pdf, summary)
        _attach(pdf, attachment)
        out = io.BytesIO()
        pdf.save(out, min_version="1.7")
        return out.getvalue()


def _structure(pdf: Pdf, drawn: Drawn, words: str) -> None:
    pages = [page.obj for page in pdf.pages]
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    made: dict[int, Any] = {}
    top = _element(pdf, drawn.tree, root, pages, made)
    table = Array()
    for number, page in enumerate(pages):
        page.StructParents, page.Tabs = number, Name.S
        marked = drawn.marked[number] if number < len(drawn.marked) else []
        table.extend([number, Array([made[id(tag)] for tag in marked])])
    table.extend([len(pages), _field(pdf, drawn, words, pages[drawn.page], top)])
    root.K, root.ParentTree = top, pdf.make_indirect(Dictionary(Nums=table))
    root.ParentTreeNextKey = len(pages) + 1
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)


def _element(pdf: Pdf, tag: Tag, parent: Any, pages: list[Any], made: dict[int, Any]) -> Any:
    entry = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{tag.name}"), P=parent))
    made[id(tag)] = entry
    if tag.scope:
        entry.A = Dictionary(O=Name.Table, Scope=Name(f"/{tag.scope}"))
    kids: list[Any] = [_element(pdf, kid, entry, pages, made) for kid in tag.kids]
    if tag.marks:
        first = tag.marks[0][0]
        entry.Pg = pages[first]
        kids += [
            number if page == first else Dictionary(Type=Name.MCR, Pg=pages[page], MCID=number)
            for page, number in tag.marks
        ]
    entry.K = Array(kids)
    return entry


def _field(pdf: Pdf, drawn: Drawn, words: str, page: Any, top: Any) -> Any:
    widget = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(_FIELD),
            TU=String(words),
            Rect=Array(drawn.box),
            F=_PRINTED,
            P=page,
            StructParent=len(pdf.pages),
        )
    )
    page.Annots = Array([widget])
    pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array([widget]), SigFlags=0))
    kid = Dictionary(Type=Name.OBJR, Obj=widget, Pg=page)
    form = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Form, P=top, Pg=page, Alt=String(words), K=kid)
    )
    top.K.append(form)
    return form


def _describe(pdf: Pdf, summary: Document) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as meta:
        meta["dc:title"] = f"{summary.title}, case {summary.reference}"
        meta["dc:creator"] = [summary.author.name]
        meta["dc:language"] = {"en-GB"}
        meta["xmp:CreateDate"] = summary.prepared_at.isoformat()
        meta["xmp:CreatorTool"] = "bare"
        meta["xmpMM:DocumentID"] = f"uuid:{summary.id}"
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String("sRGB"))
    intent.DestOutputProfile = pdf.make_stream(_srgb(), N=3)
    root = pdf.Root
    root.OutputIntents, root.Lang = Array([intent]), String("en-GB")
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _attach(pdf: Pdf, attachment: bytes) -> None:
    spec = AttachedFileSpec(
        pdf,
        attachment,
        filename=_ATTACHMENT,
        description="The same for machines",
        mime_type="application/json",
        relationship=Name.Data,
    )
    pdf.attachments[_ATTACHMENT] = spec
    pdf.Root.AF = Array([spec.obj])


@cache
def _srgb() -> bytes:
    profile: bytes = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile
