"""A typed line comes apart into what is looked for, what is not, and nothing is guarded that says nothing."""

import pytest

from app.domain.cases.terms.parts import NOT_KNOWN, NOTHING_TO_LOOK_FOR, Field, Guard, PartKind, Split
from app.domain.cases.terms.split import LONGEST_LINE, split
from app.services.writing.vocabulary import load


def _split(where: Field, line: str) -> Split:
    return split(load(), where, line)


def _parts(where: Field, line: str) -> list[tuple[str, str]]:
    """Kind and text of each part; one that guards in pairs alone has a sign before it."""
    return [
        (part.kind.value, f"{'+' if part.guard is Guard.PAIR else ''}{part.text}")
        for part in _split(where, line).parts
    ]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Kerensa Polwarth (b. 1990)", ["Kerensa", "Polwarth"]),
        ("Kerensa Polwarth2", ["Kerensa", "Polwarth"]),
        ("Mrs Kerensa Polwarth, aged 34", ["Kerensa", "Polwarth"]),
        ("Dr K Polwarth", ["+K", "Polwarth"]),
        ("J.R. Orrell", ["+J", "+R", "Orrell"]),
        ("Siobhán de Vries née Orrell", ["Siobhán", "de Vries", "Orrell"]),
        ("Mary-Jo O'Dea", ["Mary-Jo", "O'Dea"]),
        ('Kerensa "Kez" Polwarth', ["Kerensa", "Polwarth", "Kez"]),
        ("kerensa polwarth", ["kerensa", "polwarth"]),
        ("Kerensa Child", ["Kerensa", "Child"]),
        ("See Ling", ["See", "Ling"]),
        ("Li Na", ["+Li", "+Na"]),
        ("Ng", ["Ng"]),
        ("李娜", ["李娜"]),
        ("April Kent", ["+April", "+Kent"]),
    ],
)
def test_a_name_is_guarded_by_each_of_its_words(line: str, parts: list[str]) -> None:
    assert [text for _, text in _parts(Field.NAMES, line)] == parts


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "12 Elm Road, Northmoor NM4 2AB - her mother's house",
            ["12 Elm Road", "+12", "+Northmoor", "NM4 2AB", "+NM4"],
        ),
        ("12, Elm Road, Northmoor", ["12 Elm Road", "+12", "+Northmoor"]),
        ("Home: 22 Sailmakers Court Brackwater", ["22 Sailmakers Court", "+22", "+Brackwater"]),
        ("22-24 Sailmakers Court", ["22-24 Sailmakers Court", "+22", "+24"]),
        ("14 High Street, Northmoor", ["+14 High Street", "+14", "+Northmoor"]),
        ("The Old Rectory, Little Penmarrow", ["Old Rectory", "+Little Penmarrow"]),
        ("Sailmakers, Brackwater", ["Sailmakers", "+Brackwater"]),
        ("Heol y Bont, Brackwater", ["Heol y Bont", "+Brackwater"]),
        ("12 Elm Road, Golders Green", ["12 Elm Road", "+12", "+Golders Green"]),
        ("c/o Amy Lee, 3 The Green", ["Amy", "Lee", "+3 The Green", "+3"]),
        ("22 sailmakers court, brackwater", ["22 sailmakers court", "+22", "+brackwater"]),
    ],
)
def test_an_address_comes_apart(line: str, parts: list[str]) -> None:
    assert [text for _, text in _parts(Field.ADDRESSES, line)] == parts


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Daughter Mia (6)", [("family", "Mia")]),
        ("Mia and Tom Orrell", [("family", "Mia"), ("given", "Tom"), ("family", "Orrell")]),
        ("Husband: Jago", [("family", "Jago")]),
        ("Works at Brackwater Infirmary, ward 7", [("organisation", "Brackwater Infirmary")]),
        ("Employer: Hobbs and Dean", [("organisation", "Hobbs and Dean")]),
        ("works at St Oswald's primary", [("organisation", "St Oswald's primary")]),
        ("Penmarrow Vets, Brackwater", [("organisation", "Penmarrow Vets"), ("town", "+Brackwater")]),
        ("Partner Mark, drives a blue Fiesta IQ07 ZQI", [("family", "Mark"), ("plate", "IQ07 ZQI")]),
        ("Mother: 12 Elm Road", [("street", "12 Elm Road"), ("number", "+12")]),
    ],
)
def test_people_and_places_of_work_are_told_apart(line: str, parts: list[tuple[str, str]]) -> None:
    assert _parts(Field.PEOPLE, line) == parts


@pytest.mark.parametrize("where", [Field.NAMES, Field.CONTACTS, Field.PEOPLE, Field.WORKPLACES])
@pytest.mark.parametrize(
    ("detail", "kind"),
    [
        ("sunflower77@example.org", PartKind.EMAIL),
        ("@sunflowergirl", PartKind.HANDLE),
        ("Instagram sunflower.girl", PartKind.HANDLE),
        ("ZZ99 4QT", PartKind.POSTCODE),
        ("07700 900461", PartKind.TELEPHONE),
        ("+353 87 123 4567", PartKind.TELEPHONE),
        ("٠٧٧٠٠ ٩٠٠٤٦١", PartKind.TELEPHONE),
        ("IQ07 ZQI", PartKind.PLATE),
        ("K123 ABC", PartKind.PLATE),
        ("ABC 123D", PartKind.PLATE),
        ("BIG 1234", PartKind.PLATE),
    ],
)
def test_what_has_a_pattern_is_found_in_any_field(where: Field, detail: str, kind: PartKind) -> None:
    assert kind in {part.kind for part in _split(where, f"Mum Jane, {detail} (old)").parts}


@pytest.mark.parametrize("code", ["AA1 0YR", "ZZ9 4YO", "M1 1AE"])
def test_a_postcode_that_ends_like_an_age_is_one(code: str) -> None:
    assert _parts(Field.ADDRESSES, f"{code} (b. 1990)")[0] == ("postcode", code)


@pytest.mark.parametrize(
    "born", ["12.03.1990", "12/03/90", "b. 1990", "aged 6", "6 yrs", "14-Aug-1990", "(6)", "dob 1/2/90"]
)
def test_an_age_is_neither_looked_for_nor_left_out(born: str) -> None:
    made = _split(Field.PEOPLE, f"Tamsin Orrell {born}")
    assert [part.text for part in made.parts] == ["Tamsin", "Orrell"]
    assert made.left_out == ()


def test_two_telephones_side_by_side_are_two() -> None:
    assert _parts(Field.CONTACTS, "07700 900461 07700 900123") == [
        ("telephone", "07700 900461"),
        ("telephone", "07700 900123"),
    ]


@pytest.mark.parametrize(
    ("where", "line", "left_out"),
    [
        (Field.ADDRESSES, "12 Elm Road - her mother's house", ("her mother's house",)),
        (Field.PEOPLE, "Works at Brackwater Infirmary, ward 7", ("ward 7",)),
        (Field.CONTACTS, "IQ07 ZQI (blue Fiesta)", ("blue Fiesta",)),
        (Field.NAMES, "Kerensa Polwarth, address not known", ("address not known",)),
    ],
)
def test_what_is_not_looked_for_is_said(where: Field, line: str, left_out: tuple[str, ...]) -> None:
    assert _split(where, line).left_out == left_out


@pytest.mark.parametrize(
    "line",
    [
        "Not known",
        "not known",
        "none",
        "None held",
        "N/A",
        "nfa",
        "no fixed abode",
        "unknown",
        "tbc",
        "see file",
        "-",
    ],
)
@pytest.mark.parametrize("where", Field)
def test_filler_is_refused(where: Field, line: str) -> None:
    assert _split(where, line) == Split(refusal=NOT_KNOWN)


@pytest.mark.parametrize(
    ("where", "line"),
    [
        (Field.PEOPLE, "Works for the police"),
        (Field.PEOPLE, "Forensic psychologist at hospital"),
        (Field.ADDRESSES, "Leeds"),
        (Field.ADDRESSES, "near the school"),
        (Field.CONTACTS, "a blue car"),
        (Field.NAMES, "K"),
    ],
)
def test_a_line_that_can_stop_nothing_is_refused(where: Field, line: str) -> None:
    made = _split(where, line)
    assert made.refusal == NOTHING_TO_LOOK_FOR
    assert made.parts == ()


def test_a_name_that_reads_like_filler_is_a_name() -> None:
    assert _parts(Field.NAMES, "Na") == [("family", "Na")]


def test_what_is_too_long_for_a_line_is_left_out() -> None:
    made = _split(Field.NAMES, "Kerensa" + " " * LONGEST_LINE + "Polwarth")
    assert [part.text for part in made.parts] == ["Kerensa"]
    assert made.left_out == ("Polwarth",)
