"""The desk: everything a screen may ask of an open vault, one field a room of the house."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.domain.fields.rights import Right
from app.domain.values.dates import show_instant
from app.models.tables import Site
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import Cases
from app.services.cases.everywhere import SearchEverywhere
from app.services.cases.importing import ReferralImport
from app.services.cases.meetings import Meetings
from app.services.cases.panel_day import PanelDay
from app.services.cases.pathway import Pathway
from app.services.cases.people import People
from app.services.cases.restricted import RestrictedCases
from app.services.cases.series import Series
from app.services.cases.signing import Signing
from app.services.cases.today import Today
from app.services.cases.victims import Victims
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts
from app.services.records.editing import Editing
from app.services.records.facets import Unsealing
from app.services.records.records import Records
from app.services.records.unsaved import UnsavedDrafts
from app.services.team.leaving import Leaving
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
    people: People
    importing: ReferralImport
    pathway: Pathway
    meetings: Meetings
    panel_day: PanelDay
    victims: Victims
    restricted: RestrictedCases
    drafts: Drafts
    editing: Editing
    signing: Signing
    series: Series
    unsaved: UnsavedDrafts
    records: Records
    chronology: Chronology
    search: SearchEverywhere
    staff: Staff
    leaving: Leaving
    writing: Writing
    unfinished: UnfinishedForms
    unsealing: Unsealing

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
            People(vault),
            ReferralImport(vault),
            Pathway(vault),
            Meetings(vault),
            PanelDay(vault),
            Victims(vault),
            RestrictedCases(vault),
            Drafts(vault),
            Editing(vault),
            Signing(vault),
            Series(vault),
            UnsavedDrafts(vault),
            Records(vault),
            Chronology(vault),
            SearchEverywhere(vault),
            Staff(vault),
            Leaving(vault),
            Writing(vault),
            UnfinishedForms(vault),
            Unsealing(vault),
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
