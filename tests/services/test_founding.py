"""A vault is founded whole or not at all."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from app.crypto.kdf import CHEAPEST
from app.domain.fields.compartments import KEYED
from app.errors import (
    AlreadyThere,
    CannotWrite,
    NotAcceptable,
    NotAnIdentifier,
    NotPlain,
    StillMissing,
    UserError,
    WeakSecret,
)
from app.services.entry.founding import Foundation, found
from app.services.entry.unlocking import needs_login, unlock
from app.services.vault.machine import Machine
from tests.builders import LEAD, LEAD_PASSPHRASE, PLAIN_NAME, SITE, SteppingClock

FOUNDATION = Foundation(site=SITE, plain_name=PLAIN_NAME, founder=LEAD)


@pytest.fixture
def fresh(tmp_path: Path) -> Machine:
    """A machine that has seen no vault."""
    return Machine(state=tmp_path / "fresh-state", clock=SteppingClock())


def test_a_founded_vault_opens_for_its_founder_who_is_admitted_everywhere(
    tmp_path: Path, fresh: Machine
) -> None:
    key = found(tmp_path / "a" / "b.vault", FOUNDATION, LEAD_PASSPHRASE, machine=fresh, params=CHEAPEST)
    assert len(key.replace(" ", "").replace("-", "")) == 36
    vault = unlock(tmp_path / "a" / "b.vault", None, LEAD_PASSPHRASE, machine=fresh)
    assert vault.member.name == LEAD.name
    assert vault.member.registration == "HCPC PYL01234"
    assert {compartment for compartment, _ in vault.compartments.held} == set(KEYED)
    vault.lock()
    assert not needs_login(tmp_path / "a" / "b.vault")


def test_nobody_else_on_the_machine_may_read_the_vault(tmp_path: Path, fresh: Machine) -> None:
    folder = tmp_path / "team.vault"
    found(folder, FOUNDATION, LEAD_PASSPHRASE, machine=fresh, params=CHEAPEST)
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("foundation", "passphrase", "refusal"),
    [
        (FOUNDATION, "eleven char", WeakSecret),
        (FOUNDATION, "aaaaaaaaaaaaaaaa", WeakSecret),
        (FOUNDATION, "long \ud800 passphrase", NotAcceptable),
        (replace(FOUNDATION, site=" \u200b "), LEAD_PASSPHRASE, StillMissing),
        (replace(FOUNDATION, site="x" * 300), LEAD_PASSPHRASE, NotAcceptable),
        (replace(FOUNDATION, plain_name=" "), LEAD_PASSPHRASE, StillMissing),
        (replace(FOUNDATION, plain_name="x" * 65), LEAD_PASSPHRASE, NotAcceptable),
        (replace(FOUNDATION, plain_name="The StalKing clinic"), LEAD_PASSPHRASE, NotPlain),
        (replace(FOUNDATION, founder=replace(LEAD, role="Stalking lead")), LEAD_PASSPHRASE, NotPlain),
        (replace(FOUNDATION, founder=replace(LEAD, login="--")), LEAD_PASSPHRASE, StillMissing),
        (replace(FOUNDATION, founder=replace(LEAD, name="")), LEAD_PASSPHRASE, StillMissing),
        (
            replace(FOUNDATION, founder=replace(LEAD, registration_number="1")),
            LEAD_PASSPHRASE,
            NotAnIdentifier,
        ),
        (replace(FOUNDATION, zone="Nowhere/Else"), LEAD_PASSPHRASE, NotAcceptable),
    ],
    ids=[
        "short",
        "one letter",
        "surrogate",
        "no site",
        "long site",
        "no plain name",
        "long plain name",
        "plain name that tells",
        "role that tells",
        "no login",
        "no name",
        "no register",
        "zone",
    ],
)
def test_what_cannot_be_founded_leaves_nothing_behind(
    tmp_path: Path, fresh: Machine, foundation: Foundation, passphrase: str, refusal: type[UserError]
) -> None:
    place = tmp_path / "place"
    place.mkdir()
    with pytest.raises(refusal):
        found(place / "team.vault", foundation, passphrase, machine=fresh, params=CHEAPEST)
    assert list(place.iterdir()) == []
    assert not fresh.state.exists()


def test_a_crash_while_founding_leaves_nothing_behind(tmp_path: Path) -> None:
    def broken_clock() -> None:
        raise KeyboardInterrupt

    place = tmp_path / "place"
    with pytest.raises(KeyboardInterrupt):
        found(
            place / "x.vault",
            FOUNDATION,
            LEAD_PASSPHRASE,
            machine=Machine(clock=broken_clock),
            params=CHEAPEST,
        )  # type: ignore[arg-type]
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("make", [Path.mkdir, Path.touch])
def test_nothing_that_is_there_is_overwritten(tmp_path: Path, fresh: Machine, make: object) -> None:
    make(tmp_path / "team.vault")  # type: ignore[operator]
    with pytest.raises(AlreadyThere):
        found(tmp_path / "team.vault", FOUNDATION, LEAD_PASSPHRASE, machine=fresh, params=CHEAPEST)
    assert not (tmp_path / "team.vault" / "vault.json").exists()


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, fresh: Machine) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite):
        found(tmp_path / "file" / "x.vault", FOUNDATION, LEAD_PASSPHRASE, machine=fresh, params=CHEAPEST)
