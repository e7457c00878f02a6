"""States facts: each signed by the member at the desk, noted in the ledger, and shown by its table at once."""

import secrets
from dataclasses import dataclass
from hashlib import sha256

from app.crypto import canonical, fact_signing
from app.crypto.sealing import generation_of
from app.domain.facts.catalogue import FACTS
from app.domain.facts.event import Basis, Event, document
from app.domain.facts.fact import Fact, Plain
from app.domain.facts.held import Held, Stated, held
from app.domain.fields.content import to_plain
from app.domain.values.author import Author
from app.domain.values.ids import new_id
from app.models.base import wire_time
from app.models.tables import EventRow
from app.services.facts.events import Known, known_of
from app.services.facts.projecting import project
from app.services.vault import rights
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.rights import Asked

_SALT_BYTES = 16


@dataclass(frozen=True)
class Subject:
    """What facts are stated about: its id, and the case that it belongs to."""

    id: str
    case_id: str | None = None


@dataclass(frozen=True)
class Saying:
    """Facts of one table, and the content whose fields they give."""

    facts: tuple[Fact, ...]
    content: object
    sealed: bytes | None = None
    """What a sealed fact says, where it is sealed already: the content is not looked at then."""


def state(
    vault: OpenVault,
    act: Act,
    subject: Subject,
    *sayings: Saying,
    reason: str = "",
    basis: Basis = Basis.MEMBER,
) -> tuple[Event, ...]:
    """State what the contents change about a subject, and bring its row up to date. Gives the events.

    A sealed fact is stated whether or not it changed: what stands there already is not opened to compare. Raises
    NotAdmitted for a sealed one whose compartment the member is not admitted to, NotPermitted.
    """
    known = known_of(act.session, subject.id)
    is_new = not known.events
    pen = _Pen(vault, act, subject, reason, basis)
    made: list[Event] = []
    for saying in sayings:
        plain = to_plain(saying.content)
        for fact in saying.facts:
            after = {name: plain[name] for name in fact.names}
            before = known.held.said.get(fact.code)
            if fact.sealed is None and after == (before if before is not None else _unsaid(fact)):
                continue
            if not is_new and basis is Basis.MEMBER:
                # Whoever may open a case says at once what stage it is in; to change that takes a right of its own.
                asked = Asked(fact.right, subject.case_id)
                rights.require(act.connection, asked, vault.member, vault.compartments)
            known, event = pen.write(known, fact, after, saying.sealed)
            made.append(event)
    if made:
        table = FACTS[made[0].fact].subject
        project(act.session, table, subject.id, known)
    return tuple(made)


def _unsaid(fact: Fact) -> Plain:
    """What a fact says that was never stated: every field unanswered."""
    plain = to_plain(fact.values())
    return {name: plain[name] for name in fact.names}


@dataclass(frozen=True)
class _Pen:
    """Writes one subject's events in one act."""

    vault: OpenVault
    act: Act
    subject: Subject
    reason: str
    basis: Basis

    def write(self, known: Known, fact: Fact, after: Plain, sealed: bytes | None) -> tuple[Known, Event]:
        if fact.sealed is not None:
            row = fact.subject, self.subject.id
            plain = canonical.dumps(after)
            # A blank behind a JSON value is part of nothing.
            plain += b" " * (-len(plain) % fact.padded)
            sealed = sealed or self.vault.compartments.seal(fact.sealed, plain, *row)
            after = {"sealed": sha256(sealed).hexdigest(), "generation": generation_of(sealed)}
        event = self._event(known.held, fact, after)
        body = canonical.dumps(document(event))
        digest = fact_signing.digest(body)
        self.act.insert(
            EventRow,
            id=event.id,
            fact=fact.code,
            subject=fact.subject,
            subject_id=self.subject.id,
            case_id=event.case,
            number=event.number,
            at=self.act.at,
            basis=event.basis.value,
            author_id=event.author.id,
            key_id=event.key,
            device=event.device,
            seq=self.vault.head.size + len(self.act.notes),
            digest=digest,
            body=body,
            signature=fact_signing.sign(self.vault.keys.records, body),
            voucher=None,
            sealed=sealed,
        )
        self.act.note(fact.code, fact.subject, self.subject.id, case=event.case, event=digest.hex())
        events = (*known.events, Stated(digest.hex(), event))
        return Known(events, held(events, FACTS), {**known.sealed, digest.hex(): sealed}), event

    def _event(self, before: Held, fact: Fact, after: Plain) -> Event:
        vault, at = self.vault, self.act.at
        member = vault.member
        return Event(
            vault=vault.header.vault_id,
            id=new_id(at),
            device=vault.header.device,
            at=wire_time(at),
            offset_minutes=vault.offset_minutes(at),
            fact=fact.code,
            version=fact.version,
            subject=(fact.subject, self.subject.id),
            case=self.subject.case_id,
            number=before.number + 1,
            previous=tuple(sorted(each.digest for each in before.heads)),
            author=Author(id=member.id, name=member.name, role=member.role, registration=member.registration),
            key=vault.key_ids["records"],
            before=before.said.get(fact.code) or ({} if fact.sealed else _unsaid(fact)),
            after=after,
            reason=self.reason,
            basis=self.basis,
            salt=secrets.token_hex(_SALT_BYTES),
        )
