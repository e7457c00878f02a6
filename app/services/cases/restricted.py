"""Restricted cases: who reads what is sealed there, and whom its lead lets read it too."""

from dataclasses import dataclass

from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Right
from app.services.facts.case_keys import admit_to_case, readers
from app.services.vault.open_vault import OpenVault


@dataclass(frozen=True)
class RestrictedCases:
    """What can be done about who reads the restricted records of a case."""

    vault: OpenVault

    def readers(self, case_id: str) -> tuple[str, ...]:
        """Who was given a key, by name: what is written there may be read by its author, the case's lead and these."""
        with self.vault.reading(Right.BANNER) as act:
            return readers(act.session, case_id)

    def admit(self, case_id: str, staff_id: str) -> None:
        """Let a colleague read what the member can read there.

        Raises NotPermitted for whoever neither leads the case nor the service, NotAdmitted, NotFound.
        """
        with self.vault.acting(Right.ASSIGN, case=case_id) as act:
            self.vault.compartments.require(Compartment.RESTRICTED, case_id)
            admit_to_case(self.vault, act, case_id, staff_id)
            act.note("restricted.admit", "staff", staff_id, case=case_id)
