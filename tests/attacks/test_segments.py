"""A ledger row in a colleague's name is found: each member's rows are signed with their own key, without a gap."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

import pytest

from app.domain.fields.rights import Right
from app.services.checks.checking import check
from app.services.entry.unlocking import unlock
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.attacks.ground import raw_sql, tampered
from tests.builders import COLLEAGUE, COLLEAGUE_PASSPHRASE, add_case, enrol_colleague, open_as_lead, signed


@pytest.fixture
def case_id(folder: Path, machine: Machine) -> str:
    """A case in a vault of two, in which both have worked."""
    with closing(open_as_lead(folder, machine)) as vault:
        enrol_colleague(vault)
        made = add_case(vault)
    with closing(_as_colleague(folder, machine)) as vault:
        signed(vault, made, "Seen by the colleague")
    return made


def _as_colleague(folder: Path, machine: Machine) -> OpenVault:
    return unlock(folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=machine)


def _found(folder: Path, machine: Machine) -> str:
    with closing(open_as_lead(folder, machine)) as vault:
        return "\n".join(finding.sentence for finding in check(vault).findings)


def test_a_day_s_work_of_two_is_signed_without_a_gap(folder: Path, machine: Machine, case_id: str) -> None:
    assert _found(folder, machine) == ""
    with raw_sql(folder) as sql:
        spans = sql.execute("SELECT first, size, actor_id FROM ledger_segment ORDER BY first").fetchall()
    assert [first for first, _, _ in spans] == [0, *(size for _, size, _ in spans[:-1])]
    assert len({actor for _, _, actor in spans}) == 2


def test_a_row_in_the_lead_s_name_by_the_program_itself_is_found(
    folder: Path, machine: Machine, case_id: str
) -> None:
    with closing(open_as_lead(folder, machine)) as vault:
        lead = vault.member
    with closing(_as_colleague(folder, machine)) as vault:
        vault.member = lead
        with vault.acting(Right.BANNER) as act:
            act.note("victim.reveal", "victim", case_id, case=case_id)
        vault.anchor(in_header=True)
    assert "in the name of somebody who did not sign them" in _found(folder, machine)


def test_a_whole_session_in_the_lead_s_name_is_found(folder: Path, machine: Machine, case_id: str) -> None:
    with closing(open_as_lead(folder, machine)) as vault:
        lead = vault.member
    with closing(_as_colleague(folder, machine)) as vault:
        vault.member, vault._own = lead, None
        with vault.acting(Right.BANNER) as act:
            act.note("victim.reveal", "victim", case_id, case=case_id)
    assert "not signed by whom they name" in _found(folder, machine)


def _take_out(sql: Connection) -> None:
    sql.execute("DELETE FROM ledger_segment WHERE first = 0")


def _take_all_out(sql: Connection) -> None:
    sql.execute("DELETE FROM ledger_segment")


def _other_signature(sql: Connection) -> None:
    sql.execute("UPDATE ledger_segment SET signature = randomblob(64) WHERE first = 0")


def _other_actor(sql: Connection) -> None:
    sql.execute(
        "UPDATE ledger_segment SET actor_id = (SELECT id FROM staff WHERE NOT is_lead) WHERE first = 0"
    )


def _shorter(sql: Connection) -> None:
    sql.execute("UPDATE ledger_segment SET size = size - 1 WHERE first = 0")


@pytest.mark.parametrize("change", [_take_out, _take_all_out, _other_signature, _other_actor, _shorter])
def test_a_segment_that_was_changed_is_found(
    folder: Path, machine: Machine, case_id: str, change: Callable[[Connection], None]
) -> None:
    tampered(folder, change)
    assert "signed" in _found(folder, machine)
