"""Files as other programs make them, built in memory, with words in one place: shown, hidden, deleted, attached."""

import io
import struct
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Iterable, Mapping
from itertools import pairwise

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from reportlab.lib.colors import black, white
from reportlab.pdfgen.canvas import Canvas

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """A ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of Word."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def docx(*paragraphs: str, **parts: str | bytes) -> bytes:
    """A Word file of those paragraphs, each the XML of its runs; more parts by their names, "__" for a stroke."""
    body = "".join(f"<w:p>{each}</w:p>" for each in paragraphs)
    more = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return packed({"[Content_Types].xml": _TYPES, "word/document.xml": document} | more)


def linked(target: str) -> str:
    """The links of a part."""
    return f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Target="{target}"/></Relationships>'


def xlsx(
    *sheets: str, states: Iterable[str] = (), strings: Iterable[str] = (), **parts: str | bytes
) -> bytes:
    """An Excel file of those sheets, each the XML of its rows."""
    said = [*states, *[""] * len(sheets)]
    book = "".join(
        f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"{f""" state="{said[n - 1]}" """ if said[n - 1] else ""}/>'
        for n in range(1, len(sheets) + 1)
    )
    relations = "".join(
        f'<Relationship Id="r{n}" Target="worksheets/sheet{n}.xml"/>' for n in range(1, len(sheets) + 1)
    )
    shared = "".join(f"<si><t>{each}</t></si>" for each in strings)
    more = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    return packed(
        {
            "[Content_Types].xml": _TYPES,
            "xl/workbook.xml": f"<workbook {_S} {_R}><sheets>{book}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>',
            "xl/sharedStrings.xml": f"<sst {_S}>{shared}</sst>",
        }
        | {
            f"xl/worksheets/sheet{n}.xml": f"<worksheet {_S}><sheetData>{rows}</sheetData></worksheet>"
            for n, rows in enumerate(sheets, 1)
        }
        | more
    )


def pptx(slides: Mapping[str, str]) -> bytes:
    """A PowerPoint file: of each part by its name the text of one paragraph, and whether its slide is shown."""
    made = {"[Content_Types].xml": _TYPES}
    for name, text in slides.items():
        made[f"ppt/{name}"] = (
            f'<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" {_A} show="0">'
            f"<a:p>{text}</a:p></p:sld>"
        )
    return packed(made)


def odt(body: str, styles: str = "", meta: str = "", manifest: str = "") -> bytes:
    """An OpenDocument text."""
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    members = {"mimetype": "application/vnd.oasis.opendocument.text"}
    for name, content in (("content.xml", body), ("styles.xml", styles), ("meta.xml", meta)):
        members[name] = f"<office:document {spaces}>{content}</office:document>"
    if manifest:
        members["META-INF/manifest.xml"] = manifest
    return packed(members)


def message(*parts: tuple[str, bytes, str], headers: str = "Subject: A letter\n") -> bytes:
    """A mail of parts: the type, the content in base64, and the name where it is attached."""
    edge = f"edge{sum(len(content) for _, content, _ in parts)}"
    said = [f"{headers}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary={edge}\n\nNo text.\n"]
    for kind, content, name in parts:
        named = f'Content-Disposition: attachment; filename="{name}"\n' if name else ""
        coded = "" if kind == "message/rfc822" else "Content-Transfer-Encoding: base64\n"
        body = content.decode() if kind == "message/rfc822" else b64encode(content).decode()
        said.append(f"--{edge}\nContent-Type: {kind}\n{named}{coded}\n{body}\n")
    return "".join((*said, f"--{edge}--\n")).encode()


# --- PDF ----------------------------------------------------------------------------------------------


def pdf(draw: str = "", words: str = "") -> bytes:
    """A PDF of one page that says something for everybody, and `words` in one of the ways in which they do not show."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.drawString(72, 700, "A letter about an appointment on Tuesday.")
    if draw == "white":
        canvas.setFillColor(white)
        canvas.drawString(72, 600, words)
    elif draw == "box":
        canvas.drawString(72, 600, words)
        canvas.setFillColor(black)
        canvas.rect(60, 590, 400, 30, fill=1)
    elif draw == "off the page":
        canvas.drawString(72, -400, words)
    elif draw == "title":
        canvas.setTitle(words)
    elif draw == "link":
        canvas.linkURL(f"mailto:{words}", (72, 600, 200, 620))
    elif draw == "outline":
        canvas.bookmarkPage("here")
        canvas.addOutlineEntry(words, "here")
    elif draw == "field":
        canvas.acroForm.textfield(name="who", value=words, x=72, y=500, width=300, height=20)
    canvas.save()
    return out.getvalue()


def changed(made: bytes, how: str, words: str) -> bytes:
    """A PDF with words in a place that no page shows."""
    with pikepdf.open(io.BytesIO(made)) as opened:
        if how == "xmp":
            with opened.open_metadata() as metadata:
                metadata["dc:description"] = words
        elif how == "attachment":
            opened.attachments["notes.txt"] = words.encode()
        elif how == "drawn":
            said = f"/Span <</ActualText (nothing)>> BDC BT /F1 12 Tf 72 150 Td ({words}) Tj ET EMC"
            opened.pages[0].contents_add(said.encode(), prepend=False)
        elif how == "attached by itself":
            held = opened.make_stream(words.encode())
            file = pikepdf.Dictionary(F="notes.txt", EF=pikepdf.Dictionary(F=held))
            opened.Root.Names = pikepdf.Dictionary(
                EmbeddedFiles=pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("notes"), file]))
            )
        elif how == "attached docx":
            opened.attachments["letter.docx"] = docx(run(words))
        elif how == "alternative":
            figure = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Figure, Alt=words)
            opened.Root.StructTreeRoot = opened.make_indirect(
                pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=opened.make_indirect(figure))
            )
        elif how == "note":
            note = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[10, 10, 30, 30], Contents=words
            )
            opened.pages[0].Annots = pikepdf.Array([opened.make_indirect(note)])
        out = io.BytesIO()
        opened.save(out, encryption=pikepdf.Encryption(user="x", owner="x") if how == "password" else None)
    return out.getvalue()


def emptied(made: bytes) -> bytes:
    """A PDF whose page was emptied by what was added to its end."""
    out = io.BytesIO(made)
    writer = IncrementalPdfFileWriter(out)
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b""))
    writer.update_container(page)
    writer.write_in_place()
    return out.getvalue()


# --- Outlook ------------------------------------------------------------------------------------------

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_LEAST = 4096
"""Smaller streams are kept in another way: each is filled up to as much."""

Tree = Mapping[str, "bytes | Tree"]


def compound(tree: Tree) -> bytes:
    """A compound file ([MS-CFB]) of storages and streams."""
    entries: list[list[object]] = [["Root Entry", 5, []]]
    _add(entries, 0, tree)
    chains: list[bytes] = [bytes(each[3]) for each in entries if each[1] == 2]  # type: ignore[call-overload]
    directory = -(-len(entries) * 128 // _SECTOR)
    counts = [-(-len(each) // _SECTOR) for each in chains]
    fats = 1
    while fats * 128 < fats + directory + sum(counts):
        fats += 1
    table = [_FAT] * fats + [*range(fats + 1, fats + directory), _END]
    starts = []
    for count in counts:
        starts.append(len(table))
        table += [*range(len(table) + 1, len(table) + count), _END]
    table += [_FREE] * (fats * 128 - len(table))
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
        + bytes(6)
    )
    head += struct.pack("<IIIIIIIII", 0, fats, fats, 0, _LEAST, _END, 0, _END, 0)
    head += struct.pack("<109I", *(list(range(fats)) + [_FREE] * (109 - fats)))
    body = struct.pack(f"<{len(table)}I", *table) + _directory(entries, starts).ljust(
        directory * _SECTOR, b"\0"
    )
    return head + body + b"".join(each.ljust(-(-len(each) // _SECTOR) * _SECTOR, b"\0") for each in chains)


def _add(entries: list[list[object]], parent: int, tree: Tree) -> None:
    for name, held in sorted(tree.items()):
        number = len(entries)
        entries[parent][2].append(number)  # type: ignore[attr-defined]
        if isinstance(held, bytes):
            entries.append([name, 2, [], held])
        else:
            entries.append([name, 1, []])
            _add(entries, number, held)


def _directory(entries: list[list[object]], starts: list[int]) -> bytes:
    """Each storage's entries as a chain to the right: a tree that nobody balanced."""
    right = {}
    for each in entries:
        inside: list[int] = each[2]  # type: ignore[assignment]
        right |= dict(pairwise(inside))
    made, left = b"", iter(starts)
    for number, (name, kind, inside, *held) in enumerate(entries):
        coded = str(name).encode("utf-16-le") + b"\0\0"
        start, size = (next(left), len(held[0])) if kind == 2 else (_END if kind == 5 else 0, 0)  # type: ignore[arg-type]
        first = inside[0] if inside else _FREE  # type: ignore[index]
        made += coded.ljust(64, b"\0") + struct.pack("<HBB", len(coded), kind, 1)
        made += struct.pack("<III", _FREE, right.get(number, _FREE), first) + bytes(36)
        made += struct.pack("<IQ", start, size)
    return made


def msg(**properties: bytes | Tree) -> bytes:
    """An Outlook message: properties by their number and type, attachments and people by their folder."""
    tree: dict[str, bytes | Tree] = {"__properties_version1.0": bytes(_LEAST)}
    for name, held in properties.items():
        tree[f"__substg1.0_{name[1:]}" if name.startswith("p") else name] = held
    return compound(tree)


def wide(text: str) -> bytes:
    """A text as Outlook keeps it, filled up."""
    return text.encode("utf-16-le") + " ".encode("utf-16-le") * _LEAST


def filled(content: bytes) -> bytes:
    """Bytes, filled up with blanks."""
    return content.ljust(_LEAST, b" ")


# --- far more than they say -----------------------------------------------------------------------------


def zeroes(gigabytes: int) -> bytes:
    """A ZIP of one file of so many GiB of zeroes, packed piece by piece as one block says it: some megabytes."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packing.compress(bytes(1024 * 1024)) + packing.flush(zlib.Z_FULL_FLUSH)
    block = packing.compress(bytes(1024 * 1024)) + packing.flush(zlib.Z_FULL_FLUSH)
    content = first + block * (gigabytes * 1024 - 1) + packing.flush()
    name, size = b"zeroes.txt", gigabytes << 30
    sizes = struct.pack("<HHQQ", 1, 16, size, len(content))
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 45, 0, 8, 0, 33, 0, _FREE, _FREE, len(name), len(sizes))
    central = struct.pack(
        "<IHHHHHHIIIHHHHHII",
        0x02014B50,
        45,
        45,
        0,
        8,
        0,
        33,
        0,
        _FREE,
        _FREE,
        len(name),
        len(sizes),
        0,
        0,
        0,
        0,
        0,
    )
    before = local + name + sizes + content
    after = central + name + sizes
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1, 1, len(after), len(before), 0)
    return before + after + end
