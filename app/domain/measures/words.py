"""What is said of a scored administration, in the order in which it is read: critical items first."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from app.domain.measures.arithmetic import shown
from app.domain.measures.change import UNCHANGED, Change, Changes, first_and_last
from app.domain.measures.declare import Clinical, Measure, Score
from app.domain.measures.scoring import Scored

IMPORTANT: Final = "Reliable is not the same as important."
_HOLDS: Final = {True: "yes", False: "no", None: "not scored"}


def critical(scored: Scored) -> Iterator[str]:
    """What each critical item that fired says."""
    messages = {each.id: each.message for each in scored.measure.critical}
    yield from (messages[name] for name in scored.critical)


def lines(scored: Scored, earlier: Sequence[Scored] = (), one: str = "first") -> Iterator[str]:
    """All of it, a line each; the earlier administrations oldest first, `one` what a single one is."""
    yield from (f"{line[:1].upper()}{line[1:]}" for line in _lines(scored, earlier, one))


def _lines(scored: Scored, earlier: Sequence[Scored], one: str) -> Iterator[str]:
    measure = scored.measure
    yield from critical(scored)
    yield from (_score(scored, score) for score in measure.scores)
    yield from _cuts(scored)
    if earlier:
        first, last = first_and_last(measure, earlier, scored)
        is_alone = len(earlier) == 1
        yield from changes(measure, first, one if is_alone else "first")
        if not is_alone:
            yield from changes(measure, last, "last")
    yield from (
        f"{each.label}: {_HOLDS[scored.findings[each.id]]} ({each.source})" for each in measure.findings
    )
    if scored.missing:
        yield f"Not answered: {', '.join(scored.missing)}."
    if scored.skipped:
        yield f"Skipped: {', '.join(scored.skipped)}."
    if measure.note:
        yield measure.note
    yield IMPORTANT


def range_of(score: Score, out_of: Mapping[str, Decimal]) -> str:
    """From where to where a score can be, or out of what where an item did not apply: "0 to 40", "out of 32"."""
    if score.id in out_of:
        return f"out of {shown(out_of[score.id])}"
    return f"{shown(score.least)} to {shown(score.most)}"


def changes(measure: Measure, found: Changes, which: str) -> Iterator[str]:
    """What changed since the first or the last administration, a line a score."""
    for name, one in found.items():
        title = measure.score(name).title
        if one is None:
            yield f"{title}, against the {which}: not compared"
        else:
            yield f"{title}, against the {which}: {_change(measure, name, one)}"


def _score(scored: Scored, score: Score) -> str:
    value = scored.scores[score.id]
    if value is None:
        return f"{score.title}: not scored. {scored.reason[score.id]}"
    said = f"{score.title}: {shown(value)} ({range_of(score, scored.out_of)})"
    band = scored.bands.get(score.id)
    named = next((each for each in scored.measure.bands if (each.score, each.id) == (score.id, band)), None)
    return f"{said}, {named.label} ({named.source})" if named else said


def _cuts(scored: Scored) -> Iterator[str]:
    for cut in scored.measure.cuts:
        is_clinical = scored.cuts[cut.id]
        where = (
            f"at {shown(cut.at)} or above"
            if cut.clinical is Clinical.AT_OR_ABOVE
            else f"below {shown(cut.at)}"
        )
        who = f", {cut.who}" if cut.who else ""
        yield f"{cut.label}{who}, {where}: {_HOLDS[is_clinical]} ({cut.source})"


def _change(measure: Measure, name: str, one: Change) -> str:
    difference = f"{shown(one.before)} to {shown(one.now)}, difference {signed(one.difference)}"
    rules = (rule for rule in measure.change if rule.score == name)
    words = "; ".join(
        f"{_word(one.reliable[rule.id])} {rule_words(rule.by, rule.confidence, rule.source)}"
        for rule in rules
    )
    crossed = ", ".join(
        f"{cut.label} {one.cuts[cut.id].replace('_', ' ')}"
        for cut in measure.cuts
        if one.cuts.get(cut.id, "").startswith("crossed")
    )
    return ", ".join(part for part in (difference, words, crossed) if part)


def _word(word: str) -> str:
    return word if word == UNCHANGED else f"reliably {word}"


def rule_words(by: Decimal, confidence: int, source: str) -> str:
    """By what rule a change is reliable: "(6 or more, 90 %, Barkham 2013)"."""
    parts = (f"{shown(by)} or more", f"{confidence} %" if confidence else "", source)
    return f"({', '.join(part for part in parts if part)})"


def signed(difference: Decimal) -> str:
    """A difference with its sign: "+5", "-6", "0"."""
    return f"+{shown(difference)}" if difference > 0 else shown(difference)
