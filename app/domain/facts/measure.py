"""The facts of the site's own measures: the file as it was added, and since when it is offered no more."""

from dataclasses import dataclass
from typing import Final

from app.domain.facts.fact import Fact
from app.domain.fields.declare import line, text
from app.domain.fields.rights import Right
from app.domain.fields.sharing import Share

SUBJECT: Final = "site_measure"


@dataclass(frozen=True, kw_only=True)
class SiteMeasure:
    """A measure's file: its name and version, SHA-256 of it, its text, the licence, and the lead's word about that."""

    name: str = line("Measure", share=Share.INTERNAL, needed=True)
    sha256: str = line("SHA-256 of its file", share=Share.INTERNAL, needed=True)
    file: str = text("File", share=Share.INTERNAL, needed=True, long=True)
    terms: str = text("Licence", share=Share.INTERNAL, needed=True, long=True)
    used_by: str = line("By what licence it is used here", share=Share.INTERNAL, needed=True)


@dataclass(frozen=True, kw_only=True)
class MeasureWithdrawn:
    """Since when a measure is not given any more."""

    withdrawn: str = line("Withdrawn at", share=Share.INTERNAL, needed=True)


ADDED: Final = Fact(
    code="site.measure",
    title="Measure of the service's own",
    subject=SUBJECT,
    values=SiteMeasure,
    right=Right.SITE,
    by_authority=True,
)
WITHDRAWN: Final = Fact(
    code="site.measure_withdrawn",
    title="Measure withdrawn",
    subject=SUBJECT,
    values=MeasureWithdrawn,
    right=Right.SITE,
    by_authority=True,
)
