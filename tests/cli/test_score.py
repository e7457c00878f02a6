"""`casework score`: what it prints, and how it ends."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import run
from tests.measure_file import NAME, TEXT

VECTORS = Path(__file__).parents[1] / "vectors" / "measures.json"
CORE_10 = ["core-10", "0", "4", "4", "0", "0", "1", "0", "0", "-", "0"]


def _said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = run(["score", *words])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_one_administration_is_told_in_words_critical_items_first(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _said(capsys, *CORE_10)
    lines = out.splitlines()
    assert code == 0
    assert lines[1] == "Item 6: plans to end life."
    assert "Total: 1.11 (0 to 40), healthy (CORE-10 user manual 2007; SOCAS hub)" in lines
    assert "Not answered: 9." in lines
    assert lines[-1] == "Reliable is not the same as important."


def test_earlier_ones_are_compared_oldest_first(capsys: pytest.CaptureFixture[str]) -> None:
    now, before = (
        ["phq-9", "1", "1", "1", "1", "1", "1", "1", "1", "0"],
        ("2 2 2 2 2 2 2 2 1", "1 1 1 1 1 1 1 1 1"),
    )
    code, out, _ = _said(capsys, *now, "--earlier", before[0], "--earlier", before[1], "--json")
    told = json.loads(out)
    assert code == 0
    assert told["total"] == 8
    assert told["change"]["first"]["total"]["reliable"] == {"tt": "improved"}
    assert told["change"]["last"]["total"]["difference"] == -1


def test_every_vector_comes_out_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    vectors: list[dict[str, Any]] = json.loads(VECTORS.read_text("utf-8"))["vectors"]
    code, out, _ = _said(capsys, "--answers", str(VECTORS), "--json")
    told = json.loads(out)
    assert len(told) == len(vectors)
    for vector, one in zip(vectors, told, strict=True):
        expected = vector["expect"]
        assert {name: one.get(name) for name in expected} == expected, vector["id"]
    assert code == 9


def test_an_array_of_answers_ends_with_nought_where_every_one_can_be(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "answers.json"
    file.write_text('[{"measure": "gbo", "answers": [1, null, 3]}, {"measure": "gbo", "answers": [1, 2, 3]}]')
    code, out, _ = _said(capsys, "--answers", str(file))
    assert (code, out.splitlines()[0]) == (0, "gbo@1: goal1 1, goal2 not scored, goal3 3")
    file.write_text('[{"measure": "nought", "answers": []}]')
    assert _said(capsys, "--answers", str(file))[0] == 2


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", '[{"measure": 1, "answers": []}]', '[{"measure": "gbo", "answers": 3}]']
)
def test_a_file_that_holds_no_answers_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str
) -> None:
    file = tmp_path / "answers.json"
    file.write_text(text)
    code, _, err = _said(capsys, "--answers", str(file))
    assert code == 9
    assert err.startswith("That file holds no answers")


@pytest.mark.parametrize(
    ("words", "error", "sentence"),
    [
        ("core-10 0 0 0 0 0 0 0 0 0", {"error": "count"}, "CORE-10 takes 10 answers; 9 were given."),
        (
            "audit 0 0 0 0 0 0 0 0 4 0",
            {"error": "position", "item": "9"},
            "Item 9 of AUDIT takes 0 to 2; 4 was given.",
        ),
        ("gbo 0 -1 0", {"error": "position", "item": "2"}, "Item 2 of GBO takes 0 to 10; -1 was given."),
        ("gbo 0 0 1.5", {"error": "position", "item": "3"}, "Item 3 of GBO takes 0 to 10; 1.5 was given."),
    ],
)
def test_an_answer_that_cannot_be_ends_with_nine(
    capsys: pytest.CaptureFixture[str], words: str, error: dict[str, str], sentence: str
) -> None:
    code, out, err = _said(capsys, *words.split())
    assert (code, out, err) == (9, "", f"{sentence}\n")
    code, out, err = _said(capsys, *words.split(), "--json")
    assert (code, json.loads(out), err) == (9, {**error, "sentence": sentence}, "")


@pytest.mark.parametrize(
    "words", ["nought 1 2", "phq-9@2 1", "", "phq-9 1 --bad", "--check", "--list --check"]
)
def test_what_is_no_measure_or_no_command_ends_with_two(
    capsys: pytest.CaptureFixture[str], words: str
) -> None:
    code, out, err = _said(capsys, *words.split())
    assert (code, out) == (2, "")
    assert err


def test_the_list_names_every_measure(capsys: pytest.CaptureFixture[str]) -> None:
    assert _said(capsys, "--list")[1].count("@1") == 22
    told = json.loads(_said(capsys, "--list", "--json")[1])
    assert [each["id"] for each in told][:2] == ["aq-10", "asrs-6"]


def test_a_site_s_own_file_is_checked_without_a_vault(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "licences").mkdir()
    (tmp_path / "licences" / "invented.txt").write_text("Invented.")
    file = tmp_path / NAME
    file.write_text(TEXT)
    assert _said(capsys, "--check", str(file)) == (0, f"{NAME}: no fault.\n", "")
    file.write_text(TEXT.replace("from = 6", "from = 7"))
    code, out, _ = _said(capsys, "--check", str(file))
    assert code == 9
    assert out == f"{NAME}, line 79: Bands of total leave a gap from 6 to 7.\n"
    assert _said(capsys, "--check", str(tmp_path / "none.toml"))[0] == 8


def test_the_blank_form_of_a_measure_whose_wording_ships_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "form.pdf"
    assert _said(capsys, "pcl-5", "--form", str(out))[:2] == (0, "The blank form is form.pdf.\n")
    assert out.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(("words", "code"), [(["core-10"], 9), (["nothing"], 2), (["pcl-5", "1"], 2)])
def test_no_other_form_is_written(
    words: list[str], code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "form.pdf"
    ended, _, told = _said(capsys, *words, "--form", str(out))
    assert ended == code
    assert told.count("\n") >= 1
    assert not out.exists()
