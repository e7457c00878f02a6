"""A fixation profile in a report: each dimension in words, with its course and on whose word; never a total."""

from collections.abc import Iterator
from typing import Final

from app.domain.records.blocks import (
    Block,
    Course,
    Facts,
    Heading,
    Judgement,
    Paragraph,
    Point,
    Profile,
    Table,
    resting,
)
from app.domain.reports.composer import section
from app.domain.values.dates import ClinicalDate

_NOT_ASSESSED: Final = "Not assessed"
_ON_AXIS: Final = 4
"""So many dimensions have a lane: those that moved most."""


def profiled(profiles: list[Profile], courses: list[Course]) -> Iterator[Block]:
    """The newest profile with what each dimension was before."""
    if not profiles:
        yield from section("Fixation profile", None, otherwise=f"{_NOT_ASSESSED}.")
        return
    newest, rests = profiles[0], resting(profiles)
    facts = (
        ("Driver", newest.driver),
        ("Directed at", newest.target),
        ("Function", newest.function),
        ("Trend", newest.trend),
    )
    note = (
        f"Clinician profile of {newest.assessed}, rated 0 (absent) to 4 (most); not validated; "
        "never totalled. A gap means: not assessed."
    )
    yield Heading(text="Fixation profile", across=True)
    yield Paragraph(text=note, small=True)
    answers = tuple((label, text) for label, text in facts if text)
    yield Facts(answers=answers, cites=newest.cites, share=newest.share)
    yield Table(
        heads=("Dimension", "Now", "Course", "In words", "Source", "Confidence"),
        rows=tuple(
            (each.label, _now(course), course, _in_words(each.words, course), each.source, _surely(each))
            for each, course in zip(newest.judgements, courses, strict=True)
        ),
        widths=(211, 85, 105, 287, 207, 105),
        plain=True,
        names=tuple(f"Fixation profile, {each.label}" for each in newest.judgements),
        cites=rests.cites,
        share=rests.share,
    )


def courses_of(profiles: list[Profile]) -> list[Course]:
    """What each dimension of the newest profile was, by day."""
    return [_course(n, profiles) for n in range(len(profiles[0].judgements))] if profiles else []


def _course(n: int, profiles: list[Profile]) -> Course:
    rated = [(day, each.judgements[n].value) for each in reversed(profiles) if (day := each.on.earliest())]
    return Course(profiles[0].judgements[n].label, tuple(Point(*each) for each in rated))


def moved_most(courses: list[Course]) -> tuple[Course, ...]:
    """Those that are drawn on the time axis, in their order."""
    moved = sorted(courses, key=_movement, reverse=True)[:_ON_AXIS]
    return tuple(each for each in courses if each in moved)


def _movement(course: Course) -> tuple[int, int]:
    values = [point.value for point in course.points if point.value is not None]
    return (max(values) - min(values), course.points[-1].value or 0) if values else (0, 0)


def _earlier(course: Course) -> Point | None:
    """The last assessed rating before the current one."""
    return next((point for point in reversed(course.points[:-1]) if point.value is not None), None)


def _now(course: Course) -> Paragraph:
    now, before = course.points[-1].value, _earlier(course)
    was = "" if before is None or now is None else f"(was {before.value})"
    return Paragraph(label="–" if now is None else str(now), text=was, plain=True)


def _surely(judgement: Judgement) -> str:
    """How surely it was judged; what was not said is never read as low."""
    return judgement.confidence or ("not given" if judgement.value is not None else "")


def _in_words(words: str, course: Course) -> str:
    """What was found, or that nothing was, and what was last known."""
    if course.points[-1].value is not None:
        return words
    before = _earlier(course)
    known = f"; {before.value} on {ClinicalDate.of(before.day).show()}" if before else ""
    return f"{_NOT_ASSESSED}{known}. {words.removeprefix(_NOT_ASSESSED)}".strip()
