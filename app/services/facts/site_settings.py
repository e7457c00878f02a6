"""What the lead stated for the whole service, as lists work by it and as outputs rest on it."""

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app.crypto import certificates
from app.domain.cases.plain_name import tells
from app.domain.cases.site_settings import SITE_SETTINGS, SiteSettings
from app.domain.facts import site
from app.domain.fields.content import read
from app.errors import NotGenuine, OutOfForce
from app.services.facts.events import known_in, was_stated
from app.services.facts.projection import said
from app.services.facts.verifying import faults_of_subject
from app.services.vault.open_vault import OpenVault
from app.services.vault.signed_with import signed_with

_ALTERED = (
    "What the service stated of itself does not verify, so nothing was made with it: run `casework check`."
)


def settings_in(connection: Connection) -> SiteSettings:
    """What holds, as the store shows it: for lists, which the check holds against signatures. Raises Damaged."""
    if not was_stated(connection, site.ID, site.SETTINGS.code):
        return SITE_SETTINGS
    held = known_in(connection, site.ID, site.SUBJECT).held
    return read(SiteSettings, said(held, site.SETTINGS.code))


def verified_settings(vault: OpenVault, session: Session) -> SiteSettings:
    """The same for what leaves the house: raises NotGenuine where anything stated of the service does not verify."""
    if any(faults_of_subject(vault, session, site.SUBJECT, site.ID)):
        raise NotGenuine(_ALTERED)
    return settings_in(session.connection())


def verified_name(vault: OpenVault, session: Session) -> str:
    """What the team is called in its own papers. Raises as `verified_settings`."""
    verified_settings(vault, session)
    return str(
        said(known_in(session.connection(), site.ID, site.SUBJECT).held, site.NAME.code).get("name", "")
    )


def plain_name_in_certificates(vault: OpenVault, session: Session) -> bool:
    """Whether what the member signs now tells nobody what the service is about: its certificates bear the plain name.

    Theirs and the authority's are read, with the role in theirs; whose name it bears is no matter. False where no plain
    name was stated, and for who has no certificate in force: nothing says then that the envelope is plain.
    """
    plain = settings_in(session.connection()).plain_name
    try:
        mine, issuers = signed_with(vault, session, vault.clock())
    except OutOfForce:
        return False
    bear_it = all(certificates.holder(each).organisation == plain for each in (mine, *issuers))
    return bear_it and not tells(certificates.holder(mine).role)
