"""What a return is counted from, read in a few statements: the facts of cases and people, and what records mean.

Of a record only its facets are read, and only of one that stands. A case that holds anything restricted that the maker
cannot open is left out whole; what stands in a compartment that they are not admitted to is sealed, and not read.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Connection, Row, text

from app.domain.facts import case
from app.domain.fields.compartments import Compartment
from app.domain.kinds.parts.after import POINTS, due_at
from app.domain.kinds.registry import COUNTED, VOIDING
from app.domain.records.counts import Counts
from app.domain.records.facets import AxisEvent, Coded, Facet, KeyDate, Mark, Score, TakesOver, from_plain
from app.domain.returns.material import (
    CaseTold,
    Material,
    OrderRun,
    PersonTold,
    PointDue,
    ScoreGiven,
    Signed,
    StageStated,
)
from app.domain.values.dates import ClinicalDate
from app.services.cases.trainings import all_of
from app.services.facts.events import stated
from app.services.facts.site_settings import settings_in
from app.services.measures.of_vault import measures_of
from app.services.records.facets import look_at_all
from app.services.records.standing import in_force
from app.services.vault.open_vault import Act, OpenVault


def _codes(*sorts: Counts) -> str:
    """The kinds that are counted as one of these, or all that are counted, as a list in SQL."""
    return ", ".join(repr(code) for code, sort in COUNTED.items() if not sorts or sort in sorts)


_KINDS: Final = _codes()
_VOIDING: Final = ", ".join(repr(code) for code in VOIDING)
_RESTRICTED: Final = text(
    "SELECT case_id, body FROM record WHERE compartment = :restricted "
    "UNION ALL SELECT case_id, body FROM facet WHERE compartment = :restricted AND code = ''"
)
_RECORDS: Final = text(
    f"SELECT r.id, r.case_id, r.kind, r.event, r.signed_at FROM record r WHERE r.kind IN ({_KINDS}) "  # noqa: S608 - our own names
    f"AND {in_force('r.id')}"
)
_FACETS: Final = text(
    "SELECT f.record_id, f.code, f.body FROM facet_seen f JOIN record r ON r.id = f.record_id "  # noqa: S608 - our own names
    f"WHERE r.kind IN ({_KINDS}) AND (f.code = '{Coded.code}' "
    f"OR (f.code = '{Score.code}' AND r.kind IN ({_codes(Counts.MEASURE)})) "
    f"OR (f.code = '{AxisEvent.code}' AND r.kind IN ({_codes(Counts.ORDER)})) "
    f"OR (f.code = '{KeyDate.code}' AND r.kind IN ({_codes(Counts.DISCHARGE)})))"
)
# Two files of one person are one person.
_CASES: Final = text("SELECT id, shown_person_id, opened FROM casefile")
_STATED: Final = text(
    "SELECT case_id, fact, digest, body FROM event WHERE subject = :subject AND fact IN (:stage, :concern) "
    "ORDER BY case_id, number, at"
)
# A record in error may have set the concern of its case: what was stated of that is not heard then.
_SET_IN_ERROR: Final = text(
    f"SELECT DISTINCT case_id FROM record r WHERE r.kind IN ({_codes(Counts.SCREENING, Counts.DISCHARGE)}) "  # noqa: S608 - our own names
    f"AND EXISTS (SELECT 1 FROM record e WHERE e.about_id = r.id AND e.kind IN ({_VOIDING}))"
)
_SAID: Final = ("sex", "interpreter", "ethnicity", "religion", "disabilities")
_SAID_OF: Final = ", ".join(f"json_extract(details, '$.{each}') AS {each}" for each in _SAID)
_PEOPLE: Final = text(
    f"SELECT id, born, {_SAID_OF} "  # noqa: S608 - our own names
    "FROM (SELECT id, born, CAST(details AS TEXT) AS details FROM person)"
)
# Advice that was asked for anew was given all the same; what else took another's place is counted once.
_TAKEN_OVER: Final = text(
    "SELECT DISTINCT v.id FROM facet_seen t JOIN record w ON w.id = t.record_id "  # noqa: S608 - our own names
    "JOIN record s ON s.id = json_extract(t.body, '$.what') JOIN record v ON v.series_id = s.series_id "
    f"WHERE t.code = '{TakesOver.code}' AND w.kind NOT IN ({_codes(Counts.CONSULTATION)}) AND {in_force('t.record_id')}"
)
_DUE: Final = {due_at(each.code): each.code for each in POINTS}
"""The point of a follow-up by what falls due."""


def material(vault: OpenVault, act: Act) -> Material:
    """All that the member may count, in this transaction."""
    connection = act.connection
    look_at_all(vault, connection)
    out = _not_admitted(vault, connection)
    cases = {each.id: each for each in _cases(vault, connection) if each.id not in out}
    drawn = _Drawn.of(vault, connection, cases)
    by_sort: dict[Counts, list[Signed]] = {}
    for each in sorted(drawn.signed.values(), key=lambda one: one.order):
        by_sort.setdefault(each.sort, []).append(each)
    return Material(
        today=vault.today(),
        cases=cases,
        persons={row.id: _person(row) for row in connection.execute(_PEOPLE)},
        records={sort: tuple(of_sort) for sort, of_sort in by_sort.items()},
        orders=tuple(drawn.orders()),
        scores=tuple(drawn.scores()),
        due=tuple(drawn.due()),
        training=tuple(each.training for each in all_of(act.session)),
        measures=measures_of(vault, act.session).by_name,
        off=settings_in(connection).off,
    )


def _not_admitted(vault: OpenVault, connection: Connection) -> frozenset[str]:
    """The cases that hold anything restricted that the member cannot open."""
    found = connection.execute(_RESTRICTED, {"restricted": Compartment.RESTRICTED.value})
    opens = vault.compartments.opens
    return frozenset(case_id for case_id, body in found if not opens(Compartment.RESTRICTED, body, case_id))


def _cases(vault: OpenVault, connection: Connection) -> Iterator[CaseTold]:
    stages: dict[str, list[StageStated]] = {}
    concern: dict[str, Any] = {}
    asked = {"subject": case.SUBJECT, "stage": case.STAGE.code, "concern": case.CONCERN.code}
    for case_id, fact, digest, body in connection.execute(_STATED, asked):
        event = stated(digest, body).event
        if fact == case.STAGE.code:
            closed = event.after.get("closed")
            on = _local(vault, datetime.fromisoformat(event.at))
            said = StageStated(event.after.get("stage", ""), on, _day(closed) if closed else None)
            stages.setdefault(case_id, []).append(said)
        else:
            concern[case_id] = event.after
    for case_id in connection.execute(_SET_IN_ERROR).scalars():
        concern.pop(case_id, None)
    for case_id, person, opened in connection.execute(_CASES):
        yield CaseTold(
            id=case_id,
            person=person,
            opened=_day(opened),
            stages=tuple(stages.get(case_id, ())),
            concern_entry=concern.get(case_id, {}).get("entry", ""),
            concern_exit=concern.get(case_id, {}).get("exit", ""),
        )


def _person(row: Row[Any]) -> PersonTold:
    return PersonTold(
        born=_day(row.born),
        sex=row.sex or "",
        interpreter=row.interpreter or "",
        has_ethnicity=bool(row.ethnicity),
        has_religion=bool(row.religion),
        has_disabilities=bool(row.disabilities),
    )


def _day(wire: str | None) -> ClinicalDate:
    return ClinicalDate.from_wire(wire) if wire else ClinicalDate()


class _Drawn:
    """The records of the cases that are counted, and each of their facets that is no coded answer, with its record."""

    def __init__(self, signed: dict[str, Signed], others: list[tuple[Signed, Facet]]) -> None:
        self.signed = signed
        self.others = others

    @classmethod
    def of(cls, vault: OpenVault, connection: Connection, cases: dict[str, CaseTold]) -> "_Drawn":
        """Read them. A sealed record that the member cannot open has no facet here, and is not counted."""
        taken = frozenset(connection.execute(_TAKEN_OVER).scalars())
        rows = (row for row in connection.execute(_RECORDS) if row.id not in taken)
        kept = {row.id: row for row in rows if row.case_id in cases}
        answers: dict[str, dict[str, str]] = {}
        in_rows: dict[str, list[tuple[str, str]]] = {}
        others: list[tuple[str, Facet]] = []
        for record_id, code, body in connection.execute(_FACETS):
            said = json.loads(body)
            if record_id not in kept:
                continue
            answers.setdefault(record_id, {})
            if code != Coded.code:
                said.pop("n")
                others.append((record_id, from_plain(code, said)))
            elif said["row"]:
                in_rows.setdefault(record_id, []).append((said["field"], said["answer"]))
            else:
                answers[record_id][said["field"]] = said["answer"]
        signed = {
            each: _signed(vault, kept[each], said, in_rows.get(each, [])) for each, said in answers.items()
        }
        return cls(signed, [(signed[each], facet) for each, facet in others])

    def orders(self) -> Iterator[OrderRun]:
        """Orders that were made."""
        for record, each in self.others:
            if isinstance(each, AxisEvent) and each.mark is Mark.ORDER_RUNS:
                sort, until = (record.answers.get(name, "") for name in ("order_type", "until"))
                yield OrderRun(sort=sort, start=each.start, end=each.end, until=until)

    def scores(self) -> Iterator[ScoreGiven]:
        """Scores that are compared over time."""
        for record, each in self.others:
            if isinstance(each, Score) and each.value is not None:
                measure, _, score = each.measure.rpartition(".")
                yield ScoreGiven(
                    case=record.case,
                    measure=measure,
                    score=score,
                    label=each.label,
                    source=each.source.value,
                    record=record,
                    value=Decimal(str(each.value)),
                )

    def due(self) -> Iterator[PointDue]:
        """Follow-ups that a discharge asks for."""
        for record, each in self.others:
            if isinstance(each, KeyDate) and each.what in _DUE and each.day is not None:
                yield PointDue(case=record.case, point=_DUE[each.what], on=each.day)


def _signed(
    vault: OpenVault, row: Row[Any], answers: dict[str, str], in_rows: list[tuple[str, str]]
) -> Signed:
    at = datetime.fromisoformat(row.signed_at)
    return Signed(
        id=row.id,
        case=row.case_id,
        sort=COUNTED[row.kind],
        event=_day(row.event),
        signed_on=_local(vault, at),
        answers=answers,
        rows=tuple(in_rows),
    )


def _local(vault: OpenVault, at: datetime) -> date:
    """The day at the site."""
    return at.astimezone(vault.zone).date()
