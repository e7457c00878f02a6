"""The blank form of a measure: every word of it, the digits to be marked, and nobody's name."""

import io

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from app.domain.measures.declare import Measure
from app.reports.pdf.measure_form import build
from app.services.measures.shipped import shipped

MEASURES = tuple(shipped().by_name.values())
PCL_5 = shipped().by_name["pcl-5@1"]


def _text(made: bytes) -> str:
    with PdfDocument(made) as document:
        pages = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    return " ".join(" ".join(pages).split())


@pytest.mark.parametrize("measure", [each for each in MEASURES if each.has_wording], ids=lambda each: each.id)
def test_every_word_stands_on_it(measure: Measure) -> None:
    text = _text(build(measure))
    for words in (measure.title, measure.stem, measure.instructions, measure.licence.holder):
        assert " ".join(words.split()) in text
    for item in measure.items:
        assert item.text in text, item.id
        for label in item.labels:
            assert label in text
        # Each row has the digits that are typed in again, once.
        row = text[text.index(f"{item.text} {item.keys[0]}") + len(item.text) :]
        assert row.split()[: len(item.keys)] == list(item.keys)
    assert text.count(" ".join(measure.items[0].keys)) == len(measure.items)
    assert ".." not in text


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
