"""A file from elsewhere is looked through for the victims of a case: where, of whom, and nothing of it is kept."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from app.apart.reader import Progress, Read
from app.apart.reading import sink
from app.apart.reading.sink import FIELD, WHYS, Passage, Unread
from app.domain.cases.victim import VictimIdentity
from app.domain.fields.rights import Grade, Right
from app.errors import CannotLook, Exit, NotAdmitted, Unguarded
from app.models.tables import LedgerRow
from app.services.cases.casefile import CaseFile
from app.services.cases.opening import open_case
from app.services.cases.victims import Victims
from app.services.entry.unlocking import unlock
from app.services.sharing.file_words import MOST_FOUND, NAME, Checked, Found, said, worst
from app.services.sharing.scanning import BAR, FileRead, Scanning, read_file
from app.services.team.enrolment import Newcomer
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.attacks.ground import tampered
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    OPENED,
    SteppingClock,
    add_case,
    enrol_colleague,
    make_vault,
    open_as_lead,
)
from tests.confirmed import enrol
from tests.foreign_files import docx, run

VICTIM = "Kerensa Polwarth"
TRAINEE = Newcomer(login="wren", name="Wren Tallow", role="Trainee psychologist", grade=Grade.TRAINEE)
CLEAN = "Nothing is said here."


@dataclass
class Ground:
    """One vault, open for its lead and used by most tests, and another like it that nobody has opened."""

    vault: OpenVault
    closed: Path
    machine: Machine
    case_id: str


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    place = tmp_path_factory.mktemp("scanning")
    machine = Machine(state=place / "state", clock=SteppingClock())
    make_vault(place / "team.vault", machine)
    vault = open_as_lead(place / "team.vault", machine)
    enrol_colleague(vault)
    enrol(vault, TRAINEE, COLLEAGUE_PASSPHRASE)
    case_id = add_case(vault)
    Victims(vault).add(case_id, "stranger")
    who = VictimIdentity(name=VICTIM, addresses="12 Elm Road, Northmoor", reason="To find her")
    Victims(vault).identify(case_id, "V1", who)
    vault.lock()
    (place / "other").mkdir()
    shutil.copytree(place / "team.vault", place / "other" / "team.vault")
    with closing(open_as_lead(place / "team.vault", machine)) as opened:
        yield Ground(opened, place / "other" / "team.vault", machine, case_id)


@pytest.fixture
def vault(ground: Ground) -> OpenVault:
    return ground.vault


@pytest.fixture
def guarded(ground: Ground) -> str:
    return ground.case_id


def looked(vault: OpenVault, case_id: str, *passages: Passage | str, **said_of: Any) -> Checked:
    read = Read([each if isinstance(each, Passage) else Passage("the document", each) for each in passages])
    read.unread += said_of.get("unread", [])
    *_, last = Scanning(vault).check(case_id, FileRead(said_of.get("name", "letter.docx"), read))
    assert isinstance(last, Checked)
    return last


def notes(vault: OpenVault, action: str) -> list[str]:
    with vault.reading(Right.BANNER) as act:
        return list(act.session.scalars(select(LedgerRow.detail).where(LedgerRow.action == action)))


def test_a_place_says_where_and_of_whom_and_covers_every_detail_in_its_sentence(
    vault: OpenVault, guarded: str
) -> None:
    letter = f"Dear colleague.\nWe saw {VICTIM} at 12 Elm Road on Tuesday. She is well.\n{CLEAN}"
    found = looked(vault, guarded, Passage("page 3", letter, "line"))
    assert [(each.place, each.what) for each in found.found] == [
        ("page 3, line 2", "V1, name"),
        ("page 3, line 2", "V1, address"),
    ]
    assert {each.sentence for each in found.found} == {f"We saw {BAR} at {BAR} on Tuesday."}
    assert found.exit_code is Exit.NO
    assert found.headline == "2 places hold a detail of V1 that must not leave."
    assert VICTIM not in repr(found)
    assert notes(vault, "file.scan")[-1] == '{"places":2,"unread":0}'


def test_what_is_covered_is_shown_to_who_is_admitted_and_that_is_noted(
    vault: OpenVault, guarded: str
) -> None:
    (found,) = looked(vault, guarded, f"We saw {VICTIM}.").found
    assert notes(vault, "victim.reveal") == []
    assert Scanning(vault).show(guarded, found) == f"We saw {VICTIM}."
    assert len(notes(vault, "victim.reveal")) == 1


def test_who_is_not_admitted_gets_the_place_alone_and_who_does_not_hold_the_check_nothing(
    ground: Ground,
) -> None:
    folder, case_id = ground.closed, ground.case_id
    machine = replace(ground.machine, state=ground.machine.state.with_name("other state"))
    with closing(unlock(folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=machine)) as colleague:
        (found,) = looked(colleague, case_id, f"We saw {VICTIM}.").found
        assert (found.what, found.sentence, found.clear) == ("V1, name", f"We saw {BAR}.", "")
        assert not Scanning(colleague).offer(case_id)
        with pytest.raises(NotAdmitted):
            Scanning(colleague).show(case_id, found)
        assert notes(colleague, "victim.reveal") == []
    with closing(unlock(folder, TRAINEE.login, COLLEAGUE_PASSPHRASE, machine=machine)) as trainee:
        for call in (lambda: Scanning(trainee).offer(case_id), lambda: looked(trainee, case_id, VICTIM)):
            with pytest.raises(CannotLook, match="it needs release") as refused:
                call()
            assert refused.value.exit_code is Exit.NOT_PERMITTED
        assert len(notes(trainee, "file.scan")) == 1
    for file in folder.rglob("*"):
        assert not file.is_file() or VICTIM.encode() not in file.read_bytes()
    tampered(folder, lambda store: store.execute("UPDATE casefile SET sealed_guard = NULL"))
    with closing(open_as_lead(folder, machine)) as again, pytest.raises(Unguarded):
        looked(again, case_id, CLEAN)


def test_nothing_found_says_how_much_that_means(vault: OpenVault, case_id: str) -> None:
    empty = looked(vault, case_id, CLEAN)
    assert (empty.exit_code, empty.headline) == (Exit.DONE, "There was nothing to look for.")
    Victims(vault).add(case_id, "stranger")
    Victims(vault).identify(case_id, "V1", VictimIdentity(name=VICTIM, reason="To find her"))
    clean = looked(vault, case_id, CLEAN)
    assert (clean.exit_code, clean.headline) == (Exit.DONE, "No protected victim detail was found.")
    assert clean.words.startswith(
        "Looked for 2 details of V1 in all that could be read. It finds what it was told"
    )


def test_what_was_found_outweighs_what_could_not_be_read_and_both_are_said(
    vault: OpenVault, guarded: str
) -> None:
    unread = [Unread("page 3", sink.PICTURE)]
    partly = looked(vault, guarded, CLEAN, unread=unread)
    assert (partly.exit_code, partly.unread) == (
        Exit.CANNOT_TELL,
        ("Page 3 is a picture and could not be read: look at it yourself.",),
    )
    assert partly.headline == "Nothing was found in what could be read. Not all of it could be."
    both = looked(vault, guarded, VICTIM, unread=unread)
    assert (both.exit_code, both.unread) == (Exit.NO, partly.unread)
    assert both.words == "And not all of it could be read."
    none = looked(vault, guarded, unread=[Unread("", sink.ENCRYPTED)])
    assert (none.exit_code, none.headline) == (Exit.CANNOT_TELL, "It could not be read, so nobody can tell.")
    clean = replace(partly, unread=())
    assert [worst(each) for each in ((clean, partly), (partly, both, clean), (clean,))] == [
        Exit.CANNOT_TELL,
        Exit.NO,
        Exit.DONE,
    ]


@pytest.mark.parametrize("why", WHYS)
def test_every_reason_is_a_sentence(why: str) -> None:
    assert said(Unread("page 2", why)).startswith("Page 2 ")
    assert said(Unread("", why, 3)).endswith(".")


def test_a_name_that_holds_a_detail_is_said_nowhere(vault: OpenVault, guarded: str) -> None:
    found = looked(vault, guarded, CLEAN, name=f"Letter to {VICTIM}.docx")
    assert [each.place for each in found.found] == [NAME]
    assert found.name == ""


def test_a_detail_over_two_cells_or_two_passages_is_one(vault: OpenVault, guarded: str) -> None:
    rows = looked(vault, guarded, Passage("sheet 1", f"x\n12 Elm{FIELD}Road", "row", first=7))
    assert [each.place for each in rows.found] == ["sheet 1, row 8"]
    over = looked(vault, guarded, Passage("page 1", "12 Elm"), Passage("page 2", "Road"))
    assert [each.place for each in over.found] == ["page 1", "page 2"]


def test_what_is_read_twice_is_told_once(vault: OpenVault, guarded: str) -> None:
    twice = Passage("the source", f"<p>{VICTIM}</p> 12 Elm Road", again=True)
    found = looked(vault, guarded, twice, Passage("the page", VICTIM))
    assert [(each.place, each.kind) for each in found.found] == [
        ("the page", "name"),
        ("the source", "address"),
    ]


def test_a_long_document_is_looked_at_in_stretches_and_no_edge_hides_anything(
    vault: OpenVault, guarded: str
) -> None:
    # One name across the edge of a stretch, one over the edge of two passages at such an edge.
    across = "so it was. " * 45_454 + VICTIM + " so it was." * 10
    first = "it was so. " * 36_363 + "12 Elm"
    steps = list(
        Scanning(vault).check(
            guarded, FileRead("x", Read([Passage("a", across), Passage("b", first), Passage("c", "Road")]))
        )
    )
    assert len([each for each in steps if isinstance(each, Progress)]) > 1
    last = steps[-1]
    assert isinstance(last, Checked)
    assert {(each.place, each.kind) for each in last.found} >= {
        ("a", "name"),
        ("b", "address"),
        ("c", "address"),
    }


def test_no_more_places_are_listed_than_anybody_reads(vault: OpenVault, guarded: str) -> None:
    # What is looked for holds several words, so that the matcher itself may stop a little sooner.
    found = looked(vault, guarded, *(Passage(f"page {n}", VICTIM) for n in range(1_100)))
    assert MOST_FOUND * 0.9 < len(found.found) <= MOST_FOUND
    assert found.headline == f"{len(found.found):,} places or more hold a detail of V1 that must not leave."


def test_a_victim_of_the_same_person_s_other_case_is_told_without_naming_it(
    vault: OpenVault, guarded: str
) -> None:
    other = open_case(vault, CaseFile(vault).open(guarded).case.person_id, "NM-8001", OPENED)
    found = looked(vault, other, VICTIM)
    assert [each.what for each in found.found] == ["a protected detail"]
    assert found.headline == "1 place holds a detail that must not leave."


def test_a_file_is_read_by_its_path_and_what_is_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(run(CLEAN)))
    (tmp_path / "folder").mkdir()
    *steps, last = read_file(tmp_path / "a.docx")
    assert isinstance(last, FileRead)
    assert last.name == "a.docx"
    assert f"{CLEAN}\n" in [each.text for each in last.read.passages]
    assert all(isinstance(each, Progress) for each in steps)
    for name, sentence in (
        ("gone.docx", "The file is not there."),
        ("folder", "The file is no file that could be read."),
    ):
        *_, none = read_file(tmp_path / name)
        assert isinstance(none, FileRead)
        assert [said(each) for each in none.read.unread] == [sentence]


def test_nothing_of_a_file_is_kept(vault: OpenVault, guarded: str) -> None:
    looked(vault, guarded, "Marmalade-Lighthouse and " + VICTIM, name="marmalade.docx")
    with vault.reading(Right.BANNER) as act:
        tables = act.session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars()
        kept = [repr(act.session.execute(text(f"SELECT * FROM {each}")).all()) for each in list(tables)]
    assert not any("armalade" in each for each in kept)


def test_what_is_found_can_be_told_of_no_code() -> None:
    assert Found("page 1", "", "").what == "a protected detail"
