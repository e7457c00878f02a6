"""What a record says of a document: what it is by its bytes, how it is worded, and what is refused."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.fields.content import check, from_plain, read, search_text, to_plain, words
from app.domain.fields.declare import KeptFile
from app.domain.fields.file import MEDIA, MOST_BYTES, OTHER, held, measured, media_of, named, text_of
from app.domain.fields.spec import by_name
from app.domain.kinds.document import KIND
from app.domain.kinds.document.content import Document
from app.domain.records.record import Sheet
from app.domain.records.shown import flat, shown
from app.domain.values.dates import ClinicalDate
from app.domain.values.text import MOST_IN_LINE
from app.errors import NotAcceptable

KEPT = KeptFile(
    id="01990000-0000-7000-8000-000000000002",
    digest="3f" * 32,
    name="Kerensa Polwarth statement.pdf",
    media="application/pdf",
    size=1_468_006,
)
WHOLE = Document(file=KEPT, sort="court", source="court", dated=ClinicalDate(2026, 8, 12), what="A statement")
SPEC = by_name(Document)["file"]


def test_it_is_told_by_its_name_what_it_is_and_how_large() -> None:
    assert words(SPEC, KEPT) == "Kerensa Polwarth statement.pdf (PDF, 1.4 MB)"
    assert words(SPEC, None) == ""


def test_a_list_tells_sort_source_date_and_size_and_never_the_name() -> None:
    assert KIND.title_of(WHOLE) == "Court document, court, dated 12-Aug-2026 (PDF, 1.4 MB)"
    assert KIND.title_of(Document()) == "Document"


def test_the_name_is_text_of_the_record_which_a_search_finds_and_the_victim_check_reads() -> None:
    assert "Kerensa Polwarth" in search_text(WHOLE)
    assert ("Document", words(SPEC, KEPT)) in list(flat(KIND, Sheet(content=WHOLE)))


def test_a_reader_is_given_name_size_and_digest() -> None:
    said = {
        field.label: field.text for section in shown(KIND, Sheet(content=WHOLE)) for field in section.fields
    }
    assert said["Document"] == words(SPEC, KEPT)
    assert said["SHA-256"] == KEPT.digest


def test_it_reads_back_from_what_was_signed() -> None:
    plain = to_plain(WHOLE)
    assert plain["file"] == {
        "id": KEPT.id,
        "digest": KEPT.digest,
        "name": KEPT.name,
        "media": "application/pdf",
        "size": 1_468_006,
    }
    assert read(Document, plain) == from_plain(Document, plain) == WHOLE


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "../store.db"},
        {"digest": "3F" * 32},
        {"digest": "3f" * 31},
        {"media": "text/html"},
        {"size": 0},
        {"size": MOST_BYTES + 1},
        {"size": 1.5},
        {"name": 7},
    ],
)
def test_another_value_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(NotAcceptable):
        from_plain(Document, {"file": to_plain(WHOLE)["file"] | wrong})


def test_the_documents_of_a_content_are_found_where_they_stand() -> None:
    assert [(each.path, each.label, each.file) for each in held(WHOLE)] == [("file", "Document", KEPT)]
    assert list(held(Document())) == []


@pytest.mark.parametrize(
    ("begins", "media"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\n\n%PDF-1.7\n", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n\x00", "image/png"),
        (b"\xff\xd8\xff\xe0\x00", "image/jpeg"),
        (b"Dear Dr Ashdown,\r\n\tyours", "text/plain"),
        ("Zoë waited".encode("cp1252"), "text/plain"),
        ("Zoë waited".encode("utf-16"), "text/plain"),
        (b"PK\x03\x04", OTHER),
        (b"MZ\x90\x00", OTHER),
    ],
)
def test_what_it_is_is_told_by_its_bytes(begins: bytes, media: str) -> None:
    assert media_of(begins) == media


@given(st.binary(max_size=64))
def test_whatever_it_is_there_is_a_word_for_it(begins: bytes) -> None:
    assert media_of(begins) in MEDIA


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_plain_text_is_read_as_it_was_written(code: str) -> None:
    assert text_of("Zoë waited – twice".encode(code)) == "Zoë waited – twice"


def test_a_letter_that_is_cut_off_keeps_no_text_from_being_read() -> None:
    assert text_of("Zoë".encode()[:3]) == "Zo"


@given(st.text(max_size=2_000))
def test_a_name_is_one_clean_line_that_the_form_takes(name: str) -> None:
    kept = named(name)
    assert 0 < len(kept) <= MOST_IN_LINE
    assert "\n" not in kept
    assert check(replace(WHOLE, file=replace(KEPT, name=kept))).file == replace(KEPT, name=kept)


def test_a_long_name_keeps_its_ending() -> None:
    assert named("a" * 600 + ".pdf") == "a" * (MOST_IN_LINE - 4) + ".pdf"


@pytest.mark.parametrize(
    ("size", "said"),
    [(1, "1 byte"), (820, "820 bytes"), (12_288, "12 KB"), (1_468_006, "1.4 MB"), (MOST_BYTES, "200 MB")],
)
def test_sizes_are_said_in_words(size: int, said: str) -> None:
    assert measured(size) == said
