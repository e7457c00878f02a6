"""Records signed under supervision: how each stands by signatures and certificates, and who may countersign it.

What lists show of it is in SQL (`standing.awaits`); what leaves the vault, and who may say something, is decided here.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.fields.rights import Extent, Right, extent
from app.domain.kinds.registry import COUNTERSIGNING
from app.domain.records.countersigning import (
    INDEPENDENT,
    Supervision,
    Verdict,
    is_supervised,
    may_countersign,
    supervision,
)
from app.domain.records.drawing import facets_of
from app.domain.records.facets import Countersigned
from app.domain.records.kind import Kind
from app.domain.records.versions import Reading
from app.domain.records.written import Written
from app.errors import Damaged, NotADraft, NotGenuine, NotPermitted
from app.models.tables import Case, Record, Staff
from app.services.records.signed import judged, load, signed_bytes
from app.services.vault import rights
from app.services.vault.keys import member_of
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.signatures import Signatures

SOMEBODY: Final = "a lead or clinician"
"""Who countersigns where nobody qualified leads the case."""
_ABOUT = select(Record).where(Record.about_id == bindparam("about"), Record.kind.in_(COUNTERSIGNING))


@dataclass
class Supervisions:
    """How the records of a vault stand, each by its own signature and by those of what was said of it.

    Remarks that do not verify are no word of anybody; where one `insists` on them they raise NotGenuine.
    """

    vault: OpenVault
    session: Session
    signatures: Signatures
    insists: bool = False

    def of(self, row: Record) -> Supervision:
        """How a record stands whose signature was found to hold."""
        grade = self.signatures.grade(row.key_id, row.author_id, row.signed_at)
        if row.about_id is not None or not is_supervised(grade):
            return INDEPENDENT
        return supervision(grade, row.signed_at, self._verdicts(row))

    def asked(self, row: Record) -> str:
        """Whose countersignature a record awaits; empty where it awaits none."""
        if not self.of(row).is_open:
            return ""
        return countersigner(self.vault, self.session, row.case_id, row.author_id)

    def _verdicts(self, about: Record) -> Iterator[Verdict]:
        for row in self.session.scalars(_ABOUT, {"about": about.id}):
            fault, read = judged(self.signatures, row, signed_bytes(self.vault, row))
            if fault and self.insists:
                raise NotGenuine(
                    "A countersignature in this case does not verify, so nothing was made of it: run `casework check`."
                )
            # Nobody stands for their own record, whatever they were certified as since.
            if not fault and isinstance(read, Reading) and row.author_id != about.author_id:
                yield from self._verdict(row, read)

    def _verdict(self, row: Record, read: Reading) -> Iterator[Verdict]:
        if may_countersign(self.signatures.grade(row.key_id, row.author_id, row.signed_at)):
            for facet in facets_of(read.kind, Written(read.heading, read.content)):
                if isinstance(facet, Countersigned):
                    yield Verdict(facet, read.heading.author, row.signed_at)


def countersigner(vault: OpenVault, session: Session, case_id: str, author_id: str) -> str:
    """Who is asked to countersign what that author signs in a case: who leads it, where they may and are another."""
    lead = session.get(Staff, session.get_one(Case, case_id).lead_id or "")
    if lead is None or lead.id == author_id or lead.left_at is not None:
        return SOMEBODY
    with suppress(Damaged):
        member = member_of(session, vault.header, lead)
        if extent(Right.COUNTERSIGN, member.grade) is Extent.ALL:
            return member.name
    return SOMEBODY


def may_begin(vault: OpenVault, row: Record, stands: Supervision) -> bool:
    """Whether the member may countersign a record that stands so."""
    may = extent(Right.COUNTERSIGN, vault.member.grade) is Extent.ALL
    return may and stands.is_open and row.author_id != vault.member.id


def insist_on_countersigning(vault: OpenVault, act: Act, row: Record) -> None:
    """Raise NotPermitted for who may not countersign a record, NotADraft for one that awaits it from nobody."""
    if extent(Right.COUNTERSIGN, vault.member.grade) is not Extent.ALL:
        raise rights.refusal(Right.COUNTERSIGN, vault.member.grade)
    if row.author_id == vault.member.id:
        raise NotPermitted("Nobody countersigns a record of their own.")
    stands = Supervisions(vault, act.session, Signatures(act.session, vault.header)).of(row)
    if not stands.is_open:
        raise NotADraft("That record awaits no countersignature.")


def insist_on_right(vault: OpenVault, act: Act, made: Kind, about_id: str | None) -> None:
    """The same of a draft that is begun or signed; nothing of one that countersigns nothing."""
    if made.countersigns and about_id is not None:
        insist_on_countersigning(vault, act, load(act.session, about_id))
