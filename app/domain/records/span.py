"""The days between which records are looked for, as they are typed."""

from dataclasses import dataclass

from app.domain.fields.declare import Direction, date
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate


@dataclass(frozen=True, kw_only=True)
class Span:
    """A first and a last day, each as well as it is known; either may be left out."""

    since: ClinicalDate | None = date("From", Direction.EITHER, share=Share.INTERNAL)
    until: ClinicalDate | None = date("To", Direction.EITHER, share=Share.INTERNAL)
