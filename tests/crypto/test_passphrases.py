"""The passphrase of a protected file is long enough for nobody to guess, and plain enough to be read out."""

import math

from app.crypto.pdf.passphrases import _LEFT_OUT, COUNT, _words, as_words, draw


def test_seven_words_of_a_list_that_gives_over_75_bits() -> None:
    listed = _words()
    assert len(set(listed)) == len(listed)
    assert COUNT * math.log2(len(listed)) > 75
    drawn = {draw() for _ in range(50)}
    assert len(drawn) == 50
    assert all(len(each.split(" ")) == 7 and set(each.split(" ")) <= set(listed) for each in drawn)


def test_no_two_words_sound_alike_at_their_beginning_and_none_frightens() -> None:
    listed = _words()
    assert all(word.isascii() and word.islower() and word.isalpha() for word in listed)
    assert len({word[:4] for word in listed}) == len(listed)
    assert not _LEFT_OUT.intersection(listed)
    assert not {"victim", "weapon", "fear", "knife", "hunt", "kill"}.intersection(listed)


def test_it_does_not_matter_how_it_is_spaced_or_written() -> None:
    assert as_words("  Apple\tRIVER\n stone ") == "apple river stone"
