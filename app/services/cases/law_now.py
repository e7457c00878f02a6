"""Where the person of a case stands with the law today: what its records say, and what was stated besides.

A stage of criminal justice is stated by hand and grows old. Once a record tells of that stage, the dates of the record
say how it stands, and what was stated before it was signed is not heard any more.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.domain.cases.case import JUSTICE_STAGES
from app.domain.facts.case import JUSTICE
from app.domain.fields.rights import Extent, Right, extent
from app.domain.kinds.registry import KINDS
from app.domain.records.facets import TakesOver
from app.domain.records.in_law import InLaw
from app.domain.records.versions import Reading
from app.domain.values.dates import ClinicalDate
from app.errors import Damaged
from app.models.base import wire_time
from app.models.statements import PreparedStatement
from app.models.tables import Record
from app.services.records.signed import is_open_to, parsed, signed_bytes
from app.services.records.standing import in_force
from app.services.vault.open_vault import OpenVault

TELLING: Final = frozenset(code for code, kind in KINDS.items() if kind.stages)
"""The kinds that tell of the law."""
_TELLING: Final = ", ".join(map(repr, sorted(TELLING)))
_WORDS: Final = {each.code: each.label for each in JUSTICE_STAGES}


@dataclass(frozen=True)
class LawNow:
    """It, on a day. `records` is what they say, stages of criminal justice first; `stages` are those, by their codes.

    `stated` is the code of a stage that was stated of the case and is heard, `on` the day on which it was.
    """

    records: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    stated: str = ""
    on: ClinicalDate | None = None

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """What is shown of it: each with what belongs to it, as of when it was stated."""
        said = f", stated {self.on.show()}" if self.on is not None else ""
        stated = ((_WORDS.get(self.stated, self.stated), said),) if self.stated else ()
        return (*((each, "") for each in self.records), *stated)


NOTHING: Final = LawNow()


def law_now(vault: OpenVault, session: Session, case_id: str, stated: str) -> LawNow:
    """It, as far as the member may read; `stated` is the stage that was stated last."""
    at = _STATED_AT.scalar(session.connection(), {"case_id": case_id}) if stated else None
    told = dict[str, str]()
    said = list[InLaw]()
    for row, reading in _read(vault, session, case_id) if _may_read(vault) else ():
        signed = wire_time(row.signed_at)
        told |= {stage: max(signed, told.get(stage, "")) for stage in reading.kind.stages}
        if (now := reading.kind.in_law(reading.content, vault.today())) is not None:
            said.append(now)
    said.sort(key=lambda each: not each.stage)
    stages = tuple(dict.fromkeys(each.stage for each in said if each.stage))
    is_newer = not told.get(stated) or (at or "") > told[stated]
    heard = stated if is_newer and stated not in stages else ""
    words = tuple(dict.fromkeys(each.words for each in said))
    return LawNow(words, stages, heard, _day(vault, at) if heard and at else None)


def _may_read(vault: OpenVault) -> bool:
    return extent(Right.READ, vault.member.grade) is Extent.ALL


def _read(vault: OpenVault, session: Session, case_id: str) -> Iterator[tuple[Record, Reading]]:
    """The records that tell of the law and stand; what cannot be read whole is told by its own page."""
    found = [record for (record,) in _STANDING.rows(session.connection(), {"case_id": case_id})]
    if not found:
        return
    rows = {row.id: row for row in session.scalars(select(Record).where(Record.id.in_(found)))}
    for row in (rows[record] for record in found):
        if is_open_to(vault, row):
            with suppress(Damaged):
                reading, _ = parsed(signed_bytes(vault, row))
                if isinstance(reading, Reading):
                    yield row, reading


def _day(vault: OpenVault, at: str) -> ClinicalDate:
    return ClinicalDate.of(datetime.fromisoformat(at).astimezone(vault.zone).date())


_STATED_AT: Final = PreparedStatement(
    text(
        "SELECT e.at FROM event e WHERE e.subject_id = :case_id "  # noqa: S608 - our own names
        f"AND e.fact = '{JUSTICE.code}' ORDER BY e.number DESC LIMIT 1"
    )
)
_STANDING: Final = PreparedStatement(
    text(
        f"SELECT r.id FROM record r WHERE r.case_id = :case_id AND r.kind IN ({_TELLING}) AND {in_force('r.id')} "  # noqa: S608 - our own names
        "AND NOT EXISTS (SELECT 1 FROM facet_seen t WHERE t.case_id = r.case_id "
        f"AND t.code = '{TakesOver.code}' AND {in_force('t.record_id')} AND json_extract(t.body, '$.what') IN "
        "(SELECT v.id FROM record v WHERE v.series_id = r.series_id)) "
        "ORDER BY r.event_sort DESC, r.signed_at DESC"
    )
)
