"""Letters to a practice and to the person: whom they are from, and that nothing says what the team is for."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy.orm import Session

from app.domain.cases.person import PersonDetails
from app.domain.reports.document import Document
from app.domain.reports.letters import AUDIENCES, Named, Sender, not_plain
from app.domain.values.identifiers import show_nhs_number
from app.errors import NotAcceptable
from app.reports.pdf.contents import texts
from app.services.facts.site_settings import plain_name_in_certificates, verified_settings
from app.services.sharing.guarding import readings_of
from app.services.vault.open_vault import OpenVault

_NO_NAME: Final = (
    "This service has no plain name, and a letter to a practice or to the person goes by no other: its lead gives it "
    "one under Settings, Service."
)
_CERTIFIED: Final = (
    "The certificates of this service do not bear its plain name, and a letter would carry them: its lead has them "
    "made anew under Settings, Service."
)
_MAY_NOT: Final = (
    "A letter for that reader says neither what this service is for, nor a case, a code or a victim. Write in other "
    "words what stands in: {places}."
)
_NAME: Final = "The name of a letter's file says neither the case nor what this service is for."


def is_plain(audience: str) -> bool:
    """Whether what goes to an audience is such a letter."""
    return audience in AUDIENCES


def sender_of(vault: OpenVault, session: Session) -> Sender:
    """Whom a letter is from.

    Raises NotAcceptable where the service has no plain name or its certificates bear another, NotGenuine.
    """
    held = verified_settings(vault, session)
    if not held.plain_name:
        raise NotAcceptable(_NO_NAME)
    insist_on_plain_certificates(vault, session)
    # Lines break between the parts of an address, and not within a postcode.
    address = ", ".join(part.strip().replace(" ", "\N{NO-BREAK SPACE}") for part in held.address.split(","))
    return Sender(held.plain_name, tuple(filter(None, (address, held.telephone))))


def insist_on_plain_certificates(vault: OpenVault, session: Session) -> None:
    """Raise NotAcceptable where a certificate that signs a letter says what the team is for."""
    if not plain_name_in_certificates(vault, session):
        raise NotAcceptable(_CERTIFIED)


def named_of(details: PersonDetails, audience: str) -> Named:
    """Whom a letter is about; to the person no more than their name."""
    if audience == "person":
        return Named(details.given_names, details.family_name)
    number = show_nhs_number(details.nhs_number) if details.nhs_number else ""
    return Named(
        details.given_names, details.family_name, details.born.show() if details.born else "", number
    )


def insist_on_plain_words(document: Document) -> None:
    """Raise NotAcceptable with the places where a letter says what it may not."""
    _insist(document, next(iter(readings_of(document))))


def insist_on_plain_file(document: Document, pdf: bytes) -> None:
    """The same of everything in its finished file that can be read as text."""
    _insist(document, texts(pdf))


def _insist(document: Document, read: Mapping[str, str]) -> None:
    if document.letter is None:
        return
    if places := not_plain(read, document.reference, document.audience):
        raise NotAcceptable(_MAY_NOT.format(places="; ".join(places)))


def insist_on_plain_name(name: str, reference: str, audience: str) -> None:
    """The same of the name that its file is given."""
    if is_plain(audience) and not_plain({"name": name}, reference, audience):
        raise NotAcceptable(_NAME)
