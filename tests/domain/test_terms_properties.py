"""The victim check for details that nobody thought of: made by chance, typed in all the ways that people type them."""

import random
import string

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.domain.cases.terms.matching import MOST_PLACES, Matcher
from app.domain.cases.terms.parts import Field
from app.domain.cases.terms.split import split
from app.domain.cases.terms.unwrapping import unwrapped
from app.services.writing.vocabulary import load
from tests.attacks.victim_scan import scan

_SYLLABLES = (
    "ka",
    "ren",
    "tho",
    "wil",
    "bra",
    "mor",
    "pen",
    "tre",
    "zan",
    "lo",
    "vik",
    "ash",
    "dul",
    "quin",
    "mel",
)
_SENTENCES = (
    "He said {} again.",
    "seen near {} on Friday",
    "- {}",
    "It was noted ({}) and passed on.",
    "{}",
    "two visits: {}; none since",
    "It began\n{}\nand went on.",
)
_LINES = (
    "{}",
    "{label}: {}",
    "{} - {remark}",
    "{} ({remark})",
    "{}, {other}",
    "{} (b. 1990)",
    "{remark}, {}",
)
_REMARKS = ("her mother's", "the old one", "until last year", "do not use")
_LONG = 550_000


@st.composite
def rare_words(draw: st.DrawFn) -> str:
    word = "".join(draw(st.lists(st.sampled_from(_SYLLABLES), min_size=2, max_size=4))).capitalize()
    known = load()
    assume(len(word) >= 6 and not known.is_known(word.lower()) and not known.is_name(word.lower()))
    return word


@st.composite
def telephones(draw: st.DrawFn) -> str:
    digits = draw(st.text(string.digits, min_size=9, max_size=9))
    assume(digits[0] != "0")
    return f"0{digits[:4]} {digits[4:]}"


@st.composite
def plates(draw: st.DrawFn) -> str:
    letters = draw(st.text("ABCDEFGHJKLMNPRSTVWXY", min_size=5, max_size=5))
    return f"{letters[:2]}{draw(st.integers(10, 75))} {letters[2:]}"


@st.composite
def postcodes(draw: st.DrawFn) -> str:
    letters = draw(st.text("ABDEFGHJLNPQRSTUWXYZ", min_size=4, max_size=4))
    return f"{letters[:2]}{draw(st.integers(1, 99))} {draw(st.integers(0, 9))}{letters[2:]}"


names = st.builds("{} {}".format, rare_words(), rare_words())
streets = st.builds(
    "{} {} {}".format,
    st.integers(1, 299),
    rare_words(),
    st.sampled_from(("Road", "Court", "Close", "Lane", "Street")),
)
emails = st.builds("{}{}@example.org".format, rare_words().map(str.lower), st.integers(10, 99))
workplaces = st.builds(
    "{} {}".format, rare_words(), st.sampled_from(("Infirmary", "Primary School", "Vets", "Solicitors"))
)
DETAILS = {
    "name": (Field.NAMES, names, "Name"),
    "person": (Field.PEOPLE, names, "Partner"),
    "child": (Field.PEOPLE, rare_words(), "Daughter"),
    "street": (Field.ADDRESSES, streets, "Home"),
    "postcode": (Field.ADDRESSES, postcodes(), "Postcode"),
    "telephone": (Field.CONTACTS, telephones(), "Mobile"),
    "plate": (Field.CONTACTS, plates(), "Car"),
    "e-mail": (Field.CONTACTS, emails, "E-mail"),
    "handle": (Field.CONTACTS, rare_words().map(lambda word: f"@{word.lower()}"), "Instagram"),
    "workplace": (Field.PEOPLE, workplaces, "Works at"),
}


@pytest.mark.parametrize("form", _LINES)
@pytest.mark.parametrize("kind", DETAILS)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_a_bare_detail_is_found_however_its_line_was_typed(kind: str, form: str, data: st.DataObject) -> None:
    where, details, label = DETAILS[kind]
    detail, other = data.draw(details), data.draw(details)
    line = form.format(detail, label=label, remark=data.draw(st.sampled_from(_REMARKS)), other=other)
    vocabulary = load()
    matcher = Matcher(vocabulary, [split(vocabulary, where, line).parts])
    text = data.draw(st.sampled_from(_SENTENCES)).format(detail)
    places = matcher.places([text])
    assert places, line
    assert any(text[each.offset : each.offset + each.length] in detail for each in places)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.text(max_size=60), min_size=1, max_size=4),
    st.sampled_from(
        ("Kerensa Polwarth", "Kеrensa", "K&#101;rensa", "07700 900461", "S2VyZW5zYSBQb2x3YXJ0aA==", "ﬁ Zoë")
    ),
    st.integers(0, 60),
)
def test_a_place_lies_inside_its_passage(passages: list[str], detail: str, at: int) -> None:
    passages[0] = passages[0][:at] + f" {detail} " + passages[0][at:]
    terms = [("name", "Kerensa Polwarth"), ("phone", "07700 900461"), ("name", "Zoë Fink")]
    places = scan(terms, passages)
    assert places
    for each in places:
        assert each.length > 0
        assert each.offset >= 0
        assert each.offset + each.length <= len(passages[each.passage])


_WRAPPED = st.sampled_from(
    [*"ab &#;%=<>\\xu41bKe\n", "&#75;", "%4B", "<b>", "=4B", "\\u004b", "@", "SGVsbG8g"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_WRAPPED, max_size=80).map("".join))
def test_what_is_unwrapped_knows_where_it_came_from(text: str) -> None:
    for piece in unwrapped(text):
        for start in range(len(piece.text)):
            first, last = piece.source(start, start + 1)
            assert 0 <= first <= last <= len(text)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(Field), st.text(max_size=200))
def test_any_line_comes_apart_or_is_refused(where: Field, line: str) -> None:
    made = split(load(), where, line)
    assert bool(made.parts) != bool(made.refusal)
    Matcher(load(), [made.parts]).places([line])


_HOSTILE = {
    "one letter": "a",
    "letters apart": "a ",
    "blanks": " ",
    "line ends": "\n",
    "edges of fields": "\x1e",
    "digits": "0123456789",
    "letters like digits": "oilzeastb",
    "entities": "&#75;",
    "percent": "%4B",
    "quoted-printable": "=4B",
    "backslashes": "\\",
    "tags": "<b>",
    "open tags": "<a",
    "signs": "a@",
    "turns of case": "aA",
    "hexadecimal": "4b ",
    "base64": "S2VyZW5zYSBQb2x3YXJ0aA== ",
    "mojibake": "Ã©",
    "marks": "a\u0336",
    "nothing to see": "\u200b",
    "ligatures": "ﷺ",
    "Cyrillic": "Кеrеnsа ",
    "half a character": "\ud800",
    "a guarded name": "Kerensa Polwarth ",
    "everyday names": "Grace Hope ",
    "an everyday name alone": "hope ",
    "quotes": '"Hope ',
    "what may stand": "Dr Rowan Ashdown ",
    "numbers in words": "oh seven double ",
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", _HOSTILE.values(), ids=_HOSTILE)
def test_a_long_hostile_text_takes_bounded_time(piece: str) -> None:
    terms = [
        ("name", "Kerensa Polwarth"),
        ("name", "Grace Hope"),
        ("phone", "07700 900461"),
        ("address", "1 Elm Road"),
    ]
    text = piece * (_LONG // len(piece))
    assert len(scan(terms, text, ["Dr Rowan Ashdown"])) <= MOST_PLACES


@pytest.mark.timeout(60)
def test_a_long_text_of_near_misses_takes_bounded_time() -> None:
    chance = random.Random(7)
    words = ["keren" + "".join(chance.choices("nsazx", k=3)) for _ in range(_LONG // 9)]
    assert len(scan([("name", "Kerensa Polwarth")], " ".join(words))) <= MOST_PLACES
