"""A draft that somebody with the store's key changes, moves, takes out or puts back is named by the check."""

import shutil
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from app.domain.fields.compartments import Compartment
from app.services.checks.checking import check
from app.services.records.drafts import Drafts
from app.services.vault.machine import Machine
from tests.attacks.ground import tampered
from tests.builders import (
    SteppingClock,
    add_case,
    draft_of,
    enrol_colleague,
    make_vault,
    open_as_lead,
    signed,
)
from tests.released import released


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A locked vault with drafts in the clear and under seal, others signed and discarded, and a colleague."""
    place = tmp_path_factory.mktemp("drafts")
    machine = Machine(state=place / "state", clock=SteppingClock())
    make_vault(place / "team.vault", machine)
    with closing(open_as_lead(place / "team.vault", machine)) as vault:
        enrol_colleague(vault)
        case_id, _ = add_case(vault), add_case(vault, "Quillon", given_names="Bram")
        signed(vault, case_id, "Signed")
        draft_of(vault, case_id, "Half written")
        draft_of(vault, case_id, "Sealed", compartment=Compartment.THIRD_PARTY)
        thrown = Drafts(vault).open(draft_of(vault, case_id, "Thrown away"))
        Drafts(vault).discard(thrown.id)
        Drafts(vault).put_back(thrown, thrown.sheet)
    return place


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """That vault, in a copy of the test's own."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "team.vault"


def _findings(folder: Path) -> list[str]:
    machine = Machine(state=folder.with_name("state"), clock=SteppingClock())
    with closing(open_as_lead(folder, machine)) as vault:
        return [each.sentence for each in check(vault).findings]


def test_nothing_is_wrong_with_what_nobody_touched(folder: Path) -> None:
    assert _findings(folder) == []


_ELSEWHERE: Final = "it was given to another case, author, kind or time than it was begun in."
_NOT_KEPT: Final = "it is not as its author kept it."
_PLAIN: Final = "WHERE compartment = 'clinical'"
NAMED: Final = {
    f"UPDATE draft SET body = randomblob(length(body)) {_PLAIN}": _NOT_KEPT,
    "UPDATE draft SET body = x'00' WHERE compartment = 'third_party'": _NOT_KEPT,
    "UPDATE draft SET revision = revision + 1": _NOT_KEPT,
    "UPDATE draft SET saved_at = '2020-01-01T00:00:00.000Z'": _NOT_KEPT,
    "UPDATE draft SET compartment = 'third_party'": _NOT_KEPT,
    "UPDATE draft SET replaces_id = (SELECT id FROM record)": _NOT_KEPT,
    "UPDATE draft SET about_id = (SELECT id FROM record)": _NOT_KEPT,
    "UPDATE draft SET key_id = NULL, signature = NULL": _NOT_KEPT,
    "UPDATE draft SET signature = randomblob(64)": _NOT_KEPT,
    "UPDATE draft SET key_id = (SELECT id FROM member_key WHERE purpose = 'documents')": _NOT_KEPT,
    "UPDATE draft SET case_id = (SELECT id FROM casefile WHERE id <> case_id)": _ELSEWHERE,
    "UPDATE draft SET author_id = (SELECT id FROM staff WHERE id <> author_id)": _ELSEWHERE,
    "UPDATE draft SET kind = 'consultation'": _ELSEWHERE,
    "UPDATE draft SET begun_at = '2020-01-01T00:00:00.000Z'": _ELSEWHERE,
    "DELETE FROM draft": "it was begun, was neither signed nor discarded, and is not there any more.",
    f"UPDATE draft SET id = 'x' {_PLAIN} AND rowid = 1": "the ledger knows nothing of its beginning.",
    "UPDATE draft SET id = (SELECT subject_id FROM ledger WHERE action = 'draft.discard') WHERE rowid = 1": "it was "
    "signed or discarded, and stands here again.",
}


@pytest.mark.parametrize("statement", NAMED)
def test_a_draft_changed_by_another_hand_is_named(folder: Path, statement: str) -> None:
    tampered(folder, lambda connection: connection.execute(statement))
    found = _findings(folder)
    assert any(each.startswith("Draft ") and NAMED[statement] in each for each in found), found


def test_a_draft_begun_before_drafts_were_signed_is_no_finding_and_is_signed_when_it_is_kept(
    tmp_path: Path,
) -> None:
    old = released(tmp_path / "old")
    with closing(old.open()) as vault:
        assert check(vault).findings == ()
        count = "SELECT count(*) FROM draft WHERE signature IS NULL AND author_id = ?"
        with vault.database.read() as session:
            unsigned = session.connection().exec_driver_sql(count, (vault.member.id,)).scalar_one()
        mine = Drafts(vault).mine()
        assert unsigned == len(mine)
        for draft in mine:
            Drafts(vault).save(draft.id, draft.sheet, draft.revision)
        with vault.database.read() as session:
            assert session.connection().exec_driver_sql(count, (vault.member.id,)).scalar_one() == 0
        assert check(vault).findings == ()
