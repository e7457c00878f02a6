"""The panel summary, read back with the tools a receiver has."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf

from app.crypto import canonical
from app.domain.reports.document import FORMAT, read
from app.reports.pdf.draw import ATTACHMENT, draw_pdf
from tests.reports.reading import attached, full, run, words
from tests.reports.sample import Sample


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
    assert (tmp_path / "out.json").read_bytes() == attached(Sample().document())
    with pikepdf.open(saved) as pdf:
        assert pdf.Root["/AF"][0]["/AFRelationship"] == "/Data"


def test_the_attached_json_reads_back_as_the_same_document() -> None:
    """Nothing of the value is lost on the way to JSON, which names its format."""
    with pikepdf.open(BytesIO(full().pdf)) as pdf:
        data = pdf.attachments[ATTACHMENT].get_file().read_bytes()
    plain = canonical.loads_exact(data, len(data))
    assert isinstance(plain, dict)
    assert plain["format"] == FORMAT == "casework.report/1"
    assert read(plain) == Sample().document()


def test_the_same_summary_gives_the_same_bytes() -> None:
    """What was approved can be built again and compared."""
    document = Sample().document()
    assert draw_pdf(document, attached(document)).pdf == full().pdf


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


def test_the_profile_is_labelled_and_never_totalled(tmp_path: Path) -> None:
    """An unvalidated rating is not dressed up as a score."""
    text = words(full(), tmp_path)
    assert "Clinician profile, not validated." in text
    assert "0 least, 4 most severe; never totalled" in text
    total = sum(values[-1] or 0 for _, values, *_ in Sample().dimensions)
    assert not re.search(rf"\b{total}\b(?!-\w{{3}}-)", text)


def test_a_dimension_not_rated_says_so_and_what_was_last_known(tmp_path: Path) -> None:
    """A gap is seen."""
    assert "Sleep lost to it – (was 0) Not rated: not asked" in words(full(), tmp_path)
