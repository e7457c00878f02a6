"""Fixation profiles in a report: of each target what was found and how it was before, and on whose word; never a total.

A rating that the audience does not get is not in the table, and nothing says that it is not.
"""

import re
from collections.abc import Iterator
from typing import Final

from app.domain.fields.declare import SCALE
from app.domain.fields.sharing import Share
from app.domain.records.blocks import (
    Block,
    Course,
    Facts,
    Heading,
    Judgement,
    Paragraph,
    Part,
    Point,
    Profile,
    Table,
    resting,
)
from app.domain.reports.composer import NOT_RECORDED, NOT_SHARED, Relied, section
from app.domain.reports.lines import Page
from app.domain.values.dates import ClinicalDate

_TITLE: Final = "Fixation profile"
_NOTE: Final = "Clinician profile, not validated."
_LEAST_SHOWN: Final = 2
"""Ratings from here on are printed, and those that changed; the rest is named below them."""
_CLASSES: Final = frozenset({Share.FORMULATION, Share.RISK})
"""What a profile tells."""
_VICTIM: Final = re.compile(r"\bV[1-9][0-9]?\b")
Profiles = tuple[Profile, ...]
"""Those of one target, newest first."""


def profiled(relied: Relied) -> Iterator[Block]:
    """The newest profile of each target, with what its ratings were before; to some in words alone."""
    targets, in_words = _targets(relied), relied.heard(Facts, Part.BODY, "fixation_in_words")
    if not (targets or in_words):
        otherwise = NOT_SHARED if relied.withheld >= _CLASSES else "Not assessed."
        yield from section(_TITLE, None, otherwise=otherwise)
        return
    yield Heading(text=_TITLE, across=True)
    if in_words:
        yield Paragraph(text=_NOTE, small=True)
        yield from in_words
        return
    shown = f"Ratings of {_LEAST_SHOWN} or more and those that changed: {SCALE}; never totalled."
    yield Paragraph(text=f"{_NOTE} {shown}", small=True)
    for n, of_target in enumerate(targets, 1):
        name = f"{_TITLE} {n}" if len(targets) > 1 else _TITLE
        yield from _of_target(of_target, name, relied.author_of(of_target[0]))


def in_words(page: Page) -> Iterator[Paragraph]:
    """What bears on the next contact, of each target, for those who get it in words."""
    if page.withholds(Share.RISK):
        return
    found = page.relied.told(Part.BODY, "fixation_in_words")
    # Two of them without a word of on whom would read as one that contradicts the other.
    missing = "not shared" if page.withholds(Share.FORMULATION) else "not recorded"
    for each in found:
        said = dict(each.block.answers) if isinstance(each.block, Facts) else {}
        on, judged = said.pop("Directed at", ""), said.pop("Judged", "")
        words = ". ".join(
            f"{label}: {text[:1].lower()}{text[1:].rstrip('.')}" for label, text in said.items()
        )
        by = ", ".join(one for one in (judged, each.author) if one)
        yield Paragraph(
            label=f"Fixation on {on}" if on else f"Fixation, target {missing}",
            text=f"{words} ({by}). {_NOTE}",
            plain=True,
            cites=each.block.cites,
            share=each.block.share,
            knowledge=each.block.knowledge,
        )
    if not found:
        yield Paragraph(label="Fixation", text=NOT_RECORDED, plain=True)


def on_axis(relied: Relied) -> tuple[Course, ...]:
    """What a time axis draws of them: always the same dimensions, each target by itself."""
    courses = (course for profiles in _targets(relied) if profiles[0].course for course in _drawn(profiles))
    return tuple(course for course in courses if any(point.value is not None for point in course.points))


def of_one(courses: tuple[Course, ...]) -> tuple[Course, ...]:
    """Those of one target, for an axis with room for five: a victim's before those of an organisation or a cause."""
    groups = list(dict.fromkeys(each.group for each in courses))
    first = next((each for each in groups if _VICTIM.search(each)), groups[0] if groups else "")
    return tuple(each for each in courses if each.group == first)


def _targets(relied: Relied) -> list[Profiles]:
    """The profiles of each target.

    One of several targets together is no course: it stands by itself, until there is a newer one of anything. So does
    the newest of each target where the audience does not hear on whom it is.
    """
    by_target: dict[str, list[Profile]] = {}
    alone, order = [], relied.heard(Profile, Part.BODY, "fixation")
    for n, each in enumerate(order):
        if each.course:
            by_target.setdefault(each.course, []).append(each)
        elif n == 0 or relied.leads(each):
            alone.append((each,))
    # The target that was profiled first comes first: the newest profile of another does not take its place.
    first_profiled = sorted(by_target.values(), key=lambda profiles: order.index(profiles[-1]), reverse=True)
    return [*alone, *map(tuple, first_profiled)]


def _of_target(profiles: Profiles, name: str, author: str) -> Iterator[Block]:
    newest, rests = profiles[0], resting(profiles)
    facts = (
        ("Directed at", newest.target),
        ("Driver", newest.driver),
        ("Function", newest.function),
        ("Trend", newest.trend),
    )
    answers = tuple((label, text) for label, text in facts if text)
    yield Facts(answers=answers, cites=newest.cites, share=newest.share)
    yield Paragraph(text=_judged_on(profiles, author), small=True, cites=rests.cites, share=newest.share)
    shown = [each for each in newest.judgements if _is_shown(each, profiles)]
    if shown:
        yield Table(
            heads=("Dimension", "Now", "Course", "In words", "Source", "Confidence"),
            rows=tuple(_row(each, profiles) for each in shown),
            widths=(211, 100, 105, 304, 150, 130),
            plain=True,
            names=tuple(f"{name}, {each.label}" for each in shown),
            cites=rests.cites,
            share=rests.share,
        )
    if rest := _rest(newest, shown):
        yield Paragraph(text=rest, small=True, cites=newest.cites, share=newest.share)


def _judged_on(profiles: Profiles, author: str) -> str:
    by = f" by {author}" if author else ""
    of = f", of {profiles[0].assessed}" if profiles[0].assessed else ""
    before = f"; compared with {profiles[1].on.show()}" if profiles[1:] else ""
    return f"Judged {profiles[0].on.show()}{by}{of}{before}."


def _is_shown(now: Judgement, profiles: Profiles) -> bool:
    before = _earlier(now, profiles)
    changed = before is not None and before.value != now.value
    return changed or (now.value is not None and now.value >= _LEAST_SHOWN)


def _row(now: Judgement, profiles: Profiles) -> tuple[str | Paragraph | Course, ...]:
    return now.label, _now(now, profiles), _course(now.label, profiles), now.words, now.source, _surely(now)


def _rest(newest: Profile, shown: list[Judgement]) -> str:
    """What of a profile stands in no row: a rating that is not named would read as a low one."""
    others = [each for each in newest.judgements if each not in shown]
    low = ", ".join(each.label for each in others if each.value is not None)
    unrated = "; ".join(f"{each.label}: {_lower(each.words)}" for each in others if each.value is None)
    said = (f"Below {_LEAST_SHOWN}, and not changed: {low}." if low else "", unrated)
    return " ".join(each for each in said if each)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _course(label: str, profiles: Profiles) -> Course:
    """What one dimension was, by day: a gap where it was not rated."""
    rated = ((each.on.earliest(), _judged(label, each)) for each in reversed(profiles))
    points = tuple(Point(day, now.value if now else None) for day, now in rated if day)
    return Course(label, points, f"Fixation on {profiles[0].target}")


def _drawn(profiles: Profiles) -> Iterator[Course]:
    labels = dict.fromkeys(now.label for each in profiles for now in each.judgements if now.on_axis)
    yield from (_course(label, profiles) for label in labels)


def _judged(label: str, profile: Profile) -> Judgement | None:
    return next((each for each in profile.judgements if each.label == label), None)


def _earlier(now: Judgement, profiles: Profiles) -> Point | None:
    """The last rating before the current one."""
    for each in profiles[1:]:
        before, day = _judged(now.label, each), each.on.earliest()
        if before is not None and before.value is not None and day is not None:
            return Point(day, before.value)
    return None


def _now(now: Judgement, profiles: Profiles) -> Paragraph:
    before = _earlier(now, profiles)
    # The profile before is named above; what was last rated in an older one has its own date.
    is_last = before is not None and before.day == profiles[1].on.earliest()
    on = "" if before is None or is_last else f" on {ClinicalDate.of(before.day).show()}"
    was = f"(was {before.value}{on})" if before else ""
    return Paragraph(label="–" if now.value is None else str(now.value), text=was, plain=True)


def _surely(judgement: Judgement) -> str:
    """How surely it was judged; what was not said is never read as low."""
    return judgement.confidence or ("not given" if judgement.value is not None else "")
