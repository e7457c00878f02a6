"""Every method of every service, called by a member of every grade: it is done, or refused, as the table says."""

import inspect
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from pathlib import Path
from typing import Any

import pytest

from app.apart.reader import Read
from app.domain.cases.capture import Capture, Shredding
from app.domain.cases.case import CaseConcern, CaseDetails, CaseFacts, CaseMove
from app.domain.cases.group import Group, GroupSession
from app.domain.cases.limits import StageLimits
from app.domain.cases.meeting import Meeting
from app.domain.cases.person import PersonDetails
from app.domain.cases.question import Answer, Asking, Clearing
from app.domain.cases.site_settings import SITE_SETTINGS
from app.domain.cases.training import Training
from app.domain.cases.victim import VictimIdentity
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import BY_AUTHORITY, CONFIRMED, Extent, Grade, Right, extent
from app.domain.kinds.registry import IN_SERIES
from app.domain.records.facets import AGREES
from app.domain.records.record import Sheet
from app.domain.referral_list.columns import Columns
from app.domain.returns.quarter import Quarter
from app.domain.values.dates import ClinicalDate
from app.errors import MustConfirm, NotAdmitted, NotFound, NotPermitted, UserError
from app.services.cases.captures import Captures
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import CaseQuery, Cases
from app.services.cases.diary import Diary
from app.services.cases.everywhere import SearchEverywhere
from app.services.cases.group_day import GroupDay
from app.services.cases.groups import Groups
from app.services.cases.importing import ReferralImport
from app.services.cases.meetings import Meetings
from app.services.cases.merging import Merging
from app.services.cases.panel_day import PanelDay
from app.services.cases.pathway import Pathway
from app.services.cases.people import People
from app.services.cases.progress import Progress
from app.services.cases.questions import Questions
from app.services.cases.restricted import RestrictedCases
from app.services.cases.returns import Returns
from app.services.cases.series import Series, Written
from app.services.cases.signing import Signing, digest_of_all
from app.services.cases.stage_limits import SiteLimits
from app.services.cases.supervision import Supervision
from app.services.cases.today import Today
from app.services.cases.trainings import Trainings
from app.services.cases.victims import Victims
from app.services.cases.wrong_case import WrongCase
from app.services.checks.checking import check
from app.services.entry.unlocking import unlock
from app.services.facts.forks import settle
from app.services.facts.history import of_case
from app.services.measures.own import SiteMeasures
from app.services.printing.asked import Printing, Subject
from app.services.printing.working_copy import WorkingCopy, prepare_copy, save_copy
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts, DraftView
from app.services.records.editing import Editing
from app.services.records.files import Files
from app.services.records.handing_over import HandingOver
from app.services.records.raising import raise_now
from app.services.records.records import Records
from app.services.records.unsaved import UnsavedDraft, UnsavedDrafts
from app.services.sharing import releasing
from app.services.sharing.as_text import copy_text
from app.services.sharing.audiences import audience_of
from app.services.sharing.colleagues import who_may
from app.services.sharing.countersigning import countersign, look
from app.services.sharing.diary_file import file_name, save_days, save_one
from app.services.sharing.file_words import Found
from app.services.sharing.moved_out import begin_breach, moved_out
from app.services.sharing.other_forms import Form, sign_again
from app.services.sharing.preparing import again, offer, prepare, prepare_to_sign, show, take_over
from app.services.sharing.scanning import FileRead, Scanning
from app.services.sharing.sent import copy, sent
from app.services.sharing.signing import sign
from app.services.sharing.summarising import Request, offered_of
from app.services.team.enrolment import Newcomer
from app.services.team.leaving import Leaving, Reason
from app.services.team.site import SiteFacts
from app.services.team.staff import Staff, admitting
from app.services.vault import backups
from app.services.vault.confirmation import LASTS, Confirmation
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.services.writing.unfinished import Place, UnfinishedForms
from app.services.writing.words import Writing
from tests import confirmed, measure_file
from tests.appointments import ATTENDED, agreed, book
from tests.builders import (
    KNOWS,
    LEAD,
    LEAD_PASSPHRASE,
    SteppingClock,
    add_case,
    add_referred_case,
    complete,
    file_named,
    keep_file,
    make_vault,
    open_as_lead,
    signed,
)
from tests.referral_lists import import_list
from tests.reports.sample import Sample

PASSPHRASE = "an unrelated gravel harbour"
TEAM = {
    grade: Newcomer(login=grade.value, name=f"Robin {grade.label}", role=grade.label, grade=grade)
    for grade in Grade
    if grade is not Grade.LEAD
}
PANEL = Request(
    audience="panel",
    recipient="The panel",
    purpose="Discussion",
    question="What next?",
    answer="Little has changed.",
)
FACTS = CaseFacts(pathway="consultation", stage="assessment", opened=ClinicalDate(2026, 11, 2))
TRAINING = Training(
    held_on=ClinicalDate(2026, 11, 10), subject="Stalking", agency="police", heads=14, hours="3"
)
GROUP_MET = GroupSession(
    held_on=ClinicalDate(2026, 11, 19), led_by=("01a20000-0000-7000-8000-000000000001",), theme="Jealousy"
)
STATED = replace(SITE_SETTINGS, plain_name="Northmoor Health Team", telephone="01134 960190")
MEETING = Meeting(held_on=ClinicalDate(2026, 12, 3))
CHRONOLOGY = Printing(Subject.CHRONOLOGY)
PRINTED = WorkingCopy(
    id="01a20000-0000-7000-8000-000000000002",
    case_id="",
    printing=CHRONOLOGY,
    made_at=datetime(2026, 11, 23, tzinfo=UTC),
    document=Sample().document(),
    pdf=b"",
    sha256="",
    places=(),
)
MOVE = CaseMove(stage="panel", reason="Screened in")
SOMEBODY = PersonDetails(family_name="Fairweather", given_names="Colm", awareness="unaware", **KNOWS)


@dataclass
class Ground:
    """A vault open for a member of one grade, with a case, a record and a draft that the lead wrote."""

    vault: OpenVault
    place: Path
    case_id: str
    record_id: str
    leads_draft: str
    others: dict[Grade, str]
    trainees_record: str = ""

    def draft(self) -> DraftView:
        """A draft of the member's own, ready to sign; the lead's for who may write none."""
        with suppress(NotPermitted):
            draft = Drafts(self.vault).begin(self.case_id, "session_note")
            sheet = replace(draft.sheet, content=complete(draft.kind.content))
            Drafts(self.vault).save(draft.id, sheet, draft.revision)
            return Drafts(self.vault).open(draft.id)
        return Drafts(self.vault).open(self.leads_draft)

    def document(self) -> str:
        """A draft of the member's own that has a place for a document; the lead's for who may write none."""
        with suppress(NotPermitted):
            return Drafts(self.vault).begin(self.case_id, "document").id
        return self.leads_draft

    @property
    def reference(self) -> str:
        """The reference of the case."""
        return CaseFile(self.vault).open(self.case_id).case.reference

    def file(self) -> Path:
        """A file that is not there yet."""
        return self.place / f"{len(list(self.place.iterdir()))}.pdf"

    def person(self) -> str:
        """The person of the case."""
        return CaseFile(self.vault).open(self.case_id).case.person_id


def _sign_all(ground: Ground) -> None:
    reviews = (Signing(ground.vault).review(ground.draft().id),)
    Signing(ground.vault).sign_all(reviews, confirmed_at_unlocking(ground.vault, digest_of_all(reviews)))


_sheet_of_the_lead: Any = None


def _unsaved(ground: Ground) -> UnsavedDraft:
    """Seal a sheet for the member; a draft of the lead's has no place for it."""
    unsaved = UnsavedDrafts(ground.vault)
    try:
        draft = ground.draft()
    except UserError:
        sheet = replace(_sheet_of_the_lead, content=complete(type(_sheet_of_the_lead.content)))
        return unsaved.seal(ground.leads_draft, sheet, 1)
    return unsaved.seal(draft.id, draft.sheet, draft.revision)


def _handed_over(ground: Ground) -> DraftView:
    """A draft of the member's own that can be handed over; the lead's, of another kind, for who may write none."""
    with suppress(NotPermitted):
        draft = Drafts(ground.vault).begin(ground.case_id, "measure")
        content = replace(draft.sheet.content, measure="pcl-5@1", given="handed_over")
        Drafts(ground.vault).save(draft.id, replace(draft.sheet, content=content), draft.revision)
        return Drafts(ground.vault).open(draft.id)
    return Drafts(ground.vault).open(ground.leads_draft)


def _take_back(ground: Ground) -> None:
    draft = _handed_over(ground)
    HandingOver(ground.vault).begin(draft.id, draft.revision)
    assert HandingOver(ground.vault).take_back()


def _change_passphrase(ground: Ground) -> None:
    typed = LEAD_PASSPHRASE if ground.vault.member.is_lead else PASSPHRASE
    Staff(ground.vault).change_passphrase(typed, typed)


def _booked(ground: Ground) -> str:
    return book(ground.vault, ground.case_id, day=ClinicalDate.of(ground.vault.today()))


def _jotted(ground: Ground) -> str:
    said = Capture(said="A grey van", heard_on=ClinicalDate.of(ground.vault.today()), danger="no")
    return Captures(ground.vault).keep(said)


def _asked(ground: Ground) -> str:
    """What the member asked a colleague about a record that all read."""
    due = ClinicalDate.of(ground.vault.today() + timedelta(days=5))
    other = next(each for grade, each in ground.others.items() if grade is not ground.vault.member.grade)
    said = Asking(passage="Saw the heron", asked="When?", colleague=other, due=due)
    return Questions(ground.vault).ask(ground.record_id, said)


def _answered(ground: Ground) -> None:
    """Answer what somebody else was asked: that is refused in other words than a grade's."""
    question_id = _asked(ground)
    with pytest.raises(NotPermitted, match="Only who was asked"):
        Questions(ground.vault).answer(question_id, Answer(answer="Before"))


def _calendar(ground: Ground, _: str = "") -> Path:
    """A file that is not there yet, of the name that anybody may give it."""
    folder = ground.place / f"{len(list(ground.place.iterdir()))}"
    folder.mkdir()
    return folder / file_name(ground.vault.today())


def _own_record(ground: Ground) -> str:
    """A record of the member's own, in a case that it is not of."""
    return signed(ground.vault, ground.case_id, "Words")


def _moved(ground: Ground) -> str:
    """A record of the member's own that they moved out."""
    record_id = _own_record(ground)
    confirmed.move_out(ground.vault, record_id, add_case(ground.vault))
    return record_id


def _print(ground: Ground) -> None:
    """A working copy saved; of nothing for who may make none, whom the saving refuses by itself."""
    made = replace(PRINTED, case_id=ground.case_id)
    with suppress(NotPermitted):
        made = prepare_copy(ground.vault, ground.case_id, CHRONOLOGY)
    save_copy(ground.vault, made, confirmed_at_unlocking(ground.vault, made.digest), ground.file())


def _two(ground: Ground) -> tuple[str, str]:
    """Two people."""
    cases = add_case(ground.vault), add_case(ground.vault)
    one, other = (CaseFile(ground.vault).open(each).case.person_id for each in cases)
    return one, other


def _part(ground: Ground) -> None:
    stays, goes = _two(ground)
    confirmed.merge(ground.vault, stays, goes)
    confirmed.part(ground.vault, goes)


Call = Callable[[Ground], object]
OWN_PLACE = Place("new-case")
TEXT = file_named("x.txt")
READ = FileRead("x.txt", Read())
_WORD = Confirmation("somebody", b"", datetime(2026, 11, 23, tzinfo=UTC))
METHODS: dict[tuple[type, str], tuple[Right, Call]] = {
    (Today, "page"): (Right.BANNER, lambda g: Today(g.vault).page()),
    (OpenVault, "open_case"): (Right.OPEN_CASE, lambda g: add_case(g.vault)),
    (OpenVault, "history"): (Right.BANNER, lambda g: of_case(g.vault, g.case_id, 5)),
    (OpenVault, "settle"): (Right.BANNER, lambda g: settle(g.vault, g.case_id, "nothing")),
    (Cases, "change"): (Right.CHANGE_CASE, lambda g: Cases(g.vault).change(g.case_id, FACTS, "Mended")),
    (OpenVault, "open_referred"): (Right.OPEN_CASE, lambda g: add_referred_case(g.vault)),
    (ReferralImport, "columns"): (
        Right.OPEN_CASE,
        lambda g: ReferralImport(g.vault).columns(("Surname", "Forename")),
    ),
    (ReferralImport, "remember"): (
        Right.OPEN_CASE,
        lambda g: ReferralImport(g.vault).remember(("Surname",), Columns(taken={"given_names": "Surname"})),
    ),
    (ReferralImport, "preview"): (Right.OPEN_CASE, lambda g: import_list(g.vault, open_it=False)),
    (ReferralImport, "open"): (Right.OPEN_CASE, lambda g: import_list(g.vault)),
    (Meetings, "hold"): (Right.DIARY, lambda g: Meetings(g.vault).hold(MEETING)),
    (Meetings, "page"): (Right.BANNER, lambda g: Meetings(g.vault).page()),
    (Trainings, "give"): (Right.TRAINING, lambda g: Trainings(g.vault).give(TRAINING)),
    (SiteFacts, "page"): (Right.BANNER, lambda g: SiteFacts(g.vault).page()),
    (SiteFacts, "settings"): (Right.BANNER, lambda g: SiteFacts(g.vault).settings()),
    (SiteFacts, "certify"): (Right.STAFF, lambda g: confirmed.rename(g.vault, "Millrace Clinic")),
    (SiteFacts, "state"): (Right.SITE, lambda g: confirmed.state_settings(g.vault, STATED)),
    (SiteLimits, "read"): (Right.BANNER, lambda g: SiteLimits(g.vault).read()),
    (SiteLimits, "state"): (Right.LIMITS, lambda g: SiteLimits(g.vault).state(StageLimits(panel=14))),
    (Trainings, "page"): (Right.BANNER, lambda g: Trainings(g.vault).page()),
    (Returns, "make"): (Right.RETURNS, lambda g: Returns(g.vault).make(Quarter(2026, 4))),
    (Diary, "page"): (Right.BANNER, lambda g: Diary(g.vault).page(g.vault.today(), g.vault.today())),
    (Diary, "of_case"): (Right.BANNER, lambda g: Diary(g.vault).of_case(g.case_id)),
    (Diary, "read"): (Right.BANNER, lambda g: Diary(g.vault).read(_booked(g))),
    (Diary, "book"): (Right.DIARY, _booked),
    (Diary, "clashes"): (Right.BANNER, lambda g: Diary(g.vault).clashes(agreed(g.vault, g.case_id))),
    (Diary, "say"): (Right.DIARY, lambda g: Diary(g.vault).say(_booked(g), ATTENDED)),
    (Diary, "take_note"): (Right.DIARY, lambda g: Diary(g.vault).take_note(_booked(g), "nothing")),
    (Diary, "begin_note"): (Right.WRITE, lambda g: Diary(g.vault).begin_note(_booked(g))),
    (OpenVault, "save_one"): (Right.DIARY, lambda g: save_one(g.vault, b := _booked(g), _calendar(g, b))),
    (OpenVault, "save_days"): (
        Right.DIARY,
        lambda g: (_booked(g), save_days(g.vault, d := g.vault.today(), d, _calendar(g))),
    ),
    (Captures, "keep"): (Right.OWN, _jotted),
    (Captures, "read"): (Right.OWN, lambda g: Captures(g.vault).read(_jotted(g))),
    (Captures, "file"): (
        Right.WRITE,
        lambda g: Captures(g.vault).file(_jotted(g), g.case_id, "incident"),
    ),
    (Captures, "shred"): (
        Right.OWN,
        lambda g: Captures(g.vault).shred(_jotted(g), Shredding(reason="written")),
    ),
    (Questions, "offer"): (Right.ASK, lambda g: Questions(g.vault).offer(g.record_id)),
    (Questions, "ask"): (Right.ASK, _asked),
    (Questions, "answer"): (Right.ASK, _answered),
    (Questions, "clear"): (
        Right.ASK,
        lambda g: Questions(g.vault).clear(_asked(g), Clearing(because="It says so")),
    ),
    (Questions, "read"): (Right.READ, lambda g: Questions(g.vault).read(_asked(g))),
    (Questions, "of_case"): (Right.READ, lambda g: Questions(g.vault).of_case(g.case_id, 5)),
    (PanelDay, "read"): (Right.READ, lambda g: PanelDay(g.vault).read("nothing")),
    (PanelDay, "again"): (Right.READ, lambda g: PanelDay(g.vault).again("nothing")),
    (PanelDay, "begin"): (Right.WRITE, lambda g: PanelDay(g.vault).begin("nothing", g.case_id)),
    (PanelDay, "ready"): (Right.READ, lambda g: PanelDay(g.vault).ready("nothing")),
    (Groups, "page"): (Right.READ, lambda g: Groups(g.vault).page()),
    (Groups, "offers"): (Right.READ, lambda g: Groups(g.vault).offers()),
    (Groups, "read"): (Right.READ, lambda g: Groups(g.vault).read("nothing")),
    (Groups, "session"): (Right.READ, lambda g: Groups(g.vault).session("nothing")),
    (Groups, "state"): (Right.CHANGE_CASE, lambda g: Groups(g.vault).state(Group(name="Thursdays"))),
    (Groups, "hold"): (Right.CHANGE_CASE, lambda g: Groups(g.vault).hold(GROUP_MET, "nothing")),
    (GroupDay, "read"): (Right.READ, lambda g: GroupDay(g.vault).read("nothing")),
    (GroupDay, "again"): (Right.READ, lambda g: GroupDay(g.vault).again("nothing")),
    (GroupDay, "begin"): (Right.WRITE, lambda g: GroupDay(g.vault).begin("nothing", g.case_id)),
    (GroupDay, "ready"): (Right.WRITE, lambda g: GroupDay(g.vault).ready("nothing")),
    (Supervision, "page"): (Right.READ, lambda g: Supervision(g.vault).page()),
    (Supervision, "read"): (Right.READ, lambda g: Supervision(g.vault).read("nothing")),
    (Supervision, "again"): (Right.READ, lambda g: Supervision(g.vault).again("nothing")),
    (Supervision, "begin"): (Right.WRITE, lambda g: Supervision(g.vault).begin("nothing", g.case_id)),
    (Supervision, "ready"): (Right.READ, lambda g: Supervision(g.vault).ready("nothing")),
    (Pathway, "offers"): (Right.BANNER, lambda g: Pathway(g.vault).offers(g.case_id)),
    (Pathway, "state"): (
        Right.CHANGE_CASE,
        lambda g: Pathway(g.vault).state(g.case_id, "case.concern", CaseConcern(entry="low")),
    ),
    (Pathway, "read"): (Right.READ, lambda g: Pathway(g.vault).read(g.case_id)),
    (Cases, "revise"): (
        Right.CHANGE_CASE,
        lambda g: Cases(g.vault).revise(g.case_id, CaseDetails(pathway="consultation", opened=FACTS.opened)),
    ),
    (Cases, "move"): (Right.CHANGE_CASE, lambda g: Cases(g.vault).move(g.case_id, MOVE)),
    (Cases, "find"): (Right.BANNER, lambda g: Cases(g.vault).find(g.reference)),
    (Cases, "page"): (Right.BANNER, lambda g: Cases(g.vault).page(CaseQuery())),
    (Cases, "board"): (Right.BANNER, lambda g: Cases(g.vault).board(CaseQuery())),
    (Cases, "caseload"): (Right.BANNER, lambda g: Cases(g.vault).caseload()),
    (CaseFile, "open"): (Right.BANNER, lambda g: CaseFile(g.vault).open(g.case_id)),
    (CaseFile, "overview"): (Right.READ, lambda g: CaseFile(g.vault).overview(g.case_id)),
    (Progress, "thread"): (Right.READ, lambda g: Progress(g.vault).thread(g.case_id)),
    (Progress, "axis"): (Right.READ, lambda g: Progress(g.vault).axis(g.case_id)),
    (Progress, "dose"): (Right.READ, lambda g: Progress(g.vault).dose(g.case_id)),
    (CaseFile, "peek"): (Right.READ, lambda g: CaseFile(g.vault).peek(g.case_id)),
    (CaseFile, "ratings"): (Right.READ, lambda g: CaseFile(g.vault).ratings(g.case_id)),
    (CaseFile, "offer"): (Right.BANNER, lambda g: CaseFile(g.vault).offer(g.case_id)),
    (People, "likenesses"): (Right.BANNER, lambda g: People(g.vault).likenesses(SOMEBODY)),
    (People, "correct"): (Right.CHANGE_PERSON, lambda g: People(g.vault).correct(g.person(), SOMEBODY)),
    (People, "read"): (Right.BANNER, lambda g: People(g.vault).read(g.person())),
    (Merging, "page"): (Right.BANNER, lambda g: Merging(g.vault).page(g.case_id)),
    (Merging, "review"): (Right.BANNER, lambda g: Merging(g.vault).review(*_two(g))),
    (Merging, "parting"): (Right.BANNER, lambda g: Merging(g.vault).parting("nothing")),
    (Merging, "merge"): (Right.MERGE, lambda g: confirmed.merge(g.vault, *_two(g))),
    (Merging, "part"): (Right.MERGE, _part),
    (WrongCase, "find"): (Right.WRITE, lambda g: WrongCase(g.vault).find(g.record_id, "Fair")),
    (WrongCase, "review"): (
        Right.REMARK,
        lambda g: WrongCase(g.vault).review(g.record_id, add_case(g.vault), "Two cases were open"),
    ),
    (WrongCase, "put_right"): (
        Right.SIGN,
        lambda g: confirmed.move_out(g.vault, _own_record(g), add_case(g.vault)),
    ),
    (OpenVault, "raise_now"): (Right.WRITE, lambda g: raise_now(g.vault, "nothing", "nothing", 1)),
    (OpenVault, "moved_out"): (Right.READ, lambda g: moved_out(g.vault, _moved(g))),
    (OpenVault, "begin_breach"): (Right.WRITE, lambda g: begin_breach(g.vault, _moved(g))),
    (RestrictedCases, "page"): (Right.BANNER, lambda g: RestrictedCases(g.vault).page(g.case_id)),
    (RestrictedCases, "by_login"): (Right.BANNER, lambda g: RestrictedCases(g.vault).by_login("trainee")),
    (RestrictedCases, "admit"): (
        Right.LET_IN,
        lambda g: confirmed.let_in(g.vault, g.case_id, g.others[Grade.TRAINEE]),
    ),
    (Victims, "add"): (Right.VICTIM_ADD, lambda g: Victims(g.vault).add(g.case_id, "family")),
    (Victims, "page"): (Right.BANNER, lambda g: Victims(g.vault).page(g.case_id)),
    (Victims, "identify"): (
        Right.VICTIM_IDENTIFY,
        lambda g: Victims(g.vault).identify(g.case_id, "V1", VictimIdentity(name="Ada Fenn", reason="Named")),
    ),
    (Victims, "reveal"): (
        Right.VICTIM_REVEAL,
        lambda g: confirmed.reveal(g.vault, g.case_id, "V1", "To write"),
    ),
    (Victims, "carriers"): (
        Right.VICTIM_IDENTIFY,
        lambda g: Victims(g.vault).carriers(g.case_id, "V1"),
    ),
    (Victims, "looked_for"): (
        Right.VICTIM_IDENTIFY,
        lambda g: Victims(g.vault).looked_for(g.case_id, "V1", VictimIdentity(name="Amabel Quist")),
    ),
    (Victims, "details_in"): (
        Right.VICTIM_IDENTIFY,
        lambda g: Victims(g.vault).details_in(g.case_id, ("words",)),
    ),
    (Victims, "exposed"): (Right.BANNER, lambda g: Victims(g.vault).exposed(g.case_id, {"a place": "words"})),
    (Drafts, "begin"): (Right.WRITE, lambda g: Drafts(g.vault).begin(g.case_id, "session_note")),
    (Drafts, "put_back"): (Right.WRITE, lambda g: Drafts(g.vault).put_back(d := g.draft(), d.sheet)),
    (Drafts, "save"): (Right.WRITE, lambda g: Drafts(g.vault).save((d := g.draft()).id, d.sheet, d.revision)),
    (Drafts, "open"): (Right.WRITE, lambda g: Drafts(g.vault).open(g.draft().id)),
    (Drafts, "mine"): (Right.WRITE, lambda g: (g.draft(), Drafts(g.vault).mine())),
    (Drafts, "discard"): (Right.WRITE, lambda g: Drafts(g.vault).discard(g.draft().id)),
    (HandingOver, "begin"): (
        Right.WRITE,
        lambda g: HandingOver(g.vault).begin((d := _handed_over(g)).id, d.revision),
    ),
    (HandingOver, "take_back"): (Right.WRITE, _take_back),
    (UnsavedDrafts, "seal"): (Right.OWN, _unsaved),
    (UnsavedDrafts, "give_back"): (Right.WRITE, lambda g: UnsavedDrafts(g.vault).give_back(_unsaved(g))),
    (Files, "add"): (Right.WRITE, lambda g: keep_file(g.vault, g.document())),
    (Files, "remove"): (Right.WRITE, lambda g: Files(g.vault).remove(g.document(), "nothing")),
    (Files, "of_record"): (Right.READ, lambda g: list(Files(g.vault).of_record(g.record_id, "nothing"))),
    (Files, "of_draft"): (Right.WRITE, lambda g: list(Files(g.vault).of_draft(g.document(), "nothing"))),
    (Files, "show_record"): (Right.READ, lambda g: Files(g.vault).show_record(g.record_id, TEXT)),
    (Files, "show_draft"): (Right.WRITE, lambda g: Files(g.vault).show_draft(g.document(), TEXT)),
    (Editing, "open"): (Right.READ, lambda g: Editing(g.vault).open(g.draft().id)),
    (Records, "read"): (Right.READ, lambda g: Records(g.vault).read(g.record_id)),
    (Records, "open"): (Right.READ, lambda g: Records(g.vault).open(g.record_id)),
    (Records, "newest"): (Right.READ, lambda g: Records(g.vault).newest(g.case_id, "session_note")),
    (Records, "raters"): (Right.READ, lambda g: Records(g.vault).raters(g.record_id)),
    (Records, "compare"): (Right.READ, lambda g: Records(g.vault).compare(g.record_id, g.record_id)),
    (Records, "new_version"): (Right.WRITE, lambda g: Records(g.vault).new_version(g.record_id)),
    (Records, "begin_remark"): (
        Right.REMARK,
        lambda g: Records(g.vault).begin_remark(g.record_id, "addendum"),
    ),
    (Records, "begin_countersignature"): (
        Right.COUNTERSIGN,
        lambda g: Records(g.vault).begin_countersignature(g.trainees_record, AGREES),
    ),
    (Series, "page"): (Right.WRITE, lambda g: Series(g.vault).page(g.case_id)),
    (Series, "keep"): (
        Right.WRITE,
        lambda g: Series(g.vault).keep(g.case_id, [Written(None, Sheet(content=IN_SERIES.content()))]),
    ),
    (Series, "ready"): (Right.WRITE, lambda g: Series(g.vault).ready(g.case_id)),
    (Signing, "review"): (Right.WRITE, lambda g: Signing(g.vault).review(g.draft().id)),
    (Signing, "sign_all"): (Right.SIGN, _sign_all),
    (Signing, "sign"): (Right.SIGN, lambda g: confirmed.sign(g.vault, g.draft().id)),
    (Chronology, "page"): (Right.READ, lambda g: Chronology(g.vault).page(g.case_id)),
    (SearchEverywhere, "find"): (Right.BANNER, lambda g: SearchEverywhere(g.vault).find("heron")),
    (SearchEverywhere, "opened"): (
        Right.BANNER,
        lambda g: SearchEverywhere(g.vault).opened(g.case_id, [(g.case_id, "")]),
    ),
    (OpenVault, "offer"): (Right.BANNER, lambda g: offer(g.vault, g.case_id)),
    (OpenVault, "offered_of"): (
        Right.PREPARE,
        lambda g: offered_of(g.vault, g.case_id, audience_of("panel")),
    ),
    (OpenVault, "prepare"): (Right.PREPARE, lambda g: prepare(g.vault, g.case_id, PANEL)),
    (OpenVault, "prepare_copy"): (Right.PRINT, lambda g: prepare_copy(g.vault, g.case_id, CHRONOLOGY)),
    (OpenVault, "save_copy"): (Right.PRINT, _print),
    (OpenVault, "again"): (Right.PREPARE, lambda g: again(g.vault, "nothing")),
    (OpenVault, "show"): (Right.SHARE, lambda g: show(g.vault, "nothing", g.file())),
    (OpenVault, "prepare_to_sign"): (
        Right.SHARE,
        lambda g: prepare_to_sign(g.vault, g.case_id, PANEL, g.file()),
    ),
    (OpenVault, "export"): (Right.SHARE, lambda g: confirmed.export(g.vault, g.reference, PANEL, g.file())),
    (OpenVault, "sign"): (Right.SHARE, lambda g: sign(g.vault, "nothing", _WORD, g.file())),
    (OpenVault, "copy_text"): (Right.SHARE, lambda g: copy_text(g.vault, "nothing", _WORD)),
    (OpenVault, "let_wait"): (Right.PREPARE, lambda g: releasing.let_wait(g.vault, "nothing")),
    (OpenVault, "take_over"): (Right.SHARE, lambda g: take_over(g.vault, "nothing")),
    (OpenVault, "waiting"): (Right.RELEASE, lambda g: releasing.waiting(g.vault)),
    (OpenVault, "open_waiting"): (Right.RELEASE, lambda g: releasing.open_waiting(g.vault, "nothing")),
    (OpenVault, "release"): (Right.RELEASE, lambda g: releasing.release(g.vault, "nothing", _WORD)),
    (Scanning, "offer"): (Right.PREPARE, lambda g: Scanning(g.vault).offer(g.case_id)),
    (Scanning, "check"): (Right.PREPARE, lambda g: list(Scanning(g.vault).check(g.case_id, READ))),
    (Scanning, "check_file"): (Right.PREPARE, lambda g: Scanning(g.vault).check_file(g.case_id, g.file())),
    (Scanning, "show"): (
        Right.VICTIM_IDENTIFY,
        lambda g: Scanning(g.vault).show(g.case_id, Found("page 1", "V1", "name")),
    ),
    (OpenVault, "sent"): (Right.READ, lambda g: sent(g.vault, g.case_id, 5)),
    (OpenVault, "sign_again"): (
        Right.SHARE,
        lambda g: sign_again(g.vault, "nothing", Form.ARCHIVE, _WORD, g.file()),
    ),
    (OpenVault, "countersign"): (Right.SHARE, lambda g: countersign(g.vault, "nothing", _WORD, g.file())),
    (OpenVault, "look"): (Right.SHARE, lambda g: look(g.vault, "nothing")),
    (OpenVault, "who_may"): (Right.BANNER, lambda g: who_may(g.vault)),
    (OpenVault, "copy"): (Right.COPY, lambda g: copy(g.vault, "nothing", g.file())),
    (Staff, "list"): (Right.BANNER, lambda g: Staff(g.vault).list()),
    (Staff, "enrol"): (
        Right.STAFF,
        lambda g: confirmed.enrol(g.vault, Newcomer(login="wren", name="Wren", role="Nurse"), PASSPHRASE),
    ),
    (Staff, "admit"): (
        Right.ADMIT,
        lambda g: confirmed.admit(g.vault, g.others[Grade.TRAINEE], Compartment.MAPPA),
    ),
    (Staff, "change_passphrase"): (Right.OWN, _change_passphrase),
    (Staff, "readmit"): (
        Right.STAFF,
        lambda g: confirmed.readmit(g.vault, g.others[Grade.ADMINISTRATOR], PASSPHRASE),
    ),
    (Leaving, "review"): (Right.STAFF, lambda g: Leaving(g.vault).review("nobody", Reason.LEFT)),
    (Leaving, "let_go"): (Right.STAFF, lambda g: confirmed.let_go(g.vault, "nobody")),
    (Leaving, "without_public"): (Right.BANNER, lambda g: Leaving(g.vault).without_public()),
    (Leaving, "renew_keys"): (Right.STAFF, lambda g: confirmed.renew_keys(g.vault)),
    (Leaving, "new_kit"): (Right.STAFF, lambda g: confirmed.new_kit(g.vault)),
    (SiteMeasures, "catalogue"): (Right.BANNER, lambda g: SiteMeasures(g.vault).catalogue()),
    (SiteMeasures, "page"): (Right.BANNER, lambda g: SiteMeasures(g.vault).page()),
    (SiteMeasures, "look"): (
        Right.BANNER,
        lambda g: SiteMeasures(g.vault).look(measure_file.written(g.place)),
    ),
    (SiteMeasures, "make"): (Right.BANNER, lambda g: SiteMeasures(g.vault).make(measure_file.MADE)),
    (SiteMeasures, "add"): (
        Right.SITE,
        lambda g: confirmed.add_measure(g.vault, measure_file.written(g.place)),
    ),
    (SiteMeasures, "withdraw"): (Right.SITE, lambda g: confirmed.withdraw_measure(g.vault, "nothing")),
    (Writing, "words"): (Right.OWN, lambda g: Writing(g.vault).words()),
    (Writing, "add_word"): (Right.OWN, lambda g: Writing(g.vault).add_word("limerence")),
    (Writing, "forget_word"): (Right.OWN, lambda g: Writing(g.vault).forget_word("limerence")),
    (Writing, "snippets"): (Right.OWN, lambda g: Writing(g.vault).snippets()),
    (Writing, "keep_snippet"): (Right.OWN, lambda g: Writing(g.vault).keep_snippet("adv", "The advocate")),
    (Writing, "drop_snippet"): (Right.OWN, lambda g: Writing(g.vault).drop_snippet("adv")),
    (UnfinishedForms, "keep"): (
        Right.OWN,
        lambda g: UnfinishedForms(g.vault).keep(OWN_PLACE, [(PersonDetails(), SOMEBODY)]),
    ),
    (UnfinishedForms, "find"): (
        Right.OWN,
        lambda g: UnfinishedForms(g.vault).find(OWN_PLACE, [PersonDetails]),
    ),
    (UnfinishedForms, "drop"): (Right.OWN, lambda g: UnfinishedForms(g.vault).drop(OWN_PLACE)),
    (OpenVault, "check"): (Right.CHECK, lambda g: check(g.vault)),
    (OpenVault, "back_up"): (Right.BACKUP, lambda g: backups.back_up(g.vault, g.file())),
    (OpenVault, "last_backup"): (Right.BACKUP, lambda g: backups.last_backup(g.vault)),
}


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Machine, Ground]:
    """A vault with a member of each grade, closed."""
    global _sheet_of_the_lead  # noqa: PLW0603
    place = tmp_path_factory.mktemp("grades")
    machine = Machine(state=place / "state", clock=SteppingClock())
    make_vault(place / "team.vault", machine)
    vault = open_as_lead(place / "team.vault", machine)
    others = {grade: confirmed.enrol(vault, newcomer, PASSPHRASE) for grade, newcomer in TEAM.items()}
    case_id = add_case(vault)
    Victims(vault).add(case_id, "ex_intimate")
    record_id = signed(vault, case_id, "Saw the heron")
    draft = Drafts(vault).begin(case_id, "session_note")
    _sheet_of_the_lead = draft.sheet
    vault.lock()
    trainee = unlock(place / "team.vault", TEAM[Grade.TRAINEE].login, PASSPHRASE, machine=machine)
    theirs = signed(trainee, case_id, "Saw the swan")
    trainee.lock()
    (place / "out").mkdir()
    made = Ground(vault, place / "out", case_id, record_id, draft.id, others, theirs)
    return place / "team.vault", machine, made


@pytest.fixture(scope="module", params=Grade)
def ground(team: tuple[Path, Machine, Ground], request: pytest.FixtureRequest) -> Iterator[Ground]:
    """The vault, open for the member of one grade."""
    folder, machine, made = team
    lead = request.param is Grade.LEAD
    login, passphrase = (LEAD.login, LEAD_PASSPHRASE) if lead else (TEAM[request.param].login, PASSPHRASE)
    vault = unlock(folder, login, passphrase, machine=machine)
    yield replace(made, vault=vault)
    vault.lock()


@pytest.mark.parametrize(("cls", "name"), METHODS, ids=lambda each: getattr(each, "__name__", each))
def test_each_grade_may_do_what_the_table_says(ground: Ground, cls: type, name: str) -> None:
    right, call = METHODS[cls, name]
    far = extent(right, ground.vault.member.grade)
    assert _ended(call, ground) in ENDINGS[far]


class Ended(Enum):
    """How a call ended."""

    DONE = auto()
    REFUSED = auto()
    NOT_ADMITTED = auto()
    NOT_FOUND = auto()
    FAILED = auto()


ENDINGS = {
    Extent.NONE: {Ended.REFUSED},
    # An administrator has no draft of a clinical kind that could be found, and does not hold the victim check.
    Extent.ADMINISTRATIVE: {Ended.REFUSED, Ended.NOT_FOUND, Ended.NOT_ADMITTED},
    Extent.LED: {Ended.REFUSED},
    Extent.ALL: {Ended.DONE, Ended.NOT_ADMITTED, Ended.NOT_FOUND},
}


def _ended(call: Call, ground: Ground) -> Ended:
    try:
        call(ground)
    except NotAdmitted:
        return Ended.NOT_ADMITTED
    except NotPermitted:
        return Ended.REFUSED
    except NotFound:
        return Ended.NOT_FOUND
    except UserError:
        return Ended.FAILED
    return Ended.DONE


def test_a_refusal_says_who_may_not_do_what(ground: Ground) -> None:
    grade = ground.vault.member.grade
    if grade is Grade.LEAD:
        return
    article = "an" if grade is Grade.ADMINISTRATOR else "a"
    with pytest.raises(NotPermitted) as refused:
        confirmed.let_go(ground.vault, "nobody")
    assert str(refused.value) == f"As {article} {grade.value} you are not permitted to change who works here."


SERVICES = sorted({cls for cls, _ in METHODS} - {OpenVault}, key=lambda cls: cls.__name__)


@pytest.mark.parametrize("cls", SERVICES, ids=lambda cls: cls.__name__)
def test_no_public_method_is_without_a_right(cls: type) -> None:
    public = {name for name, _ in inspect.getmembers(cls, inspect.isfunction) if not name.startswith("_")}
    assert public == {name for owner, name in METHODS if owner is cls}


def test_every_right_has_an_extent_for_every_grade() -> None:
    assert all(extent(right, grade) in Extent for right in Right for grade in Grade)
    assert all(extent(right, Grade.LEAD) is Extent.ALL for right in Right)
    assert all(extent(right, Grade.CLINICIAN) is Extent.NONE for right in BY_AUTHORITY)


def _admission(ground: Ground) -> tuple[Callable[[Confirmation], None], bytes]:
    of = admitting(ground.others[Grade.CLINICIAN], Compartment.MAPPA)
    return (
        lambda given: Staff(ground.vault).admit(ground.others[Grade.CLINICIAN], Compartment.MAPPA, given),
        of,
    )


@pytest.fixture
def lead(team: tuple[Path, Machine, Ground], tmp_path: Path) -> Iterator[Ground]:
    """The vault, open for the lead, in a copy of the test's own."""
    folder, machine, made = team
    shutil.copytree(folder.parent, tmp_path / "copy")
    there = Machine(state=tmp_path / "copy" / "state", clock=machine.clock)
    vault = open_as_lead(tmp_path / "copy" / folder.name, there)
    yield replace(made, vault=vault)
    vault.lock()


def test_a_confirmation_is_good_for_one_act(lead: Ground) -> None:
    admit, of = _admission(lead)
    given = confirmed_at_unlocking(lead.vault, of)
    admit(given)
    with pytest.raises(MustConfirm):
        admit(given)


def test_a_confirmation_is_good_for_what_was_shown_alone(lead: Ground) -> None:
    admit, _ = _admission(lead)
    other = admitting(lead.others[Grade.CLINICIAN], Compartment.VICTIM)
    with pytest.raises(MustConfirm):
        admit(confirmed_at_unlocking(lead.vault, other))


def test_a_confirmation_runs_out_after_a_minute(lead: Ground) -> None:
    admit, of = _admission(lead)
    given = confirmed_at_unlocking(lead.vault, of)
    clock = lead.vault.clock
    assert isinstance(clock, SteppingClock)
    clock.at += LASTS
    with pytest.raises(MustConfirm):
        admit(given)


def test_a_confirmation_is_the_member_s_own_and_given_at_this_desk(lead: Ground) -> None:
    admit, of = _admission(lead)
    given = confirmed_at_unlocking(lead.vault, of)
    with pytest.raises(MustConfirm):
        admit(Confirmation(given.member, of, given.until))
    with pytest.raises(MustConfirm):
        admit(lead.vault.confirmations.give("somebody else", of, lead.vault.clock()))


@pytest.mark.parametrize("right", sorted(CONFIRMED))
def test_what_is_confirmed_in_the_service_cannot_be_left_out(lead: Ground, right: Right) -> None:
    compartment = Compartment.VICTIM if right is Right.VICTIM_REVEAL else Compartment.CLINICAL
    with pytest.raises(MustConfirm), lead.vault.acting(right, compartment=compartment) as act:
        act.note("never")
    given = confirmed_at_unlocking(lead.vault, b"of")
    with pytest.raises(MustConfirm), lead.vault.acting(right, confirmed=given) as act:
        act.note("never")
