"""Whatever can be signed is printed: as itself, or by name with the characters themselves behind it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from app.domain.values.text import clean
from app.reports.pdf import fonts, lettering
from app.reports.pdf.draw import Built
from app.reports.pdf.lettering import pieces
from tests.reports.reading import drawn, run, words
from tests.reports.sample import Sample, sparse

KISS, HEART = "\N{KISS MARK}", "\N{HEAVY BLACK HEART}"


def printed(text: str) -> str:
    """What the eye sees."""
    return "".join(piece.text for piece in pieces(text))


def signs() -> Iterator[str]:
    """Every character that can be signed, in groups of neighbours; of those without a meaning a few."""
    meant = (point for point in range(0x110000) if unicodedata.category(chr(point)) not in {"Cn", "Co", "Cs"})
    group = ""
    for point in [*meant, 0xE000, 0xF8FF, 0x10FFFD, 0x0378, 0x1FAE9, 0x3FFFD, 0xDFFFF]:
        group += clean(chr(point))
        if len(group) == 2000:
            yield group
            group = ""
    yield group


def test_every_character_that_can_be_signed_is_printed() -> None:
    """Nothing is dropped, each face has what it is given, and what stands by name has the characters behind it."""
    for group in signs():
        assert "".join(piece.signed or piece.text for piece in pieces(group)) == group
        for piece in pieces(group):
            face = pdfmetrics.getFont(piece.face or fonts.REGULAR).face
            assert all(ord(sign) in face.charToGlyph for sign in piece.text if sign not in "\n\t"), piece


def test_every_character_alone_is_seen() -> None:
    """One that is a letter of a word on its own prints as itself or as a name, never as nothing."""
    for group in signs():
        for sign in group:
            assert printed(sign).strip() or not sign.strip(), ascii(sign)


def test_what_is_printed_as_itself_is_read_back_as_itself(tmp_path: Path) -> None:
    shown = [
        sign for group in signs() for sign in group if next(iter(pieces(sign))) in {plain(sign), other(sign)}
    ]
    assert len(shown) > 4000
    rows = ["".join(shown[at : at + 40]) for at in range(0, len(shown), 40)]
    built = drawn(replace(sparse(), formulation="\n\n".join(rows)))
    path = tmp_path / "signs.pdf"
    path.write_bytes(built.pdf)
    assert not set(shown) - set(run("pdftotext", "-raw", path, "-")) - {" ", "\n"}


def plain(sign: str) -> lettering.Piece:
    return lettering.Piece(sign)


def other(sign: str) -> lettering.Piece:
    return lettering.Piece(sign, fonts.other_face(sign))


@pytest.mark.parametrize(
    "text",
    [
        "Llŷr ŵ",
        "Žofie Łuczak",
        "Ελένη",
        "Жанна",
        "“quoted” – … ≥ ≤ ½ × • €",
        "line\nand\ttab",
        "",
        "Nguyễn ẹ̀",
    ],
)
def test_what_british_records_hold_is_in_one_face(text: str) -> None:
    assert list(pieces(text)) == [plain(text)]


@pytest.mark.parametrize(
    "text", [f"miss you {KISS}", HEART, "☑", "☎", "\U0001fae8", "ქართული", "Հայ", "ኣብ", "ɣ"]
)
def test_signs_and_plain_scripts_are_printed_in_another_face(text: str) -> None:
    assert printed(text) == text
    assert not lettering.has_names([text])


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("محمد", "[Arabic: 4 letters]"),
        ("known as محمد علي, he", "known as [Arabic: 2 words, 7 letters], he"),
        ("王小明", "[Chinese or Japanese: 3 characters]"),
        ("私は", "[Japanese: 2 characters]"),
        ("안녕 שלום", "[Korean: 2 letters] [Hebrew: 4 letters]"),
        ("कि", "[Devanagari: 1 letter]"),
        ("٠٧٧", "[Arabic-Indic digits 077]"),
        ("𝓗𝓮𝓵𝓵𝓸 Ｗ", "[styled: Hello W]"),
        ("★", "[black star]"),
        ("★★★", "[black star, 3 times]"),
        ("★☆●○", "[black star and 3 other signs]"),
        ("x\N{COMBINING ENCLOSING CIRCLE}", "x[combining enclosing circle]"),
        ("\ue000\U0001fae9", "[private sign U+E000][sign U+1FAE9]"),
        ("bell\x07", "bell[control character U+0007]"),
        ("✓✓ done", "✔✔ done"),
    ],
)
def test_names_what_no_face_has(text: str, seen: str) -> None:
    assert printed(text) == seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("👍🏽", "[thumbs up sign, medium skin tone]"),
        ("👍🏽👍🏽", "[thumbs up sign, medium skin tone, 2 times]"),
        ("🇬🇧", "[flag GB]"),
        (
            "\N{WAVING BLACK FLAG}" + "".join(chr(0xE0000 + ord(one)) for one in "gbsct") + "\U000e007f",
            "[flag GBSCT]",
        ),
        ("1\ufe0f\u20e3", "[keycap 1]"),
        ("1\u20e3", "[keycap 1]"),
        ("👩\u200d👧", "[woman + girl]"),
        ("👩🏿\u200d❤\ufe0f\u200d👨", "[woman, dark skin tone + heavy black heart + man]"),
        (f"{HEART}\ufe0f", HEART),
        (f"{HEART}\ufe0f{HEART}\ufe0f", HEART * 2),
        ("👩👧", "👩👧"),
    ],
)
def test_a_sequence_is_one_sign_or_one_name(text: str, seen: str) -> None:
    assert printed(text) == seen
    assert "".join(piece.signed or piece.text for piece in pieces(text)) == text


def test_bold_is_wider_than_regular_and_a_name_as_wide_as_it_is_printed() -> None:
    """Widths come from the faces that are drawn."""
    assert (
        lettering.text_width("Casework", 10, bold=True) > lettering.text_width("Casework", 10, bold=False) > 0
    )
    assert lettering.text_width("★", 10, bold=False) > 5 * lettering.text_width("a", 10, bold=False)


TEXT = f"He wrote 'miss you {KISS}' to 王小明 ★ daily."


def everywhere() -> Sample:
    return replace(
        Sample(),
        health=TEXT,
        red_flags=f"- **{TEXT}** {TEXT}",
        person=replace(Sample.person, name=f"МАРЛОУ {KISS} 王"),
        recipient=replace(Sample.recipient, name=f"Panel {KISS} 王", purpose="Talk ★"),
        author=replace(Sample.author, name="Dr 王小明 ★"),
        management=(("Police ★", TEXT),),
        incidents=(),
        spells=(),
        sessions=(),
    )


def test_text_that_is_copied_is_what_was_signed_wherever_it_stands(tmp_path: Path) -> None:
    text = words(drawn(everywhere()), tmp_path)
    assert text.count(TEXT) == 4
    for said in (f"МАРЛОУ {KISS} 王", f"Panel {KISS} 王", "Talk ★", "Dr 王小明 ★", "Police ★"):
        assert said in text


def test_a_screen_reader_is_given_what_was_signed() -> None:
    """Each name is a Span with ActualText inside the marked content of a paragraph or a cell, or in the furniture."""
    found = []
    with pikepdf.open(BytesIO(drawn(everywhere()).pdf)) as pdf:
        for page in pdf.pages:
            opened: list[pikepdf.Object] = []
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BDC":
                    if "/ActualText" in operands[1]:
                        assert "/MCID" in opened[-1] or "/Type" in opened[-1]
                        found.append(str(operands[1]["/ActualText"]))
                    opened.append(operands[1])
                elif str(operator) == "EMC":
                    opened.pop()
    assert (found.count("王小明"), found.count("★") > found.count("王小明")) == (5, True)


def test_a_page_with_names_says_what_they_are_and_no_other_page(tmp_path: Path) -> None:
    summary = replace(sparse(), formulation="word " * 3000, sources="Seen ★")
    path = tmp_path / "read.pdf"
    path.write_bytes(drawn(summary).pdf)
    pages = run("pdftotext", "-raw", path, "-").split("\f")[:-1]
    assert [lettering.NOTE in " ".join(page.split()) for page in pages] == ["★" in page for page in pages]
    assert 0 < sum("★" in page for page in pages) < len(pages)


def spans_are_balanced(built: Built) -> bool:
    """Whether marked content in a text object ends in it, and all of it on its page (ISO 32000-1, 14.6.1)."""
    with pikepdf.open(BytesIO(built.pdf)) as pdf:
        for page in pdf.pages:
            depths = [0]
            for _, operator in pikepdf.parse_content_stream(page):
                match str(operator):
                    case "BDC":
                        depths[-1] += 1
                    case "EMC":
                        depths[-1] -= 1
                    case "BT":
                        depths.append(0)
                    case "ET" if depths.pop():
                        return False
                if depths[-1] < 0:
                    return False
            if depths != [0]:
                return False
    return True


def test_names_over_lines_and_pages_are_read_once_and_whole(tmp_path: Path) -> None:
    text = "He sent 王小明 and ★★ then 👍🏽 again. " * 300
    built = drawn(replace(sparse(), formulation=text, management=(("Police", text[:4000]),)))
    assert built.pages > 3
    assert spans_are_balanced(built)
    read = words(built, tmp_path)
    assert (read.count("王小明"), read.count("★★"), read.count("👍🏽")) == tuple(
        text.count(sign) + text[:4000].count(sign) for sign in ("王小明", "★★", "👍🏽")
    )


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.sampled_from(["★", "王", "👍🏽", KISS, "a", "word", " ", "**", "\n", "- ", "♡" * 9, "W" * 60]),
        max_size=60,
    )
)
def test_any_mixture_is_laid_out(parts: list[str]) -> None:
    text = clean("".join(parts))
    built = drawn(replace(sparse(), formulation=text, management=(("Police", text),), red_flags=text))
    assert spans_are_balanced(built)


MASKED = st.sampled_from(
    ["f***", "b****", "s**t", "d*mn", "**", "****", "*", '"**"', "you", "- ", "\n", "\n\n"]
)


@settings(max_examples=10, deadline=None)
@given(st.lists(MASKED, min_size=1, max_size=40))
def test_the_words_of_a_page_are_the_words_that_were_signed(parts: list[str]) -> None:
    """Asterisks, dashes and ends of lines as they were typed; only the dash of a list item is drawn as a bullet."""
    text = " ".join(parts)
    built = drawn(replace(sparse(), formulation=f"Opening.\n\n{text}\n\nEnding."))
    with TemporaryDirectory() as folder:
        read = words(built, Path(folder))
    page = read[read.index("Opening.") + len("Opening.") : read.index("Ending.")]
    signed = (re.sub(r"^\s*- +(?=\S)", "• ", line) for line in text.split("\n"))
    assert page.split() == [word for line in signed for word in line.split()]
