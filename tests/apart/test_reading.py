"""Whatever hides in a document is read: by format, each place in which words do not show. What is not read is said."""

import io
import json
import zipfile
from collections.abc import Callable

import pytest
from PIL import Image

from app.apart.reading.document import read_document
from app.apart.reading.rtf import uncompressed
from app.apart.reading.sink import (
    DAMAGED,
    DOCTYPE,
    ENCRYPTED,
    FIELD,
    OLDER,
    PICTURE,
    PICTURES,
    TOO_DEEP,
    TOO_LARGE,
    UNKNOWN,
    Passage,
    Unread,
)
from app.domain.cases.terms.matching import Matcher
from app.domain.cases.terms.parts import Field
from app.domain.cases.terms.split import split
from app.services.writing.vocabulary import load
from tests import foreign_files as made
from tests.foreign_files import W, docx, linked, message, msg, odt, packed, pptx, run, wide, xlsx
from tests.hostile_files import pdf_of, picture_of

NAME = "Kerensa Polwarth"
NOTHING = "A letter about an appointment on Tuesday."


def read(document: bytes, ending: str = "") -> tuple[list[Passage], list[Unread]]:
    """What is read of a document, and what is not."""
    told: list[Passage | Unread] = []
    read_document(document, ending, told.append)
    return [each for each in told if isinstance(each, Passage)], [
        each for each in told if isinstance(each, Unread)
    ]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    vocabulary = load()
    lines = [
        split(vocabulary, Field.NAMES, NAME).parts,
        split(vocabulary, Field.ADDRESSES, "12 Elm Road, Northmoor NM4 2AB").parts,
        split(vocabulary, Field.CONTACTS, "07700 900461").parts,
    ]
    return Matcher(vocabulary, lines)


def places(matcher: Matcher, document: bytes, ending: str = "") -> set[str]:
    """Where something of the victim is found."""
    passages, _ = read(document, ending)
    return {passages[each.passage].place for each in matcher.places([passage.text for passage in passages])}


def cell(at: str, text: str, more: str = "") -> str:
    """A cell of its own text."""
    return f'<c r="{at}" t="inlineStr"{more}><is><t>{text}</t></is></c>'


def sheet(text: str, **said: str) -> bytes:
    """A sheet of one row."""
    return xlsx(f'<row r="1">{cell("A1", text)}</row>', **said)


def zipped(*depth: str) -> bytes:
    content = NAME.encode()
    for name in depth:
        content = packed({name: content})
    return content


S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TABLE = "".join(
    (
        "</w:p><w:tbl>",
        *["<w:tr>" + "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>" * 2 + "</w:tr>"] * 2,
        "</w:tbl><w:p>",
    )
)
HIDDEN: dict[str, tuple[str, bytes, str]] = {
    # ending, document, where it stands
    "text": (".txt", f"Dear\n{NAME}".encode(), ""),
    "UTF-16": (".txt", NAME.encode("utf-16"), ""),
    "UTF-16 without a mark": (".txt", NAME.encode("utf-16-le"), ""),
    "letters of Windows": (".txt", f"Café: {NAME}".encode("cp1252"), ""),
    "markdown": (".md", b"> **Ker**ensa", ""),
    "csv in a row": (".csv", b"a,b\nKerensa,Polwarth\n", ""),
    "csv down a column": (".csv", b"12 Elm,x\nRoad,y\n", "column A"),
    "json key": (".json", json.dumps({NAME: 1}).encode(), ""),
    "json escaped": (".json", b'{"a": "\\u004b\\u0065rensa"}', ""),
    "html cut by tags": (".html", b"<p>Ker<b>en</b>sa</p>", ""),
    "html comment": (".html", f"<p>x</p><!-- {NAME} -->".encode(), "what does not show"),
    "html attribute": (".html", f'<img alt="{NAME}">'.encode(), "what does not show"),
    "html entities": (".html", b"<p>&#75;&#101;rensa</p>", ""),
    "docx": (".docx", docx(run(f"To {NAME}")), "the document"),
    "docx in broken runs": (".docx", docx(run("Ke") + run("ren") + run("sa")), "the document"),
    "docx deleted": (
        ".docx",
        docx(f"<w:del><w:r><w:delText>{NAME}</w:delText></w:r></w:del>"),
        "the document before its changes",
    ),
    "docx cut by what was deleted": (
        ".docx",
        docx(run("Ker") + "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>" + run("ensa")),
        "the document",
    ),
    "docx cut by what was put in": (
        ".docx",
        docx(run("Ker") + f"<w:ins>{run('xyz')}</w:ins>" + run("ensa")),
        "the document before its changes",
    ),
    "docx hidden": (".docx", docx(run(NAME, "<w:vanish/>")), "the document"),
    "docx comment": (
        ".docx",
        docx(
            word__comments_xml=f"<w:comments {W}><w:comment><w:p>{run(NAME)}</w:p></w:comment></w:comments>"
        ),
        "the comments",
    ),
    "docx header": (
        ".docx",
        docx(word__header1_xml=f"<w:hdr {W}><w:p>{run(NAME)}</w:p></w:hdr>"),
        "header 1",
    ),
    "docx footnote": (
        ".docx",
        docx(word__footnotes_xml=f"<w:footnotes {W}><w:p>{run(NAME)}</w:p></w:footnotes>"),
        "the footnotes",
    ),
    "docx alternative": (
        ".docx",
        docx(f'<w:r><w:drawing><x descr="{NAME}"/></w:drawing></w:r>'),
        "the document, what does not show",
    ),
    "docx field": (
        ".docx",
        docx(f"<w:r><w:instrText>MAIL {NAME[:5]}</w:instrText><w:instrText>{NAME[5:]}</w:instrText></w:r>"),
        "the document, what does not show",
    ),
    "docx text box": (
        ".docx",
        docx(run("Dear ") + f"<w:r><w:txbxContent><w:p>{run(NAME)}</w:p></w:txbxContent></w:r>"),
        "the document",
    ),
    "docx link": (
        ".docx",
        docx(word___rels__document_xml_rels=linked("mailto:kerensa.polwarth@mail.example")),
        "its links, what does not show",
    ),
    "docx property": (
        ".docx",
        docx(docProps__core_xml=f"<a xmlns='x'><b>{NAME}</b></a>"),
        "its properties",
    ),
    "docx data": (".docx", docx(customXml__item1_xml="<a><b>Kerensa</b><c>x</c></a>"), "its data"),
    "docx name of a part": (".docx", docx(word__media__Kerensa_txt="x"), "the names of its files"),
    "docx in a row of a table": (".docx", docx(TABLE.format("12 Elm", "Road", "x", "y")), "the document"),
    "docx down a column of a table": (
        ".docx",
        docx(TABLE.format("12 Elm", "x", "Road", "y")),
        "the document, tables by their columns",
    ),
    "docx in a docx": (
        ".docx",
        docx(word__embeddings__a_docx=docx(run(NAME))),
        "file 1 inside it: the document",
    ),
    "xlsx": (".xlsx", sheet(NAME), "sheet 1"),
    "xlsx shared": (".xlsx", xlsx('<row><c t="s"><v>0</v></c></row>', strings=[NAME]), "sheet 1"),
    "xlsx of no cell": (".xlsx", xlsx("", strings=[NAME]), "the texts of its cells"),
    "xlsx hidden sheet": (
        ".xlsx",
        xlsx("", f'<row r="4">{cell("B4", NAME)}</row>', states=["", "veryHidden"]),
        "sheet 2 (hidden)",
    ),
    "xlsx hidden row": (".xlsx", xlsx(f'<row r="9" hidden="1">{cell("A9", NAME)}</row>'), "sheet 1"),
    "xlsx over two cells": (
        ".xlsx",
        xlsx(f'<row r="1">{cell("A1", "12 Elm")}{cell("B1", "Road")}</row>'),
        "sheet 1",
    ),
    "xlsx down a column": (
        ".xlsx",
        xlsx(
            f'<row r="1">{cell("C1", "12 Elm")}</row><row r="2">{cell("C2", "Road")}{cell("D2", "x")}</row>'
        ),
        "sheet 1, column C",
    ),
    "xlsx telephone as a number": (
        ".xlsx",
        xlsx("<row><c><v>7700900461</v></c></row>"),
        "sheet 1",
    ),
    "xlsx formula": (
        ".xlsx",
        xlsx(f'<row><c t="str"><f>"{NAME}"</f><v>x</v></c></row>'),
        "sheet 1, what does not show",
    ),
    "xlsx comment": (
        ".xlsx",
        sheet(
            "x",
            xl__comments1_xml=f"<comments {S}><comment><text><r><t>{NAME}</t></r></text></comment></comments>",
        ),
        "the comments",
    ),
    "xlsx name of a sheet": (
        ".xlsx",
        sheet("x", xl__workbook_xml=f'<workbook {S}><sheets><sheet name="{NAME}"/></sheets></workbook>'),
        "the names of its sheets, what does not show",
    ),
    "pptx hidden slide": (".pptx", pptx({"slides/slide3.xml": f"<a:r><a:t>{NAME}</a:t></a:r>"}), "slide 3"),
    "pptx notes": (
        ".pptx",
        pptx({"notesSlides/notesSlide2.xml": "<a:r><a:t>Ker</a:t></a:r><a:r><a:t>ensa</a:t></a:r>"}),
        "notes 2",
    ),
    "odt": (".odt", odt("<text:p>Ker<text:span>ensa</text:span></text:p>"), "the document"),
    "odt deleted": (
        ".odt",
        odt(
            f"<text:tracked-changes><text:deletion><text:p>{NAME}</text:p></text:deletion></text:tracked-changes>"
        ),
        "the document",
    ),
    "odt comment": (
        ".odt",
        odt(f"<text:p>x<office:annotation><text:p>{NAME}</text:p></office:annotation></text:p>"),
        "the document",
    ),
    "odt header": (".odt", odt("", styles=f"<text:p>{NAME}</text:p>"), "its styles, headers and footers"),
    "odt property": (".odt", odt("", meta=f"<dc:title>{NAME}</dc:title>"), "its properties"),
    "eml header": (".eml", message(headers=f"Subject: {NAME}\n"), "the headers"),
    "eml encoded word": (".eml", message(headers="Subject: =?utf-8?B?S2VyZW5zYQ==?=\n"), "the headers"),
    "eml in base64": (".eml", message(("text/plain", NAME.encode(), "")), "text 1"),
    "eml in HTML": (".eml", message(("text/html", b"<p>Ker<i>ensa</i></p>", "")), "text 1"),
    "eml attachment": (
        ".eml",
        message(("application/octet-stream", docx(run(NAME)), "letter.docx")),
        "attachment 1: the document",
    ),
    "eml name of an attachment": (
        ".eml",
        message(("text/plain", b"x", f"{NAME}.txt")),
        "the headers of its parts",
    ),
    "eml in an eml": (
        ".eml",
        message(("message/rfc822", message(("text/plain", NAME.encode(), "")), "")),
        "message 1 in it: text 1",
    ),
    "eml without its ending": ("", message(("text/plain", NAME.encode(), "")), "text 1"),
    "msg subject": (".msg", msg(p0037001F=wide(NAME)), "the message"),
    "msg body": (".msg", msg(p1000001E=made.filled(NAME.encode())), "the message"),
    "msg HTML": (".msg", msg(p10130102=made.filled(b"<p>Ker<b>ensa</b></p>")), "the message"),
    "msg RTF": (
        ".msg",
        msg(p10090102=made.filled(b"\0\0\0\0\0\x10\0\0MELA\0\0\0\0{\\rtf1 Ker{\\b ensa}}")),
        "the message",
    ),
    "msg people": (
        ".msg",
        msg(**{"__recip_version1.0_#00000000": {"__substg1.0_3001001F": wide(NAME)}}),
        "the message",
    ),
    "msg attachment": (
        ".msg",
        msg(
            **{
                "__attach_version1.0_#00000000": {
                    "__substg1.0_37010102": made.filled(NAME.encode()),
                    "__substg1.0_3707001F": wide("x.txt"),
                }
            }
        ),
        "attachment 1",
    ),
    "rtf hidden": (".rtf", b"{\\rtf1 To {\\v Ker\\'65nsa\\par}}", ""),
    "zip": (".zip", zipped("a.txt"), "file 1 in it"),
    "zip in a zip": (".zip", zipped("a.txt", "b.zip"), "file 1 in it: file 1 in it"),
    "zip name": (".zip", packed({f"{NAME}.txt": "x"}), "the names of its files"),
    "zip name on the way out": (".zip", packed({"../../Kerensa.txt": "x"}), "the names of its files"),
    **{
        f"pdf {how}": (".pdf", made.pdf(how, NAME), where)
        for how, where in (
            ("white", "page 1"),
            ("box", "page 1"),
            ("off the page", "page 1"),
            ("title", "its properties, links and alternatives"),
            ("outline", "its properties, links and alternatives"),
            ("field", "its properties, links and alternatives"),
        )
    },
    "pdf link": (".pdf", made.pdf("link", "kerensa@mail.example"), "its properties, links and alternatives"),
    "pdf XMP": (".pdf", made.changed(made.pdf(), "xmp", NAME), "its properties"),
    "pdf taken out": (
        ".pdf",
        made.emptied(made.pdf("white", NAME)),
        "as it was before change 1: page 1",
    ),
    "pdf alternative": (
        ".pdf",
        made.changed(made.pdf(), "alternative", NAME),
        "its properties, links and alternatives",
    ),
    "pdf note": (".pdf", made.changed(made.pdf(), "note", NAME), "its properties, links and alternatives"),
    "pdf attachment": (".pdf", made.changed(made.pdf(), "attachment", NAME), "attachment 1"),
    "pdf drawn under another text": (
        ".pdf",
        made.changed(made.pdf(), "drawn", NAME),
        "as it is drawn: page 1",
    ),
    "pdf attachment of no type": (
        ".pdf",
        made.changed(made.pdf(), "attached by itself", NAME),
        "attachment 1",
    ),
    "pdf attached docx": (
        ".pdf",
        made.changed(made.pdf(), "attached docx", NAME),
        "attachment 1: the document",
    ),
}


@pytest.mark.parametrize("what", HIDDEN)
def test_a_detail_is_found_wherever_it_hides(what: str, matcher: Matcher) -> None:
    ending, document, where = HIDDEN[what]
    assert where in places(matcher, document, ending)
    # By what it is, whatever it is called; text alone is only text then.
    assert places(matcher, document) or what == "csv down a column"


CLEAN: dict[str, tuple[str, bytes]] = {
    "text": (".txt", NOTHING.encode()),
    "csv": (".csv", b"day,what\n24-Nov-2026,A letter\n"),
    "json": (".json", json.dumps({"a": [NOTHING, 1, None]}).encode()),
    "html": (".html", f"<html><body><p>{NOTHING}</p></body></html>".encode()),
    "docx": (".docx", docx(run(NOTHING), word___rels__document_xml_rels=linked("styles.xml"))),
    "xlsx": (".xlsx", sheet(NOTHING)),
    "pptx": (".pptx", pptx({"slides/slide1.xml": f"<a:r><a:t>{NOTHING}</a:t></a:r>"})),
    "odt": (".odt", odt(f"<text:p>{NOTHING}</text:p>")),
    "eml": (".eml", message(("text/plain", NOTHING.encode(), ""))),
    "msg": (".msg", msg(p1000001F=wide(NOTHING))),
    "zip": (".zip", packed({"a/b.txt": NOTHING, "c.docx": docx(run(NOTHING))})),
    "pdf": (".pdf", made.pdf()),
    "nothing at all": (".txt", b""),
}


@pytest.mark.parametrize("what", CLEAN)
def test_a_clean_document_is_read_whole_and_nothing_is_found(what: str, matcher: Matcher) -> None:
    ending, document = CLEAN[what]
    passages, unread = read(document, ending)
    assert unread == []
    assert places(matcher, document, ending) == set()
    assert any(NOTHING.split()[1] in each.text for each in passages) or what == "nothing at all"


def _encrypted_zip() -> bytes:
    content = bytearray(packed({"a.txt": "x"}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + at] |= 1
    return bytes(content)


def _picture_page() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 80), "red").save(out, "PDF")
    return out.getvalue()


UNREAD: dict[str, tuple[Callable[[], bytes], list[Unread]]] = {
    "a PDF that is a picture": (_picture_page, [Unread("page 1", PICTURE)]),
    "a picture": (lambda: picture_of("PNG", 60, 60), [Unread("", PICTURE)]),
    "a docx with two pictures": (
        lambda: docx(
            run("x"),
            word__media__a_png=picture_of("PNG", 60, 60),
            word__media__b_jpeg=picture_of("JPEG", 90, 90),
        ),
        [Unread("", PICTURES, 2)],
    ),
    "a docx with a line": (lambda: docx(run("x"), word__media__a_png=picture_of("PNG", 600, 4)), []),
    "a file of much in a ZIP of others": (
        lambda: packed({"a.txt": bytes(3_000_000), "b.txt": "x"}),
        [Unread("file 1 in it", TOO_LARGE)],
    ),
    "more files than are read": (lambda: packed({f"{n}": "" for n in range(2_001)}), [Unread("", TOO_LARGE)]),
    "a PDF of many pages": (lambda: pdf_of(2_001), [Unread("", TOO_LARGE)]),
    "cells that share much text": (
        lambda: xlsx('<row><c t="s"><v>0</v></c></row>' * 300, strings=["x" * 100_000]),
        [Unread("", TOO_LARGE)],
    ),
    "ZIPs in each other": (
        lambda: zipped("a.txt", "b.zip", "c.zip", "d.zip"),
        [Unread("file 1 in it: file 1 in it: file 1 in it: file 1 in it", TOO_DEEP)],
    ),
    "a document type": (
        lambda: docx(word__a_xml='<!DOCTYPE a [<!ENTITY b "Kerensa">]><a>&b;</a>'),
        [Unread("another part", DOCTYPE)],
    ),
    "an encrypted ZIP": (_encrypted_zip, [Unread("file 1 in it", ENCRYPTED)]),
    "an encrypted PDF": (lambda: made.changed(made.pdf(), "password", ""), [Unread("", ENCRYPTED)]),
    "an encrypted docx": (lambda: made.compound({"EncryptedPackage": bytes(4096)}), [Unread("", ENCRYPTED)]),
    "an encrypted odt": (
        lambda: odt("", manifest="<a><encryption-data/></a>"),
        [Unread("", ENCRYPTED)],
    ),
    "a Word file of before": (lambda: made.compound({"WordDocument": bytes(4096)}), [Unread("", OLDER)]),
    "a broken ZIP": (lambda: zipped("a.txt")[:40], [Unread("", DAMAGED)]),
    "a broken PDF": (lambda: b"%PDF-1.7 and no more", [Unread("", DAMAGED)]),
    "a broken part": (lambda: docx(word__a_xml="<a>"), [Unread("another part", DAMAGED)]),
    "another way to pack": (lambda: b"\x1f\x8b\x08" + bytes(40), [Unread("", UNKNOWN)]),
    "bytes": (lambda: bytes(range(256)) * 4, [Unread("", UNKNOWN)]),
}


@pytest.mark.parametrize("what", UNREAD)
def test_what_is_not_read_is_said_with_why(what: str) -> None:
    document, told = UNREAD[what]
    assert read(document())[1] == told


def test_what_is_beside_what_cannot_be_read_is_read(matcher: Matcher) -> None:
    document = packed({"a.png": picture_of("PNG", 60, 60), "b.txt": NAME, "c.docx": b"PK\x03\x04"})
    assert places(matcher, document) == {"file 2 in it"}
    assert read(document)[1] == [Unread("file 1 in it", PICTURE), Unread("file 3 in it", DAMAGED)]


def test_more_characters_than_are_read_end_the_reading() -> None:
    passages, unread = read(b"x" * 20_000_001, ".txt")
    assert (passages, unread) == ([], [Unread("", TOO_LARGE)])


def test_a_place_is_told_by_numbers_and_never_by_a_name_of_the_file() -> None:
    inner = "file 1 in it: file 1 in it: the document"
    told = packed({f"{NAME}.zip": packed({f"{NAME}/{NAME}.docx": docx(run(NAME))})})
    passages, _ = read(told)
    assert {each.place for each in passages} - {f"{inner}, what does not show"} == {
        "the names of its files",
        "file 1 in it: the names of its files",
        "file 1 in it: file 1 in it: the names of its files",
        inner,
    }


def test_rows_and_lines_are_numbered_as_the_other_program_numbers_them() -> None:
    rows = "".join(f'<row r="{n}">{cell(f"A{n}", "x")}</row>' for n in (3, 5, 400))
    passages, _ = read(xlsx(rows))
    by_row = [(each.first, each.text) for each in passages if each.unit == "row"]
    assert by_row == [(3, "x\n\nx"), (400, "x")]
    (page,) = (each for each in read(docx(run("a"), run("b")))[0] if each.place == "the document")
    assert (page.text, page.unit) == ("a\nb\n", "line")
    (table,) = (each for each in read(b"a,b\nc,d\n", ".csv")[0] if each.unit == "row")
    assert table.text == f"a{FIELD}b\nc{FIELD}d"


def test_the_form_in_which_outlook_keeps_rtf_is_taken_apart() -> None:
    """The example of [MS-OXRTFCP] 4.1."""
    example = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert uncompressed(example) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_nothing_is_written_for_a_name_that_leads_elsewhere(tmp_path: object) -> None:
    with zipfile.ZipFile(io.BytesIO(packed({"../../etc/x": "y"}))) as harmless:
        assert harmless.namelist() == ["../../etc/x"]
    passages, unread = read(packed({"../../../x.txt": "words", "/y.txt": "words"}))
    assert [each.text for each in passages if each.place.startswith("file")] == ["words", "words"]
    assert unread == []
