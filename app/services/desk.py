"""The desk: everything a screen may ask of an open vault, one field a room of the house."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.domain.fields.rights import Right
from app.domain.values.dates import show_instant
from app.models.tables import Site
from app.services.cases.captures import Captures
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import Cases
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
from app.services.cases.series import Series
from app.services.cases.signing import Signing
from app.services.cases.stage_limits import SiteLimits
from app.services.cases.supervision import Supervision
from app.services.cases.today import Today
from app.services.cases.trainings import Trainings
from app.services.cases.victims import Victims
from app.services.cases.wrong_case import WrongCase
from app.services.measures.own import SiteMeasures
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts
from app.services.records.editing import Editing
from app.services.records.facets import Unsealing
from app.services.records.files import Files
from app.services.records.handing_over import HandingOver
from app.services.records.records import Records
from app.services.records.unsaved import UnsavedDrafts
from app.services.sharing.scanning import Scanning
from app.services.team.leaving import Leaving
from app.services.team.site import SiteFacts
from app.services.team.staff import Staff
from app.services.vault.member import Member
from app.services.vault.open_vault import OpenVault
from app.services.writing.unfinished import UnfinishedForms
from app.services.writing.words import Writing


@dataclass(frozen=True)
class Desk:
    """What the member at the desk can do."""

    vault: OpenVault
    site: str
    today: Today
    cases: Cases
    casefile: CaseFile
    progress: Progress
    people: People
    merging: Merging
    importing: ReferralImport
    pathway: Pathway
    diary: Diary
    captures: Captures
    questions: Questions
    meetings: Meetings
    panel_day: PanelDay
    groups: Groups
    group_day: GroupDay
    supervision: Supervision
    returns: Returns
    trainings: Trainings
    service: SiteFacts
    limits: SiteLimits
    victims: Victims
    restricted: RestrictedCases
    drafts: Drafts
    editing: Editing
    files: Files
    signing: Signing
    handing_over: HandingOver
    series: Series
    unsaved: UnsavedDrafts
    records: Records
    wrong_case: WrongCase
    chronology: Chronology
    search: SearchEverywhere
    staff: Staff
    leaving: Leaving
    writing: Writing
    unfinished: UnfinishedForms
    unsealing: Unsealing
    measures: SiteMeasures
    scanning: Scanning

    @classmethod
    def of(cls, vault: OpenVault) -> "Desk":
        """The desk of an open vault."""
        with vault.reading(Right.BANNER) as act:
            site = act.session.get_one(Site, 1).name
        return cls(
            vault,
            site,
            Today(vault),
            Cases(vault),
            CaseFile(vault),
            Progress(vault),
            People(vault),
            Merging(vault),
            ReferralImport(vault),
            Pathway(vault),
            Diary(vault),
            Captures(vault),
            Questions(vault),
            Meetings(vault),
            PanelDay(vault),
            Groups(vault),
            GroupDay(vault),
            Supervision(vault),
            Returns(vault),
            Trainings(vault),
            SiteFacts(vault),
            SiteLimits(vault),
            Victims(vault),
            RestrictedCases(vault),
            Drafts(vault),
            Editing(vault),
            Files(vault),
            Signing(vault),
            HandingOver(vault),
            Series(vault),
            UnsavedDrafts(vault),
            Records(vault),
            WrongCase(vault),
            Chronology(vault),
            SearchEverywhere(vault),
            Staff(vault),
            Leaving(vault),
            Writing(vault),
            UnfinishedForms(vault),
            Unsealing(vault),
            SiteMeasures(vault),
            Scanning(vault),
        )

    @property
    def member(self) -> Member:
        """Who is at the desk."""
        return self.vault.member

    @property
    def zone(self) -> ZoneInfo:
        """The site's zone, in which times are shown."""
        return self.vault.zone

    def shown(self, at: datetime) -> str:
        """A moment as it is told at the site."""
        return show_instant(at, self.vault.offset_minutes(at))

    def today_date(self) -> date:
        """The day it is at the site."""
        return self.vault.today()
