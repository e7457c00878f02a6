"""What reads alike is looked at as the same, and each folded character knows where it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cases.terms.slips import Slips
from app.domain.cases.terms.unwrapping import unwrapped
from app.domain.cases.terms.view import View, squeeze
from app.services.writing.vocabulary import load


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("KERENSA", "kerensa"),
        ("Zoë Kłos-O’Dowd", "zoe klos-o'dowd"),
        ("Ker\u200ben\u00adsa", "kerensa"),
        ("K\u0336e\u0336r", "ker"),
        ("Кеrеnsа", "kerensa"),
        ("Κerensa Pοlwarth", "kerensa polwarth"),
        ("Kerensɑ", "kerensa"),
        ("Ꮶꭺ", "ka"),
        ("Ⓚⓔⓡ", "ker"),
        ("🄺🄴🅁🅰", "kera"),
        ("ᴋᴇʀᴇɴꜱᴀ", "kerensa"),
        ("Ｋｅｒ", "ker"),
        ("𝐊𝐞𝐫", "ker"),
        ("٠٧٧ ⁰⁷ 0\ufe0f\u20e37", "077 07 07"),
        ("ﬁ ß Æ", "fi ss ae"),
        ("a\x00b\ud800c", "abc"),
        ("a\u00a0b–c", "a b-c"),
        ("李娜", "李娜"),
    ],
)
def test_letters_are_looked_at_as_what_they_look_like(typed: str, seen: str) -> None:
    assert load().seen.fold(typed) == seen


def test_letters_of_other_alphabets_are_heard_too() -> None:
    assert load().heard.fold("Марина Κώστας") == "marina kostas"
    assert load().seen.fold("Марина") != "marina"


@pytest.mark.parametrize(
    ("one", "other"),
    [("polwarth", "po1warth"), ("kerensa", "k3r3nsa"), ("iq07 zqi", "IQO7-2qi".lower()), ("bess", "8e55")],
)
def test_letters_and_digits_that_are_exchanged_have_one_skeleton(one: str, other: str) -> None:
    assert squeeze(one) == squeeze(other)


@given(
    st.text(alphabet=st.one_of(st.sampled_from("ab 1ﬁßﷺ\u0301\u200bКЁ🄺\x1e"), st.characters()), max_size=80)
)
def test_every_folded_character_knows_where_it_was_typed(raw: str) -> None:
    seen = load().seen
    view = View(raw, seen)
    places = [view.raw_at(at) for at in range(len(view.folded))]
    assert places == sorted(places)
    assert all(sign in seen.fold(raw[place]) for sign, place in zip(view.folded, places, strict=True))


@given(st.text(alphabet="ab1 .-'ﬁЖ\x1e", max_size=700), st.data())
def test_a_stretch_of_the_skeleton_has_its_letters_in_the_text(raw: str, data: st.DataObject) -> None:
    view = View(raw, load().seen)
    if not view.skeleton:
        return
    start = data.draw(st.integers(0, len(view.skeleton) - 1))
    length = data.draw(st.integers(1, len(view.skeleton) - start))
    first, last = view.unsqueezed(start, length)
    assert squeeze(view.folded[first:last]) == view.skeleton[start : start + length]
    assert view.folded[first].isalnum()
    assert view.folded[last - 1].isalnum()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kerenza", "kerensa"),
        ("kerena", "kerensa"),
        ("kerrensa", "kerensa"),
        ("polwrath", "polwarth"),
        ("polwarthings", ""),
        ("tarnsin", "tamsin"),
        ("tmasin", "tamsin"),
        ("tasmin", "tamsin"),
        ("stephan", ""),
        ("persian", ""),
    ],
)
def test_a_slip_is_told_from_another_word(typed: str, meant: str) -> None:
    slips = Slips(load(), ["kerensa", "polwarth", "tamsin", "stephen"])
    assert [found for _, found in slips.among([typed])] == ([meant] if meant else [])


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("x &#75;erensa", "Kerensa"),
        ("x &amp;#75;erensa", "Kerensa"),
        ("%4B%65rensa", "Kerensa"),
        ("Polw=\narth", "Polwarth"),
        ("=C3=A9", "é"),
        ("<b>Ke</b>rensa", "Kerensa"),
        ("Pol<br>warth", "Pol warth"),
        ("\\u004berensa\\x21", "Kerensa!"),
        ("ZoÃ« was", "Zoë was"),
        ("Kerens@ went", "Kerensa went"),
        ("data:S2VyZW5zYQ==,", " Kerensa "),
        ("4b 65 72 65 6e 73 61", " Kerensa "),
    ],
)
def test_wrappings_are_taken_off(text: str, inside: str) -> None:
    assert any(inside in piece.text for piece in unwrapped(text))


def test_plain_words_have_no_wrapping() -> None:
    assert list(unwrapped("He waited outside, from nine to five (see above); nothing else was said.")) == []
