"""The acts of the story in a case: opened, changed, and what is signed in it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from app.domain.cases.case import CaseFacts
from app.domain.cases.person import PersonDetails
from app.domain.cases.victim import VictimIdentity
from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.fields.file import KeptFile
from app.domain.fields.rows import Row
from app.domain.fields.spec import specs
from app.domain.kinds.registry import MOVING, OPENING, REMARKS, kind
from app.domain.records.record import Sheet
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import Cases
from app.services.cases.opening import Opening, open_referred
from app.services.cases.pathway import STATED, Pathway
from app.services.cases.restricted import RestrictedCases, letting_in
from app.services.cases.victims import Victims
from app.services.cases.wrong_case import WrongCase
from app.services.demo.acts import Play, Playing, StoryAct, cited
from app.services.records.drafts import Drafts
from app.services.records.files import Files
from app.services.records.records import Records
from app.services.vault.confirming import confirmed_at_unlocking

_WRITING: Final = timedelta(minutes=15)
_REMARKS: Final = {made.code: made for made in REMARKS if not made.moves_out}
"""By the table of the story, which is called as the kind."""
SIGNED: Final = frozenset({"case", "record", *_REMARKS})
"""What ends with a signature under a record."""
_RECORD: Final = {
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
    "file",
}


def _open(playing: Playing, act: StoryAct) -> None:
    vault, stated = playing.vault, act.stated
    came = stated[OPENING.code]
    referral = Sheet(
        event=playing.story.calendar.day(came["event"]),
        source=came["source"],
        content=playing.story.content(OPENING.content, came["content"]),
    )
    person = playing.story.content(PersonDetails, stated["person"])
    facts = playing.story.content(CaseFacts, stated["case"])
    opening = Opening(person, act.case.reference, facts, referral)
    act.case.id = open_referred(vault, opening, confirmed_at_unlocking(vault, opening.digest))
    for victim in stated["victim"]:
        code = Victims(vault).add(act.case.id, victim["relationship"])
        if "identity" in victim:
            identity = playing.story.content(VictimIdentity, victim["identity"])
            Victims(vault).identify(act.case.id, code, identity)


def _change(playing: Playing, act: StoryAct) -> None:
    """What is stated alone: a screening may have moved the case meanwhile."""
    stated = act.stated["case"]
    changed = playing.story.content(CaseFacts, stated)
    held = CaseFile(playing.vault).open(act.case.id).case.facts
    facts = replace(held, **{name: getattr(changed, name) for name in stated})
    Cases(playing.vault).change(act.case.id, facts, act.stated["reason"])


def _fact(playing: Playing, act: StoryAct) -> None:
    code = act.stated["fact"]
    content: object = playing.story.content(
        STATED[code].values, act.stated["content"], playing.keys(act.case)
    )
    Pathway(playing.vault).state(act.case.id, code, content)


def _let_in(playing: Playing, act: StoryAct) -> None:
    """Let a colleague read what is restricted in the case."""
    staff, why = playing.keys(act.case)[act.stated["staff"].removeprefix("@")], act.stated["why"]
    confirmed = confirmed_at_unlocking(playing.vault, letting_in(act.case.id, staff, why))
    RestrictedCases(playing.vault).admit(act.case.id, staff, why, confirmed)


def _remark(playing: Playing, act: StoryAct) -> None:
    """Something that is said of a record: its `content`, or the one `text` that its kind begins with."""
    vault, made = playing.vault, _REMARKS[act.what]
    told = act.stated.get("content") or {specs(made.content)[0].name: act.stated["text"]}
    content: Any = playing.story.content(made.content, told, playing.keys(act.case))
    draft = Records(vault).begin_remark(act.case.records[act.stated["about"]], made.code)
    Drafts(vault).save(draft.id, replace(draft.sheet, content=content), draft.revision)
    playing.sign(draft.id)


def _wrong_case(playing: Playing, act: StoryAct) -> None:
    """Put a record right that was signed in the wrong case, and sign it in the right one."""
    vault, right = playing.vault, playing.cases[act.stated["right"]]
    moving = WrongCase(vault)
    review = moving.review(act.case.records[act.stated["about"]], right.id, act.stated["reason"])
    moved = moving.put_right(review, confirmed_at_unlocking(vault, review.digest))
    right.records[act.stated["about"]] = playing.sign(moved.draft_id)


def _record(playing: Playing, act: StoryAct) -> None:
    vault, stated, case = playing.vault, act.stated, act.case
    if stated.keys() - _RECORD:
        raise ValueError(f"the story's record has more than a record: {stated.keys() - _RECORD}")
    drafts, records = Drafts(vault), Records(vault)
    if "replaces" in stated:
        draft = records.new_version(case.records[stated["replaces"]])
    else:
        made = kind(stated["kind"])
        where = Compartment(stated["compartment"]) if "compartment" in stated else made.compartment
        draft = drafts.begin(case.id, made.code, where)
    sheet = _sheet(playing, act, draft.sheet)
    if "file" in stated:
        *_, kept = Files(vault).add(draft.id, playing.story.file(case.reference, stated["file"]))
        sheet = replace(sheet, content=replace(sheet.content, file=_kept_file(kept)))
    drafts.save(draft.id, sheet, draft.revision)
    playing.clock.wind(act.at)
    signed = playing.sign(draft.id)
    case.records |= {stated["key"]: signed} | cited(vault, stated["key"], signed, draft.kind.content)


def _kept_file(kept: object) -> KeptFile:
    if not isinstance(kept, KeptFile):
        raise TypeError(kept)
    return kept


def _sheet(playing: Playing, act: StoryAct, before: Sheet) -> Sheet:
    """What is told of a record: all of it, or what was `changed` in a new version of one whose rest stays."""
    stated, keys = act.stated, playing.keys(act.case)
    if "changed" in stated:
        told = playing.story.content(type(before.content), stated["changed"], keys)
        changed = {
            name: _kept(getattr(before.content, name), getattr(told, name)) for name in stated["changed"]
        }
        return replace(before, content=replace(before.content, **changed))
    return Sheet(
        event=playing.story.calendar.day(stated["event"]),
        knowledge=Knowledge(stated.get("knowledge", "")),
        source=stated.get("source", ""),
        content=playing.story.content(kind(stated["kind"]).content, stated["content"], keys),
    )


def _kept(before: Any, told: Any) -> Any:
    """An answer as it is told now; rows that stood there before stay the rows that they were."""
    if not (isinstance(told, tuple) and told and isinstance(told[0], Row)):
        return told
    same = (replace(now, row=was.row, code=was.code) for was, now in zip(before, told, strict=False))
    return (*same, *told[len(before) :])


def begins(what: str) -> timedelta:
    """How long before its time an act is begun: a record is written first."""
    return _WRITING if what == "record" else timedelta()


CASE_ACTS: Final[Mapping[str, Play]] = {
    "case": _open,
    "change": _change,
    "fact": _fact,
    "let_in": _let_in,
    "record": _record,
    **dict.fromkeys(_REMARKS, _remark),
    MOVING[0]: _wrong_case,
}
"""By the table of the story."""
