"""The archive copy of a report: PDF/A-1b (ISO 19005-1), the same pages without the file attached for machines.

Level b promises that the pages look the same for ever, all that they need being in the file. The tags stay in it, and
are not claimed: no validator for level a is at hand.
"""

from io import BytesIO
from typing import Final

from pikepdf import ObjectStreamMode, Pdf

_CLAIM: Final = (
    b'<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
    b"<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>"
)
_EXTENSION: Final = (
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    b'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    b'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    b"<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Indicates which part of ISO 14289 is followed</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
"""What PDF/A-1 asks to be said of a property that it does not know: of PDF/UA's own."""
_END: Final = b"</rdf:RDF>"


def archived(pdf: bytes) -> bytes:
    """The unsigned report `pdf` as an unsigned archive copy with the same field; the same bytes give the same bytes."""
    out = BytesIO()
    with Pdf.open(BytesIO(pdf)) as opened:
        root = opened.Root
        for name in ("/AF", "/Names"):
            if name in root:
                del root[name]
        said = root.Metadata.read_bytes()
        extension = _EXTENSION if b"pdfuaid" in said else b""
        root.Metadata.write(said.replace(_END, _CLAIM + extension + _END))
        opened.remove_unreferenced_resources()
        opened.save(
            out,
            force_version="1.4",
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=ObjectStreamMode.disable,
        )
    return out.getvalue()
