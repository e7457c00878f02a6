"""Writes the structure tree and the empty signature field into a PDF that ReportLab has drawn."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from app.reports.pdf.tagging import Element


@dataclass(frozen=True, slots=True)
class SignatureField:
    """An empty field to sign: name, what a screen reader says, page (from 0) and box in points.

    `shown` is a PDF of one page that stands there until it is signed; without one nothing does.
    """

    name: str
    words: str
    page: int
    box: tuple[float, float, float, float]
    shown: bytes = b""


def write(pdf: Pdf, document: Element, marked: list[list[Element]], *fields: SignatureField) -> None:
    """Write the tree under `document`, the table from page to element, and each field as a Form at the end."""
    pages = [page.obj for page in pdf.pages]
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    made: dict[int, Any] = {}
    top = _element(pdf, document, root, pages, made)
    numbers = Array()
    for index, page in enumerate(pages):
        page.StructParents = index
        page.Tabs = Name.S
        owners = marked[index] if index < len(marked) else []
        numbers.append(index)
        numbers.append(pdf.make_indirect(Array([made[id(owner)] for owner in owners])))
    if fields:
        pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array(), SigFlags=0))
    for key, field in enumerate(fields, len(pages)):
        numbers.append(key)
        numbers.append(_field(pdf, field, pages[field.page], top, key))
    root.K = top
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    root.ParentTreeNextKey = len(pages) + len(fields)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _element(pdf: Pdf, element: Element, parent: Any, pages: list[Any], made: dict[int, Any]) -> Any:
    """Write one element and all below it."""
    entry = {"/Type": Name.StructElem, "/S": Name(f"/{element.tag}"), "/P": parent}
    if element.alt:
        entry["/Alt"] = String(element.alt)
    if element.actual:
        entry["/ActualText"] = String(element.actual)
    if element.scope:
        entry["/A"] = Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
    if element.bbox is not None:
        entry["/A"] = Dictionary(O=Name.Layout, BBox=Array([round(edge, 2) for edge in element.bbox]))
    first = next((item[0] for item in element.content if isinstance(item, tuple)), None)
    if first is not None:
        entry["/Pg"] = pages[first]
    written = made[id(element)] = pdf.make_indirect(Dictionary(entry))
    content: list[Any] = []
    for item in element.content:
        if isinstance(item, Element):
            content.append(_element(pdf, item, written, pages, made))
        elif item[0] == first:
            content.append(item[1])
        else:
            content.append(Dictionary(Type=Name.MCR, Pg=pages[item[0]], MCID=item[1]))
    written.K = content[0] if len(content) == 1 else Array(content)
    return written


def _field(pdf: Pdf, field: SignatureField, page: Any, document: Any, key: int) -> Any:
    """Add an empty signature field with what is shown there, and return its structure element."""
    left, bottom, right, top = (round(edge, 2) for edge in field.box)
    blank = _shown(pdf, field.shown)
    blank.BBox = Array([0, 0, round(right - left, 2), round(top - bottom, 2)])
    printed = 4
    widget = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(field.name),
            TU=String(field.words),
            Rect=Array([left, bottom, right, top]),
            F=printed,
            P=page,
            StructParent=key,
            AP=Dictionary(N=blank),
        )
    )
    if "/Annots" not in page:
        page.Annots = Array()
    page.Annots.append(widget)
    pdf.Root.AcroForm.Fields.append(widget)
    form = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Form, P=document, Pg=page, Alt=String(field.words))
    )
    form.K = Dictionary(Type=Name.OBJR, Obj=widget, Pg=page)
    document.K.append(form)
    return form


def _shown(pdf: Pdf, page: bytes) -> Any:
    """The page as it is drawn within a field; an empty one for none."""
    if not page:
        return pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, Resources=Dictionary())
    with Pdf.open(BytesIO(page)) as drawn:
        return pdf.copy_foreign(drawn.pages[0].as_form_xobject())
