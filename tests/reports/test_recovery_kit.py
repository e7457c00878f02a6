"""The recovery kit is one page that can be read out, and holds what is needed and no more."""

import io

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from app.reports.pdf.recovery_kit import build

KEY = "ABCDEF-GHJKLM-NPQRST-UVWXYZ-234567-89ABCD"
VAULT_ID = "0123456789abcdef" * 2


@pytest.mark.parametrize(
    "site", ["Northmoor", "Süd & <West> Łódź team", "A very long name of a service " * 16]
)
def test_is_one_page_with_the_key_in_groups(site: str) -> None:
    made = build(site, VAULT_ID, KEY, "23-Nov-2026")
    with PdfDocument(made) as document:
        assert len(document) == 1
        text = document[0].get_textpage().get_text_range()
    for group in KEY.split("-"):
        assert group in text
    for words in (
        "Recovery kit",
        "23-Nov-2026",
        "01234567 89abcdef",
        "casework recover",
        " ".join(site.split()[:3]),
    ):
        assert words in text


def test_its_typeface_is_embedded_and_its_facts_name_nobody() -> None:
    with pikepdf.open(io.BytesIO(build("Northmoor", VAULT_ID, KEY, "23-Nov-2026"))) as pdf:
        assert pdf.Root.Lang == "en-GB"
        assert KEY[:6] not in str(dict(pdf.docinfo))
        faces = pdf.pages[0].Resources.Font
        assert all(
            "FiraSans" in str(face.BaseFont)
            for face in faces.values()
            if "Helvetica" not in str(face.BaseFont)
        )


def test_a_name_that_no_face_has_is_said_and_copied() -> None:
    made = build("北の町 team", VAULT_ID, KEY, "23-Nov-2026")
    with PdfDocument(made) as document:
        assert len(document) == 1
        text = document[0].get_textpage().get_text_range()
    assert "北の町 team" in text
    assert "signs and letters that cannot be printed here" in " ".join(text.split())
