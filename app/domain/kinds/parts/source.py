"""Sources: the papers that something rests on."""

from dataclasses import dataclass

from app.domain.fields.answers import AGENCIES
from app.domain.fields.declare import Direction, KeptFile, choice, date, file, line
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate


@dataclass(frozen=True, kw_only=True)
class Source(Row):
    """One paper: what it is, its date, whose it is, and the paper itself where the store keeps it."""

    what: str = line("What", share=Share.CONTEXT, needed=True)
    dated: ClinicalDate | None = date("Dated", Direction.PAST, share=Share.CONTEXT)
    agency: str = choice("From", AGENCIES, share=Share.CONTEXT)
    file: KeptFile | None = file("Document", share=Share.CONTEXT)
