"""States facts: each signed by the member at the desk, noted in the ledger, and shown by its table at once."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from hashlib import sha256
from typing import Any, Protocol

from app.crypto import canonical, fact_signing, pki
from app.crypto.header import Header
from app.crypto.member_keys import MemberKeys
from app.crypto.sealing import generation_of
from app.domain.facts.catalogue import FACTS
from app.domain.facts.event import Basis, Event, document
from app.domain.facts.fact import Fact, Plain
from app.domain.facts.held import Held, Stated, held
from app.domain.fields.content import to_plain
from app.domain.values.author import Author
from app.domain.values.ids import new_id
from app.errors import NotPermitted
from app.models.base import wire_time
from app.models.tables import EventRow
from app.services.facts.events import Known, known_of
from app.services.facts.projecting import project
from app.services.vault import rights
from app.services.vault.compartment_keys import CompartmentKeys
from app.services.vault.member import Member
from app.services.vault.open_vault import Act
from app.services.vault.rights import Asked

_SALT_BYTES = 16
_MINUTE = 60
UNVOUCHED = "Only the lead who holds the site's certificate authority can do that."


class Hand(Protocol):
    """Who states: an open vault, or who founds one or lets themselves in again (`NewHand`)."""

    @property
    def header(self) -> Header:
        """The vault's header."""

    @property
    def member(self) -> Member:
        """The author."""

    @property
    def keys(self) -> MemberKeys:
        """What they sign with."""

    @property
    def key_ids(self) -> Mapping[str, str]:
        """The UUIDs of their keys by purpose."""

    @property
    def compartments(self) -> CompartmentKeys:
        """What sealed facts are sealed with."""

    @property
    def zone(self) -> tzinfo:
        """The site's time zone."""

    def offset_minutes(self, at: datetime) -> int:
        """The site's offset from UTC at that time."""


@dataclass(frozen=True)
class NewHand:
    """A member whose keys were drawn a moment ago, and whose vault is not open yet."""

    header: Header
    member: Member
    keys: MemberKeys
    key_ids: Mapping[str, str]
    zone: tzinfo
    compartments: CompartmentKeys = field(default_factory=CompartmentKeys)

    def offset_minutes(self, at: datetime) -> int:
        """The site's offset from UTC at that time, in minutes."""
        offset = self.zone.utcoffset(at.astimezone(self.zone).replace(tzinfo=None))
        return int(offset.total_seconds() // _MINUTE) if offset else 0


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
    """What a sealed fact says, where it is sealed already: the content is not looked at then. Of others their words."""
    found: object | None = None
    """What stood in the store before, where what is adopted is not as it was found."""
    noted: Mapping[str, str] = field(default_factory=dict)
    """What else the ledger row says."""


def state(
    hand: Hand,
    act: Act,
    subject: Subject,
    *sayings: Saying,
    reason: str = "",
    basis: Basis = Basis.MEMBER,
    authority: pki.Authority | None = None,
    kept: Mapping[str, Any] | None = None,
    anew: bool = False,
) -> tuple[Event, ...]:
    """State what the contents change about a subject, and bring its row up to date. Gives the events.

    A sealed fact is stated whether or not it changed: what stands there already is not opened to compare; with `anew`
    every fact is. `authority` vouches for what takes the site's word. `kept` are the columns of bytes of which the
    facts hold the SHA-256. Raises NotAdmitted for a sealed one whose compartment the member is not admitted to,
    NotPermitted.
    """
    table = sayings[0].facts[0].subject
    known = known_of(act.session, subject.id, table)
    pen = _Pen(hand, act, subject, reason, basis, authority, is_new=not known.events)
    made: list[Event] = []
    for saying in sayings:
        plain = to_plain(saying.content)
        for fact in saying.facts:
            after = {name: plain[name] for name in fact.names}
            is_open = fact.sealed is None and fact.words is None
            if not anew and is_open and after == stood(fact, known.held.said.get(fact.code)):
                continue
            pen.require(fact)
            known, event = pen.write(known, fact, after, saying)
            made.append(event)
    if made:
        project(act.session, table, subject.id, known, kept or {})
    return tuple(made)


def stood(fact: Fact, before: Plain | None) -> Plain:
    """What a fact says that was stated so: what an earlier form of it could not say yet is unanswered."""
    known = {name: value for name, value in (before or {}).items() if name in fact.names}
    return {**_unsaid(fact), **known}


def _unsaid(fact: Fact) -> Plain:
    """What a fact says that was never stated: every field unanswered."""
    plain = to_plain(fact.values())
    return {name: plain[name] for name in fact.names}


@dataclass(frozen=True)
class _Pen:
    """Writes one subject's events in one act."""

    hand: Hand
    act: Act
    subject: Subject
    reason: str
    basis: Basis
    authority: pki.Authority | None
    is_new: bool

    def require(self, fact: Fact) -> None:
        """Raise NotPermitted unless the member may state it."""
        if self.basis is not Basis.MEMBER:
            return
        of_another = fact.own and self.subject.id != self.hand.member.id
        if (fact.by_authority or of_another) and self.authority is None:
            raise NotPermitted(UNVOUCHED)
        # Whoever may open a case says at once what stage it is in; to change that takes a right of its own.
        if not self.is_new:
            asked = Asked(fact.right, self.subject.case_id)
            rights.require(self.act.connection, asked, self.hand.member, self.hand.compartments)

    def write(self, known: Known, fact: Fact, after: Plain, saying: Saying) -> tuple[Known, Event]:
        sealed = saying.sealed
        if fact.sealed is not None:
            row = fact.subject, self.subject.id
            plain = canonical.dumps(after)
            # A blank behind a JSON value is part of nothing.
            plain += b" " * (-len(plain) % fact.padded)
            sealed = sealed or self.hand.compartments.seal(fact.sealed, plain, *row)
            after = {"sealed": sha256(sealed).hexdigest(), "generation": generation_of(sealed)}
        elif fact.words is not None and sealed is not None:
            after = {**after, "sealed": sha256(sealed).hexdigest()}
        event = self._event(known.held, fact, after, saying.found)
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
            seq=self.act.placed()["seq"],
            digest=digest,
            body=body,
            signature=fact_signing.sign(self.hand.keys.records, body),
            voucher=self._voucher(fact, body),
            sealed=sealed,
        )
        noted = dict(saying.noted) | {"event": digest.hex()}
        self.act.note(fact.code, fact.subject, self.subject.id, case=event.case, **noted)
        events = (*known.events, Stated(digest.hex(), event))
        return Known(events, held(events, FACTS), {**known.sealed, digest.hex(): sealed}), event

    def _voucher(self, fact: Fact, body: bytes) -> bytes | None:
        if self.authority is None or not (fact.by_authority or fact.own):
            return None
        return fact_signing.vouch(self.authority.key, body)

    def _event(self, before: Held, fact: Fact, after: Plain, found: object | None) -> Event:
        hand, at = self.hand, self.act.at
        member = hand.member
        said = before.said.get(fact.code) or ({} if fact.sealed else _unsaid(fact))
        if found is not None:
            plain = to_plain(found)
            said = {name: plain[name] for name in fact.names}
        return Event(
            vault=hand.header.vault_id,
            id=new_id(at),
            device=self.act.device,
            at=wire_time(at),
            offset_minutes=hand.offset_minutes(at),
            fact=fact.code,
            version=fact.version,
            subject=(fact.subject, self.subject.id),
            case=self.subject.case_id,
            number=before.number + 1,
            previous=tuple(sorted(each.digest for each in before.heads)),
            author=Author(id=member.id, name=member.name, role=member.role, registration=member.registration),
            key=hand.key_ids["records"],
            before=said,
            after=after,
            reason=self.reason,
            basis=self.basis,
            salt=secrets.token_hex(_SALT_BYTES),
        )
