"""The panel summary, read back with the tools a receiver has."""

import re
import subprocess
from dataclasses import replace
from datetime import timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

import msgspec
import pikepdf
import pytest

from app.domain.summary import Advice, PanelSummary
from app.errors import CannotPrint
from app.reports.panel import ATTACHMENT, Built, build
from tests.outside import tool
from tests.reports.sample import sample, sparse

HOSTILE = '<img src="/etc/passwd"/> & <b>open **half </para> &lt; <font color="red">'


@cache
def full() -> Built:
    """Build the full sample once."""
    return build(sample(), msgspec.json.encode(sample()))


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """Return the full sample as a file."""
    path = tmp_path / "summary.pdf"
    path.write_bytes(full().pdf)
    return path


def run(name: str, *arguments: str | Path) -> str:
    """Run an outside tool and return what it prints; it must succeed."""
    done = subprocess.run(  # noqa: S603 - our own arguments
        [tool(name), *map(str, arguments)], check=True, capture_output=True
    )
    return done.stdout.decode()


def words(built: Built, tmp_path: Path) -> str:
    """Return the text of a report with single spaces."""
    path = tmp_path / "read.pdf"
    path.write_bytes(built.pdf)
    return " ".join(run("pdftotext", "-raw", path, "-").split())


def test_a_full_case_takes_one_to_four_pages() -> None:
    """A panel reads it in the time it has."""
    assert 1 <= full().pages <= 4


def test_every_page_says_whose_it_is_for_whom_and_which(saved: Path) -> None:
    """A page lost from the rest can still be put back, or kept from the wrong eyes."""
    for number in range(1, full().pages + 1):
        page = run("pdftotext", "-layout", "-f", str(number), "-l", str(number), saved, "-")
        assert page.count("OFFICIAL-SENSITIVE") == 2
        for stands in (
            "MARLOWE, Dean (Mr) · born 14-Aug-1984 (age 42) · NHS number 999 000 0018",
            "Case MC-2026-014",
            "For Northmere Stalking Panel, Panel of 26-Nov-2026",
            f"Page {number} of {full().pages}",
            "Document 019ab3f2-7c41-7d0e-9a55-3f0c2b7e61d4",
            "Ledger head 9f3c2e81a07b44d5 at 1,204 entries",
        ):
            assert stands in page


def test_the_structure_has_headings_lists_tables_and_figures(saved: Path) -> None:
    """A screen reader finds its way."""
    tree = run("pdfinfo", "-struct-text", saved)
    for tag in ("H1", "H2", "P", "L", "LI", "LBody", "Table", "TR", "TH", "TD", "Figure", "Form"):
        assert re.search(rf"^ *{tag}\b", tree, re.MULTILINE), tag
    assert "/Scope /Column" in tree
    assert "/Scope /Row" in tree
    headings = re.findall(r"^  H2 \(block\)\n    \"(.+?) ?\"$", tree, re.MULTILINE)
    assert headings == [
        "Prepared for",
        "Question to health",
        "Contact",
        "Red flags and imminence",
        "Health, as far as relevant to risk",
        "Typology and relationship",
        "Formulation",
        "Fixation profile",
        "Behaviour, orders, sessions and fixation on one time axis",
        "Scenarios",
        "Engagement and interview",
        "Recommended management by agency",
        "Treatment and readiness",
        "Actions",
        "Sources and limits",
        "Sharing",
        "Status and review",
        "Author",
    ]


def test_page_furniture_is_no_part_of_the_text_read_out(saved: Path) -> None:
    """The marking is not read out on every page."""
    assert "OFFICIAL-SENSITIVE" not in run("pdfinfo", "-struct-text", saved)


def test_a_table_over_several_pages_is_one_table_with_its_header_once(tmp_path: Path) -> None:
    """Headers repeated for the eye are not repeated for the ear."""
    advice = tuple(Advice(f"Agency {index}", "Do this. " * 40) for index in range(30))
    built = build(replace(sparse(), management=advice), b"{}")
    path = tmp_path / "long.pdf"
    path.write_bytes(built.pdf)
    tree = run("pdfinfo", "-struct-text", path)
    assert len(re.findall(r"^ *Table\b", tree, re.MULTILINE)) == 1
    assert tree.count('"Recommended "') == 1
    assert run("pdftotext", "-raw", path, "-").count("Agency Recommended") >= 2
    assert len(re.findall(r"^ *TR\b", tree, re.MULTILINE)) >= len(advice) + 1


def test_no_word_is_joined_to_the_next_at_a_line_break(saved: Path) -> None:
    """Text copied or read out keeps its spaces."""
    tree = " ".join(run("pdfinfo", "-struct-text", saved).split())
    for text in (sample().formulation, sample().health, sample().restrictions):
        for paragraph in text.replace("**", "").split("\n\n"):
            assert paragraph in tree


def test_figures_have_words_and_a_box() -> None:
    """What is drawn is also said."""
    with pikepdf.open(BytesIO(full().pdf)) as pdf:
        figures = [
            one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
        assert len(figures) == 1 + len(sample().fixation.dimensions if sample().fixation else ())
        for figure in figures:
            assert len(str(figure["/Alt"])) > 20
            assert len(figure["/A"]["/BBox"]) == 4


def test_every_marked_content_belongs_to_exactly_one_element() -> None:
    """The table from page to element and the numbers on the page agree."""
    with pikepdf.open(BytesIO(full().pdf)) as pdf:
        numbers = pdf.Root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
        for index, page in enumerate(pdf.pages):
            owners = numbers[2 * index + 1]
            begun = [
                int(operands[1]["/MCID"])
                for operands, operator in pikepdf.parse_content_stream(page)
                if str(operator) == "BDC" and "/MCID" in operands[1]
            ]
            assert begun == list(range(len(owners)))
            assert all(owner.get("/Type") == "/StructElem" for owner in owners)


def test_all_fonts_are_embedded(saved: Path) -> None:
    """Every reader shows the same letters."""
    lines = run("pdffonts", saved).splitlines()[2:]
    assert lines
    for line in lines:
        assert "FiraSans" in line
        assert line.split()[-5] == "yes"


def test_qpdf_finds_nothing_wrong(saved: Path) -> None:
    """The file is sound."""
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", saved)


def test_the_attached_json_comes_out_byte_for_byte(saved: Path, tmp_path: Path) -> None:
    """The machine-readable copy is the one that was put in."""
    run("pdfdetach", "-savefile", ATTACHMENT, "-o", tmp_path / "out.json", saved)
    assert (tmp_path / "out.json").read_bytes() == msgspec.json.encode(sample())
    with pikepdf.open(saved) as pdf:
        assert pdf.Root["/AF"][0]["/AFRelationship"] == "/Data"


def test_the_attached_json_reads_back_as_the_same_summary() -> None:
    """Nothing of the value is lost on the way to JSON."""
    with pikepdf.open(BytesIO(full().pdf)) as pdf:
        data = pdf.attachments[ATTACHMENT].get_file().read_bytes()
    assert msgspec.json.decode(data, type=PanelSummary) == sample()


def test_the_same_summary_gives_the_same_bytes() -> None:
    """What was approved can be built again and compared."""
    assert build(sample(), msgspec.json.encode(sample())).pdf == full().pdf


def test_typed_markup_prints_literally_and_opens_no_file(tmp_path: Path) -> None:
    """Typed text is text, in every kind of field."""
    summary = sample()
    hostile = replace(
        summary,
        question=HOSTILE,
        red_flags=f"- {HOSTILE}",
        restrictions=HOSTILE,
        reference="<x>&",
        person=replace(summary.person, name="<i>MARLOWE</i> & Co"),
        author=replace(summary.author, name="A & <b>B"),
        management=(Advice("<police>", HOSTILE),),
    )
    built = build(hostile, b"{}")
    text = words(built, tmp_path)
    assert text.count('<img src="/etc/passwd"/> & <b>open **half </para> &lt; <font color="red">') == 4
    assert "<i>MARLOWE</i> & Co" in text
    assert "<police>" in text
    with pikepdf.open(BytesIO(built.pdf)) as pdf:
        assert not any(
            one.get("/Subtype") == "/Image" for one in pdf.objects if isinstance(one, pikepdf.Stream)
        )
        assert b"A &amp; &lt;b&gt;B" in pdf.Root["/Metadata"].read_bytes()


def test_a_sign_the_typeface_lacks_is_refused_before_anything_is_drawn() -> None:
    """No letter is dropped; the sentence names the script and not the letters."""
    with pytest.raises(CannotPrint) as refused:
        build(replace(sample(), health="Known as 王小明 ✓"), b"{}")
    assert str(refused.value).startswith("The PDF typeface cannot print: CJK letters, check mark.")
    assert not re.search("[王小明]", str(refused.value))


def test_welsh_and_central_european_names_are_printed(tmp_path: Path) -> None:
    """Names are written as their owners write them."""
    name = "ŁUCZAK, Llŷr Siân Ŵyn Žofie"
    built = build(replace(sample(), person=replace(sample().person, name=name)), b"{}")
    assert name in words(built, tmp_path)


def test_metadata_names_the_case_and_the_author_and_nothing_else(saved: Path) -> None:
    """File lists and search indexes learn nothing clinical, and nothing of the machine."""
    with pikepdf.open(saved) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        packet = pdf.Root["/Metadata"].read_bytes().decode()
    assert info == {
        "/Title": "Panel health summary, case MC-2026-014",
        "/Author": "Dr Imogen Hartley",
        "/Creator": "MASIP Casework",
        "/Producer": "MASIP Casework",
        "/CreationDate": "D:20261120154200Z",
        "/ModDate": "D:20261120154200Z",
    }
    for private in ("MARLOWE", "Dean", "999 000", "/home", "/root", "/tmp", "Linux"):  # noqa: S108
        assert private not in packet
    told = run("pdfinfo", saved)
    assert re.search(r"^Tagged: +yes", told, re.MULTILINE)


def test_language_and_title_are_set_for_screen_readers() -> None:
    """A reader speaks English and announces the title."""
    with pikepdf.open(BytesIO(full().pdf)) as pdf:
        assert str(pdf.Root["/Lang"]) == "en-GB"
        assert bool(pdf.Root["/ViewerPreferences"]["/DisplayDocTitle"])
        assert bool(pdf.Root["/MarkInfo"]["/Marked"])


def test_the_signature_field_is_empty_tagged_and_where_it_is_said_to_be() -> None:
    """A signer finds one field to fill."""
    built = full()
    with pikepdf.open(BytesIO(built.pdf)) as pdf:
        (field,) = pdf.Root["/AcroForm"]["/Fields"]
        assert str(field["/T"]) == built.signature_field
        assert "/V" not in field
        assert pdf.pages[built.signature_page].obj["/Annots"][0].objgen == field.objgen
        assert [float(edge) for edge in field["/Rect"]] == pytest.approx(built.signature_box, abs=0.01)
        numbers = pdf.Root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
        assert numbers[-1]["/S"] == "/Form"
        assert int(numbers[-2]) == int(field["/StructParent"])


def test_silence_that_could_mislead_is_spelled_out(tmp_path: Path) -> None:
    """Nothing assessed does not read as nothing wrong."""
    text = words(build(sparse(), b"{}"), tmp_path)
    for sentence in (
        "None recorded. This does not mean that there are none.",
        "Health, as far as relevant to risk Nothing recorded.",
        "Typology and relationship Not assessed.",
        "Fixation profile Not assessed.",
        "Does not know of the case: do not disclose.",
    ):
        assert sentence in text
    for absent in ("Scenarios", "Treatment and readiness", "Actions"):
        assert absent not in text


def test_the_profile_is_labelled_and_never_totalled(tmp_path: Path) -> None:
    """An unvalidated rating is not dressed up as a score."""
    text = words(full(), tmp_path)
    assert "not validated; never totalled" in text
    values = [one.value for one in sample().fixation.dimensions] if sample().fixation else []
    total = sum(value for value in values if value is not None)
    assert not re.search(rf"\b{total}\b(?!-\w{{3}}-)", text)


def test_a_dimension_not_assessed_says_so_and_what_was_last_known(tmp_path: Path) -> None:
    """A gap in the most dangerous dimension is seen."""
    assert "Finality – Not assessed; 0 on 13-Aug-2026." in words(full(), tmp_path)


@pytest.mark.parametrize("size", [20_000, 200_000])
def test_a_field_of_any_length_is_printed_whole(size: int, tmp_path: Path) -> None:
    """Long text makes pages, not errors."""
    body = "word " * (size // 5)
    summary = replace(sparse(), formulation=body, management=(Advice("Police", body[:20_000]),))
    assert words(build(summary, b"{}"), tmp_path).count("word") == (size + 20_000) // 5


def test_more_orders_than_the_axis_can_hold_are_in_the_table(tmp_path: Path) -> None:
    """The drawing says what it leaves out."""
    axis = sample().time_axis
    assert axis is not None
    many = tuple(
        replace(
            axis.spells[0],
            label=f"Order number {index}",
            start=replace(axis.spells[0].start, first=axis.start + timedelta(days=index)),
        )
        for index in range(20)
    )
    text = words(build(replace(sample(), time_axis=replace(axis, spells=many)), b"{}"), tmp_path)
    assert "The 4 earliest orders or spells are in this table only." in text
    assert all(f"Order number {index}, to" in text for index in range(20))
