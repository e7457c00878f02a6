"""What colleagues ask one another: for who has the key of the store, for who is not admitted, and in what leaves."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

import pytest

from app.domain.cases.question import Answer, Asking, Clearing, OnlyWords
from app.domain.facts import question
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Right
from app.domain.values.dates import ClinicalDate
from app.models.tables import Record
from app.services.cases.casefile import CaseFile
from app.services.cases.questions import Questions
from app.services.checks.checking import check
from app.services.checks.rebuilding import rebuild
from app.services.entry.unlocking import unlock
from app.services.facts.stating import Saying, Subject, state
from app.services.records.questions import sealed_words
from app.services.sharing.as_text import copy_text, leaving_as_text
from app.services.sharing.preparing import prepare
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.machine import Machine
from app.services.vault.store_files import store_in
from tests.attacks.ground import raw_sql, tampered
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    LEAD,
    LEAD_PASSPHRASE,
    SteppingClock,
    add_case,
    enrol_colleague,
    make_vault,
    open_as_lead,
    signed,
)
from tests.confirmed import admit, let_in
from tests.independent_reader import open_header, plain_store, store_key
from tests.told_of_case import PANEL, lists_of, lists_of_all, sent_to_panel

PASSAGE, ASKED, ANSWERED, CLEARED = "zorvane", "quillomet", "brastenfold", "wexharrow"
WHERE = {
    "note": Compartment.CLINICAL,
    "supervision": Compartment.SUPERVISION,
    "restricted": Compartment.RESTRICTED,
}
SEALED = {"supervision", "restricted"}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, dict[str, str]]:
    """A locked vault in which a question was asked and answered of three records, the case and the questions' ids."""
    place = tmp_path_factory.mktemp("asked")
    machine = Machine(state=place / "state", clock=SteppingClock())
    make_vault(place / "team.vault", machine)
    questions = {}
    with closing(open_as_lead(place / "team.vault", machine)) as vault:
        colleague = enrol_colleague(vault)
        admit(vault, colleague, Compartment.SUPERVISION)
        case_id = add_case(vault)
        for name, compartment in WHERE.items():
            kind = "supervision_note" if compartment is Compartment.SUPERVISION else "session_note"
            record_id = signed(vault, case_id, PASSAGE + name, kind, compartment=compartment)
            if compartment is Compartment.RESTRICTED:
                let_in(vault, case_id, colleague)
            said = Asking(
                passage=PASSAGE + name, asked=ASKED + name, colleague=colleague, due=ClinicalDate(2026, 12, 5)
            )
            questions[name] = Questions(vault).ask(record_id, said)
        vault.lock()
    with closing(
        unlock(place / "team.vault", COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=machine)
    ) as vault:
        for name, each in questions.items():
            Questions(vault).answer(each, Answer(answer=ANSWERED + name))
        vault.lock()
    with closing(open_as_lead(place / "team.vault", machine)) as vault:
        for name, each in questions.items():
            Questions(vault).clear(each, Clearing(because=CLEARED + name))
        vault.lock()
    return place, case_id, questions


@pytest.fixture
def folder(asked: tuple[Path, str, dict[str, str]], tmp_path: Path) -> Path:
    """That vault, in a copy of the test's own."""
    shutil.copytree(asked[0], tmp_path, dirs_exist_ok=True)
    return tmp_path / "team.vault"


def pages(folder: Path) -> bytes:
    """Every page of the store in clear, as a reader of our own makes them."""
    header, *opened = open_header(folder, LEAD.login, LEAD_PASSPHRASE)
    return plain_store(store_in(folder).read_bytes(), store_key(header, *opened))


def machine_of(folder: Path) -> Machine:
    return Machine(state=folder.with_name("state"), clock=SteppingClock())


def test_whoever_opens_the_store_finds_no_word_about_a_sealed_record(folder: Path) -> None:
    plain = pages(folder)
    for word in (PASSAGE, ASKED, ANSWERED, CLEARED):
        assert (word + "note").encode() in plain
        for name in SEALED:
            assert (word + name).encode() not in plain


def test_no_word_of_it_is_in_what_leaves_nor_in_any_other_list(
    folder: Path, asked: tuple[Path, str, dict[str, str]], tmp_path: Path
) -> None:
    _, case_id, _ = asked
    with closing(open_as_lead(folder, machine_of(folder))) as vault:
        reference = CaseFile(vault).open(case_id).case.reference
        prepared = prepare(vault, case_id, PANEL)
        text = copy_text(
            vault, prepared.id, confirmed_at_unlocking(vault, leaving_as_text(prepared.id, prepared.sha256))
        )
        left = [sent_to_panel(vault, reference, tmp_path / "panel.pdf").decode("latin-1"), repr(text)]
        told = [lists_of(vault, case_id), lists_of_all(vault, ASKED, ANSWERED, CLEARED)]
    for each in (*left, *told):
        assert len(each) > 100
        for word in (ASKED, ANSWERED, CLEARED):
            assert word not in each


CHANGES: dict[str, tuple[Callable[[Connection, str], object], str]] = {
    "who is asked": (
        lambda sql, each: sql.execute("UPDATE question SET colleague_id = asker_id WHERE id = ?", (each,)),
        "“Asked of” is not what",
    ),
    "who asked": (
        lambda sql, each: sql.execute("UPDATE question SET asker_id = colleague_id WHERE id = ?", (each,)),
        "the column asker_id is not what was stated",
    ),
    "until when": (
        lambda sql, each: sql.execute("UPDATE question SET due = '2027-12-05' WHERE id = ?", (each,)),
        "“Answer by” is shown as 05-Dec-2027",
    ),
    "that it is cleared": (
        lambda sql, each: sql.execute("UPDATE question SET cleared_at = NULL WHERE id = ?", (each,)),
        "the column cleared_at is not what was stated",
    ),
    "the list": (
        lambda sql, each: sql.execute("DELETE FROM question WHERE id = ?", (each,)),
        "it was stated, and is not shown any more",
    ),
    "the words": (
        lambda sql, each: sql.execute(
            "UPDATE event SET sealed = zeroblob(length(sealed)) WHERE fact = 'question.ask' AND subject_id = ?",
            (each,),
        ),
        "what it seals is not what was signed",
    ),
    "the words taken out": (
        lambda sql, each: sql.execute(
            "UPDATE event SET sealed = NULL WHERE fact = 'question.answer' AND subject_id = ?", (each,)
        ),
        "what it seals was taken out",
    ),
    "the answer taken out": (
        lambda sql, each: sql.execute(
            "DELETE FROM event WHERE fact = 'question.answer' AND subject_id = ?", (each,)
        ),
        "what was stated before it was taken out or exchanged",
    ),
    "the clearing taken out": (
        lambda sql, each: sql.execute(
            "DELETE FROM event WHERE fact = 'question.cleared' AND subject_id = ?", (each,)
        ),
        "was taken out",
    ),
    "the signed text": (
        lambda sql, each: sql.execute(
            "UPDATE event SET body = CAST(replace(CAST(body AS TEXT), '2026-12-05', '2026-12-25') AS BLOB) "
            "WHERE fact = 'question.ask' AND subject_id = ?",
            (each,),
        ),
        "what was stated was altered",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_done_to_it_by_hand_is_named_and_the_list_is_mended(
    folder: Path, asked: tuple[Path, str, dict[str, str]], change: str
) -> None:
    done, said = CHANGES[change]
    question_id = asked[2]["supervision"]
    tampered(folder, lambda sql: done(sql, question_id))
    with closing(open_as_lead(folder, machine_of(folder))) as vault:
        found = [each.sentence for each in check(vault).findings]
        assert any(question_id in each and said in each for each in found), found
        if change in {"the list", "who asked", "until when"}:
            rebuild(vault)
            assert check(vault).findings == ()


def test_an_answer_in_the_name_of_another_counts_for_nothing(
    folder: Path, asked: tuple[Path, str, dict[str, str]]
) -> None:
    """Somebody with keys of their own and no program of ours answers in the place of who was asked."""
    with closing(open_as_lead(folder, machine_of(folder))) as vault:
        case_id = asked[1]
        record_id = signed(vault, case_id, "Saw a heron")
        colleague = Questions(vault).offer(record_id).colleagues[0].id
        said = Asking(
            passage="Saw a heron", asked="When?", colleague=colleague, due=ClinicalDate(2026, 12, 5)
        )
        question_id = Questions(vault).ask(record_id, said)
        with vault.acting(Right.ASK) as act:
            record = act.session.get_one(Record, record_id)
            sealed = sealed_words(vault, record, question_id, question.ANSWER, Answer(answer="Never"))
            saying = Saying((question.ANSWER,), OnlyWords(), sealed)
            state(vault, act, Subject(question_id, case_id), saying)
        view = Questions(vault).read(question_id)
        assert (view.answer, view.answered_at) == ("", None)
        assert [each.sentence for each in check(vault).findings] == [
            f"Question {question_id}: it was answered by somebody else than who was asked."
        ]


def test_words_of_one_fact_are_none_of_another(folder: Path, asked: tuple[Path, str, dict[str, str]]) -> None:
    """The bytes of the answer, signed by their author as the reason why it is cleared: they do not open as that."""
    question_id = asked[2]["supervision"]
    with raw_sql(folder) as sql:
        (sealed,) = sql.execute(
            "SELECT sealed FROM event WHERE fact = 'question.answer' AND subject_id = ?", (question_id,)
        ).fetchone()
    with closing(open_as_lead(folder, machine_of(folder))) as vault:
        with vault.acting(Right.ASK) as act:
            state(
                vault, act, Subject(question_id, asked[1]), Saying((question.CLEARED,), OnlyWords(), sealed)
            )
        assert Questions(vault).read(question_id).fault
        assert [each.sentence for each in check(vault).findings] == [
            f"Question {question_id}: its words do not open, or stand in the place of others."
        ]
