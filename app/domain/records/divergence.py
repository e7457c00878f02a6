"""Divergence: what the person says of themselves falls, while another source tells of contact.

A pure function of what was reported and of the scores of check-ins. It names no cause and gives no number: it asks
somebody to look. It is seen by who may read its source alone, and stands in nothing that the person gets.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.domain.fields.answers import AGENCIES
from app.domain.fields.sharing import Share
from app.domain.records.facets import Reported, Score, Source

WINDOW: Final = timedelta(days=42)
"""How far back it looks: six weeks."""
LOW: Final = 3
"""An urge of so much or less is low."""
ENOUGH: Final = 2
"""So many check-ins can be compared."""
URGE: Final = "check_in.urge"
PERSON: Final = "person"
ANSWERED: Final = "divergence"
"""The coded answer of a record that says what is made of one."""
_NO_CONTACT: Final = frozenset({"", "none", "none_known", "unknown", "not_asked"})
_REACHED: Final = frozenset({"indirect", "direct", "acted"})
_UNNAMED: Final = "another source"
_SOURCES: Final = {
    **{each.code: each.label.lower() for each in AGENCIES},
    "advocate": "advocate",
    "cps": "Crown Prosecution Service",
    "probation": "probation service",
    "liaison_diversion": "liaison and diversion service",
    "family": "family",
    "gp": "practice",
    "victim": "victim",
    "witness": "witness",
    "records": "records",
    "other": _UNNAMED,
    "unknown": _UNNAMED,
}


@dataclass(frozen=True)
class Told:
    """What was reported, and the record that says so; `is_since`: whether that was signed after what answered last."""

    record_id: str
    reported: Reported
    is_since: bool = False


@dataclass(frozen=True)
class Divergence:
    """It is up: the sentence, the record it rests on, and the classes of what it tells.

    `guarded` is the sentence for who is not told what the person said to health alone.
    """

    sentence: str
    guarded: str
    record_id: str
    on: date
    share: tuple[Share, ...] = (Share.CONTEXT, Share.RISK)


def divergence(
    told: Iterable[Told], scores: Iterable[Score], today: date, answered: date | None = None
) -> Divergence | None:
    """Whether it is up on that day, and by which source: the newest.

    `answered` is the day of the last review that answered it: what was heard by then raises it no more, unless it was
    written down since, so that nobody could know it then.
    """
    told = tuple(told)
    said = [each.reported for each in told if each.reported.source == PERSON and not each.reported.act]
    sources = [each for each in told if _tells_of_contact(each) and _is_recent(each.reported, today)]
    sources = [
        each for each in sources if answered is None or each.is_since or _heard(each.reported) > answered
    ]
    if not sources:
        return None
    recent = [each for each in said if _is_recent(each, today)]
    if any(each.contact in _REACHED for each in recent):
        return None
    check_ins = _urges(scores, today)
    if len(check_ins) >= ENOUGH:
        if not _fell(check_ins):
            return None
        beginning = "Self-report fell"
    elif any(each.contact == "none" for each in recent):
        beginning = "Self-report names no contact"
    else:
        beginning = "No self-report to compare"
    newest = max(sources, key=lambda each: (_last(each.reported), each.record_id))
    return _shown(beginning, newest)


def _tells_of_contact(told: Told) -> bool:
    """Whether a source tells of contact that stands and that the person does not admit."""
    reported = told.reported
    if not reported.stands or reported.source == PERSON or reported.says == "admitted":
        return False
    return reported.act or reported.contact not in _NO_CONTACT


def _is_recent(reported: Reported, today: date) -> bool:
    """Whether any day that it covers lies in the window; of one whose days are not known the day it was heard."""
    days = reported.last.days() if reported.last else None
    if days is None:
        return _in_window(_heard(reported), today)
    first = reported.first.earliest() if reported.first else None
    return days[1] >= today - WINDOW and (first or days[0]) <= today


def _in_window(day: date, today: date) -> bool:
    return today - WINDOW <= day <= today


def _last(reported: Reported) -> date:
    """The last day that it can be of; the day it was heard where that is not known."""
    last = reported.last.latest() if reported.last else None
    return last or _heard(reported)


def _heard(reported: Reported) -> date:
    """When it was heard; where nobody said, the last day that it is of."""
    for day in (reported.heard, reported.last):
        latest = day.latest() if day else None
        if latest:
            return latest
    return date.min


def _urges(scores: Iterable[Score], today: date) -> list[float | None]:
    """The urge of each check-in of the window, the newest first; None where it was declined or not asked."""
    found = [
        (day, score.value)
        for score in scores
        if score.measure == URGE and score.source is Source.SELF_REPORT
        if (day := score.on.latest()) is not None and _in_window(day, today)
    ]
    return [value for _, value in sorted(found, key=lambda each: each[0], reverse=True)]


def _fell(urges: list[float | None]) -> bool:
    """Whether the newest urge that was given is low, or below the mean of the others."""
    given = [each for each in urges if each is not None]
    if not given:
        return False
    newest, *others = given
    return newest <= LOW or bool(others and newest < sum(others) / len(others))


def _shown(beginning: str, told: Told) -> Divergence:
    reported = told.reported
    source = _SOURCES.get(reported.source, _UNNAMED)
    article = "" if source.startswith("another ") else "the "
    tells = f"{beginning}; {article}{source} reported contact{_when(reported)}"
    says = f" ({reported.says})" if reported.says else ""
    guarded = " (alleged)" if says and reported.in_confidence else says
    return Divergence(
        f"{tells}{says}.", f"{tells}{guarded}.", told.record_id, _last(reported), _shares(reported)
    )


def _shares(reported: Reported) -> tuple[Share, ...]:
    """The classes of what is told of a source: who it is and when, and that there was contact."""
    return tuple(sorted({Share.CONTEXT, reported.share}))


def _when(reported: Reported) -> str:
    day = reported.last
    if day is None or not day.is_known:
        return ""
    words = day.show()
    if day.is_exact:
        return f" on {words}"
    return f" in {words}" if day.until is None and not day.about else f", {words}"
