"""What a report prints of a discharge: why and when, what came of the goals, and who holds it from now on."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.discharge.content import Discharge, GoalEnded
from app.domain.records.blocks import Facts, Paragraph, Part, Placed, shares
from app.domain.records.written import Written
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
