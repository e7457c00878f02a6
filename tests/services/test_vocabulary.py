"""What the victim check knows of the language is loaded whole, or nothing is checked."""

from pathlib import Path

import pytest

from app.errors import MissingPart
from app.paths import resource
from app.services.writing import spelling, vocabulary


def test_words_are_told_apart_by_how_usual_they_are() -> None:
    known = vocabulary.load()
    assert known.is_ordinary("plover")
    assert not known.is_everyday("plover")
    assert known.is_everyday("grace")
    assert not known.is_ordinary("kerensa")
    assert known.is_known("kerensa") is known.spells("Kerensa")
    assert known.is_plain_english(["will", "panel"])
    assert not known.is_plain_english(["eve", "archer"])


def test_the_shipped_lists_hold_what_names_nobody() -> None:
    known = vocabulary.load()
    assert {"may", "friday"} <= known.calendar
    assert {"essex", "leeds"} <= known.places
    assert {"panel", "risk"} <= known.headings


def test_every_look_alike_is_read_as_one_plain_letter_or_digit() -> None:
    rows = resource("terms/look-alikes.txt").read_text("utf-8").splitlines()
    assert "Unicode License" in "\n".join(rows)
    plain = [row.split() for row in rows if not row.startswith("#")]
    assert all(len(each[0]) == 1 and each[0].isascii() and each[0].isalnum() for each in plain)
    codes = [code for each in plain for code in each[1:]]
    assert len(codes) == len(set(codes)) > 500
    assert all(int(code, 16) > 127 for code in codes)


def test_it_is_loaded_once() -> None:
    assert vocabulary.load() is vocabulary.load()


def test_without_a_dictionary_nothing_is_checked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(spelling, "_SYSTEM", tmp_path)
    monkeypatch.setattr(spelling, "_SHIPPED", "no_such_folder")
    with pytest.raises(MissingPart):
        vocabulary.load.__wrapped__()


def test_it_remembers_no_word_that_it_was_asked_about() -> None:
    known = vocabulary.load()
    asked: list[str] = []

    def spells(word: str) -> bool:
        asked.append(word)
        return False

    for_one = known.for_one_check()
    assert for_one.is_known("kerensa") == known.is_known("kerensa")
    counted = type(known)(spells, known.ranks, *(getattr(known, name) for name in _REST)).for_one_check()
    counted.is_ordinary("kerensa")
    counted.is_ordinary("kerensa")
    assert asked == ["kerensa"]


_REST = ("names", "prose", "calendar", "places", "headings", "seen", "heard")
