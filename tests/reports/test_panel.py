"""The panel summary, read back with the tools a receiver has."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from app.crypto import canonical
from app.domain.fields.sharing import Share
from app.domain.reports.document import FORMAT, read
from app.reports.pdf.draw import ATTACHMENT, draw_pdf
from tests.reports.reading import attached, drawn, full, run, words
from tests.reports.sample import Sample


def test_a_full_case_takes_two_pages_and_a_third_where_the_first_runs_over() -> None:
    """A panel reads it in the time it has; nothing of the first page is cut for that."""
    assert (full().pages, full().over > 0, full().longest) == (3, True, "What health sees")
    shorter = replace(
        Sample(),
        short=4,
        health="Depression, in partial remission.",
        formulation="Left.",
        incidents=(),
        imminence="",
    )
    built = drawn(shorter)
    assert (built.pages, built.over <= 0) == (2, True)


def test_every_page_says_whose_it_is_for_whom_and_which(saved: Path) -> None:
    """A page lost from the rest can still be put back, or kept from the wrong eyes."""
    for number in range(1, full().pages + 1):
        page = run("pdftotext", "-layout", "-f", str(number), "-l", str(number), saved, "-")
        assert page.count("OFFICIAL-SENSITIVE") == 2
        for stands in (
            "MARLOWE, Dean (Mr) · MC-2026-014",
            f"Panel health summary · page {number} of {full().pages}",
            "To check: any PDF reader and our fingerprint sheet, or casework verify.",
            "019ab3f2-7c41-7d0e · ledger 9f3c2e81a07b44d5, 1,204",
        ):
            assert stands in page


@pytest.mark.parametrize("reader", ["probation", "somebody whose name is far too long for the line"])
def test_a_page_is_told_whole_whoever_the_copy_is_for(reader: str, tmp_path: Path) -> None:
    built = draw_pdf(replace(Sample().document(), reader=reader), b"{}")
    text = words(built, tmp_path)
    assert f"page 1 of {built.pages}" in text
    assert ("Panel health summary, probation · page 1" in text) is (reader == "probation")


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


def test_the_first_page_says_whose_it_is_and_for_whom(saved: Path) -> None:
    """With the fewest numbers that prevent a mix-up."""
    page = " ".join(run("pdftotext", "-raw", "-f", "1", "-l", "1", saved, "-").split())
    for stands in (
        "Case MC-2026-014 · Northmere Stalking Panel · Panel of 26-Nov-2026",
        "MARLOWE, Dean (Mr) born 14-Aug-1984 (age 42) · NHS number 999 000 0018 · PNC 2001/0000001Q",
        "Prepared 20-Nov-2026 by Dr Imogen Hartley, HCPC PYL00000 from records signed up to 12-Nov-2026",
        "Purpose: To inform the panel’s risk management plan",
    ):
        assert stands in page


def test_the_profile_is_labelled_and_never_totalled(tmp_path: Path) -> None:
    """An unvalidated rating is not dressed up as a score."""
    text = words(full(), tmp_path)
    assert "A clinician’s profile, not validated." in text
    total = sum(values[-1] or 0 for _, values, *_ in Sample().dimensions)
    assert not re.search(rf"\b{total}\b(?!-\w{{3}}-)", text.split("Fixation")[1].split("Behaviour")[0])


def test_a_withheld_rating_is_absent_and_a_gap_stays_a_gap(tmp_path: Path) -> None:
    """Never "Not assessed", which would say that somebody looked."""
    text = words(full(), tmp_path)
    assert "Not assessed" not in text
    assert "Rated 0 to 4 05-Nov 13-Aug 28-May" in text
    assert "Conviction 3 4 4" in text
    withheld = words(drawn(replace(Sample(), withheld=frozenset({Share.FORMULATION}))), tmp_path)
    assert "Fixation" not in withheld.split("What health sees")[1].split("Behaviour")[0]
    assert "Rated 0 to 4" not in withheld
