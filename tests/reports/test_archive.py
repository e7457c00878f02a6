"""The archive copy: the same pages as PDF/A-1b, with nothing attached; the profile of its colours."""

import io
import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageCms

from app.reports.pdf import srgb
from app.reports.pdf.archive import archived
from app.reports.pdf.contents import texts
from tests.preflight import findings
from tests.reports.reading import full, run


def test_has_the_same_pages_and_tags_and_no_attachment(tmp_path: Path) -> None:
    before, after = tmp_path / "report.pdf", tmp_path / "archive.pdf"
    before.write_bytes(full().pdf)
    after.write_bytes(archived(full().pdf))
    for options in (("pdftotext", "-layout"), ("pdftotext", "-raw")):
        shown = [run(*options, path, "-") for path in (before, after)]
        assert shown[0] == shown[1]
    assert _tags(full().pdf) == _tags(after.read_bytes())
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", after)
    with pikepdf.open(after) as pdf:
        assert "/AF" not in pdf.Root
        assert "/Names" not in pdf.Root
        assert not [one for one in pdf.objects if _is(one, "/EmbeddedFile") or _is(one, "/Filespec")]
        assert pdf.pdf_version == "1.4"
        said = pdf.Root.Metadata.read_bytes()
    assert b"<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in said
    assert b"casework.report/1" not in "".join(texts(after.read_bytes()).values()).encode()


def _tags(content: bytes) -> list[tuple[str, ...]]:
    """Every element of the structure tree, in its order, with what it says."""
    with pikepdf.open(BytesIO(content)) as pdf:
        found, waiting = [], [pdf.Root.StructTreeRoot.K]
        while waiting:
            one = waiting.pop(0)
            if isinstance(one, pikepdf.Array):
                waiting[:0] = list(one)
            elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
                found.append(tuple(str(one.get(key, "")) for key in ("/S", "/Alt", "/ActualText")))
                waiting[:0] = [one.K] if "/K" in one else []
    return found


def _is(one: object, kind: str) -> bool:
    return isinstance(one, pikepdf.Dictionary | pikepdf.Stream) and str(one.get("/Type", "")) == kind


def test_the_same_report_gives_the_same_archive_copy() -> None:
    assert archived(full().pdf) == archived(full().pdf)


@pytest.mark.slow
def test_preflight_finds_a_valid_pdf_a_1b(tmp_path: Path) -> None:
    (tmp_path / "archive.pdf").write_bytes(archived(full().pdf))
    assert findings(tmp_path) == []
    (tmp_path / "report.pdf").write_bytes(full().pdf)
    assert any("EmbeddedFile entry is present" in line for line in findings(tmp_path))


def test_the_profile_is_srgb_of_version_2_and_moves_no_colour() -> None:
    made = ImageCms.ImageCmsProfile(io.BytesIO(srgb.profile()))
    assert made.profile.version == pytest.approx(2.1)
    assert (made.profile.xcolor_space.strip(), made.profile.connection_space.strip()) == ("RGB", "XYZ")
    wheel = Image.merge("RGB", [Image.radial_gradient("L").rotate(turn) for turn in (0, 90, 180)])
    ramp = Image.linear_gradient("L").convert("RGB")
    for picture in (wheel, ramp):
        moved = ImageCms.profileToProfile(picture, made, ImageCms.createProfile("sRGB"))
        assert moved is not None
        pairs = zip(picture.tobytes(), moved.tobytes(), strict=True)
        assert max(abs(before - after) for before, after in pairs) <= 1


def test_a_report_says_that_it_is_accessible_and_no_archive_copy() -> None:
    with pikepdf.open(BytesIO(full().pdf)) as pdf:
        said = pdf.Root.Metadata.read_bytes().decode()
    assert re.findall(r"<(pdf\w*id:part)>(\d)<", said) == [("pdfuaid:part", "1")]
