"""The words that stand beside a part when its member confirms it say when it fires."""

from dataclasses import replace

import pytest

from app.domain.cases.terms.chips import MAY_STAND, OFF, fires_on
from app.domain.cases.terms.parts import Field, Guard
from app.domain.cases.terms.split import split
from app.services.writing.vocabulary import load


def _said(where: Field, line: str, permitted: tuple[str, ...] = ()) -> dict[str, str]:
    parts = split(load(), where, line).parts
    return {part.text: fires_on(load(), part, parts, permitted) for part in parts}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Kerensa Polwarth", {"Kerensa": "alone", "Polwarth": "alone"}),
        ("Amy Plover", {"Amy": "alone", "Plover": "alone with a capital"}),
        (
            "Amy Lee",
            {
                "Amy": "alone",
                "Lee": "with a capital inside a sentence, or with Amy, A, Mrs, Ms, Miss, Mr, Dr",
            },
        ),
        ("Amy Kent", {"Amy": "alone", "Kent": "only with Amy, A, Mrs, Ms, Miss, Mr, Dr"}),
    ],
)
def test_a_name_fires_by_how_rare_it_is(line: str, said: dict[str, str]) -> None:
    assert _said(Field.NAMES, line) == said


def test_what_a_name_shares_with_a_permitted_one_fires_in_pairs_alone() -> None:
    said = _said(Field.NAMES, "Sarah Ashdown", ("Dr Rowan Ashdown",))
    assert said == {"Sarah": "alone", "Ashdown": "only with Sarah, S, Mrs, Ms, Miss, Mr, Dr"}


def test_the_persons_own_name_cannot_be_guarded() -> None:
    said = _said(Field.NAMES, "Callum Dunscombe", ("Mr Callum Peter Dunscombe",))
    assert set(said.values()) == {MAY_STAND}


def test_the_parts_of_an_address_say_beside_what_they_fire() -> None:
    assert _said(Field.ADDRESSES, "12 Elm Road, Northmoor NM4 2AB") == {
        "12 Elm Road": "alone",
        "12": "only with Elm Road, NM4",
        "Northmoor": "only with Elm Road",
        "NM4 2AB": "alone",
        "NM4": "only with Elm Road, 12",
    }
    assert _said(Field.ADDRESSES, "14 High Street, Northmoor")["14 High Street"] == "only with 14, Northmoor"


def test_a_choice_of_the_members_is_said() -> None:
    parts = split(load(), Field.CONTACTS, "07700 900461").parts
    off, pair = (replace(parts[0], guard=guard) for guard in (Guard.OFF, Guard.PAIR))
    assert fires_on(load(), off, [off]) == OFF
    assert fires_on(load(), pair, [pair]) == "only near another part of this line"
