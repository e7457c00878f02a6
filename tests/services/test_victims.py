"""A victim is a code; who it stands for is sealed, and no output carries it however it is written."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.cases.guard import PartChoice
from app.domain.cases.terms.parts import Guard
from app.domain.cases.victim import VictimIdentity
from app.domain.fields.compartments import Compartment
from app.errors import NotAcceptable, NotAdmitted, NotFound, StillMissing
from app.models.tables import Case, LedgerRow, ProtectedTerm, Victim
from app.services.cases.casefile import CaseFile
from app.services.cases.looked_for import LookedFor
from app.services.cases.victims import Victims
from app.services.sharing.summarising import Request
from app.services.vault.open_vault import OpenVault
from tests.builders import add_case, signed
from tests.confirmed import admit, export, reveal
from tests.services.conftest import Desk

IDENTITY = VictimIdentity(
    name="Siân Larkwood-Fairweather",
    other_names="Shay\nHallam",
    addresses="14 Larch Rise, Hexbridge NE46 1AB\nThe Old Dairy, Winnow Lane, NE47 2CD",
    contacts="+44 (0)7700 900123\nsian.l@example.org\nWF19 KLM\n07700 900456 (work), 01632 960001",
    people="Odhran Teasdale",
    reason="A letter of notification names her",
    contact_scheme="joined",
    contact_rules="Through the heronry service alone, never by telephone",
)


@pytest.fixture(scope="module")
def guarded(office: OpenVault) -> OpenVault:
    """A vault that guards IDENTITY, in a case about somebody of the same family name."""
    case_id = add_case(office, "Fairweather", sex="male")
    Victims(office).identify(case_id, Victims(office).add(case_id, "ex_intimate"), IDENTITY)
    return office


def guarded_case(vault: OpenVault) -> str:
    """The case of the fixture: the only one with a former partner."""
    with vault.database.read() as session:
        return session.execute(
            select(Victim.case_id).where(Victim.relationship == "ex_intimate")
        ).scalar_one()


def carries(vault: OpenVault, text: str) -> bool:
    """Whether that case lets no such text out."""
    return Victims(vault).exposed(guarded_case(vault), {"page 1": text}) == ("page 1",)


def test_codes_are_given_in_order_in_each_case(office: OpenVault, a_case: str) -> None:
    assert [Victims(office).add(a_case, "stranger") for _ in range(3)] == ["V1", "V2", "V3"]
    assert Victims(office).add(add_case(office), "family") == "V1"
    assert [(v.code, v.relationship, v.is_identified) for v in Victims(office).page(a_case).victims] == [
        (code, "stranger", False) for code in ("V1", "V2", "V3")
    ]


def test_a_case_has_at_most_ninety_nine_victims(office: OpenVault, a_case: str) -> None:
    assert [Victims(office).add(a_case, "unknown") for _ in range(99)][-1] == "V99"
    with pytest.raises(NotAcceptable):
        Victims(office).add(a_case, "unknown")


def test_a_victim_needs_a_relationship_and_a_case(office: OpenVault, a_case: str) -> None:
    with pytest.raises(NotAcceptable):
        Victims(office).add(a_case, "enemy")
    with pytest.raises(NotFound):
        Victims(office).add("nothing", "stranger")


def test_an_identity_comes_back_only_to_who_is_admitted(desk: Desk) -> None:
    lead = desk.lead()
    case_id = add_case(lead)
    Victims(lead).identify(case_id, Victims(lead).add(case_id, "family"), IDENTITY)
    assert reveal(lead, case_id, "V1", "To write the letter") == IDENTITY
    Victims(lead).add(case_id, "stranger")
    vault = desk.colleague()
    assert [victim.is_identified for victim in Victims(vault).page(case_id).victims] == [True, False]
    with pytest.raises(NotAdmitted):
        reveal(vault, case_id, "V2", "Whether there is anything to see")
    with pytest.raises(NotAdmitted):
        reveal(vault, case_id, "V1", "Curious")
    with pytest.raises(NotAdmitted):
        Victims(vault).identify(case_id, "V1", replace(IDENTITY, name="Else"))
    assert Victims(vault).exposed(case_id, {"page 1": "Siân"}) == ("page 1",)
    admit(desk.lead(), desk.colleague_id, Compartment.VICTIM)
    assert reveal(desk.colleague(), case_id, "V1", "To write the letter") == IDENTITY


def test_an_identity_and_what_is_looked_for_lie_sealed_and_no_fingerprint_is_kept(guarded: OpenVault) -> None:
    with guarded.database.read() as session:
        sealed = session.execute(select(Victim.sealed_identity)).scalars().all()
        guards = session.execute(select(Case.sealed_guard)).scalars().all()
        assert session.execute(select(ProtectedTerm.id)).all() == []
    stored = b"".join([*filter(None, sealed), *filter(None, guards)])
    assert [len(each) % 4096 for each in guards if each] == [4129 % 4096]
    for words in ("Larkwood", "larkwood", "NE46", "7700", "dairy", "joined", "heronry"):
        assert words.encode() not in stored


def test_an_identity_needs_a_reason_and_so_does_seeing_it(guarded: OpenVault, a_case: str) -> None:
    Victims(guarded).add(a_case, "family")
    with pytest.raises(StillMissing, match="Why this is kept"):
        Victims(guarded).identify(a_case, "V1", replace(IDENTITY, reason=" "))
    with pytest.raises(StillMissing):
        reveal(guarded, a_case, "V1", " ")
    with pytest.raises(NotFound):
        reveal(guarded, a_case, "V9", "Reason")
    assert reveal(guarded, a_case, "V1", "Reason") == VictimIdentity()


def test_seeing_an_identity_is_noted_without_a_word_of_it(office: OpenVault, a_case: str) -> None:
    Victims(office).identify(a_case, Victims(office).add(a_case, "family"), IDENTITY)
    reveal(office, a_case, "V1", "Larkwood wrote")
    with office.database.read() as session:
        rows = session.execute(select(LedgerRow).where(LedgerRow.case_id == a_case)).scalars().all()
        assert [row.action for row in rows][-3:] == [
            "victim.identity",
            "victim.terms",
            "victim.reveal",
        ]
        told = [json.loads(row.detail) for row in rows[-3:]]
    assert [each.keys() for each in told] == [{"event"}, {"event"}, set()]
    assert all(re.fullmatch("[0-9a-f]{64}", each["event"]) for each in told[:2])


@pytest.mark.parametrize(
    "text",
    [
        "Siân Larkwood-Fairweather",
        "SIAN LARKWOOD FAIRWEATHER",
        "She is Sian.",
        "sia\u0302n",
        "S.i.a.n",
        "(Siân's car)",
        "L a r k w o o d",
        "mrs larkwoods house",
        "Lark\u200bwood",
        "Lark\u00adwood",
        "LARKWOOD_notes.pdf",
        "Shay was there",
        "HALLAM",
        "near 14 Larch Rise, Hexbridge NE46 1AB today",
        "14 LARCH RISE",
        "ne461ab",
        "NE46  1ab",
        "N E 4 6 1 A B",
        "NE47-2CD",
        "The Old Dairy",
        "+44 7700 900123",
        "07700900123",
        "07700 900 123",
        "0044 7700-900-123",
        "+44(0)7700.900123",
        "call 07700 900456 first",
        "or 01632 960001",
        "sian.l@example.org",
        "SIAN.L @ EXAMPLE.ORG",
        "WF19KLM",
        "wf19 klm",
        "Teasdale",
        "Odhran",
        "V1, who is Siân, moved",
    ],
)
def test_a_protected_detail_is_found_however_it_is_written(guarded: OpenVault, text: str) -> None:
    assert carries(guarded, text)
    assert carries(guarded, f"Before.\n{text}\nAfter.")


@pytest.mark.parametrize("text", ["Siân", "Teasdale", "NE46 1AB", "07700 900123", "Shay"])
def test_a_protected_detail_is_found_inside_json(guarded: OpenVault, text: str) -> None:
    for inside in (text, f"Before.\n{text}\tAfter", f'He said "{text}"', f"a\\{text}"):
        for ascii_only in (True, False):
            assert carries(guarded, json.dumps({"a": [{"b": inside}]}, ensure_ascii=ascii_only))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mr Fairweather was seen on 14-Aug-2026.",
        "Colm Fairweather",
        "V1 was told.",
        "shayari is a form of verse",
        "Persian carpets",
        "He telephoned 07700 900999.",
        "NE46 2AB",
        "The lark would rise",
        "the challenge of Hallamshire",
    ],
)
def test_nothing_else_is_taken_for_one(guarded: OpenVault, text: str) -> None:
    assert not carries(guarded, text)


def test_every_place_that_carries_one_is_named_and_no_other(guarded: OpenVault) -> None:
    places = {"title": "Siân", "page 1": "nothing", "file name": "larkwood.pdf", "page 2": ""}
    assert Victims(guarded).exposed(guarded_case(guarded), places) == ("title", "file name")


def test_a_new_identity_takes_the_place_of_the_old(office: OpenVault, a_case: str) -> None:
    code = Victims(office).add(a_case, "colleague")
    Victims(office).identify(a_case, code, VictimIdentity(name="Brannoch Yelverton", reason="x"))
    Victims(office).identify(a_case, code, VictimIdentity(name="Brannoch Wetherell", reason="x"))
    passages = {"new": "Wetherell", "old": "Yelverton"}
    assert Victims(office).exposed(a_case, passages) == ("new",)


def test_what_each_line_comes_to_is_said_while_it_is_typed(office: OpenVault, a_case: str) -> None:
    identity = VictimIdentity(name="Kerensa Polwarth", addresses="12 Elm Road, Northmoor NM4 2AB\nnot known")
    code = Victims(office).add(a_case, "colleague")
    said = Victims(office).looked_for(a_case, code, identity)
    assert [(each.label, each.number) for each in said] == [
        ("Name", 1),
        ("Addresses and places", 1),
        ("Addresses and places", 2),
    ]
    assert [(each.text, each.guard, each.fires) for each in said[0].chips] == [
        ("Kerensa", Guard.ALONE, "alone"),
        ("Polwarth", Guard.ALONE, "alone"),
    ]
    assert ("NM4 2AB", "alone") in [(each.text, each.fires) for each in said[1].chips]
    assert (said[2].refusal, said[2].chips) == ("Leave empty what is not known.", ())


def choice_of(found: LookedFor, text: str, guard: Guard, reason: str = "") -> PartChoice:
    """What somebody chooses for one part of a line."""
    chip = next(each for each in found.chips if each.text == text)
    assert guard in chip.can_be
    return PartChoice(found.field, found.typed, chip.kind, text, guard, reason)


def test_a_part_is_switched_to_a_pair_and_off_with_a_reason(office: OpenVault, a_case: str) -> None:
    victims, code = Victims(office), Victims(office).add(a_case, "colleague")
    identity = VictimIdentity(name="Kerensa Polwarth", reason="A letter")
    (line,) = victims.looked_for(a_case, code, identity)
    off = choice_of(line, "Polwarth", Guard.OFF)
    with pytest.raises(StillMissing):
        victims.identify(a_case, code, identity, (off,))
    pair = choice_of(line, "Kerensa", Guard.PAIR)
    (said,) = victims.looked_for(a_case, code, identity, (pair,))
    assert said.chips[0].fires == "only with Polwarth, P, Mrs, Ms, Miss, Mr, Dr"
    off = replace(off, reason="The panel's clerk is called so")
    victims.identify(a_case, code, identity, (off,))
    passages = {"one": "about Kerensa", "other": "about Polwarth"}
    assert victims.exposed(a_case, passages) == ("one",)
    # What was chosen stays with its line, though another is added and it is all sealed anew.
    more = replace(identity, contacts="07700 900123")
    assert [each.guard for each in victims.looked_for(a_case, code, more)[0].chips] == [
        Guard.ALONE,
        Guard.OFF,
    ]
    victims.identify(a_case, code, more)
    assert victims.exposed(a_case, passages) == ("one",)
    assert victims.looked_for(a_case, code, more)[0].chips[1].reason == "The panel's clerk is called so"
    # A line that is typed otherwise is another line.
    changed = replace(more, name="Kerensa Jane Polwarth")
    victims.identify(a_case, code, changed)
    assert victims.exposed(a_case, passages) == ("one", "other")


def test_a_piece_that_is_left_out_is_looked_for_as_it_stands_where_somebody_asks_for_it(
    office: OpenVault, a_case: str
) -> None:
    victims, code = Victims(office), Victims(office).add(a_case, "colleague")
    identity = VictimIdentity(people="Kerensa, her mother's house", reason="A letter")
    (line,) = victims.looked_for(a_case, code, identity)
    (piece,) = line.addable
    assert line.left_out == (piece,)
    passages = {"told": "He waited at her mother's house again"}
    victims.identify(a_case, code, identity)
    assert victims.exposed(a_case, passages) == ()
    asked = PartChoice.of_piece(line.field, line.typed, piece)
    (said,) = victims.looked_for(a_case, code, identity, (asked,))
    assert said.left_out == ()
    assert said.chips[-1].text == piece
    victims.identify(a_case, code, identity, (asked,))
    assert victims.exposed(a_case, passages) == ("told",)
    assert victims.looked_for(a_case, code, identity)[0].left_out == ()


def test_what_already_carries_a_detail_is_told_and_nothing_else(office: OpenVault, tmp_path: Path) -> None:
    case_id = add_case(office)
    victims, code = Victims(office), Victims(office).add(case_id, "colleague")
    carrying = signed(office, case_id, "He asked after Kerensa again.", "incident")
    signed(office, case_id, "A quiet week.")
    (tmp_path / "out").mkdir()
    reference = CaseFile(office).open(case_id).case.reference
    export(
        office,
        reference,
        Request(
            audience="panel",
            recipient="Kerensa's advocate",
            purpose="To agree",
            question="What next?",
            answer="Little has changed.",
        ),
        tmp_path / "out" / "s.pdf",
    )
    assert victims.carriers(case_id, code) == ()
    victims.identify(case_id, code, VictimIdentity(name="Kerensa Polwarth", reason="A letter"))
    found = victims.carriers(case_id, code)
    assert [each.id for each in found if each.sent_at is None] == [carrying]
    assert [each.recipient for each in found if each.sent_at is not None] == ["Kerensa's advocate"]
    assert "Polwarth" not in str([(each.title, each.on) for each in found])
