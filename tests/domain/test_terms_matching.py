"""Where parts stand: in which passage, how long, of which line; and what a member chose for a part."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from app.domain.cases.terms.matching import MOST_PLACES, Matcher
from app.domain.cases.terms.parts import Field, Guard, Part, PartKind, Place
from app.domain.cases.terms.split import split
from app.services.writing.vocabulary import load


def _line(where: Field, line: str, **chosen: Guard) -> tuple[Part, ...]:
    """The parts of a line; `chosen` gives another guard to the parts that begin with a word."""
    parts = split(load(), where, line).parts
    return tuple(replace(part, guard=chosen.get(part.text.split()[0], part.guard)) for part in parts)


def _places(
    lines: Sequence[Sequence[Part]], *passages: str, permitted: Sequence[str] = ()
) -> tuple[Place, ...]:
    return Matcher(load(), lines, permitted).places(passages)


def _cut(places: Sequence[Place], *passages: str) -> list[str]:
    return [passages[each.passage][each.offset : each.offset + each.length] for each in places]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("He met Kerensa Polwarth twice.", ["Kerensa Polwarth"]),
        ("Kerensa's door, the Polwarths", ["Kerensa", "Polwarths"]),
        ("Ⓚⓔⓡⓔⓝⓢⓐ!", ["Ⓚⓔⓡⓔⓝⓢⓐ"]),
        ("ﬁne Kere\u0301nsa now", ["Kere\u0301nsa"]),
        ("x &#75;erensa y", ["&#75;erensa"]),
        ("so <b>Ke</b>rensa went", ["Ke</b>rensa"]),
        ("token S2VyZW5zYSBQb2x3YXJ0aA== end", ["S2VyZW5zYSBQb2x3YXJ0aA=="]),
        ("#justiceforkerensa", ["kerensa"]),
    ],
)
def test_a_place_is_what_was_typed(text: str, cut: list[str]) -> None:
    assert _cut(_places([_line(Field.NAMES, "Kerensa Polwarth")], text), text) == cut


def test_a_detail_over_two_fields_has_a_place_in_each() -> None:
    passages = ("seen by Mrs Pol", "warth at home")
    places = _places([_line(Field.NAMES, "Kerensa Polwarth")], *passages)
    assert _cut(places, *passages) == ["Pol", "warth"]
    assert [each.passage for each in places] == [0, 1]


def test_a_place_names_its_line_and_part() -> None:
    lines = [_line(Field.NAMES, "Amy Lee"), _line(Field.CONTACTS, "07700 900461")]
    (place,) = _places(lines, "rang 07700 900461")
    assert place.line == 1
    assert place.part == Part(PartKind.TELEPHONE, "07700 900461", group=1)


def test_no_more_places_are_listed_than_somebody_reads() -> None:
    assert (
        len(_places([_line(Field.NAMES, "Kerensa Polwarth")], "Kerensa. " * (MOST_PLACES + 50)))
        == MOST_PLACES
    )


def test_nothing_is_found_without_lines_or_text() -> None:
    assert _places([], "Kerensa Polwarth") == ()
    assert _places([()], "Kerensa Polwarth") == ()
    assert _places([_line(Field.NAMES, "Kerensa Polwarth")]) == ()
    assert _places([_line(Field.NAMES, "Kerensa Polwarth")], "") == ()


# -- what a member chose


def test_a_part_that_is_off_is_not_looked_for() -> None:
    line = _line(Field.NAMES, "Kerensa Polwarth", Kerensa=Guard.OFF)
    assert _places([line], "Kerensa came") == ()
    assert _places([line], "Mrs Polwarth came") != ()


def test_a_part_put_to_pair_needs_another_beside_it() -> None:
    line = _line(Field.NAMES, "Kerensa Polwarth", Kerensa=Guard.PAIR)
    assert _places([line], "Kerensa came") == ()
    assert _places([line], "#JusticeForKerensa") == ()
    assert _places([line], "Kerensa Jane Polwarth") != ()
    assert _cut(_places([line], "Kerensa P. came"), "Kerensa P. came") == ["Kerensa P"]


def test_a_common_word_is_looked_for_alone_where_a_member_asks_for_it() -> None:
    assert _places([_line(Field.NAMES, "Anna Kent")], "He is in Kent.") == ()
    assert _places([_line(Field.NAMES, "Anna Kent", Kent=Guard.ALONE)], "He is in Kent.") != ()


@pytest.mark.parametrize("near", ["Kerensa on 07700 900461", "07700 900461, she is Kerensa"])
def test_a_telephone_put_to_pair_counts_near_another_part(near: str) -> None:
    line = _line(Field.NAMES, "Kerensa 07700 900461", **{"07700": Guard.PAIR})
    assert _places([line], "rang 07700 900461") == ()
    assert "07700 900461" in _cut(_places([line], near), near)


@pytest.mark.parametrize(
    "number", ["07700 900461", "+44 (0)7700 900461", "0044 7700-900461", "(07700) 900461"]
)
def test_a_telephone_is_covered_with_its_prefix(number: str) -> None:
    text = f"rang twice, {number} late"
    (cut,) = _cut(_places([_line(Field.CONTACTS, "07700 900461")], text), text)
    assert cut.strip("(") == number.strip("(")


# -- what may stand


def test_a_permitted_phrase_is_no_place_however_it_is_set() -> None:
    line = _line(Field.NAMES, "Sarah Ashdown")
    for text in ("Dr Rowan Ashdown", "Dr Ashdown", "DR ROWAN ASHDOWN", "Dr Rowan\nAshdown"):
        assert _places([line], text, permitted=["Dr Rowan Ashdown"]) == ()


@pytest.mark.parametrize("text", ["Sarah Ashdown", "S. Ashdown", "Mrs Ashdown", "Sarah", "Ashdown, Sarah"])
def test_what_is_not_the_permitted_phrase_is_found(text: str) -> None:
    assert _places([_line(Field.NAMES, "Sarah Ashdown")], text, permitted=["Dr Rowan Ashdown"]) != ()


def test_two_permitted_words_are_no_pair() -> None:
    line = _line(Field.NAMES, "Rowan Ashdown")
    assert _places([line], "Rowan J Ashdown, Rowan Ashdown", permitted=["Dr Rowan Ashdown"]) == ()


def test_a_town_counts_beside_its_street_alone() -> None:
    line = _line(Field.ADDRESSES, "14 High Street, Northmoor NM4 2AB")
    for text in ("Northmoor", "NM4", "High Street", "Northmoor High Court", "15 High Street, Brackwater"):
        assert _places([line], text) == (), text
    for text in ("High Street, Northmoor", "High St, NM4", "14 High Street", "number 14 in NM4"):
        assert _places([line], text) != (), text
