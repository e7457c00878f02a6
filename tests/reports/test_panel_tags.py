"""What a screen reader and a signer find in the panel summary."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.reports.reading import drawn, full, run
from tests.reports.sample import Sample, sparse


def test_the_structure_has_headings_lists_tables_and_figures(saved: Path) -> None:
    """A screen reader finds its way."""
    tree = run("pdfinfo", "-struct-text", saved)
    for tag in ("H1", "H2", "P", "L", "LI", "LBody", "Table", "TR", "TH", "TD", "Figure", "Form"):
        assert re.search(rf"^ *{tag}\b", tree, re.MULTILINE), tag
    assert "/Scope /Column" in tree
    assert "/Scope /Row" in tree
    headings = re.findall(r"^  H2 \(block\)\n    \"(.+?) ?\"$", tree, re.MULTILINE)
    assert headings == [
        "Question to health",
        "Answer",
        "What we ask each agency to do",
        "Open red flags",
        "Victim’s view",
        "The law on 20-Nov-2026",
        "What health sees",
        "Behaviour, orders, sessions and fixation on one time axis",
        "Scenarios",
        "Treatment",
        "Interviewing",
        "Sources and limits",
        "Handling",
    ]


def test_the_heads_of_the_frame_and_the_flag_exist_for_who_listens() -> None:
    """What is only drawn, or only placed, is said in the tags."""
    with pikepdf.open(BytesIO(full().pdf)) as pdf:
        said = [str(one["/ActualText"]) for one in pdf.objects if _is_said(one)]
    assert sorted(said) == ["Agency", "By", "Open red flag", "What"]


def _is_said(one: object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem" and "/ActualText" in one


def test_page_furniture_is_no_part_of_the_text_read_out(saved: Path) -> None:
    """The marking is heard once, before all else, how to check at the end, and neither on every page."""
    tree = " ".join(run("pdfinfo", "-struct-text", saved).split())
    assert tree.startswith('Document P (block) "OFFICIAL-SENSITIVE" H1')
    assert tree.count("OFFICIAL-SENSITIVE") == 1
    assert tree.count("To check: any PDF reader") == 1
    assert tree.index("To check: any PDF reader") > tree.index('"Handling')
    assert "page 1 of" not in tree


def test_a_table_over_several_pages_is_one_table_with_its_header_once(tmp_path: Path) -> None:
    """Headers repeated for the eye are not repeated for the ear."""
    told = "Do this. " * 20
    foreseen = tuple((f"S{index} Repeat", told, "", told, told) for index in range(30))
    built = drawn(replace(sparse(), scenarios=foreseen, management=()))
    path = tmp_path / "long.pdf"
    path.write_bytes(built.pdf)
    tree = run("pdfinfo", "-struct-text", path)
    assert len(re.findall(r"^ *Table\b", tree, re.MULTILINE)) == 1
    assert tree.count('"Warning signs "') == 1
    assert run("pdftotext", "-raw", path, "-").count("What might happen Warning signs") >= 2
    assert len(re.findall(r"^ *TR\b", tree, re.MULTILINE)) >= len(foreseen) + 1


def test_no_word_is_joined_to_the_next_at_a_line_break(saved: Path) -> None:
    """Text copied or read out keeps its spaces."""
    tree = " ".join(run("pdfinfo", "-struct-text", saved).split()).replace('" "', "")
    for text in (Sample.formulation, Sample.health, Sample.restrictions):
        for paragraph in text.replace("**", "").split("\n\n"):
            assert paragraph in tree


def test_figures_have_words_and_a_box() -> None:
    """What is drawn is also said."""
    with pikepdf.open(BytesIO(full().pdf)) as pdf:
        figures = [
            one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
        assert len(figures) == 1
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


@pytest.mark.parametrize("sample", [Sample(), sparse()], ids=["full", "sparse"])
def test_nothing_is_drawn_outside_a_tag_or_an_artifact(sample: Sample) -> None:
    """Whatever is seen is either read out or known to be decoration (ISO 14289-1, 7.1)."""
    with pikepdf.open(BytesIO(drawn(sample).pdf)) as pdf:
        for page in pdf.pages:
            depth = 0
            for _, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                depth += (name in {"BDC", "BMC"}) - (name == "EMC")
                assert depth in {0, 1}
                if name in {"Tj", "TJ", "'", "S", "s", "f", "f*", "B", "b", "Do"}:
                    assert depth == 1, name
            assert depth == 0
