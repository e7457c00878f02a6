"""A restricted record is sealed with a key of its case: who was not given it reads nothing, whatever they ask."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Right
from app.errors import Damaged, MustConfirm, NotAdmitted, NotPermitted, StillMissing
from app.services.cases.restricted import CaseReaders, RestrictedCases, letting_in
from app.services.checks.checking import check
from app.services.entry.recovering import recover
from app.services.entry.unlocking import unlock
from app.services.facts.case_keys import insist_on_case_key
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.attacks.ground import raw_sql
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    LEAD,
    SteppingClock,
    add_case,
    enrol_colleague,
    make_vault,
    open_as_lead,
    signed,
)
from tests.confirmed import add_addendum, let_in
from tests.searching import Search

WORD = "ochrevan"


@dataclass(frozen=True)
class Ground:
    """A vault of two, with a case that the lead leads."""

    folder: Path
    machine: Machine
    case_id: str
    colleague_id: str
    recovery_key: str

    def lead(self) -> OpenVault:
        """Unlock as the lead."""
        return open_as_lead(self.folder, self.machine)

    def colleague(self) -> OpenVault:
        """Unlock as the colleague."""
        return unlock(self.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=self.machine)


def restricted(vault: OpenVault, case_id: str) -> str:
    """A restricted record; gives its id."""
    return signed(vault, case_id, f"About the {WORD}", compartment=Compartment.RESTRICTED)


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    """The vault, closed."""
    machine = Machine(state=tmp_path / "state", clock=SteppingClock())
    key = make_vault(tmp_path / "team.vault", machine)
    with closing(open_as_lead(tmp_path / "team.vault", machine)) as vault:
        colleague = enrol_colleague(vault)
        case_id = add_case(vault)
    return Ground(tmp_path / "team.vault", machine, case_id, colleague, key)


def test_a_restricted_record_is_read_by_author_and_lead_and_by_nobody_else(ground: Ground) -> None:
    with closing(ground.lead()) as vault:
        record = restricted(vault, ground.case_id)
        assert Records(vault).read(record).fault == ""
        assert Search(vault).page(WORD).rows == ()
        assert check(vault).is_clean
    with closing(ground.colleague()) as vault:
        for act in (Records(vault).read, Records(vault).new_version, lambda r: add_addendum(vault, r, "x")):
            with pytest.raises(NotAdmitted):
                act(record)
        assert (check(vault).findings, check(vault).sealed_unread) == ((), 1)


def test_what_another_than_the_lead_writes_is_read_by_both(ground: Ground) -> None:
    with closing(ground.colleague()) as vault:
        record = restricted(vault, ground.case_id)
        assert Records(vault).read(record).fault == ""
    with closing(ground.lead()) as vault:
        assert Records(vault).read(record).fault == ""
        own = restricted(vault, ground.case_id)
        assert len(RestrictedCases(vault).page(ground.case_id).readers) == 2
    with closing(ground.colleague()) as vault:
        assert Records(vault).read(record).fault == ""
        with pytest.raises(NotAdmitted):
            Records(vault).read(own)


def test_the_lead_of_the_case_lets_a_colleague_read(ground: Ground) -> None:
    with closing(ground.lead()) as vault:
        record = restricted(vault, ground.case_id)
        let_in(vault, ground.case_id, ground.colleague_id)
    with closing(ground.colleague()) as vault:
        assert Records(vault).read(record).fault == ""
        with pytest.raises(NotPermitted):
            let_in(vault, ground.case_id, ground.colleague_id)


def test_who_reads_it_is_said_with_who_let_them_in_and_why(ground: Ground) -> None:
    with closing(ground.colleague()) as vault:
        assert RestrictedCases(vault).page(ground.case_id) == CaseReaders((), False, ())
        restricted(vault, ground.case_id)
        wrote = RestrictedCases(vault).page(ground.case_id)
        assert [(each.leads, each.reads_all, each.let_in_by) for each in wrote.readers] == [
            (True, True, ""),
            (False, True, ""),
        ]
        assert not wrote.may_let_in
    with closing(ground.lead()) as vault:
        restricted(vault, ground.case_id)
        page = RestrictedCases(vault).page(ground.case_id)
        assert [(each.name, each.reads_all) for each in page.readers] == [
            (LEAD.name, True),
            (COLLEAGUE.name, False),
        ]
        assert page.may_let_in
        assert [each.id for each in page.to_let_in] == [ground.colleague_id]
        let_in(vault, ground.case_id, ground.colleague_id, "Covers the clinic")
        page = RestrictedCases(vault).page(ground.case_id)
        let = page.readers[1]
        assert (let.reads_all, let.let_in_by, let.reason) == (True, LEAD.name, "Covers the clinic")
        assert page.to_let_in == ()
        assert check(vault).is_clean


def test_nobody_is_let_in_without_a_reason_and_a_passphrase_for_exactly_that(ground: Ground) -> None:
    with closing(ground.lead()) as vault:
        restricted(vault, ground.case_id)
        asked = ground.case_id, ground.colleague_id
        with pytest.raises(StillMissing):
            let_in(vault, *asked, "  ")
        for_another_reason = confirmed_at_unlocking(vault, letting_in(*asked, "To cover"))
        with pytest.raises(MustConfirm):
            RestrictedCases(vault).admit(*asked, "To look", for_another_reason)
        assert len(RestrictedCases(vault).page(ground.case_id).readers) == 1


def test_nothing_of_it_stands_in_the_store_in_clear(ground: Ground) -> None:
    with closing(ground.lead()) as vault:
        restricted(vault, ground.case_id)
        draft = Drafts(vault).begin(ground.case_id, "session_note", Compartment.RESTRICTED)
        Drafts(vault).save(draft.id, draft.sheet, draft.revision)
    with raw_sql(ground.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE) as sql:
        bodies = sql.execute("SELECT body FROM record UNION ALL SELECT body FROM draft").fetchall()
        (indexed,) = sql.execute("SELECT count(*) FROM record_text").fetchone()
    assert all(WORD.encode() not in body and not body.startswith(b"{") for (body,) in bodies)
    assert indexed == 0


def test_a_key_that_a_colleague_put_there_seals_nothing(ground: Ground) -> None:
    with closing(ground.colleague()) as vault:
        planted = restricted(vault, ground.case_id)
    with closing(ground.lead()) as vault:
        # The lead was given the colleague's key, and seals with one of their own.
        record = restricted(vault, ground.case_id)
        assert Records(vault).read(planted).fault == ""
    with closing(ground.colleague()) as vault, pytest.raises(NotAdmitted):
        Records(vault).read(record)


def test_a_key_that_nobody_made_is_refused(ground: Ground) -> None:
    with closing(ground.lead()) as vault:
        restricted(vault, ground.case_id)
    with raw_sql(ground.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE) as sql:
        sql.execute(
            "UPDATE compartment_key SET voucher = randomblob(100) WHERE compartment LIKE 'restricted/%'"
        )
    with pytest.raises(Damaged, match="somebody put it there"):
        ground.lead()


def test_the_recovery_kit_opens_it(ground: Ground) -> None:
    with closing(ground.lead()) as vault:
        record = restricted(vault, ground.case_id)
    recover(
        ground.folder, ground.recovery_key, "rowan", "seven unrelated gravel words", machine=ground.machine
    )
    with closing(
        unlock(ground.folder, "rowan", "seven unrelated gravel words", machine=ground.machine)
    ) as vault:
        assert Records(vault).read(record).fault == ""


def test_a_key_whose_act_failed_is_not_sealed_with(ground: Ground) -> None:
    with closing(ground.lead()) as vault:
        with pytest.raises(LookupError):
            _broken_off(vault, ground.case_id)
        record = restricted(vault, ground.case_id)
    with closing(ground.lead()) as vault:
        assert Records(vault).read(record).fault == ""


def _broken_off(vault: OpenVault, case_id: str) -> None:
    with vault.acting(Right.WRITE) as act:
        insist_on_case_key(vault, act, case_id)
        raise LookupError
