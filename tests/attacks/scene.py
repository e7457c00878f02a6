"""What a lead sealed in a vault whose other member is admitted nowhere."""

from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.cases.victim import VictimIdentity
from app.domain.fields.compartments import SEALED, Compartment
from app.services.cases.victims import Victims
from app.services.entry.unlocking import unlock
from app.services.records.drafts import Drafts
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.attacks.ground import note, signed
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    SteppingClock,
    add_case,
    enrol_colleague,
    make_vault,
    open_as_lead,
)

NOTE = "An informant saw the ochre van behind the tannery"
DRAFTED = "Half written: the tip about the saddlery yard"
IDENTITY = VictimIdentity(
    name="Perpetua Wintergreen", addresses="3 Cinder Path", reason="Named by her advocate"
)
WORDS = ("ochre", "tannery", "saddlery", "Wintergreen", "Cinder Path", "Named by her advocate")
TERMS = ("Wintergreen", "Perpetua", "3 Cinder Path")


@dataclass(frozen=True)
class Scene:
    """What the lead sealed, and where it lies."""

    folder: Path
    machine: Machine
    case_id: str
    code: str
    records: tuple[str, ...]
    draft_id: str
    colleague_id: str

    def as_colleague(self) -> OpenVault:
        """Unlock as the member who is admitted nowhere."""
        return unlock(self.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=self.machine)


def set_scene(place: Path) -> Scene:
    """A record in each sealed compartment, a sealed draft and a victim's identity, all the lead's."""
    folder, machine = place / "team.vault", Machine(state=place / "state", clock=SteppingClock())
    make_vault(folder, machine)
    vault = open_as_lead(folder, machine)
    colleague = enrol_colleague(vault)
    case_id = add_case(vault)
    code = Victims(vault).add(case_id, "ex_intimate")
    Victims(vault).identify(case_id, code, IDENTITY)
    records = tuple(signed(vault, case_id, f"{NOTE} {c.value}", compartment=c) for c in SEALED)
    draft = Drafts(vault).begin(case_id, "consultation", Compartment.THIRD_PARTY)
    content = note(DRAFTED, "consultation")
    Drafts(vault).save(draft.id, replace(draft.sheet, content=content), draft.revision)
    vault.lock()
    return Scene(folder, machine, case_id, code, records, draft.id, colleague)
