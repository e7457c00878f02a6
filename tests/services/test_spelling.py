"""Spelling: British, clinical and the person's own words are right, and what is no word is left alone."""

import tempfile
from pathlib import Path

import hunspell
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.paths import resource
from app.services.writing import spelling
from app.services.writing.spelling import Misspelling, Speller, clinical_words, dictionary_folder


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller.load(["Quillbeck", "zanderwort"])


def questioned(speller: Speller, text: str) -> list[str]:
    """The words that are questioned."""
    return [one.word for one in speller.misspellings(text)]


def test_british_words_are_right_and_american_or_mistyped_ones_are_not(speller: Speller) -> None:
    assert speller.is_there
    assert questioned(speller, "The behaviour, colour and centre of an organised enquiry") == []
    assert questioned(speller, "The behavior, color and center; wierd formulaton") == [
        "behavior",
        "color",
        "center",
        "wierd",
        "formulaton",
    ]


def test_clinical_words_are_right_though_the_dictionary_has_them_not(speller: Speller) -> None:
    words = clinical_words()
    assert len(words) >= 400
    assert {"limerence", "erotomania", "risperidone", "MAPPA", "MARAC", "SPO", "ideation"} <= words
    assert [word for word in sorted(words) if not speller.check(word)] == []
    assert not hunspell.Hunspell("en_GB", hunspell_data_dir=str(dictionary_folder())).spell("limerence")


@pytest.mark.parametrize(
    "text",
    [
        "MAPPA and SPOs, MARAC's minutes",
        "B12, 3rd, V1, x2y",
        "https://exampel.org/wrongg?q=xqz www.exampel.org a.bcd@exmple.org",
        "{{formulaton of the persn}}",
        "the victim's, the victim’s, the clinicians’ view; they don’t",
        "re-offending ex-partner co-defendant non-attendance",
        "e-f g",
        "x" * 70,
        "",
    ],
)
def test_what_is_no_plain_word_is_not_questioned(speller: Speller, text: str) -> None:
    assert questioned(speller, text) == []


def test_a_hyphen_hides_no_mistake(speller: Speller) -> None:
    assert questioned(speller, "re-ofending mid-wierd") == ["re-ofending", "mid-wierd"]


def test_own_words_know_their_case(speller: Speller) -> None:
    assert questioned(speller, "Quillbeck, Quillbeck's, QUILLBECK") == []
    assert questioned(speller, "quillbeck") == ["quillbeck"]
    assert questioned(speller, "zanderwort Zanderwort ZANDERWORT") == []
    assert questioned(speller, "zanDerwort") == ["zanDerwort"]


def test_a_word_can_be_added_and_removed() -> None:
    speller = Speller.load()
    assert not speller.check("Heronfeld")
    speller.add("Heronfeld")
    assert speller.check("Heronfeld’s")
    assert speller.personal == {"Heronfeld"}
    speller.remove("Heronfeld")
    assert not speller.check("Heronfeld")


def test_says_where_a_word_stands_in_python_positions(speller: Speller) -> None:
    text = "🦆 A wierd day’s wrok"
    assert speller.misspellings(text) == (Misspelling(4, 9, "wierd"), Misspelling(16, 20, "wrok"))
    assert [text[one.start : one.end] for one in speller.misspellings(text)] == ["wierd", "wrok"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wierd", "weird"),
        ("formulaton", "formulation"),
        ("limerance", "limerence"),
        ("risperidon", "risperidone"),
        ("acomodation", "accommodation"),
        ("behavuors", "behaviours"),
        ("alot", "a lot"),
        ("Harrassment", "Harassment"),
        ("Quilbeck", "Quillbeck"),
        ("color", "colour"),
    ],
)
def test_suggests_what_was_meant(speller: Speller, typed: str, meant: str) -> None:
    given_words = speller.suggest(typed)
    assert len(given_words) <= 6
    assert meant in given_words
    assert typed not in given_words


def test_without_a_dictionary_every_word_is_right(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(spelling, "_SYSTEM", tmp_path)
    monkeypatch.setattr(spelling, "_SHIPPED", "no_such_folder")
    speller = Speller.load(["Quillbeck"])
    assert not speller.is_there
    assert speller.check("wierd")
    assert speller.misspellings("wierd") == ()
    assert speller.suggest("wierd") == ()


def test_the_dictionary_that_is_shipped_serves_where_the_system_has_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(spelling, "_SYSTEM", tmp_path)
    folder = dictionary_folder()
    assert folder is not None
    assert folder == resource("spelling")
    assert (folder / "en_GB.license").is_file()
    assert questioned(Speller.load(), "The colour of a wierd behavior") == ["wierd", "behavior"]


@given(st.text(max_size=200))
def test_any_text_can_be_checked(text: str) -> None:
    for one in SHARED.misspellings(text):
        assert text[one.start : one.end] == one.word
        assert not SHARED.check(one.word)


SHARED = Speller.load()


def test_a_dictionary_read_in_slices_knows_the_same_words() -> None:
    folder = dictionary_folder()
    assert folder is not None
    whole, sliced = spelling._opened(folder), spelling._dictionary(folder)
    assert whole is not sliced
    lines = (folder / "en_GB.dic").read_text("utf-8-sig").splitlines()[1:]
    stems = [line.partition("/")[0] for line in lines[::23] if line.isascii()]
    words = [
        f"{before}{stem}{after}" for stem in stems for before in ("", "un") for after in ("", "s", "ed", "'s")
    ]
    assert len(words) > 20_000
    right = {word for word in words if whole.spell(word)}
    assert right == {word for word in words if sliced.spell(word)}
    assert len(stems) <= len(right) < len(words)


def test_no_room_for_the_slices_leaves_the_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "unplugged"))
    folder = dictionary_folder()
    assert folder is not None
    assert spelling._dictionary.__wrapped__(folder).spell("colourful")
