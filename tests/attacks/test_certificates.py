"""Certificates run out, are renewed for the same key and void nothing; an authority vouches for its successor."""

from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from app.crypto.pdf import verifying
from app.errors import AuthorityChanged, Exit, OutOfForce
from app.services.cases.cases import Cases
from app.services.checks.checking import check
from app.services.entry.unlocking import unlock
from app.services.records.records import Records
from app.services.sharing.summarising import Request
from app.services.vault import keys
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.attacks.ground import raw_sql
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    LEAD,
    LEAD_PASSPHRASE,
    SteppingClock,
    add_case,
    enrol_colleague,
    open_as_lead,
    signed,
)
from tests.confirmed import export

YEAR = timedelta(days=365)
PANEL = Request(audience="panel", recipient="The panel", purpose="Discussion")


@dataclass(frozen=True)
class Ground:
    """A vault of two with a record of the colleague's, and a clock that is wound by years."""

    folder: Path
    machine: Machine
    clock: SteppingClock
    case_id: str
    record: str

    def lead(self) -> OpenVault:
        """Unlock as the lead."""
        return self._opened(LEAD.login, LEAD_PASSPHRASE)

    def colleague(self) -> OpenVault:
        """Unlock as the colleague."""
        return self._opened(COLLEAGUE.login, COLLEAGUE_PASSPHRASE)

    def _opened(self, login: str, passphrase: str) -> OpenVault:
        return unlock(self.folder, login, passphrase, machine=self.machine, accept_clock=True)


@pytest.fixture
def ground(folder: Path, machine: Machine) -> Ground:
    """The vault at its founding."""
    clock = SteppingClock()
    there = Machine(state=machine.state, clock=clock)
    with closing(open_as_lead(folder, there)) as vault:
        enrol_colleague(vault)
        case_id = add_case(vault)
    with closing(unlock(folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=there)) as vault:
        record = signed(vault, case_id, "Seen at the beginning")
    return Ground(folder, there, clock, case_id, record)


def test_nothing_is_signed_with_a_certificate_that_ran_out_and_what_was_still_verifies(
    ground: Ground,
) -> None:
    ground.clock.at += 3 * YEAR + timedelta(days=2)
    with closing(ground.colleague()) as vault:
        assert Records(vault).read(ground.record).fault == ""
        assert check(vault).is_clean
        for act in (
            lambda: signed(vault, ground.case_id, "Three years on"),
            lambda: export(
                vault, Cases(vault).open(ground.case_id).reference, PANEL, ground.folder.with_name("s.pdf")
            ),
        ):
            with pytest.raises(OutOfForce) as refused:
                act()
        assert refused.value.exit_code is Exit.NOT_PERMITTED
        assert "ran out on" in vault.certificate_told()
    assert not ground.folder.with_name("s.pdf").exists()


def test_from_90_days_before_it_is_said(ground: Ground) -> None:
    ground.clock.at += 3 * YEAR - timedelta(days=95)
    with closing(ground.colleague()) as vault:
        assert vault.certificate_told() == ""
    ground.clock.at += timedelta(days=10)
    with closing(ground.colleague()) as vault:
        assert "it is renewed when the lead unlocks" in vault.certificate_told()


def test_the_lead_s_unlocking_renews_everybody_s_certificates_for_the_same_keys(ground: Ground) -> None:
    ground.clock.at += 3 * YEAR - timedelta(days=30)
    with closing(ground.lead()) as vault:
        assert vault.certificate_told() == ""
        assert Records(vault).read(ground.record).fault == ""
    ground.clock.at += timedelta(days=60)
    with closing(ground.colleague()) as vault:
        before = Records(vault).read(ground.record).provenance.key
        newer = Records(vault).read(signed(vault, ground.case_id, "Three years on"))
        assert (newer.fault, newer.provenance.key) == ("", before)
        assert Records(vault).read(ground.record).fault == ""
        assert check(vault).is_clean


def test_a_second_unlocking_renews_nothing_more(ground: Ground) -> None:
    ground.clock.at += 3 * YEAR - timedelta(days=30)
    ground.lead().lock()
    ground.lead().lock()
    with raw_sql(ground.folder) as sql:
        (count,) = sql.execute("SELECT count(*) FROM member_certificate").fetchone()
    assert count == 6


def test_an_authority_in_its_last_two_years_is_succeeded_and_who_trusted_it_trusts_the_new(
    ground: Ground,
) -> None:
    out = ground.folder.with_name("summary.pdf")
    ground.clock.at += 13 * YEAR + timedelta(days=60)
    ground.lead().lock()
    with closing(ground.colleague()) as vault:
        assert len(vault.header.authority) == 2
        assert Records(vault).read(ground.record).fault == ""
        record = signed(vault, ground.case_id, "Under the new authority")
        assert Records(vault).read(record).fault == ""
        with vault.database.read() as session:
            roots = keys.trusted(session, vault.header)
        export(vault, Cases(vault).open(ground.case_id).reference, PANEL, out)
        assert check(vault).is_clean
    assert verifying.verify(out.read_bytes(), roots).state is verifying.State.GENUINE


def test_an_authority_that_nobody_trusted_vouched_for_is_asked_about(ground: Ground) -> None:
    ground.clock.at += 13 * YEAR + timedelta(days=60)
    ground.lead().lock()
    with raw_sql(ground.folder) as sql:
        sql.execute("UPDATE authority SET voucher = randomblob(70) WHERE voucher IS NOT NULL")
    with pytest.raises(AuthorityChanged):
        ground.colleague()
