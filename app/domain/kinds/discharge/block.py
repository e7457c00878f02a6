"""What a report prints of a discharge: why and when, what came of the goals, who holds what, when it is followed up."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.discharge.content import Discharge, GoalEnded, points
from app.domain.kinds.parts.told import Told
from app.domain.records.blocks import Facts, Paragraph, Part, Placed, shares
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate, add_months
from app.domain.values.markup import one_line

_FOR: Final = frozenset({"panel", "mappa", "police", "probation", "gp", "person"})
_OF_RISK: Final = frozenset({"panel", "mappa", "police", "probation"})
"""What remains and what would show that it is back is for those who act on it: what a practice gets is read at home."""
_LINES: Final = 6


def block(discharge: Written[Discharge], audience: Audience, _: date) -> Iterator[Placed]:
    """Its parts."""
    content = discharge.content
    if audience.code not in _FOR:
        return
    names = ["reason", "helped", "holder"]
    if audience.code in _OF_RISK:
        names += ["remains", "signs", "concern"]
    rests_on = shares(content, *names)
    if not rests_on:
        return
    answers = (
        ("Service ended", discharge.event.show()),
        *((_LABELS[name], one_line(said(content, name))) for name in names),
    )
    facts = Facts(answers=tuple(each for each in answers if each[1]), share=rests_on)
    yield Placed(part=Part.BODY, name="discharge", block=facts, lines=_LINES)
    for row in content.goals:
        if row.result:
            yield Placed(part=Part.TREATMENT, name="goal_ended", block=_result(row))
            yield Placed(part=Part.TREATMENT, name="goal_at_end", block=_at_end(row))
    if audience.code in _OF_RISK:
        yield from _handed_on(discharge)


_LABELS: Final = {
    "reason": "Why it ended",
    "helped": "What helped",
    "holder": "Held from now on by",
    "remains": "What remains",
    "signs": "What would show it is back",
    "concern": "Concern at exit",
}


def _result(row: GoalEnded) -> Paragraph:
    text = f"{row.name.rstrip('. ')} ({said(row, 'result').lower()})"
    words = f": {one_line(row.words)}" if row.words else ""
    return Paragraph(text=f"{text}{words}", plain=True, share=shares(row, "name", "result", "words"))


def _at_end(row: GoalEnded) -> Facts:
    """The same as answers, where each has a column of its own."""
    answers = ("Goal", row.name), ("Result", said(row, "result")), ("What shows it", one_line(row.words))
    return Facts(answers=answers, share=shares(row, "name", "result", "words"))


def _handed_on(discharge: Written[Discharge]) -> Iterator[Placed]:
    """Which agency took what stays open, what nobody watches for any more, who was told, and when it is followed up."""
    content = discharge.content
    for row in content.handed:
        if row.agency:
            yield Placed(part=Part.ASKS, name="handed", block=_telling(row))
    for lapsed in content.lapsed:
        if lapsed.why:
            why = Paragraph(text=one_line(lapsed.why), plain=True, share=shares(lapsed, "why"))
            yield Placed(part=Part.SCENARIOS, name="lapsed", block=why)
    for told in content.told:
        if told.agency:
            yield Placed(part=Part.BODY, name="end_told", block=_telling(told))
    yield Placed(part=Part.BODY, name="followed_up", block=_followed_up(discharge))


def _telling(row: Told) -> Paragraph:
    """Which agency, and when; who it was there and what they took is theirs to say."""
    words = ", ".join(each for each in (said(row, "agency"), row.on.show() if row.on else "") if each)
    return Paragraph(text=f"{words}.", plain=True, share=shares(row, "agency", "on"))


def _followed_up(discharge: Written[Discharge]) -> Paragraph:
    """The points that stand, with their days where the day of the end is known, and why others do not."""
    content, ended = discharge.content, discharge.event.latest()
    due = [
        f"at {point} months"
        + (f" ({ClinicalDate.of(add_months(ended, int(point))).show()})" if ended else "")
        for point in points(content)
    ]
    struck = [f"not at {said(row, 'point')}: {one_line(row.why)}" for row in content.struck if row.why]
    rests_on = {
        *shares(content, "reason", "struck"),
        *(one for row in content.struck for one in shares(row, "why")),
    }
    text = "; ".join([*due, *struck])
    return Paragraph(text=f"{text.rstrip('.')}." if text else "", plain=True, share=tuple(sorted(rests_on)))
