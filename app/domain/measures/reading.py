"""Reads a measure's file: its text becomes a measure, or the faults that keep it from being used."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final, cast

from app.domain.measures import checking
from app.domain.measures.arithmetic import rounded
from app.domain.measures.declare import (
    NOT_APPLICABLE,
    Band,
    ChangeRule,
    Clinical,
    CompletedBy,
    Critical,
    Cut,
    Direction,
    Finding,
    Item,
    Licence,
    Measure,
    Method,
    Score,
    Skip,
)
from app.domain.measures.faults import Fault, Faults
from app.domain.measures.lines import lines_of
from app.domain.measures.options import Options, items_of, options_of
from app.domain.measures.table import Table, is_number, is_whole

FORMAT: Final = 1
LONGEST: Final = 100_000
"""The most bytes of a measure's file: the longest that is shipped has a tenth of it."""
_TOO_LONG: Final = f"A measure's file has at most {LONGEST:,} bytes."


@dataclass(frozen=True)
class Read:
    """What a file gave: the measure where it has no fault."""

    measure: Measure | None
    faults: tuple[Fault, ...]


def read(data: bytes, licences: frozenset[str] | None) -> Read:
    """Read a file; `licences` are the names of the licence files that are there, None where that is not asked.

    Never raises for what stands in it.
    """
    faults = Faults()
    plain = _parsed(data, faults)
    if plain is None:
        return Read(None, tuple(faults))
    if plain.get("format") != FORMAT and is_whole(plain.get("format")):
        # Of a later form nothing more can be said.
        told = f"This file is of format {plain['format']}; this Casework reads format {FORMAT}."
        faults.add(("format",), told)
        return Read(None, tuple(faults))
    top = Table(plain, (), faults)
    options = options_of(top)
    measure = _measure(top, options, sha256(data).hexdigest())
    top.finish()
    checking.check(measure, options, licences, faults)
    found = tuple(faults)
    return Read(None if found else measure, found)


def _parsed(data: bytes, faults: Faults) -> dict[str, Any] | None:
    if len(data) > LONGEST:
        faults.found.add(Fault(1, _TOO_LONG))
        return None
    try:
        text = data.decode("utf-8")
        plain = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as wrong:
        line = _line_in(str(wrong), data)
        faults.found.add(Fault(line, f"This is not TOML: line {line}."))
        return None
    except (ValueError, ArithmeticError, RecursionError):
        faults.found.add(Fault(1, "This is not TOML: line 1."))
        return None
    faults.lines.update(lines_of(text.replace("\r\n", "\n")))
    return plain


def _line_in(told: str, data: bytes) -> int:
    """The line that `tomllib` names, which at the end of a text is the last."""
    number = told.rpartition("line ")[2].partition(",")[0]
    return int(number) if number.isdecimal() else data.count(b"\n") + 1


def _measure(top: Table, options: Mapping[str, Options], digest: str) -> Measure:
    top.whole("format")
    items = items_of(top, options)
    return Measure(
        hash=digest,
        id=top.text("id"),
        version=top.whole("version"),
        title=top.text("title"),
        short=top.text("short"),
        edition=top.text("edition"),
        population=top.text("population"),
        period=top.text("period"),
        completed_by=top.one_of("completed_by", CompletedBy),
        direction=top.one_of("direction", Direction),
        tracked=top.texts("tracked"),
        comparable_with=top.wholes("comparable_with", ()),
        note=top.text("note", ""),
        instructions=top.text("instructions", ""),
        stem=top.text("stem", ""),
        licence=_licence(top.inner("licence")),
        items=items,
        skips=tuple(_skip(each) for each in top.rows("skips")),
        scores=_scores(top, {item.id: item for item in items}),
        bands=tuple(_band(each) for each in top.rows("bands")),
        cuts=tuple(_cut(each) for each in top.rows("cuts")),
        change=tuple(_change(each) for each in top.rows("change")),
        critical=tuple(_critical(each) for each in top.rows("critical")),
        findings=tuple(_finding(each) for each in top.rows("findings")),
    )


def _licence(table: Table) -> Licence:
    made = Licence(
        holder=table.text("holder"),
        terms=table.text("terms"),
        file=table.text("file"),
        wording=table.text("wording"),
        source=table.text("source"),
    )
    table.finish()
    return made


def _skip(table: Table) -> Skip:
    when = table.any_list("when", lambda item: isinstance(item, str), is_whole)
    if not when:
        table.fault("when", "when is missing.")
    made = Skip(when=cast("Any", when), items=table.texts("items"))
    table.finish()
    return made


def _scores(top: Table, items: Mapping[str, Item]) -> tuple[Score, ...]:
    return tuple(_score(each, items) for each in top.rows("scores"))


def _score(table: Table, items: Mapping[str, Item]) -> Score:
    name, method = table.text("id"), table.one_of("method", Method)
    listed = table.texts("items", () if method is Method.TABLE else None)
    is_table, counts = method is Method.TABLE, method is Method.COUNT
    times = 1 if is_table else table.whole("times", 1)
    decimals = table.whole("decimals", 0)
    # What cannot be is told of later; until then nothing is rounded by it.
    places = decimals if 0 <= decimals <= checking.MOST_DECIMALS else 0
    looked_up = table.numbers("table") if is_table else ()
    least, most = _range(method, [items[each] for each in listed if each in items], looked_up)
    made = Score(
        id=name,
        title=table.text("title", name),
        method=method,
        items=listed,
        of=table.text("of") if is_table else "",
        first=table.whole("first") if is_table else 0,
        table=looked_up,
        missing_allowed=table.whole("missing_allowed", 0),
        missing_source=table.text("missing_source", ""),
        times=times,
        decimals=decimals,
        at_least=_at_least(table, listed) if counts else (),
        least=rounded(least[0] * times, least[1], places),
        most=rounded(most[0] * times, most[1], places),
    )
    table.finish()
    return made


Ratio = tuple[int, int]


def _range(method: Method, items: list[Item], table: tuple[Decimal, ...]) -> tuple[Ratio, Ratio]:
    """The lowest and the highest that a score can be, before `times`, each as two whole numbers."""
    if method is Method.TABLE:
        return tuple(
            each.as_integer_ratio()
            for each in (min(table, default=Decimal(0)), max(table, default=Decimal(0)))
        )  # type: ignore[return-value] # two of them
    if method is Method.COUNT:
        return (0, 1), (len(items), 1)
    among = max(1, len(items)) if method is Method.MEAN else 1
    return (sum(item.least for item in items), among), (sum(item.most for item in items), among)


def _at_least(table: Table, items: tuple[str, ...]) -> tuple[int, ...]:
    """From which value on each item counts."""
    usual = table.whole("at_least")
    other = table.plain("at_least_for")
    if other is None:
        other = {}
    if not isinstance(other, dict) or not all(is_whole(each) for each in other.values()):
        table.fault("at_least_for", "at_least_for is not a table of whole numbers.")
        other = {}
    for name in other:
        if name not in items:
            table.fault("at_least_for", f"Item {name} is not in this measure.")
    return tuple(other.get(each, usual) for each in items)


def _source(table: Table, what: str, name: str) -> str:
    """Where it comes from: no number stands without."""
    source = table.text("source", "")
    if not source:
        table.fault("source", f"The {what} {name} has no source.")
    return source


def _band(table: Table) -> Band:
    name = table.text("id")
    made = Band(
        score=table.text("score"),
        id=name,
        label=table.text("label"),
        start=table.number("from"),
        below=table.number("below") if table.has("below") else None,
        source=_source(table, "band", name),
    )
    table.finish()
    return made


def _cut(table: Table) -> Cut:
    name = table.text("id")
    made = Cut(
        id=name,
        score=table.text("score"),
        at=table.number("at"),
        clinical=table.one_of("clinical", Clinical),
        label=table.text("label"),
        who=table.text("who", ""),
        source=_source(table, "cut", name),
    )
    table.finish()
    return made


def _change(table: Table) -> ChangeRule:
    name = table.text("id")
    made = ChangeRule(
        id=name,
        score=table.text("score"),
        by=table.number("by"),
        confidence=table.whole("confidence", 0),
        source=_source(table, "change", name),
    )
    table.finish()
    return made


def _critical(table: Table) -> Critical:
    name = table.text("id")
    at_least = table.whole("at_least") if table.has("at_least") else None
    at_most = table.whole("at_most") if table.has("at_most") else None
    if (at_least is None) == (at_most is None):
        table.fault("", "A critical item needs at_least or at_most, one of them.")
    made = Critical(
        id=name,
        items=table.texts("items"),
        at_least=at_least,
        at_most=at_most,
        message=table.text("message"),
        source=_source(table, "critical item", name),
    )
    table.finish()
    return made


def _finding(table: Table) -> Finding:
    name = table.text("id")
    rules = table.any_list(
        "all",
        lambda score: isinstance(score, str),
        lambda word: word in ("at_least", "below"),
        is_number,
    )
    needs, unless = table.texts("needs", ()), table.texts("unless", ())
    if not (rules or needs):
        table.fault("all", "all is missing.")
    made = Finding(
        id=name,
        label=table.text("label"),
        all=tuple((score, word, Decimal(number)) for score, word, number in rules),
        needs=needs,
        unless=unless,
        source=_source(table, "finding", name),
    )
    table.finish()
    return made


__all__ = ["FORMAT", "LONGEST", "NOT_APPLICABLE", "Read", "read"]
