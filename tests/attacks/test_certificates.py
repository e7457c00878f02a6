"""Certificates run out, are renewed for the same key and void nothing; an authority vouches for its successor."""

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519

from app.crypto import pki
from app.crypto.certificates import Holder
from app.crypto.pdf import verifying
from app.errors import AuthorityChanged, ClockAhead, Exit, OutOfForce
from app.services.cases.casefile import CaseFile
from app.services.checks.checking import check
from app.services.entry.unlocking import unlock
from app.services.records.records import Records
from app.services.sharing.summarising import Request
from app.services.team.clock_statement import accept_clock, state_clock, stating
from app.services.vault import keys
from app.services.vault.clock import LAG
from app.services.vault.confirming import confirmed_at_unlocking
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

YEAR, DAY = timedelta(days=365), timedelta(days=1)
HOLDER, KEY = Holder("", "", "", ""), ed25519.Ed25519PrivateKey.generate().public_key()
PANEL = Request(
    audience="panel",
    recipient="The panel",
    purpose="Discussion",
    question="What next?",
    answer="Little has changed.",
)


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
                vault,
                CaseFile(vault).open(ground.case_id).case.reference,
                PANEL,
                ground.folder.with_name("s.pdf"),
            ),
        ):
            with pytest.raises(OutOfForce) as refused:
                act()
        assert refused.value.exit_code is Exit.NOT_PERMITTED
        assert "not in force on" in vault.certificate_warning()
    assert not ground.folder.with_name("s.pdf").exists()


def test_from_90_days_before_it_is_said(ground: Ground) -> None:
    ground.clock.at += 3 * YEAR - timedelta(days=95)
    with closing(ground.colleague()) as vault:
        assert vault.certificate_warning() == ""
    ground.clock.at += timedelta(days=10)
    with closing(ground.colleague()) as vault:
        assert "it is renewed when the lead unlocks" in vault.certificate_warning()


def test_the_lead_s_unlocking_renews_everybody_s_certificates_for_the_same_keys(ground: Ground) -> None:
    ground.clock.at += 3 * YEAR - timedelta(days=30)
    with closing(ground.lead()) as vault:
        assert vault.certificate_warning() == ""
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
        export(vault, CaseFile(vault).open(ground.case_id).case.reference, PANEL, out)
        assert check(vault).is_clean
    assert verifying.verify(out.read_bytes(), roots).state is verifying.State.GENUINE


def test_an_authority_that_nobody_trusted_vouched_for_is_asked_about(ground: Ground) -> None:
    ground.clock.at += 13 * YEAR + timedelta(days=60)
    ground.lead().lock()
    with raw_sql(ground.folder) as sql:
        sql.execute("UPDATE authority SET voucher = randomblob(70) WHERE voucher IS NOT NULL")
    with pytest.raises(AuthorityChanged):
        ground.colleague()


@pytest.mark.parametrize("behind", [timedelta(minutes=10), timedelta(hours=1), timedelta(hours=20)])
def test_a_clock_that_is_let_pass_signs_with_a_certificate_that_was_just_made(
    ground: Ground, behind: timedelta
) -> None:
    # Further behind than a day nothing is signed at all.
    assert pki.BACKDATED > LAG
    ground.clock.at -= behind
    for opened in (ground.lead, ground.colleague):
        with closing(opened()) as vault:
            assert Records(vault).read(signed(vault, ground.case_id, "Behind")).fault == ""
            export(
                vault, reference(vault, ground), PANEL, ground.folder.with_name(f"{vault.member.login}.pdf")
            )
            assert check(vault).is_clean


def test_a_renewal_by_a_clock_that_was_a_year_ahead_keeps_nobody_from_signing(ground: Ground) -> None:
    ground.clock.at += 3 * YEAR - 300 * DAY
    there = ground.clock.at
    with closing(ground.colleague()) as vault:
        signed(vault, ground.case_id, "The day before")
    ground.clock.at = there + 365 * DAY
    ground.lead().lock()
    ground.clock.at = there + DAY
    for opened in (ground.colleague, ground.lead):
        with closing(opened()) as vault:
            assert vault.certified.covers(vault.clock())
            assert vault.certificate_warning() == ""
    with closing(ground.lead()) as vault:
        say_the_time(vault)
        record = signed(vault, ground.case_id, "The clock is right again")
        out = ground.folder.with_name("summary.pdf")
        export(vault, reference(vault, ground), PANEL, out)
        assert Records(vault).read(record).fault == ""
        with vault.database.read() as session:
            roots = keys.trusted(session, vault.header)
    assert verifying.verify(out.read_bytes(), roots).state is verifying.State.GENUINE
    # What the clock ahead certified begins 65 days after the first certificate ends: the lead renews in between.
    ground.clock.at = there + 290 * DAY
    ground.lead().lock()
    ground.clock.at = there + 310 * DAY
    with closing(ground.colleague()) as vault:
        signed(vault, ground.case_id, "In what would have been a gap")
        assert check(vault).is_clean


def test_a_vault_founded_by_a_clock_that_was_ahead_signs_once_the_lead_stated_the_time(
    ground: Ground,
) -> None:
    ground.clock.at -= 30 * DAY
    with closing(ground.lead()) as vault:
        assert not vault.certified.covers(vault.clock())
        assert "look at this machine's clock" in vault.certificate_warning()
        say_the_time(vault)
        # In the same session: nobody has to find out that another unlocking is needed.
        signed(vault, ground.case_id, "By the right clock")
        export(vault, reference(vault, ground), PANEL, ground.folder.with_name("summary.pdf"))
    with closing(ground.colleague()) as vault:
        signed(vault, ground.case_id, "By the right clock as well")
        assert [each.sentence for each in check(vault).findings] == []


def test_after_a_long_pause_the_lead_s_word_for_the_clock_is_enough(ground: Ground) -> None:
    ground.clock.at += 3 * YEAR + 30 * DAY
    with closing(unlock(ground.folder, LEAD.login, LEAD_PASSPHRASE, machine=ground.machine)) as vault:
        with pytest.raises(ClockAhead):
            signed(vault, ground.case_id, "Three years on")
        accept_clock(vault)
        signed(vault, ground.case_id, "Three years on")
    with closing(ground.colleague()) as vault:
        signed(vault, ground.case_id, "The colleague as well")


def test_periods_are_added_up_where_they_meet_and_not_over_a_gap() -> None:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    spans = ((0, 10), (8, 20), (25, 40))
    made = tuple(keys.Certified(at + a * DAY, at + b * DAY, HOLDER, KEY) for a, b in spans)
    found = [(keys.covered_until(made, at + day * DAY) - at) // DAY for day in (-1, 0, 9, 20, 22, 25, 41)]
    assert found == [-1, 20, 20, 20, 22, 40, 41]


def reference(vault: OpenVault, ground: Ground) -> str:
    """What the case is called."""
    return CaseFile(vault).open(ground.case_id).case.reference


def say_the_time(vault: OpenVault) -> None:
    """As the lead does under Settings."""
    now = vault.clock()
    state_clock(vault, now, confirmed_at_unlocking(vault, stating(now)))
