"""What a PDF says about itself: title, author, language, colours, and the attached JSON.

It claims PDF/UA-1 (ISO 14289-1), which two checkers hold it against. Output intent and associated file follow PDF/A-3
(ISO 19005-3), which is not claimed: no validator for it was at hand. Nothing names the machine, its user or a path.
"""

import hashlib
import html
from dataclasses import dataclass
from datetime import UTC, datetime

from pikepdf import Array, Dictionary, Name, Pdf, String

from app.reports.pdf import srgb

CREATOR = "MASIP Casework"
UNNAMED = "PDF"
"""What made a letter: its file does not name the program."""
_PACKET_ID = "W5M0MpCehiHzreSzNTczkc9d"


@dataclass(frozen=True, slots=True)
class About:
    """The few facts put into the metadata."""

    title: str
    author: str
    document_id: str
    created: datetime
    creator: str = CREATOR


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF that holds the same content for machines."""

    name: str
    media_type: str
    description: str
    data: bytes


def describe(pdf: Pdf, about: About) -> None:
    """Write the information dictionary, the XMP packet, the language and the colour space."""
    stamp = about.created.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
    info = pdf.docinfo
    for key in list(info.keys()):
        del info[key]
    for key, value in (
        ("/Title", about.title),
        ("/Author", about.author),
        ("/Creator", about.creator),
        ("/Producer", about.creator),
        ("/CreationDate", stamp),
        ("/ModDate", stamp),
    ):
        info[key] = value
    root = pdf.Root
    root.Lang = String("en-GB")
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.Metadata = pdf.make_stream(_xmp(about), Type=Name.Metadata, Subtype=Name.XML)
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, Info=String("sRGB"))
    intent.OutputConditionIdentifier = String("sRGB")
    intent.DestOutputProfile = pdf.make_stream(srgb.profile(), N=3)
    root.OutputIntents = Array([intent])


def attach(pdf: Pdf, attachment: Attachment, created: datetime) -> None:
    """Embed a file as associated data of the document (ISO 19005-3, 6.8)."""
    stamp = created.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
    digest = hashlib.md5(attachment.data, usedforsecurity=False).digest()
    file = pdf.make_stream(attachment.data, Type=Name.EmbeddedFile, Subtype=Name(f"/{attachment.media_type}"))
    file.Params = Dictionary(ModDate=String(stamp), Size=len(attachment.data), CheckSum=String(digest))
    spec = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(attachment.name),
            UF=String(attachment.name),
            AFRelationship=Name.Data,
            Desc=String(attachment.description),
            EF=Dictionary(F=file, UF=file),
        )
    )
    pdf.Root.AF = Array([spec])
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String(attachment.name), spec])))


def _xmp(about: About) -> bytes:
    when = about.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    title, author, document = (html.escape(text) for text in (about.title, about.author, about.document_id))
    dublin_core = (
        "<dc:format>application/pdf</dc:format>"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
        "<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>"
    )
    basic = (
        f"<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate>"
        f"<xmp:CreatorTool>{about.creator}</xmp:CreatorTool>"
    )
    parts = (
        ("dc", "http://purl.org/dc/elements/1.1/", dublin_core),
        ("xmp", "http://ns.adobe.com/xap/1.0/", basic),
        ("pdf", "http://ns.adobe.com/pdf/1.3/", f"<pdf:Producer>{about.creator}</pdf:Producer>"),
        ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/", "<pdfuaid:part>1</pdfuaid:part>"),
        ("xmpMM", "http://ns.adobe.com/xap/1.0/mm/", f"<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>"),
    )
    body = "".join(
        f'<rdf:Description rdf:about="" xmlns:{prefix}="{space}">{content}</rdf:Description>'
        for prefix, space, content in parts
    )
    packet = (
        f'<?xpacket begin="\ufeff" id="{_PACKET_ID}"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{body}</rdf:RDF></x:xmpmeta>\n'
        '<?xpacket end="w"?>'
    )
    return packet.encode()
