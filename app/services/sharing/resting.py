"""What an output of a case rests on: verified before it is made, and told again by digests before it is signed."""

from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto import canonical
from app.domain.facts import question, share
from app.domain.fields.compartments import Compartment
from app.domain.kinds.registry import COUNTERSIGNING, VOIDING
from app.domain.reports.basis import Basis
from app.errors import NeedsRelease, NotGenuine
from app.models.tables import Case, Record
from app.services.cases.guards import guarded
from app.services.facts.events import known_of
from app.services.facts.verifying import faults_of_case, subjects_of
from app.services.records.accounting import unaccounted_in_case
from app.services.records.signed import fault_of, is_open_to, signed_bytes
from app.services.records.standing import current_rows
from app.services.sharing.audiences import audience_of, policy_digest
from app.services.vault.open_vault import OpenVault
from app.services.vault.signatures import Signatures


def insist_on_facts(vault: OpenVault, session: Session, case_id: str) -> None:
    """Raise Unguarded or NotGenuine where what was stated of a case, or what the ledger says was signed, is altered.

    Each record is verified when it is read (`records.relied`).
    """
    with suppress(NeedsRelease):
        guarded(vault, session, case_id)
    if any(faults_of_case(vault, session, case_id)):
        raise NotGenuine(
            "Something stated of this case does not verify, so nothing was made of it: run `casework check`."
        )
    if any(_forged(vault, session, case_id)):
        raise NotGenuine(
            "A mark in this case does not verify, so nothing was made of it: run `casework check`."
        )
    if unaccounted_in_case(session, case_id):
        raise NotGenuine("A record of this case is missing, so nothing was made of it: run `casework check`.")


def _forged(vault: OpenVault, session: Session, case_id: str) -> Iterator[str]:
    """Marks that do not verify: what they are put to would be left out, and nobody would know."""
    signatures = Signatures(session, vault.header)
    marks = select(Record).where(Record.case_id == case_id, Record.kind.in_(VOIDING))
    for mark in session.scalars(marks):
        if is_open_to(vault, mark) and (fault := fault_of(signatures, mark, signed_bytes(vault, mark))):
            yield fault


def basis_of(vault: OpenVault, session: Session, case_id: str, audience: str) -> Basis:
    """The digests of everything that an output of the case for that audience would rest on now."""
    member, drawn = vault.member, audience_of(audience).compartments
    author = canonical.dumps([member.id, member.name, member.role, member.registration])
    return Basis(
        records=tuple(sorted(_records(vault, session, case_id, drawn))),
        facts=tuple(sorted(_facts(session, case_id))),
        guards=tuple(sorted(_guards(session, case_id))),
        policy=policy_digest(audience),
        author=sha256(author).hexdigest(),
    )


def _records(
    vault: OpenVault, session: Session, case_id: str, drawn: tuple[Compartment, ...]
) -> Iterator[tuple[str, str]]:
    """Those that the audience draws from, as far as the author may read them; a sealed one as it is stored."""
    mine = [each.value for each in drawn if vault.compartments.admits(each, case_id)]
    rows = current_rows(case_id, Record.id, Record.body).where(Record.compartment.in_(mine))
    # By these what was signed under supervision may be told, or may not.
    words = select(Record.id, Record.body).where(Record.case_id == case_id, Record.kind.in_(COUNTERSIGNING))
    for each in (rows, words.where(Record.compartment.in_(mine))):
        for record_id, body in session.execute(each):
            yield record_id, sha256(body).hexdigest()


def _facts(session: Session, case_id: str) -> Iterator[tuple[str, str]]:
    for subject_id, table in subjects_of(session, case_id).items():
        # What was shared already says nothing of the case, and what colleagues ask one another is in no output.
        if table not in {share.SUBJECT, question.SUBJECT}:
            heads = known_of(session, subject_id).held.heads
            yield subject_id, " ".join(sorted(each.digest for each in heads))


def _guards(session: Session, case_id: str) -> Iterator[tuple[str, str]]:
    person = select(Case.shown_person_id).where(Case.id == case_id).scalar_subquery()
    for each, sealed in session.execute(
        select(Case.id, Case.sealed_guard).where(Case.shown_person_id == person)
    ):
        yield each, sha256(sealed).hexdigest() if sealed else ""
