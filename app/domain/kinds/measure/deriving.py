"""What a measure's file makes of the answers: worked out each time a draft is read, and signed as it then stands."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from app.domain.fields.content import Missing
from app.domain.kinds.measure.content import Administration, Critical, HeldRow, ScoreRow, is_outside
from app.domain.measures.arithmetic import shown
from app.domain.measures.catalogue import Catalogue
from app.domain.measures.declare import Critical as Declared
from app.domain.measures.declare import Measure
from app.domain.measures.scoring import Scored, WrongAnswers, score
from app.domain.records.kind import Derived
from app.errors import NoSuchMeasure

_UNKNOWN: Final = "Its file is not here, so that nothing is scored"
_HELD: Final = {True: "yes", False: "no", None: "refused"}
_NOTHING: Final[dict[str, Any]] = {
    "critical": (),
    "scores": (),
    "cuts": (),
    "findings": (),
    "missing": "",
    "skipped": "",
    "values": (),
    "name": "",
    "short": "",
    "edition": "",
    "hash": "",
}


def derive(content: Administration, catalogue: Catalogue) -> Derived:
    """The content with its results, or what keeps it from being scored."""
    bare = replace(content, **_NOTHING)
    if is_outside(content):
        return Derived(replace(bare, measure="", answers=()))
    measure = catalogue.by_name.get(content.measure)
    if measure is None:
        unknown = (Missing("measure", "Measure", _UNKNOWN),) if content.measure else ()
        return Derived(bare, unknown)
    named = replace(bare, name=measure.title, short=measure.short, edition=measure.edition, hash=measure.hash)
    if content.not_given or not content.answers:
        return Derived(named)
    try:
        scored = score(measure, content.answers)
    except WrongAnswers as wrong:
        # What was said of a critical item is kept while an answer is typed anew.
        begun = replace(named, critical=kept(content.critical, measure))
        return Derived(begun, (Missing("answers", "Answers", str(wrong).rstrip(".")),))
    return Derived(with_results(replace(named, critical=content.critical), scored))


def scored_of(content: Administration, catalogue: Catalogue) -> Scored | None:
    """How its answers are scored; None where they are not all there."""
    try:
        return score(catalogue.find(content.measure), content.answers)
    except (NoSuchMeasure, WrongAnswers):
        return None


def with_results(content: Administration, scored: Scored) -> Administration:
    """The content with the results of its answers; what was said of a critical item stays with it."""
    measure = scored.measure
    cuts = (
        HeldRow(id=c.id, label=c.label, who=c.who, holds=_HELD[scored.cuts[c.id]], source=c.source)
        for c in measure.cuts
    )
    findings = (
        HeldRow(id=f.id, label=f.label, holds=_HELD[scored.findings[f.id]], source=f.source)
        for f in measure.findings
    )
    return replace(
        content,
        critical=critical_of(content.critical, scored),
        scores=tuple(_scores(measure, scored)),
        cuts=tuple(cuts),
        findings=tuple(findings),
        missing=", ".join(scored.missing),
        skipped=", ".join(scored.skipped),
        values=scored.values,
    )


def kept(rows: tuple[Critical, ...], measure: Measure) -> tuple[Critical, ...]:
    """The rows that are of critical items of that measure."""
    known = {each.id for each in measure.critical}
    return tuple(row for row in rows if row.id in known)


def critical_of(rows: tuple[Critical, ...], scored: Scored) -> tuple[Critical, ...]:
    """A row for each critical item that fired: the one that is there already, or a new one."""
    there = {row.id: row for row in rows}
    return tuple(
        _fired(there.get(each.id, Critical()), each, scored)
        for each in scored.measure.critical
        if each.id in scored.critical
    )


def _fired(row: Critical, critical: Declared, scored: Scored) -> Critical:
    """The row with which items of it were answered so, and with what values."""
    values = {item.id: value for item, value in zip(scored.measure.items, scored.values, strict=True)}
    fired = [name for name in critical.items if critical.fires_at(values[name])]
    answers = ", ".join(str(values[name]) for name in fired)
    return replace(row, id=critical.id, message=critical.message, item=", ".join(fired), answer=answers)


def _scores(measure: Measure, scored: Scored) -> Iterator[ScoreRow]:
    for each in measure.scores:
        value = scored.scores[each.id]
        yield ScoreRow(
            id=each.id,
            title=each.title,
            tracked="yes" if each.id in measure.tracked else "no",
            value="" if value is None else shown(value),
            least=shown(each.least),
            most=shown(each.most),
            out_of=shown(scored.out_of[each.id]) if each.id in scored.out_of else "",
            refused=scored.reason.get(each.id, ""),
            **_band(measure, each.id, scored.bands),
        )


def _band(measure: Measure, score_id: str, bands: Mapping[str, str | None]) -> dict[str, str]:
    found = next((b for b in measure.bands if (b.score, b.id) == (score_id, bands.get(score_id))), None)
    if found is None:
        return {}
    return {"band": found.id, "band_label": found.label, "band_source": found.source}
