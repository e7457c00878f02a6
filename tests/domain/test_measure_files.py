"""A measure's file: what is read of it, and each fault as one sentence with its line."""

import re
from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.measures.catalogue import Catalogue, check_file
from app.domain.measures.declare import Measure
from app.domain.measures.lines import line_of, lines_of
from app.domain.measures.reading import Read, read
from app.domain.measures.scoring import score
from app.errors import NoSuchMeasure
from tests.measure_file import CIRCLE, LICENCES, NAME, TEXT

SPOILT = {
    "Bands of total overlap at 5.": ("from = 6", "from = 5"),
    "Bands of total leave a gap from 6 to 7.": ("from = 6", "from = 7"),
    "Bands of total do not begin at its lowest value 0.": ("from = 0", "from = 1"),
    "The last band of total must have no `below`.": ("from = 6", "from = 6\nbelow = 30"),
    "Score a is made from itself: a, b, a.": (
        "\n[[bands]]",
        CIRCLE.format("a", "b") + CIRCLE.format("b", "a") + "\n[[bands]]",
    ),
    "Finding one names a later finding.": ('all = [["raw", "at_least", 2]]', 'needs = ["other"]'),
    "Score raw names no item.": ('items = ["1", "3"]', "items = []"),
    "Table of looked_up has 4 entries and needs 5.": ("4, 5.25]", "4]"),
    "Item 9 is not in this measure.": ('items = ["1", "3"]', 'items = ["1", "9"]'),
    "Option set seldom is not there, or not used.": ('options = "work"', 'options = "seldom"'),
    "Option set work is not there, or not used.": ('options = "work"', 'options = "often"'),
    "The id 1 is used twice.": ('id = "3"', 'id = "1"'),
    "Item 1 has 5 labels for 4 values.": (
        "values = [0, 1, 2, 3]",
        'values = [0, 1, 2, 3]\nlabels = ["a", "b", "c", "d", "e"]',
    ),
    "Two positions of item 2 have the same key.": ('"3", "2", "1", "0"', '"3", "2", "1", "1"'),
    "Value 1.5 is not a whole number.": ("values = [0, 1, 2, 3]", "values = [0, 1.5, 2, 3]"),
    "total may miss 1 items, which needs `missing_source`.": ('missing_source = "Invented"\n', ""),
    "The cut cut has no source.": ('clinical range"\nsource = "Invented"', 'clinical range"'),
    "This licence does not ship the wording, so item 1 must have no `text`.": (
        '[[items]]\nid = "1"',
        '[[items]]\ntext = "Words"\nid = "1"',
    ),
    "This licence does not ship the wording, so option set often must have no `labels`.": (
        "values = [0, 1, 2, 3]",
        'values = [0, 1, 2, 3]\nlabels = ["a", "b", "c", "d"]',
    ),
    "This licence does not ship the wording, so there must be no `instructions`.": (
        'title = "Invented scale"\n',
        'title = "Invented scale"\ninstructions = "Read each"\n',
    ),
    "This licence does not ship the wording, so there must be no `stem`.": (
        'title = "Invented scale"\n',
        'title = "Invented scale"\nstem = "How often"\n',
    ),
    "The licence file nowhere.txt is not there.": ("invented.txt", "nowhere.txt"),
    "weight is not a key of a measure file.": ("decimals = 2\nitems", "decimals = 2\nweight = 3\nitems"),
    "id is missing.": ('id = "raw"', 'id = ""'),
    "title is missing.": ('title = "Invented scale"\n', ""),
    "This file is of format 2; this Casework reads format 1.": ("format = 1", "format = 2"),
    "This is not TOML: line 3.": ("version = 1", "version = = 1"),
    "A site's own measure must begin with site-.": ('id = "site-invented"', 'id = "invented"'),
    "Score nought is not in this measure.": ('tracked = ["total"]', 'tracked = ["nought"]'),
    "So many items of total cannot be missing.": ("missing_allowed = 1", "missing_allowed = 2"),
    "version is not a whole number.": ("version = 1", 'version = "1"'),
    "Item 1 has no position 7.": ('when = [["1", 0]]', 'when = [["1", 7]]'),
}


def _read(text: str, name: str = NAME, others: tuple[Measure, ...] = ()) -> list[str]:
    return [fault.sentence for fault in check_file(name, text.encode(), LICENCES, others).faults]


def _measure(text: str = TEXT) -> Measure:
    found = read(text.encode(), LICENCES)
    assert found.measure is not None, found.faults
    return found.measure


def test_a_file_with_every_part_is_read_whole() -> None:
    assert _read(TEXT) == []
    measure = _measure()
    assert measure.items[1].values == (3, 2, 1, 0)
    assert measure.items[2].values == (0, 1, None)
    assert (measure.score("total").least, measure.score("total").most) == (0, 30)
    assert measure.score("looked_up").most == Decimal("5.25")
    assert not measure.has_wording


@pytest.mark.parametrize("sentence", SPOILT)
def test_each_fault_is_one_sentence(sentence: str) -> None:
    before, after = SPOILT[sentence]
    assert before in TEXT
    assert sentence in _read(TEXT.replace(before, after, 1))


def test_all_faults_are_told_at_once_each_with_its_line() -> None:
    spoilt = TEXT.replace("from = 6", "from = 7").replace('title = "Invented scale"\n', "")
    faults = check_file(NAME, spoilt.encode(), LICENCES, ()).faults
    lines = {fault.sentence: fault.line for fault in faults}
    assert set(lines) == {"title is missing.", "Bands of total leave a gap from 6 to 7."}
    assert spoilt.split("\n")[lines["Bands of total leave a gap from 6 to 7."] - 1] == "from = 7"


def test_a_file_is_held_against_its_name_and_what_is_here() -> None:
    assert _read(TEXT, "invented.toml") == ["The file's name must be ID@VERSION.toml."]
    assert _read(TEXT, "site-invented@2.toml") == ["The file's name must be ID@VERSION.toml."]
    here = _measure()
    assert _read(TEXT, others=(here,)) == []
    other = TEXT.replace("confidence = 90", "confidence = 95")
    assert _read(other, others=(here,)) == [
        "INVENTED version 1 is already here with other content; raise the version."
    ]


_ITEM = '\n[[items]]\nid = "{}"\noptions = "often"\n'
NO_MEASURE = {
    b"\xff\xfe": "This is not TOML: line 1.",
    b"id = ": "This is not TOML: line 1.",
    b"[" * 99_999: "This is not TOML: line 1.",
    b"x = " + b"[" * 5000: "This is not TOML: line 1.",
    b"": "title is missing.",
    b"x=1e999999": "x is not a key of a measure file.",
    b'"a\\nb"=1': "a b is not a key of a measure file.",
    b"\xef\xbb\xbf" + TEXT.encode(): "This is not TOML: line 1.",
    TEXT.encode("utf-16"): "This is not TOML: line 1.",
    b"#" * 50_000_000: "A measure's file has at most 100,000 bytes.",
    (TEXT + "".join(_ITEM.format(n) for n in range(4, 2004))).encode(): "A measure has at most 400 items.",
    b"a." * 2000 + b"b = 1": "a is not a key of a measure file.",
    ("z" * 90_000 + " = 1").encode(): "z" * 160 + "…",
}


@pytest.mark.parametrize("data", NO_MEASURE, ids=range(len(NO_MEASURE)))
def test_what_is_no_measure_is_refused_with_a_sentence(data: bytes) -> None:
    found = read(data, LICENCES)
    assert found.measure is None
    assert NO_MEASURE[data] in {each.sentence for each in found.faults}
    _assert_said(found)


def _assert_said(found: Read) -> None:
    """Each fault is one sentence on one line, of a length that is read."""
    for each in found.faults:
        assert each.sentence.isprintable()
        assert 0 < len(each.sentence) <= 161
        assert each.sentence.endswith((".", "…"))
        assert each.line >= 1


@given(st.binary(max_size=200))
def test_whatever_bytes_a_file_has_it_is_refused_with_sentences(data: bytes) -> None:
    found = read(data, LICENCES)
    assert found.measure is None
    assert found.faults
    _assert_said(found)


def test_what_names_everything_everywhere_is_read_in_no_time() -> None:
    wide = TEXT.replace("values = [0, 1, 2, 3]", "range = [0, 999]").replace(
        '\nkeys = ["3", "2", "1", "0"]', ""
    )
    many = "".join(_ITEM.format(n) for n in range(4, 390))
    named = ", ".join(f'"{n}"' for n in range(1, 390))
    scores = "".join(f'\n[[scores]]\nid = "s{n}"\nmethod = "sum"\nitems = [{named}]\n' for n in range(30))
    begun = process_time()
    found = read((wide + many + scores).encode(), LICENCES)
    assert process_time() - begun < 2
    _assert_said(found)


@given(st.text(alphabet="[]{}=\"'#\n.ab1,\\ ", max_size=80))
def test_whatever_stands_in_a_file_is_read_or_refused(text: str) -> None:
    found = read((TEXT + text).encode(), LICENCES)
    assert (found.measure is None) == bool(found.faults)
    _assert_said(found)


_VALUES = (
    "1",
    "-1",
    '"x"',
    '""',
    "[]",
    "{}",
    '["1"]',
    '[["1", 0]]',
    "1.5",
    "true",
    "nan",
    "1e5",
    '"table"',
    '"raw"',
    "1979-05-27",
    "[[[[1]]]]",
    '["\\u0000\\u202e"]',
    "9223372036854775807",
    '{a = {b = ["c"]}}',
)
_KEYED = [n for n, each in enumerate(TEXT.split("\n")) if " = " in each]


@given(
    st.lists(st.tuples(st.sampled_from(_KEYED), st.sampled_from(_VALUES)), min_size=1, max_size=3), st.data()
)
def test_a_file_that_was_spoilt_is_refused_or_scores_within_its_ranges(
    spoilt: list[tuple[int, str]], data: st.DataObject
) -> None:
    lines = TEXT.split("\n")
    for n, value in spoilt:
        lines[n] = f"{lines[n].partition(' = ')[0]} = {value}"
    found = read("\n".join(lines).encode(), LICENCES)
    _assert_said(found)
    measure = found.measure
    if measure is None:
        return
    answers = [data.draw(st.none() | st.integers(0, len(item.values) - 1)) for item in measure.items]
    scored = score(measure, answers)
    for each in measure.scores:
        value = scored.scores[each.id]
        assert value is None or each.id in scored.out_of or each.least <= value <= each.most


def test_lines_are_found_behind_texts_and_lists_over_several_lines() -> None:
    text = 'a = """\n[b]\nc = 1\n"""\nd = [ # ]\n  "]",\n  1,\n]\n[e]\nf = 1\n[[g]]\n[[g]]\nh.i = 2\n'
    lines = lines_of(text)
    where = {path: text.split("\n")[line - 1] for path, line in lines.items()}
    assert ("b",) not in lines
    assert where["d",] == "d = [ # ]"
    assert where["e", "f"] == "f = 1"
    assert where["g", 1, "h", "i"] == "h.i = 2"
    assert line_of(lines, ("g", 1, "nowhere", 3)) == lines["g", 1]


def test_the_newest_version_is_found_by_the_id_and_an_older_by_its_name() -> None:
    newer = _measure(TEXT.replace("version = 1", "version = 2\ncomparable_with = [1]"))
    older = _measure()
    catalogue = Catalogue.of((older, newer))
    assert catalogue.find("site-invented") is newer
    assert catalogue.find("site-invented@1") is older
    assert catalogue.newest == (newer,)
    with pytest.raises(NoSuchMeasure):
        catalogue.find("site-invented@3")
    without = Catalogue.of((older, newer), {newer.name})
    assert (without.newest, without.offered) == ((older,), (older,))
    none = Catalogue.of((older, newer), {older.name, newer.name})
    assert (none.newest, none.offered) == ((newer,), ())
    assert none.find("site-invented@2") is newer


def test_scores_of_two_versions_mean_the_same_where_the_newer_says_so() -> None:
    older, newer = _measure(), _measure(TEXT.replace("version = 1", "version = 2"))
    told = _measure(TEXT.replace("version = 1", "version = 2\ncomparable_with = [1]"))
    assert not newer.is_comparable_with(older)
    assert not older.is_comparable_with(newer)
    assert told.is_comparable_with(older)
    assert older.is_comparable_with(told)


def test_a_table_is_of_a_score_wherever_that_stands() -> None:
    parts = re.split(r"(?=\n\[\[scores\]\])", TEXT)
    raw, table = parts[2], parts[3].partition("\n[[bands]]")
    moved = "".join((*parts[:2], table[0], raw, *table[1:]))
    assert _read(moved) == []
    assert score(_measure(moved), [2, 0, 1]).scores["looked_up"] == 4
