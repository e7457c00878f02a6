"""Makes the demonstration: a fictional vault, a signed summary from it, and what a visitor needs to look around.

Everybody and everything in it is invented. It is played through the same services as real work, at the times it
tells, and proved at the end by the same checks.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.crypto.kdf import CHEAPEST
from app.domain.cases.person import PersonDetails
from app.domain.cases.victim import VictimIdentity
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Grade
from app.domain.fields.sharing import Share
from app.errors import AlreadyThere, NotAVault, storage_error
from app.paths import private_folder, resource, state_dir
from app.regular_file import open_regular
from app.services.cases.cases import Cases
from app.services.demo.acts import ReplayClock
from app.services.demo.replaying import Replay
from app.services.demo.story import Calendar, Story
from app.services.entry.check_folder import check_folder
from app.services.entry.founding import Foundation, found
from app.services.entry.unlocking import hold, unlock
from app.services.sharing import preparing
from app.services.sharing.audiences import PANEL
from app.services.sharing.signing import sign
from app.services.sharing.summarising import Request
from app.services.sharing.verifying import verify_files
from app.services.team.enrolment import Newcomer
from app.services.team.staff import Staff, admitting, enrolling
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.machine import Machine, now
from app.services.vault.open_vault import HEADER
from app.services.vault.site_status import AUTHORITY_FILE
from app.services.vault.zone import zone_of
from app.whole_file import is_there

VAULT, SUMMARY, FACTS, REFERRALS = "demo.vault", "summary.pdf", "demo.json", "referrals.csv"
_NAMES = (VAULT, SUMMARY, AUTHORITY_FILE, FACTS, REFERRALS)
_ZONE = "Europe/London"
_BESIDE = ".new-"


def build_demo(out: Path, *, replace: bool = False, today: date | None = None) -> Iterator[str]:
    """Build the demonstration in a folder, saying how far it is.

    Nothing has its name until all of it is there and proved. Raises AlreadyThere when the folder has something by
    one of its names, unless it is an earlier demonstration and `replace` is asked for; CannotWrite, DiskFull. The
    story is told as if it were `today`.
    """
    if any(is_there(out / name) for name in _NAMES) and not (replace and _is_demonstration(out)):
        raise AlreadyThere
    yield from _built(out, today)
    yield f"Everything is in {out.name}: {', '.join(_NAMES)}. Logins and passphrases are in {FACTS}."
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        yield "No display: no window is opened."


def _built(out: Path, today: date | None = None) -> Iterator[str]:
    """Build beside what stands there, and take its place."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=_BESIDE, dir=out) as beside:
            yield from _Demonstration.in_folder(Path(beside), today).build()
            _discard(out)
            for name in _NAMES:
                (Path(beside) / name).rename(out / name)
    except OSError as failure:
        raise storage_error(failure) from None


@dataclass(frozen=True)
class DemoLogin:
    """How a visitor of the demonstration gets in."""

    login: str
    name: str
    role: str
    passphrase: str


def demo_logins() -> tuple[DemoLogin, ...]:
    """The invented team with its passphrases, lead first. Raises MissingPart."""
    team = Story(resource("demo"), Calendar.of(datetime.now(zone_of(_ZONE)).date(), zone_of(_ZONE))).team()
    names = ("login", "name", "role", "passphrase")
    return tuple(DemoLogin(*(member[name] for name in names)) for member in team["staff"])


def demonstration_folder() -> Path:
    """Where this machine keeps the demonstration's vault folder for the window; it may not exist yet."""
    return state_dir() / "demonstration" / VAULT


def is_demonstration(folder: Path) -> bool:
    """Whether a vault folder is a demonstration's, and so holds nobody real."""
    return folder.name == VAULT and _is_demonstration(folder.parent)


def prepare(*, anew: bool = False) -> Iterator[str]:
    """Build the demonstration for the window unless it is there, saying how far it is.

    `anew` begins again with today's dates and without what visitors wrote. What a killed attempt left is cleared away.
    Raises InUse when it is open in another window, MissingPart, CannotWrite, DiskFull.
    """
    folder = demonstration_folder()
    if is_demonstration(folder) and not anew:
        return
    parent = private_folder(folder.parent)
    if (folder / HEADER).is_file():
        with suppress(NotAVault):
            hold(folder).release()
    for left in parent.glob(f"{_BESIDE}*"):
        shutil.rmtree(left, ignore_errors=True)
    yield from _built(parent)


def _is_demonstration(out: Path) -> bool:
    """Whether what stands there is a demonstration, and so fictional: its own facts say so."""
    try:
        with open_regular(out / FACTS) as file:
            facts = json.load(file)
    except (OSError, ValueError):
        return False
    return isinstance(facts, dict) and {"staff", "cases", "protected_terms", "unlock_as"} == set(facts)


def _discard(out: Path) -> None:
    for name in _NAMES:
        if (out / name).is_dir():
            shutil.rmtree(out / name)
        else:
            (out / name).unlink(missing_ok=True)


@dataclass(frozen=True)
class _Demonstration:
    folder: Path
    story: Story
    team: dict[str, Any]
    is_now: bool

    @classmethod
    def in_folder(cls, folder: Path, today: date | None) -> "_Demonstration":
        zone = zone_of(_ZONE)
        story = Story(resource("demo"), Calendar.of(today or datetime.now(zone).date(), zone))
        return cls(folder, story, story.team(), is_now=today is None)

    def build(self) -> Iterator[str]:
        clock = ReplayClock(self.story.calendar.instant(self.team["opened"]))
        self._found(clock)
        yield f"Founded {self.team['site']}, {clock.at:%d %b %Y}. Everybody in it is invented."
        passphrases = {member["login"]: member["passphrase"] for member in self.team["staff"]}
        yield from Replay(self.folder / VAULT, self.story, clock, passphrases).play()
        login = self.team["summary"]["author"]
        # Told for another day, nothing in it may be of this moment.
        machine = Machine(clock=now if self.is_now else clock)
        self._export((login, passphrases[login]), machine)
        yield f"Signed a panel summary of {self.team['summary']['reference']}: {SUMMARY}"
        self._write_facts(login)
        # With the mark by which a spreadsheet knows that it is UTF-8.
        (self.folder / REFERRALS).write_text(self.story.referrals(), "utf-8-sig")
        said, verdict = verify_files([self.folder / SUMMARY], self.folder / AUTHORITY_FILE)
        yield said
        found_out, check = check_folder(self.folder / VAULT, (login, passphrases[login]), machine=machine)
        yield f"{VAULT}: {found_out}"
        if verdict or check:
            raise RuntimeError("the demonstration does not pass its own checks")

    def _found(self, clock: ReplayClock) -> None:
        """Found the vault for its lead, enrol the others, and admit them where the story says."""
        lead, *others = self.team["staff"]
        machine = Machine(clock=clock)
        foundation = Foundation(
            site=self.team["site"], plain_name=self.team["plain_name"], founder=_newcomer(lead), zone=_ZONE
        )
        # Its passphrases are printed beside it: what makes guessing slow would only make it slow to build.
        found(self.folder / VAULT, foundation, lead["passphrase"], machine=machine, params=CHEAPEST)
        vault = unlock(self.folder / VAULT, lead["login"], lead["passphrase"], machine=machine)
        try:
            for member in others:
                newcomer = _newcomer(member)
                confirmed = confirmed_at_unlocking(vault, enrolling(newcomer))
                staff_id = Staff(vault, CHEAPEST).enrol(newcomer, member["passphrase"], confirmed)
                for compartment in map(Compartment, member["admitted"]):
                    confirmed = confirmed_at_unlocking(vault, admitting(staff_id, compartment))
                    Staff(vault).admit(staff_id, compartment, confirmed)
        finally:
            vault.lock()

    def _export(self, credentials: tuple[str, str], machine: Machine) -> None:
        """Export the panel summary as of the machine's time."""
        stated = self.team["summary"]
        facts: dict[str, Any] = {
            name: self.story.calendar.prose(stated[name])
            for name in ("recipient", "purpose", "meeting", "question", "answer", "scenario")
        }
        asked = frozenset(Share(name) for name in stated["asked"])
        vault = unlock(self.folder / VAULT, *credentials, machine=machine)
        try:
            request = Request(audience=PANEL, asked=asked, **facts)
            prepared = preparing.prepare(vault, Cases(vault).find(stated["reference"]), request)
            confirmed = confirmed_at_unlocking(vault, prepared.digest)
            sign(vault, prepared.id, confirmed, self.folder / SUMMARY)
        finally:
            vault.lock()

    def _write_facts(self, login: str) -> None:
        staff = [
            {name: member[name] for name in ("name", "login", "role", "passphrase")}
            for member in self.team["staff"]
        ]
        facts = {
            "staff": staff,
            "cases": [
                {"reference": case["reference"], "person": self._name(case)} for case in self.story.cases()
            ],
            "protected_terms": list(self._terms()),
            "unlock_as": login,
        }
        text = json.dumps(facts, ensure_ascii=False, indent=2)
        (self.folder / FACTS).write_text(text + "\n", "utf-8")

    def _name(self, case: dict[str, Any]) -> str:
        person = self.story.content(PersonDetails, case["person"])
        return f"{person.given_names} {person.family_name}"

    def _terms(self) -> Iterator[str]:
        """Every sealed detail of a victim as it was typed."""
        for case in self.story.cases():
            for victim in case["victim"]:
                yield from self.story.content(VictimIdentity, victim.get("identity", {})).terms()


def _newcomer(member: dict[str, Any]) -> Newcomer:
    names = ("login", "name", "role", "registration_body", "registration_number")
    told = {name: member[name] for name in names if name in member}
    return Newcomer(**told, grade=Grade(member.get("grade", Grade.CLINICIAN)))
