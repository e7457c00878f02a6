"""Plays the demonstration's story into a vault, act by act at the times it tells, through the services of every day."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from app.domain.cases.case import CaseFacts
from app.domain.cases.meeting import Meeting
from app.domain.cases.person import PersonDetails
from app.domain.cases.victim import VictimIdentity
from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.fields.rows import Cite, Row
from app.domain.fields.spec import specs
from app.domain.kinds.registry import ADDING, OPENING, VOIDING, kind
from app.domain.records.record import Sheet
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import Cases
from app.services.cases.meetings import Meetings
from app.services.cases.opening import Opening, open_referred
from app.services.cases.pathway import STATED, Pathway
from app.services.cases.signing import Signing
from app.services.cases.victims import Victims
from app.services.demo.story import Story
from app.services.entry.unlocking import unlock
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.team.staff import Staff
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault

_WRITING = timedelta(minutes=15)
_REMARKS = {"addendum": ADDING[0], "error": VOIDING[0]}
"""By the table of the story."""
_RECORD = {
    "key",
    "kind",
    "author",
    "signed",
    "event",
    "knowledge",
    "source",
    "compartment",
    "replaces",
    "content",
    "changed",
}


@dataclass
class ReplayClock:
    """A clock that is wound forward to the time of each act, and moves a little at each look."""

    at: datetime
    step: timedelta = timedelta(milliseconds=400)

    def __call__(self) -> datetime:
        """The next time."""
        self.at += self.step
        return self.at

    def wind(self, to: datetime) -> None:
        """Go on to that time, unless it is past already."""
        self.at = max(self.at, to)


@dataclass(frozen=True)
class StoryAct:
    """One act of the story: when, by whom, in which case, and what it is."""

    at: datetime
    author: str
    case: "StoryCase"
    what: str
    stated: dict[str, Any]


@dataclass
class StoryCase:
    """A case of the story, and what it has become in the vault so far."""

    reference: str
    facts: dict[str, Any]
    id: str = ""
    records: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Replay:
    """Plays a story into a founded vault; `passphrases` by login."""

    folder: Path
    story: Story
    clock: ReplayClock
    passphrases: dict[str, str]

    def play(self) -> Iterator[str]:
        """Play every act in the order of time; says of each stretch who signed how many records."""
        machine = Machine(clock=self.clock)
        acts = sorted(self._acts(), key=lambda act: act.at)
        for author, shift in groupby(acts, key=lambda act: act.author):
            stretch = list(shift)
            self.clock.wind(stretch[0].at - _WRITING)
            vault = unlock(self.folder, author, self.passphrases[author], machine=machine)
            try:
                for act in stretch:
                    self._play(vault, act)
                name = vault.member.name
            finally:
                vault.lock()
            signed = sum(act.what in {"case", "record", *_REMARKS} for act in stretch)
            span = f"{stretch[0].at:%d %b %Y} to {stretch[-1].at:%d %b %Y}"
            yield f"{name}, {span}: {signed} signed" if signed else f"{name}, {span}"

    def _acts(self) -> Iterator[StoryAct]:
        for stated in self.story.cases():
            case = StoryCase(stated["reference"], stated["case"])
            yield self._act(case, "case", stated, stated["added"], stated["author"])
            for what in ("meeting", "change", "fact", "record", *_REMARKS):
                for one in stated.get(what, ()):
                    yield self._act(case, what, one, one["signed"], one["author"])

    def _act(self, case: StoryCase, what: str, stated: dict[str, Any], at: str, author: str) -> StoryAct:
        return StoryAct(self.story.calendar.instant(at), author, case, what, stated)

    def _play(self, vault: OpenVault, act: StoryAct) -> None:
        if act.what == "record":
            self._record(vault, act)
            return
        self.clock.wind(act.at)
        if act.what == "case":
            self._case(vault, act)
        elif act.what == "meeting":
            keys = act.case.records | {"case": act.case.id}
            said = self.story.content(Meeting, act.stated["content"], keys)
            act.case.records[act.stated["key"]] = Meetings(vault).hold(said)
        elif act.what == "change":
            self._change(vault, act)
        elif act.what == "fact":
            code = act.stated["fact"]
            content: object = self.story.content(STATED[code].values, act.stated["content"], _members(vault))
            Pathway(vault).state(act.case.id, code, content)
        else:
            self._remark(vault, act)

    def _change(self, vault: OpenVault, act: StoryAct) -> None:
        """What is stated alone: a screening may have moved the case meanwhile."""
        stated = act.stated["case"]
        changed = self.story.content(CaseFacts, stated)
        facts = replace(
            CaseFile(vault).open(act.case.id).case.facts, **{name: getattr(changed, name) for name in stated}
        )
        Cases(vault).change(act.case.id, facts, act.stated["reason"])

    def _case(self, vault: OpenVault, act: StoryAct) -> None:
        person = self.story.content(PersonDetails, act.stated["person"])
        facts = self.story.content(CaseFacts, act.case.facts)
        came = act.stated[OPENING.code]
        referral = Sheet(
            event=self.story.calendar.day(came["event"]),
            source=came["source"],
            content=self.story.content(OPENING.content, came["content"]),
        )
        opening = Opening(person, act.case.reference, facts, referral)
        act.case.id = open_referred(vault, opening, confirmed_at_unlocking(vault, opening.digest))
        for victim in act.stated["victim"]:
            code = Victims(vault).add(act.case.id, victim["relationship"])
            if "identity" in victim:
                identity = self.story.content(VictimIdentity, victim["identity"])
                Victims(vault).identify(act.case.id, code, identity)

    def _remark(self, vault: OpenVault, act: StoryAct) -> None:
        text = self.story.calendar.prose(act.stated["text"])
        code = _REMARKS[act.what]
        made = kind(code).content
        content: object = made(**{specs(made)[0].name: text})
        draft = Records(vault).begin_remark(act.case.records[act.stated["about"]], code)
        Drafts(vault).save(draft.id, replace(draft.sheet, content=content), draft.revision)
        _sign(vault, draft.id)

    def _record(self, vault: OpenVault, act: StoryAct) -> None:
        stated, case = act.stated, act.case
        if stated.keys() - _RECORD:
            raise ValueError(f"the story's record has more than a record: {stated.keys() - _RECORD}")
        self.clock.wind(act.at - _WRITING)
        drafts, records = Drafts(vault), Records(vault)
        if "replaces" in stated:
            draft = records.new_version(case.records[stated["replaces"]])
        else:
            made = kind(stated["kind"])
            where = Compartment(stated["compartment"]) if "compartment" in stated else made.compartment
            draft = drafts.begin(case.id, made.code, where)
        keys = _members(vault) | case.records
        drafts.save(draft.id, self._sheet(stated, draft.sheet, keys), draft.revision)
        self.clock.wind(act.at)
        signed = _sign(vault, draft.id)
        case.records |= {stated["key"]: signed} | _cited(vault, stated["key"], signed)

    def _sheet(self, stated: dict[str, Any], before: Sheet, keys: dict[str, str]) -> Sheet:
        """What is told of a record: all of it, or what was `changed` in a new version of one whose rest stays."""
        if "changed" in stated:
            told = self.story.content(type(before.content), stated["changed"], keys)
            changed = {
                name: _kept(getattr(before.content, name), getattr(told, name)) for name in stated["changed"]
            }
            return replace(before, content=replace(before.content, **changed))
        return Sheet(
            event=self.story.calendar.day(stated["event"]),
            knowledge=Knowledge(stated.get("knowledge", "")),
            source=stated.get("source", ""),
            content=self.story.content(kind(stated["kind"]).content, stated["content"], keys),
        )


def _kept(before: Any, told: Any) -> Any:
    """An answer as it is told now; rows that stood there before stay the rows that they were."""
    if not (isinstance(told, tuple) and told and isinstance(told[0], Row)):
        return told
    same = (replace(now, row=was.row, code=was.code) for was, now in zip(before, told, strict=False))
    return (*same, *told[len(before) :])


def _cited(vault: OpenVault, key: str, record_id: str) -> dict[str, str]:
    """How the story refers to the rows of a record that have a code: "@formulation#F2"."""
    read = Records(vault).read(record_id)
    rows = (
        row
        for spec in specs(type(read.sheet.content))
        if spec.row is not None
        for row in getattr(read.sheet.content, spec.name)
        if isinstance(row, Row) and row.code
    )
    return {f"{key}#{row.code}": Cite(read.provenance.series, row.row).wire for row in rows}


def _members(vault: OpenVault) -> dict[str, str]:
    """Who works here, as the story refers to them: `@staff Dr Rowan Ellery`."""
    return {f"staff {each.member.name}": each.member.id for each in Staff(vault).list()}


def _sign(vault: OpenVault, draft_id: str) -> str:
    signing = Signing(vault)
    review = signing.review(draft_id)
    return signing.sign(review, confirmed_at_unlocking(vault, review.digest))
