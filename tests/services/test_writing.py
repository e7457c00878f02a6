"""A member's own words and abbreviations: theirs alone, kept, and never named in the ledger."""

import json

import pytest
from sqlalchemy import select

from app.crypto.kdf import CHEAPEST
from app.errors import Damaged, NotAcceptable, NotFound, TextTooLong
from app.models.tables import LedgerRow, MemberWriting
from app.services.team.staff import Staff
from app.services.writing.words import MOST_SNIPPETS, Writing, shipped_snippets
from tests.confirmed import readmit
from tests.services.conftest import Desk


def test_words_are_kept_in_order_and_once(desk: Desk) -> None:
    writing = Writing(desk.lead())
    for word in ("Quillbeck", "anhedonic", "O’Dowd", "Quillbeck"):
        writing.add_word(word)
    assert Writing(desk.lead()).words() == ("anhedonic", "O'Dowd", "Quillbeck")
    Writing(desk.lead()).forget_word("O’Dowd")
    assert Writing(desk.lead()).words() == ("anhedonic", "Quillbeck")


@pytest.mark.parametrize("word", ["", "two words", "B12", "x" * 61, "https://x", "-", "'s", "new\nline"])
def test_only_a_word_can_be_added(desk: Desk, word: str) -> None:
    writing = Writing(desk.lead())
    with pytest.raises(NotAcceptable):
        writing.add_word(word)
    assert writing.words() == ()


def test_what_is_not_there_cannot_be_forgotten(desk: Desk) -> None:
    writing = Writing(desk.lead())
    with pytest.raises(NotFound):
        writing.forget_word("Quillbeck")
    with pytest.raises(NotFound):
        writing.drop_snippet("mse")


def test_an_own_abbreviation_stands_before_the_shipped_one_it_hides(desk: Desk) -> None:
    writing = Writing(desk.lead())
    assert writing.snippets() == shipped_snippets()
    writing.keep_snippet("MSE", "Mine:\u00a0{{what}}")
    writing.keep_snippet("zz", "Last")
    first, second, *shipped = writing.snippets()
    assert (first.abbreviation, first.text, first.is_own) == ("mse", "Mine: {{what}}", True)
    assert second.abbreviation == "zz"
    assert [one.abbreviation for one in shipped] == [
        one.abbreviation for one in shipped_snippets() if one.abbreviation != "mse"
    ]
    writing.keep_snippet("mse", "Changed")
    assert writing.snippets()[0].text == "Changed"
    writing.drop_snippet("mse")
    writing.drop_snippet("zz")
    assert writing.snippets() == shipped_snippets()


def test_an_abbreviation_stands_for_something_that_is_not_endless(desk: Desk) -> None:
    writing = Writing(desk.lead())
    with pytest.raises(NotAcceptable):
        writing.keep_snippet("x", " \n ")
    with pytest.raises(NotAcceptable):
        writing.keep_snippet("x y", "Words")
    with pytest.raises(TextTooLong):
        writing.keep_snippet("x", "x" * 20_001)
    assert len(shipped_snippets()) < MOST_SNIPPETS


def test_nobody_else_has_them_not_even_by_sql(desk: Desk) -> None:
    lead = desk.lead()
    Writing(lead).add_word("Quillbeck")
    Writing(lead).keep_snippet("zz", "Heronfield")
    theirs = desk.colleague()
    assert Writing(theirs).words() == ()
    with theirs.database.read() as session:
        row = session.execute(select(MemberWriting)).scalar_one()
        assert b"Quillbeck" not in row.sealed
        assert b"Heronfield" not in row.sealed
    # A colleague with SQL who passes the lead's row off as their own gains nothing.
    with theirs.database.write() as session:
        session.get_one(MemberWriting, lead.member.id).staff_id = theirs.member.id
    with pytest.raises(Damaged):
        Writing(theirs).words()


def test_the_ledger_says_that_they_changed_and_no_word_of_them(desk: Desk) -> None:
    vault = desk.lead()
    writing = Writing(vault)
    writing.add_word("Quillbeck")
    writing.forget_word("Quillbeck")
    writing.keep_snippet("heron", "Quillbeck")
    writing.drop_snippet("heron")
    mine = select(LedgerRow).where(LedgerRow.device == vault.header.device)
    with vault.database.read() as session:
        rows = session.execute(mine.order_by(LedgerRow.seq.desc()).limit(4)).scalars().all()
    assert [row.action for row in rows] == ["own.writing"] * 4
    assert {row.subject_id for row in rows} == {vault.member.id}
    assert {tuple(json.loads(row.detail)) for row in rows} == {("event",)}


def test_they_outlive_a_new_passphrase_but_not_new_keys(desk: Desk) -> None:
    vault = desk.colleague()
    Writing(vault).add_word("Quillbeck")
    Staff(vault, CHEAPEST).change_passphrase("quite another lantern phrase", "a third and different phrase")
    assert Writing(desk.colleague("a third and different phrase")).words() == ("Quillbeck",)
    readmit(desk.lead(), desk.colleague_id, "the fourth otter on a bridge")
    again = Writing(desk.colleague("the fourth otter on a bridge"))
    assert again.words() == ()
    again.add_word("Heronfield")
    assert again.words() == ("Heronfield",)
