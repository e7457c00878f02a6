"""The facts of the site: its name, zone and settings, its authorities, and what was said of the clock."""

from dataclasses import dataclass
from typing import Final

from app.domain.cases.limits import StageLimits
from app.domain.cases.list_columns import RememberedColumns
from app.domain.cases.site_settings import SiteSettings
from app.domain.facts.fact import Fact
from app.domain.fields.declare import Target, count, line, reference
from app.domain.fields.rights import Right
from app.domain.fields.sharing import Share

SUBJECT: Final = "site"
ID: Final = "1"
"""The one site there is in a vault."""
AUTHORITY_SUBJECT: Final = "authority"


@dataclass(frozen=True, kw_only=True)
class SiteName:
    """What the service is called, and since when it has this vault."""

    name: str = line("Service", share=Share.INTERNAL, needed=True)
    founded: str = line("Founded at", share=Share.INTERNAL, needed=True)


@dataclass(frozen=True, kw_only=True)
class SiteZone:
    """The time zone in which times are shown."""

    zone: str = line("Time zone", share=Share.INTERNAL, needed=True)


@dataclass(frozen=True, kw_only=True)
class SiteClock:
    """That the clock is right: the last signed act before, and how many rows each chain of the ledger had then."""

    before: str = line("Last signed act before", share=Share.INTERNAL, needed=True)
    rows: str = line("Rows of the ledger", share=Share.INTERNAL, needed=True)


@dataclass(frozen=True, kw_only=True)
class SiteAuthority:
    """A certificate authority of the site: SHA-256 of its certificate, of its sealed private half and of the voucher.

    The voucher is the word of the authority before it; a first one has none.
    """

    holder: str = reference("Holder", Target.STAFF, share=Share.INTERNAL, needed=True)
    certificate: str = line("Certificate", share=Share.INTERNAL, needed=True)
    private: str = line("Private half", share=Share.INTERNAL, needed=True)
    voucher: str = line("Voucher", share=Share.INTERNAL)
    made: str = line("Made at", share=Share.INTERNAL, needed=True)


@dataclass(frozen=True, kw_only=True)
class AuthorityRetired:
    """Since when an authority certifies nobody any more."""

    retired: str = line("Retired at", share=Share.INTERNAL, needed=True)


@dataclass(frozen=True, kw_only=True)
class SiteRevocations:
    """What was last said of withdrawn certificates: the number and SHA-256 of the list, and SHA-256 of the status."""

    number: int | None = count("Number", share=Share.INTERNAL, needed=True, most=2**32 - 1)
    crl: str = line("Revocation list", share=Share.INTERNAL, needed=True)
    status: str = line("Status", share=Share.INTERNAL, needed=True)


STAGE_LIMITS: Final = Fact(
    code="site.stage_limits",
    title="Stage limits",
    subject=SUBJECT,
    values=StageLimits,
    right=Right.LIMITS,
)
IMPORT_COLUMNS: Final = Fact(
    code="site.import_columns",
    title="Columns of lists",
    subject=SUBJECT,
    values=RememberedColumns,
    right=Right.OPEN_CASE,
)
NAME: Final = Fact(
    code="site.name",
    title="Service",
    subject=SUBJECT,
    values=SiteName,
    right=Right.SITE,
    by_authority=True,
)
ZONE: Final = Fact(
    code="site.zone",
    title="Time zone",
    subject=SUBJECT,
    values=SiteZone,
    right=Right.SITE,
    by_authority=True,
)
SETTINGS: Final = Fact(
    code="site.settings",
    title="Settings of the service",
    subject=SUBJECT,
    values=SiteSettings,
    right=Right.SITE,
    by_authority=True,
)
CLOCK: Final = Fact(
    code="site.clock",
    title="Clock",
    subject=SUBJECT,
    values=SiteClock,
    right=Right.CLOCK,
    by_authority=True,
)
REVOCATIONS: Final = Fact(
    code="site.revocations",
    title="Withdrawn certificates",
    subject=SUBJECT,
    values=SiteRevocations,
    right=Right.STAFF,
    by_authority=True,
)
AUTHORITY: Final = Fact(
    code="site.authority",
    title="Certificate authority",
    subject=AUTHORITY_SUBJECT,
    values=SiteAuthority,
    right=Right.STAFF,
    by_authority=True,
)
AUTHORITY_RETIRED: Final = Fact(
    code="site.authority_retired",
    title="Certificate authority retired",
    subject=AUTHORITY_SUBJECT,
    values=AuthorityRetired,
    right=Right.STAFF,
    by_authority=True,
)
