"""What is typed at a desk: commands run here or as a program of their own, in a home that can be searched."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest

from app.bootstrap import run
from app.crypto.kdf import CHEAPEST
from app.domain.cases.case import CaseFacts
from app.domain.cases.person import PersonDetails
from app.domain.cases.victim import VictimIdentity
from app.domain.values.dates import ClinicalDate
from app.services.cases.opening import open_case
from app.services.cases.victims import Victims
from app.services.entry.founding import Foundation, found
from app.services.entry.unlocking import unlock
from app.services.sharing.summarising import Request
from app.services.team.enrolment import Newcomer
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.builders import KNOWS, LEAD, LEAD_PASSPHRASE, enrol_colleague, signed
from tests.confirmed import export

# Words that stand nowhere but in names and notes.
NAME, WORD, VICTIM = "Quillbeck", "zanderwort", "Ottoline Varnish"
CASE, LEAKING, GUARDED = "NM-0007", "NM-0008", "NM-0009"
"""One with no victim, one whose record names its victim, and one with a victim whom no record names."""
ASKED = "--question", "What next?", "--answer", "Little has changed."
"""What a summary has to answer, and the answer."""
SOLO_PASSPHRASE = "one more gravel orchard"
PANEL = Request(
    audience="panel",
    recipient="The panel",
    purpose="Discussion",
    question="What next?",
    answer="Little has changed.",
)


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code and what it said."""

    code: int
    out: str
    err: str


def casework(*arguments: object, stdin: str | bytes = "") -> Ended:
    """Run a command here. Whatever it was, it keeps quiet about people and says a failure in one sentence."""
    out, err = StringIO(), StringIO()
    typed = stdin.encode() if isinstance(stdin, str) else stdin
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(typed)))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = run([str(each) for each in arguments])
    return _quiet(Ended(code, out.getvalue(), err.getvalue()))


def program(*arguments: object, stdin: str = "", wrapper: tuple[str, ...] = ()) -> Ended:
    """Run a command as a program of its own."""
    done = subprocess.run(
        [*wrapper, sys.executable, "-m", "app", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=environment(),
    )
    return _quiet(Ended(done.returncode, done.stdout, done.stderr))


def environment() -> dict[str, str]:
    """This environment, with the project to be found from anywhere."""
    return os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}


def _quiet(ended: Ended) -> Ended:
    said = ended.out + ended.err
    for secret in ("Traceback", NAME, WORD, VICTIM, "Ottoline", "Varnish", LEAD_PASSPHRASE, SOLO_PASSPHRASE):
        assert secret not in said, said
    if ended.err:
        assert re.fullmatch(r"[^\n]+\.\n", ended.err), said
    return ended


def furnish(folder: Path, machine: Machine) -> str:
    """Found a team's vault of two with a case to export and one that must not be; gives the recovery key."""
    vault = folder / "team.vault"
    key = found(
        vault,
        Foundation(site="Northmoor Health Team", plain_name="Northmoor Health Team", founder=LEAD),
        LEAD_PASSPHRASE,
        machine=machine,
        params=CHEAPEST,
    )
    opened = unlock(vault, LEAD.login, LEAD_PASSPHRASE, machine=machine)
    try:
        enrol_colleague(opened)
        case = add(opened, CASE)
        signed(opened, case, f"Walked past again, {WORD}.", "consultation")
        leaking = add(opened, LEAKING)
        Victims(opened).add(leaking, "ex_intimate")
        Victims(opened).identify(leaking, "V1", VictimIdentity(name=VICTIM, reason="An order names her"))
        signed(opened, leaking, f"He asked where {VICTIM} works.", "consultation")
        guarded = add(opened, GUARDED)
        Victims(opened).add(guarded, "ex_intimate")
        Victims(opened).identify(guarded, "V1", VictimIdentity(name=VICTIM, reason="An order names her"))
        signed(opened, guarded, f"Asked about the order, {WORD}.", "consultation")
        export(opened, CASE, PANEL, folder / "summary.pdf")
    finally:
        opened.lock()
    return key


def furnish_alone(folder: Path, machine: Machine) -> None:
    """Found the vault of somebody who works alone, and export a summary from it to a folder of its own."""
    somebody = Newcomer(login="wren", name="Dr Wren Tallow", role="Psychiatrist")
    vault = folder / "solo.vault"
    found(
        vault,
        Foundation(site="Lone Practice", plain_name="Lone Practice", founder=somebody),
        SOLO_PASSPHRASE,
        machine=machine,
        params=CHEAPEST,
    )
    opened = unlock(vault, None, SOLO_PASSPHRASE, machine=machine)
    try:
        add(opened, "LP-1")
        (folder / "elsewhere").mkdir()
        export(opened, "LP-1", PANEL, folder / "elsewhere" / "summary.pdf")
    finally:
        opened.lock()


def add(vault: OpenVault, reference: str, family_name: str = NAME, **details: str) -> str:
    """Add a person of that name and a case of that reference; gives the case's id."""
    facts = {"given_names": "Colm", "awareness": "unaware", **KNOWS} | details
    opened = CaseFacts(pathway="consultation", stage="assessment", opened=ClinicalDate(2026, 11, 2))
    return open_case(vault, PersonDetails(family_name=family_name, **facts), reference, opened)


def unlocked(folder: Path) -> OpenVault:
    """The team's vault, open for its lead on this machine as the command line sees it."""
    return unlock(folder / "team.vault", LEAD.login, LEAD_PASSPHRASE)


def as_lead(command: str, vault: Path, *arguments: object) -> Ended:
    """Run a command on a vault as its lead."""
    return casework(
        command, vault, *arguments, "--as", LEAD.login, "--passphrase-stdin", stdin=f"{LEAD_PASSPHRASE}\n"
    )


def assert_clean(vault: Path) -> None:
    """Nothing is wrong with the vault."""
    checked = as_lead("check", vault)
    assert (checked.code, checked.err) == (0, ""), checked
