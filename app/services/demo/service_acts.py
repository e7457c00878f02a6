"""The acts of the story that are of no single case: meetings, the diary, groups, training, and who is one person."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from app.domain.cases.appointment import Appointment, AppointmentOutcome
from app.domain.cases.capture import Capture
from app.domain.cases.group import Group, GroupSession
from app.domain.cases.meeting import Meeting
from app.domain.cases.site_settings import SiteSettings
from app.domain.cases.training import Training
from app.errors import StillMissing
from app.services.cases.captures import Captures
from app.services.cases.casefile import CaseFile
from app.services.cases.diary import Diary
from app.services.cases.group_day import GroupDay
from app.services.cases.groups import Groups
from app.services.cases.meetings import Meetings
from app.services.cases.merging import Merging
from app.services.cases.panel_day import PanelDay
from app.services.cases.signing import Review, Signing, digest_of_all
from app.services.cases.trainings import Trainings
from app.services.demo.acts import Play, Playing, StoryAct, StoryCase, cited
from app.services.records.drafts import Drafts, DraftView
from app.services.team.site import SiteFacts, stating
from app.services.vault.confirming import confirmed_at_unlocking


def _meeting(playing: Playing, act: StoryAct) -> None:
    """A meeting; stated in a case, it is that case's to refer to."""
    keys = playing.keys(act.case) | ({"case": act.case.id} if act.case.id else {})
    said = playing.story.content(Meeting, act.stated["content"], keys)
    _names(playing, act)[act.stated["key"]] = Meetings(playing.vault).hold(said)


def _heard(playing: Playing, act: StoryAct) -> None:
    """Every case of a meeting, written and signed by one word."""
    day = PanelDay(playing.vault)
    meeting = playing.service[act.stated["meeting"]]
    for told in act.stated["cases"]:
        _part(playing, told, day.begin(meeting, playing.cases[told["case"]].id))
    _sign_all(playing, act, day.ready(meeting))


def _appointment(playing: Playing, act: StoryAct) -> None:
    agreed = playing.story.content(Appointment, act.stated["content"], playing.keys(act.case))
    playing.service[act.stated["key"]] = Diary(playing.vault).book(agreed)


def _went(playing: Playing, act: StoryAct) -> None:
    """How an appointment went; `note`: the record that is its note, as case and key."""
    diary, about = Diary(playing.vault), playing.service[act.stated["about"]]
    diary.say(about, playing.story.content(AppointmentOutcome, act.stated["content"]))
    if "note" in act.stated:
        reference, key = act.stated["note"]
        diary.take_note(about, playing.cases[reference].records[key])


def _group(playing: Playing, act: StoryAct) -> None:
    said = playing.story.content(Group, act.stated["content"], playing.keys(act.case))
    playing.service[act.stated["key"]] = Groups(playing.vault).state(said)


def _group_session(playing: Playing, act: StoryAct) -> None:
    """What a group did, and the part of each member; signed by one word unless it is `unsigned` yet."""
    said = playing.story.content(GroupSession, act.stated["content"], playing.keys(act.case))
    held = Groups(playing.vault).hold(said, playing.service[act.stated["group"]])
    day = GroupDay(playing.vault)
    for told in act.stated["parts"]:
        _part(playing, told, day.begin(held, playing.cases[told["case"]].id, told["attendance"]))
    if not act.stated.get("unsigned"):
        _sign_all(playing, act, day.ready(held))


def _part(playing: Playing, told: dict[str, Any], draft: DraftView) -> None:
    """Write the part of one case; one of which nothing is told stays as it was begun."""
    if "content" not in told:
        return
    stated = told["content"]
    case = playing.cases[told["case"]]
    content: Any = playing.story.content(draft.kind.content, stated, playing.keys(case))
    answers = {name: getattr(content, name) for name in stated}
    sheet = replace(draft.sheet, content=replace(draft.sheet.content, **answers))
    Drafts(playing.vault).save(draft.id, sheet, draft.revision)
    if gaps := Drafts(playing.vault).open(draft.id).missing:
        raise StillMissing(tuple(gap.words for gap in gaps))


def _sign_all(playing: Playing, act: StoryAct, ready: tuple[Review, ...]) -> None:
    confirmed = confirmed_at_unlocking(playing.vault, digest_of_all(ready))
    signed = Signing(playing.vault).sign_all(ready, confirmed)
    by_id = {case.id: case for case in playing.cases.values()}
    for review, record_id in zip(ready, signed, strict=True):
        key, draft = act.stated["key"], review.draft
        rows = cited(playing.vault, key, record_id, draft.kind.content)
        by_id[draft.case_id].records |= {key: record_id} | rows


def _capture(playing: Playing, act: StoryAct) -> None:
    Captures(playing.vault).keep(playing.story.content(Capture, act.stated["content"]))


def _training(playing: Playing, act: StoryAct) -> None:
    Trainings(playing.vault).give(playing.story.content(Training, act.stated["content"]))


def _merge(playing: Playing, act: StoryAct) -> None:
    """State that the persons of two cases are one, the first standing for both; or part them again."""
    vault, merging = playing.vault, Merging(playing.vault)
    stays, goes = (_person(playing, playing.cases[act.stated[side]]) for side in ("stays", "goes"))
    reason = act.stated["reason"]
    if act.what == "merge":
        review = merging.review(stays, goes, reason)
        merging.merge(review, confirmed_at_unlocking(vault, review.digest))
    else:
        review = merging.parting(goes, reason)
        merging.part(review, confirmed_at_unlocking(vault, review.digest))


def _person(playing: Playing, case: StoryCase) -> str:
    """For whom a case was opened, whoever stands for them meanwhile."""
    if not case.person:
        case.person = CaseFile(playing.vault).open(case.id).case.person_id
    return case.person


def _names(playing: Playing, act: StoryAct) -> dict[str, str]:
    return act.case.records if act.case.id else playing.service


def _settings(playing: Playing, act: StoryAct) -> None:
    said = playing.story.content(SiteSettings, act.stated["content"])
    SiteFacts(playing.vault).state(said, confirmed_at_unlocking(playing.vault, stating(said)))


SERVICE_ACTS: Final[Mapping[str, Play]] = {
    "settings": _settings,
    "meeting": _meeting,
    "heard": _heard,
    "appointment": _appointment,
    "went": _went,
    "group": _group,
    "group_session": _group_session,
    "capture": _capture,
    "training": _training,
    "merge": _merge,
    "part": _merge,
}
"""By the table of the story."""
