"""What somebody prepares who cannot look for victims' details waits, and is signed once a colleague released it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.crypto.pdf import verifying
from app.domain.cases.victim import VictimIdentity
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Grade
from app.domain.fields.sharing import Share
from app.errors import (
    Changed,
    Exit,
    HeldBack,
    NameNotLookedAt,
    NeedsRelease,
    NotAcceptable,
    NotAdmitted,
    NotFound,
    NotGenuine,
    NotPermitted,
    NotReleased,
    PreparedAltered,
    StillMissing,
    Withheld,
)
from app.services.cases.victims import Victims
from app.services.checks.checking import check
from app.services.facts.history import of_case
from app.services.sharing import releasing
from app.services.sharing.output_check import file_name
from app.services.sharing.preparing import Prepared, again, offer, prepare, show, take_over
from app.services.sharing.signing import sign
from app.services.sharing.summarising import Request
from app.services.team.enrolment import Newcomer
from app.services.vault import keys
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.open_vault import OpenVault
from tests.attacks.ground import tampered
from tests.builders import COLLEAGUE, COLLEAGUE_PASSPHRASE, LEAD, SteppingClock, add_case, signed
from tests.confirmed import admit, enrol
from tests.reported import below
from tests.services.conftest import Desk

PANEL = Request(
    audience="panel",
    recipient="The panel",
    purpose="Discussion",
    question="What next?",
    answer="Little has changed.",
)
NAMING = Request(
    audience="panel",
    recipient="Kerensa Polwarth",
    purpose="Discussion",
    question="What next?",
    answer="Little has changed.",
)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


@pytest.fixture
def guarded_case(desk: Desk) -> str:
    """A case whose victim is identified."""
    vault = desk.lead()
    case_id = add_case(vault)
    signed(vault, case_id, "A quiet week")
    Victims(vault).add(case_id, "stranger")
    identity = VictimIdentity(name="Kerensa Polwarth", reason="A letter has to reach her")
    Victims(vault).identify(case_id, "V1", identity)
    return case_id


@contextmanager
def without_check(desk: Desk) -> Iterator[OpenVault]:
    """The colleague, whom the lead did not admit to the victim check."""
    vault = desk.colleague()
    for place in [place for place in vault.compartments.held if place[0] is Compartment.VICTIM_CHECK]:
        vault.compartments.held.pop(place)[0].wipe()
    yield vault


def name_of(vault: OpenVault, prepared: Prepared) -> str:
    return file_name(prepared.reference, vault.clock().astimezone(vault.zone))


def signs(vault: OpenVault, prepared: Prepared, out: Path) -> None:
    sign(vault, prepared.id, confirmed_at_unlocking(vault, prepared.digest), out)


def releases(vault: OpenVault, prepared_id: str, passing: tuple[str, ...] = (), reason: str = "") -> None:
    opened = releasing.open_waiting(vault, prepared_id)
    confirmed = confirmed_at_unlocking(vault, releasing.releasing(opened, passing, reason))
    releasing.release(vault, prepared_id, confirmed, passing=passing, reason=reason)


def test_it_waits_is_released_and_is_signed_as_it_was_seen(desk: Desk, guarded_case: str, out: Path) -> None:
    with without_check(desk) as vault:
        prepared = prepare(vault, guarded_case, PANEL)
        assert (prepared.needs_release, prepared.can_be_signed, prepared.places) == (True, False, ())
        with pytest.raises(NotReleased, match="needs release") as refused:
            signs(vault, prepared, out / name_of(vault, prepared))
        assert refused.value.exit_code is Exit.NOT_PERMITTED
        with pytest.raises(NotReleased):
            show(vault, prepared.id, out / name_of(vault, prepared))
        assert not list(out.iterdir())
    vault = desk.lead()
    (waits,) = offer(vault, guarded_case).to_release
    assert (waits.id, waits.author) == (prepared.id, COLLEAGUE.name)
    assert releasing.waiting(vault) == (waits,)
    opened = releasing.open_waiting(vault, prepared.id)
    assert (opened.pdf, opened.sha256, opened.places) == (prepared.pdf, prepared.sha256, ())
    releases(vault, prepared.id)
    assert releasing.waiting(vault) == ()
    assert [line.title for line in of_case(vault, guarded_case, 1).rows] == ["Released to be signed"]
    with without_check(desk) as vault:
        (mine,) = offer(vault, guarded_case).mine
        assert mine.is_released
        seen = again(vault, prepared.id)
        assert (seen.released_by, seen.can_be_signed, seen.pdf) == (LEAD.name, True, prepared.pdf)
        with pytest.raises(NameNotLookedAt, match="Call it NM-"):
            signs(vault, seen, out / "Kerensa.pdf")
        file = out / name_of(vault, seen)
        signs(vault, seen, file)
        with vault.database.read() as session:
            roots = keys.trusted(session, vault.header)
    assert file.read_bytes().startswith(prepared.pdf)
    assert verifying.verify(file.read_bytes(), roots).signer == COLLEAGUE.name
    assert check(desk.lead()).findings == ()


def test_what_names_a_victim_is_not_released(desk: Desk, guarded_case: str) -> None:
    with without_check(desk) as vault:
        prepared = prepare(vault, guarded_case, NAMING)
    vault = desk.lead()
    assert "Recipient" in releasing.open_waiting(vault, prepared.id).places
    with pytest.raises(HeldBack, match="It was not released") as refused:
        releases(vault, prepared.id)
    assert refused.value.exit_code is Exit.WITHHELD
    assert "Kerensa" not in str(refused.value)
    assert len(releasing.waiting(vault)) == 1


def test_who_does_not_hold_the_check_releases_nothing(desk: Desk, guarded_case: str) -> None:
    prepared = prepare(desk.lead(), guarded_case, NAMING)
    releasing.let_wait(desk.lead(), prepared.id)
    with without_check(desk) as vault:
        with pytest.raises(NotAdmitted):
            releasing.waiting(vault)
        with pytest.raises(NotAdmitted):
            releasing.open_waiting(vault, prepared.id)
        assert offer(vault, guarded_case).to_release == ()


def test_nobody_releases_their_own(desk: Desk, guarded_case: str) -> None:
    vault = desk.lead()
    prepared = prepare(vault, guarded_case, NAMING)
    releasing.let_wait(vault, prepared.id)
    assert releasing.waiting(vault) == ()
    with pytest.raises(NotPermitted, match="you prepared it"):
        releasing.open_waiting(vault, prepared.id)


def test_what_is_no_victim_s_detail_is_passed_in_these_bytes_by_a_colleague_who_knows(
    desk: Desk, guarded_case: str, out: Path
) -> None:
    vault = desk.lead()
    with vault.database.read() as session:
        colleague = session.connection().exec_driver_sql(
            "SELECT id FROM staff WHERE login = ?", (COLLEAGUE.login,)
        )
        colleague_id = colleague.scalar_one()
    prepared = prepare(vault, guarded_case, NAMING)
    releasing.let_wait(vault, prepared.id)
    other = desk.colleague()
    places = releasing.open_waiting(other, prepared.id).places
    with pytest.raises(NotAdmitted):
        releases(other, prepared.id, places, "A clerk of that name")
    admit(desk.lead(), colleague_id, Compartment.VICTIM)
    other = desk.colleague()
    with pytest.raises(StillMissing):
        releases(other, prepared.id, places)
    with pytest.raises(HeldBack):
        releases(other, prepared.id, places[:1], "A clerk of that name")
    releases(other, prepared.id, places, "A clerk of that name")
    with pytest.raises(NotAcceptable, match="released already"):
        releases(other, prepared.id, places, "A clerk of that name")
    vault = desk.lead()
    seen = again(vault, prepared.id)
    assert seen.released_by == COLLEAGUE.name
    signs(vault, seen, out / "summary.pdf")
    assert (out / "summary.pdf").read_bytes().startswith(prepared.pdf)
    # Of those bytes alone: the next is stopped as ever.
    assert not prepare(vault, guarded_case, NAMING).can_be_signed
    assert check(vault).findings == ()


@pytest.mark.parametrize("audience", ["person", "court", "gp"])
def test_nothing_is_passed_in_what_the_person_or_their_lawyer_may_be_given(audience: str) -> None:
    with pytest.raises(NotPermitted, match="keeps out whatever is found"):
        releasing.insist_on_passable(audience)
    releasing.insist_on_passable("panel")


def test_a_term_stated_after_the_release_stops_it(desk: Desk, guarded_case: str, out: Path) -> None:
    with without_check(desk) as vault:
        prepared = prepare(vault, guarded_case, PANEL)
    vault = desk.lead()
    releases(vault, prepared.id)
    Victims(vault).identify(guarded_case, "V1", VictimIdentity(name="Amabel Quist", reason="Changed"))
    with without_check(desk) as vault, pytest.raises(Changed):
        signs(vault, prepared, out / name_of(vault, prepared))


def test_what_could_not_be_signed_any_more_is_not_released(desk: Desk, guarded_case: str) -> None:
    with without_check(desk) as vault:
        prepared = prepare(vault, guarded_case, PANEL)
    vault = desk.lead()
    signed(vault, guarded_case, "Something new")
    with pytest.raises(Changed):
        releases(vault, prepared.id)


def test_after_seven_days_it_waits_no_more(desk: Desk, guarded_case: str, out: Path) -> None:
    clock = desk.machine.clock
    assert isinstance(clock, SteppingClock)
    with without_check(desk) as vault:
        prepared = prepare(vault, guarded_case, PANEL)
        clock.at += timedelta(days=6)
        assert again(vault, prepared.id).sha256 == prepared.sha256
    vault = desk.lead()
    releases(vault, prepared.id)
    clock.at += timedelta(days=1)
    with pytest.raises(NotFound):
        releasing.open_waiting(vault, prepared.id)
    with without_check(desk) as vault, pytest.raises(NotFound, match="Prepare it again"):
        signs(vault, prepared, out / name_of(vault, prepared))


FORGED = {
    "signature": "UPDATE event SET signature = randomblob(64) WHERE fact = 'share.released'",
    "ledger": "UPDATE event SET seq = 1 WHERE fact = 'share.released'",
    "hand": "UPDATE event SET author_id = (SELECT id FROM staff WHERE login = 'kit') WHERE fact = 'share.released'",
}


@pytest.mark.parametrize("what", FORGED)
def test_a_release_that_was_altered_lets_nothing_go(
    desk: Desk, guarded_case: str, out: Path, what: str
) -> None:
    with without_check(desk) as vault:
        prepared = prepare(vault, guarded_case, PANEL)
    releases(desk.lead(), prepared.id)
    desk.leave()
    tampered(desk.folder, lambda connection: connection.execute(FORGED[what]))
    with without_check(desk) as vault, pytest.raises(NotGenuine):
        signs(vault, prepared, out / name_of(vault, prepared))
    assert not list(out.iterdir())
    assert check(desk.lead()).findings


def test_bytes_put_among_what_waits_are_not_looked_at(desk: Desk, guarded_case: str) -> None:
    with without_check(desk) as vault:
        first, second = (prepare(vault, guarded_case, PANEL) for _ in range(2))
    desk.leave()
    swap = (
        "UPDATE prepared SET waiting = (SELECT p.waiting FROM prepared p WHERE p.id <> prepared.id) "
        f"WHERE id = '{first.id}'"
    )
    tampered(desk.folder, lambda connection: connection.execute(swap))
    vault = desk.lead()
    with pytest.raises(PreparedAltered):
        releasing.open_waiting(vault, first.id)
    assert releasing.open_waiting(vault, second.id).sha256 == second.sha256


def test_a_public_key_that_somebody_planted_is_not_sealed_to(desk: Desk, guarded_case: str) -> None:
    desk.leave()
    plant = "UPDATE compartment_public SET public = randomblob(32)"
    tampered(desk.folder, lambda connection: connection.execute(plant))
    with without_check(desk) as vault, pytest.raises(NeedsRelease, match="the lead has unlocked"):
        prepare(vault, guarded_case, PANEL)
    assert [each.area for each in check(desk.lead()).findings] == ["staff"]


def test_a_vault_from_before_gets_its_public_half_from_the_lead(desk: Desk, guarded_case: str) -> None:
    desk.leave()
    tampered(desk.folder, lambda connection: connection.execute("DELETE FROM compartment_public"))
    with without_check(desk) as vault, pytest.raises(NeedsRelease):
        prepare(vault, guarded_case, PANEL)
    desk.lead()
    with without_check(desk) as vault:
        assert prepare(vault, guarded_case, PANEL).needs_release


def test_pages_to_look_at_are_those_that_are_signed(desk: Desk, guarded_case: str, out: Path) -> None:
    vault = desk.lead()
    prepared = prepare(vault, guarded_case, PANEL)
    show(vault, prepared.id, out / "look.pdf")
    assert (out / "look.pdf").read_bytes() == prepared.pdf
    with pytest.raises(Withheld):
        show(vault, prepared.id, out / "Kerensa.pdf")
    with pytest.raises(Withheld):
        show(vault, prepare(vault, guarded_case, NAMING).id, out / "naming.pdf")
    assert [each.name for each in out.iterdir()] == ["look.pdf"]


TRAINEE = Newcomer(login="wren", name="Wren Tallow", role="Trainee psychologist", grade=Grade.TRAINEE)


def test_what_a_trainee_prepares_a_clinician_prepares_anew_and_signs(
    desk: Desk, guarded_case: str, out: Path
) -> None:
    enrol(desk.lead(), TRAINEE, COLLEAGUE_PASSPHRASE)
    trainee = desk.sit(TRAINEE.login, COLLEAGUE_PASSPHRASE)
    asked = replace(PANEL, question="What helps him?", asked=frozenset({Share.DIAGNOSIS}))
    theirs = prepare(trainee, guarded_case, asked)
    assert theirs.needs_release
    with pytest.raises(NotPermitted, match="As a trainee you are not permitted"):
        signs(trainee, theirs, out / name_of(trainee, theirs))
    with pytest.raises(NotPermitted):
        show(trainee, theirs.id, out / name_of(trainee, theirs))
    vault = desk.lead()
    mine = take_over(vault, theirs.id)
    assert mine.can_be_signed
    assert mine.document.author.name == LEAD.name
    assert below(mine.document, "Question to health") == ["What helps him?"]
    assert Share.DIAGNOSIS not in mine.withheld
    assert releasing.waiting(vault) == ()
    signs(vault, mine, out / "summary.pdf")
    assert [each.name for each in out.glob("*.pdf")] == ["summary.pdf"]
    assert check(vault).findings == ()


def test_pages_are_looked_at_again_when_they_are_shown(desk: Desk, guarded_case: str, out: Path) -> None:
    vault = desk.lead()
    prepared = prepare(vault, guarded_case, PANEL)
    Victims(vault).identify(guarded_case, "V1", VictimIdentity(name="Amabel Quist", reason="Changed"))
    with pytest.raises(Changed):
        show(vault, prepared.id, out / "look.pdf")
    assert not list(out.iterdir())
