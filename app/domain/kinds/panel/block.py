"""What a report prints of a panel: the decision, why, and the actions, the reader's own first."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.panel.content import Panel
from app.domain.kinds.parts.action import Action, asked
from app.domain.records.blocks import Facts, Part, Placed, shares
from app.domain.records.written import Written
from app.domain.values.markup import one_line

_FOR: Final = frozenset({"panel", "mappa", "police", "probation"})
_LINES: Final = 4


def block(panel: Written[Panel], audience: Audience, _: date) -> Iterator[Placed]:
    """Its parts: what is still to be done, for the page that asks for it, and the panel as it was."""
    content = panel.content
    if audience.code not in _FOR:
        return
    yield from asked(content.actions)
    # Stable: within each they stay in the order in which they were agreed.
    actions = sorted(content.actions, key=lambda each: each.agency != audience.code)
    rests_on = {*shares(content, "decision", "rationale")}
    for each in actions:
        rests_on |= {*shares(each, "what", "agency", "owner", "due")}
    if not rests_on:
        return
    answers = (
        ("Panel of", panel.event.show()),
        ("Decision", said(content, "decision")),
        ("Why", one_line(content.rationale)),
        ("Actions", "; ".join(_in_words(each) for each in actions)),
    )
    facts = Facts(answers=tuple(each for each in answers if each[1]), share=tuple(sorted(rests_on)))
    yield Placed(part=Part.BODY, name="panel", block=facts, lines=_LINES)


def _in_words(action: Action) -> str:
    """Who does what by when: "A1 Police: tell the officer, by 03-Dec-2026 (DS Marlowe)"."""
    who = " ".join(word for word in (action.code, said(action, "agency")) if word)
    by = f", by {action.due.show()}" if action.due else ""
    owner = f" ({action.owner})" if action.owner else ""
    return f"{who}: {one_line(action.what)}{by}{owner}"
