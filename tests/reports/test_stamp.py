"""The appearance of a signature."""

import subprocess
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pikepdf

from app.domain.reports.document import Author
from app.reports.pdf.stamp import HEIGHT, WIDTH, stamp
from tests.outside import tool

AUTHOR = Author("Dr Imogen Hartley", "Consultant forensic psychologist", "HCPC PYL00000")
SIGNED = datetime(2026, 7, 3, 9, 5, tzinfo=timezone(timedelta(hours=1)))


def read(data: bytes, tmp_path: Path, name: str, *arguments: str) -> str:
    """Return what a poppler tool says about a stamp."""
    path = tmp_path / "stamp.pdf"
    path.write_bytes(data)
    command = [tool(name), str(path), *arguments]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()


def test_says_who_signed_with_what_registration_and_when(tmp_path: Path) -> None:
    """The time carries its offset, so that nobody takes summer time for UTC."""
    text = read(stamp(AUTHOR, SIGNED), tmp_path, "pdftotext", "-")
    assert "Dr Imogen Hartley" in text
    assert "Consultant forensic psychologist · HCPC PYL00000" in text
    assert "03-Jul-2026 09:05 UTC+01:00 (08:05 UTC)\n" in text
    assert "Signed electronically" in text


def test_a_time_after_midnight_has_room_for_both_days(tmp_path: Path) -> None:
    """The longest form is not cut."""
    night = SIGNED.replace(hour=0, minute=30)
    text = read(stamp(AUTHOR, night), tmp_path, "pdftotext", "-")
    assert "03-Jul-2026 00:30 UTC+01:00 (02-Jul-2026 23:30 UTC)\n" in text


def test_utc_is_written_as_utc(tmp_path: Path) -> None:
    """No offset is shown where there is none."""
    assert "08:05 UTC\n" in read(stamp(AUTHOR, SIGNED.astimezone(UTC)), tmp_path, "pdftotext", "-")


def test_is_one_page_as_large_as_the_field_with_embedded_fonts(tmp_path: Path) -> None:
    """It fits the field without scaling, in every reader."""
    data = stamp(AUTHOR, SIGNED)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(pdf.pages) == 1
        assert [float(edge) for edge in pdf.pages[0].mediabox] == [0, 0, WIDTH, HEIGHT]
    for line in read(data, tmp_path, "pdffonts").splitlines()[2:]:
        assert "FiraSans" in line
        assert line.split()[-5] == "yes"


def test_a_long_name_stays_inside() -> None:
    """Nothing is drawn over the edge, and the same input gives the same bytes."""
    long = Author("Dr " + "Featherstonehaugh-" * 6, "Consultant", "GMC 0000000")
    assert stamp(long, SIGNED) == stamp(long, SIGNED)


def test_a_name_that_no_face_has_is_said_and_copied(tmp_path: Path) -> None:
    """A signature without its name is no signature."""
    data = stamp(Author("Dr 王小明", "Consultant", "GMC 0000000"), SIGNED)
    assert "Dr 王小明" in read(data, tmp_path, "pdftotext", "-")
