"""The service itself: what its lead stated for everybody."""

from dataclasses import dataclass

from app.domain.cases.limits import StageLimits
from app.domain.cases.site_settings import SiteSettings
from app.domain.facts import site
from app.domain.fields.content import check, to_plain
from app.domain.fields.rights import Right
from app.errors import NotAcceptable
from app.models.tables import Site
from app.services.cases.opening import complete
from app.services.cases.stage_limits import limits_of
from app.services.facts.history import HistoryLine, of_site
from app.services.facts.site_settings import plain_name_in_certificates, settings_in
from app.services.facts.stating import Saying, Subject, state
from app.services.team.renewing import rename
from app.services.vault.confirmation import Confirmation, digest_of
from app.services.vault.keys import authority_of, certified_name, coverage, owner_of
from app.services.vault.open_vault import OpenVault


@dataclass(frozen=True)
class SitePage:
    """What holds for the whole service: name, settings and limits, and what was stated of them, newest first."""

    name: str
    settings: SiteSettings
    limits: StageLimits
    certified: str
    """What the service is called in its certificates."""
    is_plain: bool
    """Whether what the member signs now bears the plain name in its certificates, and nothing that tells more."""
    history: tuple[HistoryLine, ...]


@dataclass(frozen=True)
class SiteFacts:
    """What can be asked of the service, and stated by its lead."""

    vault: OpenVault

    def page(self) -> SitePage:
        """All of it. Raises Damaged."""
        with self.vault.reading(Right.BANNER) as act:
            session = act.session
            return SitePage(
                name=session.get_one(Site, 1).name,
                settings=settings_in(act.connection),
                limits=limits_of(session),
                certified=certified_name(session, self.vault.header),
                is_plain=plain_name_in_certificates(self.vault, session),
                history=of_site(session),
            )

    def settings(self) -> SiteSettings:
        """The settings alone. Raises Damaged."""
        with self.vault.reading(Right.BANNER) as act:
            return settings_in(act.connection)

    def state(self, settings: SiteSettings, confirmed: Confirmation) -> None:
        """State all of them.

        Raises NotPermitted for anybody but the lead who holds the authority, MustConfirm without their word for exactly
        this, StillMissing, NotAcceptable.
        """
        vault = self.vault
        settings = complete(check(settings), vault.today())
        with vault.acting(Right.SITE, confirmed=confirmed) as act:
            act.covers(stating(settings))
            authority = authority_of(act.session, owner_of(vault))
            said = Saying((site.SETTINGS,), settings)
            if not state(vault, act, Subject(site.ID), said, authority=authority):
                act.note("site.unchanged", site.SUBJECT, site.ID)

    def certify(self, name: str, confirmed: Confirmation) -> None:
        """Make a new authority that bears the plain name, and new certificates for everybody's keys.

        What was signed before stays genuine, and bears what it bore; whoever checks it needs the new site-ca.pem.
        Raises NotPermitted for anybody but the lead who holds the authority, MustConfirm without their word for exactly
        this name, NotAcceptable where it is not the plain name, or the certificates bear it already; ClockBehind,
        ClockAhead.
        """
        vault = self.vault
        with vault.acting(Right.STAFF, confirmed=confirmed) as act:
            act.covers(certifying(name))
            if not name or settings_in(act.connection).plain_name != name:
                raise NotAcceptable("That is not the plain name of the service: state it first.")
            if certified_name(act.session, vault.header) == name:
                raise NotAcceptable("The certificates bear that name already.")
            rename(vault, act, name)
        with vault.reading(Right.OWN) as act:
            vault.certified = coverage(act.session, vault.header, vault.key_ids)


def certifying(name: str) -> bytes:
    """What the lead confirms when the certificates are made anew with that name."""
    return digest_of("site.certify", name=name)


def stating(settings: SiteSettings) -> bytes:
    """What the lead confirms when they state the settings. Raises NotAcceptable, TextTooLong."""
    return digest_of(site.SETTINGS.code, settings=to_plain(check(settings)))
