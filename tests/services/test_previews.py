"""Pages of a PDF as pictures and text, without a file."""

from datetime import date

import pytest

from app.errors import CannotTell
from app.services.sharing.previews import MOST_PIXELS, page, pages, shapes
from app.services.team.recovery_kit import kit

KEY = "ABCDEF-GHJKLM-NPQRST-UVWXYZ-234567-89ABCD"
VAULT_ID = "0123456789abcdef" * 2


def test_a_page_is_rows_of_rgb_as_wide_as_asked_with_its_text() -> None:
    (page,) = pages(kit("Northmoor", VAULT_ID, KEY, date(2026, 11, 23)), 400)
    assert (page.number, page.count, page.width) == (1, 1, 400)
    assert page.height == pytest.approx(400 * 2**0.5, abs=2)
    assert page.stride >= 3 * page.width
    assert len(page.pixels) == page.stride * page.height
    assert page.pixels[:3] == b"\xff\xff\xff"
    assert "Recovery kit" in page.text
    # The accent of the title is a blue: with red and blue changed over it would be a brown.
    inked = [page.pixels[at : at + 3] for at in range(0, page.stride * 120, 3) if page.pixels[at] < 120]
    assert inked
    assert all(blue >= red for red, _, blue in inked)


def test_no_page_fills_the_memory() -> None:
    (page,) = pages(kit("Northmoor", VAULT_ID, KEY, date(2026, 11, 23)), 1_000_000)
    assert page.width * page.height <= MOST_PIXELS * 1.01


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n" + bytes(200)])
def test_what_is_no_pdf_is_said(data: bytes) -> None:
    with pytest.raises(CannotTell):
        next(pages(data, 100))


def test_half_read_pages_can_be_left() -> None:
    shown = pages(kit("Northmoor", VAULT_ID, KEY, date(2026, 11, 23)), 50)
    next(shown)
    shown.close()  # type: ignore[attr-defined]
    assert next(pages(kit("Northmoor", VAULT_ID, KEY, date(2026, 11, 23)), 50)).width == 50


def test_one_page_is_the_same_as_among_all() -> None:
    pdf = kit("Northmoor", VAULT_ID, KEY, date(2026, 11, 23))
    assert page(pdf, 1, 400) == next(pages(pdf, 400))


def test_room_can_be_kept_for_pages_before_they_are_drawn() -> None:
    (shape,) = shapes(kit("Northmoor", VAULT_ID, KEY, date(2026, 11, 23)))
    assert shape == pytest.approx(2**0.5, rel=0.001)
    with pytest.raises(CannotTell):
        shapes(b"no PDF")
