"""The engine: answers by position become values, scores, bands, cuts, findings and critical items.

A measure is compiled once into tuples of numbers. A score with an item missing is refused, unless its publisher says by
what rule it is filled; a critical item speaks by its own answer all the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from app.domain.measures.arithmetic import rounded
from app.domain.measures.declare import Clinical, Finding, Measure, Method, Score
from app.errors import NotAcceptable

Answers = Sequence[Any]
"""A position an item, None where it is blank."""


class WrongAnswers(NotAcceptable):
    """Answers that cannot be: `kind` is "count", or "position" of `item`."""

    def __init__(self, sentence: str, kind: str, item: str = "") -> None:
        super().__init__(sentence)
        self.kind = kind
        self.item = item


@dataclass(frozen=True, kw_only=True)
class Scored:
    """One administration as it was scored. What was refused is None, with the reason."""

    measure: Measure
    answers: tuple[int | None, ...]
    values: tuple[int | None, ...]
    """By item; None where it is blank, skipped or not applicable."""
    missing: tuple[str, ...]
    skipped: tuple[str, ...]
    scores: Mapping[str, Decimal | None]
    bands: Mapping[str, str | None]
    cuts: Mapping[str, bool | None]
    findings: Mapping[str, bool | None]
    critical: tuple[str, ...]
    reason: Mapping[str, str]
    out_of: Mapping[str, Decimal]

    @property
    def refused(self) -> tuple[str, ...]:
        """The scores that were refused."""
        return tuple(self.reason)


@dataclass(frozen=True)
class _Compiled:
    """Where the items of each skip, score and critical item stand."""

    at: Mapping[str, int]
    skips: tuple[tuple[tuple[tuple[int, int], ...], tuple[int, ...]], ...]
    scores: tuple[tuple[int, ...], ...]
    order: tuple[int, ...]
    """The scores, each after the one that it is made of."""


_MOST_COMPILED: Final = 256


@lru_cache(_MOST_COMPILED)
def _compiled(measure: Measure) -> _Compiled:
    at = {item.id: n for n, item in enumerate(measure.items)}
    skips = tuple(
        (tuple((at[item], position) for item, position in skip.when), tuple(at[each] for each in skip.items))
        for skip in measure.skips
    )
    scores = tuple(tuple(at[each] for each in score.items) for score in measure.scores)
    return _Compiled(at, skips, scores, _order(measure.scores))


def _order(scores: tuple[Score, ...]) -> tuple[int, ...]:
    placed: dict[str, int] = {}
    # Each round places one at least: a file whose scores are made from themselves is not used.
    for _ in scores:
        for n, score in enumerate(scores):
            if score.id not in placed and (score.method is not Method.TABLE or score.of in placed):
                placed[score.id] = n
    return tuple(placed.values())


def score(measure: Measure, answers: Answers) -> Scored:
    """Score one administration; raises WrongAnswers."""
    return _Scoring(measure, _checked(measure, answers)).scored()


def _checked(measure: Measure, answers: Answers) -> tuple[int | None, ...]:
    if len(answers) != len(measure.items):
        verb = "was" if len(answers) == 1 else "were"
        sentence = f"{measure.short} takes {len(measure.items)} answers; {len(answers)} {verb} given."
        raise WrongAnswers(sentence, "count")
    for item, answer in zip(measure.items, answers, strict=True):
        if answer is not None and not (type(answer) is int and 0 <= answer < len(item.values)):
            most = len(item.values) - 1
            sentence = f"Item {item.id} of {measure.short} takes 0 to {most}; {_said(answer)} was given."
            raise WrongAnswers(sentence, "position", item.id)
    return tuple(answers)


def _said(answer: object) -> str:
    """An answer as it may be repeated: what is no number may be anything that was typed."""
    return (
        str(answer) if isinstance(answer, int | float) and not isinstance(answer, bool) else "something else"
    )


class _Scoring:
    """One administration on its way through the engine."""

    def __init__(self, measure: Measure, answers: tuple[int | None, ...]) -> None:
        self.measure = measure
        self.answers = answers
        self.compiled = _compiled(measure)
        self.values = tuple(
            None if answer is None else item.values[answer]
            for item, answer in zip(measure.items, answers, strict=True)
        )
        self.skipped = self._skipped()
        blank = (n for n, answer in enumerate(answers) if answer is None)
        self.missing = frozenset(n for n in blank if n not in self.skipped)
        self.reason: dict[str, str] = {}
        self.out_of: dict[str, Decimal] = {}
        self.found: dict[str, Decimal | None] = {}

    def scored(self) -> Scored:
        """All of it."""
        measure = self.measure
        for n in self.compiled.order:
            self.found[measure.scores[n].id] = self._score(measure.scores[n], self.compiled.scores[n])
        names = [item.id for item in measure.items]
        findings = self._findings()
        return Scored(
            measure=measure,
            answers=self.answers,
            values=self.values,
            missing=tuple(name for n, name in enumerate(names) if n in self.missing),
            skipped=tuple(name for n, name in enumerate(names) if n in self.skipped),
            scores={each.id: self.found[each.id] for each in measure.scores},
            bands=self._bands(),
            cuts={each.id: self._is_clinical(each.score, each.at, each.clinical) for each in measure.cuts},
            findings=findings,
            critical=tuple(
                each.id
                for each in measure.critical
                if any(each.fires_at(self.values[self.compiled.at[name]]) for name in each.items)
            ),
            reason={each.id: self.reason[each.id] for each in measure.scores if each.id in self.reason},
            out_of=self.out_of,
        )

    def _skipped(self) -> frozenset[int]:
        """The blanks that an answer elsewhere fills with nought."""
        holding = (
            items
            for when, items in self.compiled.skips
            if all(self.answers[n] == position for n, position in when)
        )
        return frozenset(n for items in holding for n in items if self.answers[n] is None)

    def _score(self, score: Score, items: tuple[int, ...]) -> Decimal | None:
        if score.method is Method.TABLE:
            return self._looked_up(score)
        applicable = [n for n in items if self.answers[n] is None or self.values[n] is not None]
        blank = sum(n in self.missing for n in applicable)
        if not applicable or blank > score.missing_allowed:
            self.reason[score.id] = _why(blank, len(applicable), score.missing_allowed)
            return None
        if len(applicable) < len(items):
            self.out_of[score.id] = self._most(score, applicable)
        if score.method is Method.COUNT:
            reach = (
                (self.values[n] or 0) >= least
                for n, least in zip(items, score.at_least, strict=True)
                if n in applicable
            )
            return rounded(sum(reach) * score.times, 1, score.decimals)
        return self._added(score, applicable, blank)

    def _added(self, score: Score, items: list[int], blank: int) -> Decimal:
        """A sum or mean; the mean of what was answered stands for what is blank."""
        total = sum(self.values[n] or 0 for n in items) * score.times
        answered = len(items) - blank
        if score.method is Method.MEAN:
            return rounded(total, answered, score.decimals)
        return rounded(total * len(items), answered, score.decimals)

    def _most(self, score: Score, items: list[int]) -> Decimal:
        if score.method is Method.COUNT:
            return rounded(len(items) * score.times, 1, score.decimals)
        total = sum(self.measure.items[n].most for n in items) * score.times
        return rounded(total, len(items) if score.method is Method.MEAN else 1, score.decimals)

    def _looked_up(self, score: Score) -> Decimal | None:
        raw = self.found[score.of]
        place = int(raw) - score.first if raw is not None else -1
        if score.of in self.out_of or not 0 <= place < len(score.table):
            self.reason[score.id] = f"Needs {score.of}, which is not scored."
            return None
        return rounded(*score.table[place].as_integer_ratio(), score.decimals)

    def _bands(self) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for band in self.measure.bands:
            value = self.found[band.score]
            found.setdefault(band.score, None)
            is_whole = value is not None and band.score not in self.out_of
            if is_whole and value >= band.start and (band.below is None or value < band.below):  # type: ignore[operator] # it is there
                found[band.score] = band.id
        return {each.id: found[each.id] for each in self.measure.scores if each.id in found}

    def _is_clinical(self, score: str, at: Decimal, clinical: Clinical) -> bool | None:
        value = self.found[score]
        if value is None or score in self.out_of:
            return None
        return value >= at if clinical is Clinical.AT_OR_ABOVE else value < at

    def _findings(self) -> dict[str, bool | None]:
        found: dict[str, bool | None] = {}
        for finding in self.measure.findings:
            found[finding.id] = self._holds(finding, found)
        return found

    def _holds(self, finding: Finding, earlier: Mapping[str, bool | None]) -> bool | None:
        """Whether it holds; None as soon as anything that it names is refused."""
        scores = [(self.found[name], word, number) for name, word, number in finding.all]
        named = [earlier[name] for name in (*finding.needs, *finding.unless)]
        if any(value is None for value, _, _ in scores) or any(each is None for each in named):
            return None
        reached = all(
            value is not None and (value >= number if word == "at_least" else value < number)
            for value, word, number in scores
        )
        return (
            reached
            and all(earlier[name] for name in finding.needs)
            and not any(earlier[name] for name in finding.unless)
        )


def _why(blank: int, among: int, allowed: int) -> str:
    if not among:
        return "No item applies."
    return f"{blank} of {among} items not answered; {allowed or 'none'} may be missing."
