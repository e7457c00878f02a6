"""What stands in a case as a record is written in it, as far as the member may read."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sqlalchemy import Connection, bindparam, select, text

from app.domain.fields.rows import Cite
from app.domain.kinds.registry import VOIDING
from app.domain.records.facets import Caution, GoalSet, OpenSort, RedFlag, Unfinished, Watched, from_plain
from app.domain.records.in_case import READ, InCase, StillOpen
from app.domain.records.tripwires import Wire, in_list
from app.models.statements import PreparedStatement
from app.models.tables import Record
from app.services.records import facets
from app.services.records.death import died_on
from app.services.records.diverging import diverging
from app.services.records.facets import Found
from app.services.records.moved import moved_out
from app.services.vault.open_vault import OpenVault

_VERSIONS: Final = PreparedStatement(
    select(Record.id, Record.series_id).where(
        Record.case_id == bindparam("case_id"), text(f"NOT {moved_out('record')}")
    )
)
_VOIDING: Final = ", ".join(repr(code) for code in VOIDING)
# A goal that a later version of its plan has no more was set all the same. The newest version has the last word of one.
_EVERY_GOAL: Final = PreparedStatement(
    text(
        "SELECT k.body FROM facet_seen k JOIN record r ON r.id = k.record_id "  # noqa: S608 - our own names
        f"WHERE k.case_id = :case_id AND k.code = '{GoalSet.code}' AND NOT EXISTS "
        f"(SELECT 1 FROM record e WHERE e.about_id = r.id AND e.kind IN ({_VOIDING})) "
        "ORDER BY r.signed_at DESC, r.version DESC"
    )
)


def in_case(vault: OpenVault, connection: Connection, case_id: str, without: str | None = None) -> InCase:
    """It, today, but for what a record means that a draft takes the place of."""
    today = vault.today()
    every = facets.of_case(vault, connection, case_id, *READ, Caution)
    found = tuple(each for each in every if not isinstance(each.facet, Caution))
    series = dict(_VERSIONS.rows(connection, {"case_id": case_id}))
    up = diverging(vault, connection, case_id, today)
    return InCase(
        on=today,
        found=tuple(each for each in found if each.record_id != without),
        goals=_goals(each.facet for each in found if isinstance(each.facet, GoalSet)),
        every_goal=_goals(_ever(connection, case_id)),
        open=(*_open(found, series), *_unread(vault, every, case_id, series)),
        wires=tuple(_wires(found)),
        diverges=up[0].sentence if up is not None else "",
        died=died_on(connection, case_id),
        series=series,
    )


def _ever(connection: Connection, case_id: str) -> Iterator[GoalSet]:
    for (body,) in _EVERY_GOAL.rows(connection, {"case_id": case_id}):
        said = json.loads(body)
        del said["n"]
        goal = from_plain(GoalSet.code, said)
        if isinstance(goal, GoalSet):
            yield goal


def _goals(goals: Iterable[GoalSet]) -> tuple[GoalSet, ...]:
    """Each once, as it is met first, in the order of their codes: G2 before G10."""
    first: dict[str, GoalSet] = {}
    for each in goals:
        first.setdefault(each.cite, each)
    return tuple(sorted(first.values(), key=lambda goal: (len(goal.name), goal.name)))


def _open(found: Iterable[Found], series: Mapping[str, str]) -> Iterator[StillOpen]:
    watching = ""
    for each in found:
        facet = each.facet
        if isinstance(facet, RedFlag) and facet.closed is None:
            sort, name = OpenSort.FLAG, f"Red flag, {facet.words.partition(':')[0].lower()}"
        elif isinstance(facet, Unfinished) and facet.sort is not OpenSort.EVENT:
            sort, name = facet.sort, facet.name
        else:
            continue
        if sort is OpenSort.TRIPWIRE:
            # What is watched for is what the newest record says that foresees anything: an older one is history.
            watching = watching or each.record_id
            if each.record_id != watching:
                continue
        of = f" of {each.event.show()}" if each.event.is_known else ""
        yield StillOpen(sort, f"{name}{of}", Cite(series[each.record_id], facet.row).wire)


def _wires(found: Iterable[Found]) -> Iterator[Wire]:
    """Those of the newest record that foresees anything: an older one is history."""
    watching = ""
    for each in found:
        facet = each.facet
        if isinstance(facet, Watched):
            watching = watching or each.record_id
            if each.record_id == watching:
                yield Wire(facet.scenario, facet.cite, facet.sign, in_list(facet.words), facet.then)


def _unread(
    vault: OpenVault, every: Iterable[Found], case_id: str, series: Mapping[str, str]
) -> Iterator[StillOpen]:
    """Red flags where the member is not admitted: a bare caution is all that they see there, and of nothing else."""
    for each in every:
        if isinstance(each.facet, Caution) and not vault.compartments.admits(each.compartment, case_id):
            name = f"Red flag of {each.event.show()}, kept where you do not read"
            yield StillOpen(OpenSort.FLAG, name, series[each.record_id])
