"""What is wrong with a measure whose keys are all there and of the right types: each fault one sentence."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from app.domain.measures.arithmetic import shown
from app.domain.measures.declare import Band, Direction, Measure, Method, Score
from app.domain.measures.faults import Faults
from app.domain.measures.lines import Path
from app.domain.measures.options import Options

ID: Final = re.compile(r"[a-z0-9-]{2,32}", re.ASCII)
_PART: Final = re.compile(r"[A-Za-z0-9_-]{1,40}", re.ASCII)
_MOST_ROWS: Final = 400
_LISTS: Final = ("items", "skips", "scores", "bands", "cuts", "change", "critical", "findings")
MOST_DECIMALS: Final = 4
_MOST_WORDS: Final = 4
Found = Iterator[tuple[Path, str]]


def check(
    measure: Measure, options: Mapping[str, Options], licences: frozenset[str] | None, faults: Faults
) -> None:
    """Take every fault of a measure; without `licences` nobody asks whether the licence's file is there."""
    many = [name for name in _LISTS if len(getattr(measure, name)) > _MOST_ROWS]
    for name in many:
        faults.add((name,), f"A measure has at most {_MOST_ROWS} {name}.")
    if many:
        # What goes through all of them by all of them would take for ever.
        return
    parts = (_names, _licence, _items, _skips, _scores, _bands, _readers, _findings)
    for part in parts:
        for path, sentence in part(measure):
            faults.add(path, sentence)
    for path, sentence in (*_options(measure, options), *_licence_file(measure, licences)):
        faults.add(path, sentence)


def _names(measure: Measure) -> Found:
    if measure.id and not ID.fullmatch(measure.id):
        yield ("id",), f"The id {measure.id} is not 2 to 32 of a to z, 0 to 9 and -."
    if measure.version < 1:
        yield ("version",), "version is a whole number from 1."
    if any(each >= measure.version for each in measure.comparable_with):
        yield ("comparable_with",), "comparable_with names earlier versions alone."
    for name in ("items", "scores", "cuts", "change", "critical", "findings"):
        yield from _twice(name, getattr(measure, name))
    for score in {band.score for band in measure.bands}:
        yield from _twice("bands", measure.bands, score)


def _twice(name: str, rows: Sequence[Any], score: str = "") -> Found:
    """Ids are of one list; those of bands are of one score."""
    seen: set[str] = set()
    for n, row in enumerate(rows):
        if score and row.score != score:
            continue
        if row.id and not _PART.fullmatch(row.id):
            yield (name, n, "id"), f"The id {row.id} is not 1 to 40 letters, digits, _ and -."
        if row.id and row.id in seen:
            yield (name, n, "id"), f"The id {row.id} is used twice."
        seen.add(row.id)


def _licence(measure: Measure) -> Found:
    licence = measure.licence
    if licence.wording and licence.wording not in {"shipped", "not_shipped"}:
        yield ("licence", "wording"), "wording is not one of shipped, not_shipped."
    if licence.ships_wording:
        return
    for name in ("instructions", "stem"):
        if getattr(measure, name):
            yield (name,), f"This licence does not ship the wording, so there must be no `{name}`."
    for n, item in enumerate(measure.items):
        if item.text:
            told = f"This licence does not ship the wording, so item {item.id} must have no `text`."
            yield ("items", n, "text"), told


def _licence_file(measure: Measure, licences: frozenset[str] | None) -> Found:
    if licences is not None and measure.licence.file and measure.licence.file not in licences:
        yield ("licence", "file"), f"The licence file {measure.licence.file} is not there."


def _options(measure: Measure, options: Mapping[str, Options]) -> Found:
    used = {item.options for item in measure.items}
    for name, each in options.items():
        if name not in used:
            yield ("options", name), f"Option set {name} is not there, or not used."
        if each.labels and measure.licence.wording == "not_shipped":
            told = f"This licence does not ship the wording, so option set {name} must have no `labels`."
            yield ("options", name, "labels"), told


def _items(measure: Measure) -> Found:
    if not measure.items:
        yield (), "items is missing."
    for n, item in enumerate(measure.items):
        many = len(item.values)
        if item.labels and len(item.labels) != many:
            yield ("items", n), f"Item {item.id} has {len(item.labels)} labels for {many} values."
        if len(item.keys) != many and many:
            yield ("items", n), f"Item {item.id} has {len(item.keys)} keys for {many} values."
        if len(set(item.keys)) != len(item.keys):
            yield ("items", n), f"Two positions of item {item.id} have the same key."
        if any(not key or key == "-" or not key.isalnum() for key in item.keys):
            yield ("items", n), f"A key of item {item.id} is not letters and digits."
        if len(item.about.split()) > _MOST_WORDS:
            yield ("items", n, "about"), f"about of item {item.id} has more than {_MOST_WORDS} words."


def _known(measure: Measure, names: Iterable[str], path: Path) -> Found:
    known = {item.id for item in measure.items}
    for name in names:
        if name not in known:
            yield path, f"Item {name} is not in this measure."


def _skips(measure: Measure) -> Found:
    positions = {item.id: len(item.values) for item in measure.items}
    for n, skip in enumerate(measure.skips):
        yield from _known(measure, (name for name, _ in skip.when), ("skips", n, "when"))
        yield from _known(measure, skip.items, ("skips", n, "items"))
        for name, position in skip.when:
            if not 0 <= position < positions.get(name, position + 1):
                yield ("skips", n, "when"), f"Item {name} has no position {position}."


def _scores(measure: Measure) -> Found:
    if not measure.scores:
        yield (), "scores is missing."
    if not measure.tracked:
        yield ("tracked",), "tracked names at least one score."
    yield from _scored(measure, measure.tracked, ("tracked",))
    for n, score in enumerate(measure.scores):
        path: Path = ("scores", n)
        yield from _known(measure, score.items, (*path, "items"))
        if len(set(score.items)) != len(score.items):
            yield (*path, "items"), f"Score {score.id} names an item twice."
        if not score.items and score.method is not Method.TABLE:
            yield path, f"Score {score.id} names no item."
        yield from _missing(score, path)
        if not 0 <= score.decimals <= MOST_DECIMALS or score.times < 1:
            yield path, f"Score {score.id} has times from 1 and decimals from 0 to {MOST_DECIMALS}."
    yield from _tables(measure)


def _missing(score: Score, path: Path) -> Found:
    allowed = score.missing_allowed
    if allowed and not score.missing_source:
        told = f"{score.id} may miss {allowed} items, which needs `missing_source`."
        yield (*path, "missing_allowed"), told
    filled = score.method in {Method.SUM, Method.MEAN}
    if allowed < 0 or (allowed and (not filled or allowed >= len(score.items))):
        yield (*path, "missing_allowed"), f"So many items of {score.id} cannot be missing."


def _tables(measure: Measure) -> Found:
    by_id = {score.id: score for score in measure.scores}
    for n, score in enumerate(measure.scores):
        if score.method is not Method.TABLE or not score.of:
            continue
        path: Path = ("scores", n)
        way = _way(score, by_id)
        raw = by_id.get(score.of)
        if raw is None:
            yield (*path, "of"), f"Score {score.of} is not in this measure."
        elif way[-1] == score.id:
            yield (*path, "of"), f"Score {score.id} is made from itself: {', '.join(way)}."
        elif raw.decimals:
            yield (*path, "of"), f"Score {score.of} has decimal places, so no table can be of it."
        elif raw.method is not Method.TABLE:
            yield from _table_size(score, raw, path)


def _way(score: Score, by_id: Mapping[str, Score]) -> list[str]:
    """The scores that one is made from, one from the next, until there is none or one comes again."""
    way = [score.id]
    while score.method is Method.TABLE and score.of in by_id:
        way.append(score.of)
        if score.of in way[:-1]:
            break
        score = by_id[score.of]
    return way


def _table_size(score: Score, raw: Score, path: Path) -> Found:
    wanted = int(raw.most) - score.first + 1
    if score.first != raw.least:
        told = f"Table of {score.id} begins at {score.first}; {raw.id} begins at {shown(raw.least)}."
        yield (*path, "first"), told
    elif len(score.table) != wanted:
        yield (*path, "table"), f"Table of {score.id} has {len(score.table)} entries and needs {wanted}."


def _scored(measure: Measure, names: Iterable[str], path: Path) -> Found:
    known = {score.id for score in measure.scores}
    for name in names:
        if name and name not in known:
            yield path, f"Score {name} is not in this measure."


def _bands(measure: Measure) -> Found:
    for score in measure.scores:
        of = [(n, band) for n, band in enumerate(measure.bands) if band.score == score.id]
        if not of:
            continue
        first, last = of[0], of[-1]
        if first[1].start != score.least:
            told = f"Bands of {score.id} do not begin at its lowest value {shown(score.least)}."
            yield ("bands", first[0], "from"), told
        for (_, one), (n, following) in pairwise(of):
            yield from _joint(score, one, following, n)
        if last[1].below is not None:
            yield ("bands", last[0], "below"), f"The last band of {score.id} must have no `below`."


def _joint(score: Score, one: Band, following: Band, n: int) -> Found:
    """Where one band ends the next begins."""
    path: Path = ("bands", n, "from")
    if one.below is None:
        yield ("bands", n - 1), "below is missing."
    elif following.start < one.below or one.below <= one.start:
        yield path, f"Bands of {score.id} overlap at {shown(following.start)}."
    elif following.start > one.below:
        told = f"Bands of {score.id} leave a gap from {shown(one.below)} to {shown(following.start)}."
        yield path, told


def _readers(measure: Measure) -> Found:
    """What reads scores and items: cuts, bands, rules of change, critical items."""
    for name in ("bands", "cuts", "change"):
        for n, row in enumerate(getattr(measure, name)):
            yield from _scored(measure, (row.score,), (name, n, "score"))
    for n, rule in enumerate(measure.change):
        if rule.by <= 0:
            yield ("change", n, "by"), f"The change {rule.id} is by more than 0."
        if measure.direction is Direction.NONE:
            yield ("change", n), f"The change {rule.id} needs a direction: none is better than the other."
    for n, critical in enumerate(measure.critical):
        yield from _known(measure, critical.items, ("critical", n, "items"))
        if not critical.items:
            yield ("critical", n), f"The critical item {critical.id} names no item."


def _findings(measure: Measure) -> Found:
    earlier: set[str] = set()
    every = {finding.id for finding in measure.findings}
    for n, finding in enumerate(measure.findings):
        yield from _scored(measure, (score for score, _, _ in finding.all), ("findings", n, "all"))
        for name in (*finding.needs, *finding.unless):
            if name in earlier:
                continue
            told = "names a later finding" if name in every else f"names {name}, which is no finding"
            yield ("findings", n), f"Finding {finding.id} {told}."
        earlier.add(finding.id)
