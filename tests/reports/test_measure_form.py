"""The blank form of a measure: every word of it, the digits to be marked, and nobody's name."""

import io
import re

import pikepdf
from pypdfium2 import PdfDocument

from app.reports.pdf.measure_form import build
from app.services.measures.shipped import shipped

PCL_5 = shipped().by_name["pcl-5@1"]


def _text(made: bytes) -> str:
    with PdfDocument(made) as document:
        pages = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    return " ".join(" ".join(pages).split())


def test_every_word_stands_on_it() -> None:
    text = _text(build(PCL_5))
    assert PCL_5.title in text
    assert PCL_5.stem in text
    assert " ".join(PCL_5.instructions.split()) in text
    for item in PCL_5.items:
        assert item.text in text, item.id
        for label in item.labels:
            assert label in text
    assert PCL_5.licence.holder in text
    # Each of twenty rows has the five digits that are typed in again.
    assert len(re.findall(r"\b0 1 2 3 4\b", text)) == len(PCL_5.items)


def test_it_takes_two_pages_at_most_and_says_of_no_program_and_nobody() -> None:
    made = build(PCL_5)
    assert made == build(PCL_5)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(pdf.pages) <= 2
        assert pdf.Root.Lang == "en-GB"
        said = {
            str(value) for name, value in pdf.docinfo.items() if name in {"/Author", "/Creator", "/Producer"}
        }
    assert said <= {"PDF", ""}
    for word in (b"Casework", b"MASIP", b"stalking", b"ReportLab"):
        assert word not in made, word
