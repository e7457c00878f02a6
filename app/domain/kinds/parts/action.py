"""Actions: what somebody took on, by when, and what came of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from app.domain.fields.answers import AGENCIES
from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, Target, choice, date, line, references, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.records.blocks import Facts, Part, Placed, shares
from app.domain.records.facets import Facet, OpenSort, Unfinished
from app.domain.values.dates import ClinicalDate
from app.domain.values.markup import one_line

OUTCOMES = (
    Choice("done", "Done"),
    Choice("partly", "Partly done"),
    Choice("not_done", "Not done"),
    Choice("overtaken", "Overtaken by events"),
)


def _is_done(action: Any) -> bool:
    return bool(action.outcome)


@dataclass(frozen=True, kw_only=True)
class Action(Row, letter="A"):
    """One action of an agency. It has an owner who took it: what nobody took is advice."""

    what: str = text("Action", share=Share.MANAGEMENT, needed=True)
    agency: str = choice("Agency", AGENCIES, share=Share.MANAGEMENT, needed=True)
    owner: str = line("Who took it", share=Share.MANAGEMENT, hint="Name and role")
    due: ClinicalDate | None = date(
        "By", Direction.EITHER, share=Share.MANAGEMENT, needed=True, due="Action", ahead=14, done=_is_done
    )
    because_of: tuple[str, ...] = references("Because of", Target.RECORD, share=Share.INTERNAL)
    done_on: ClinicalDate | None = date("Done on", Direction.PAST, share=Share.MANAGEMENT)
    outcome: str = choice("Outcome", OUTCOMES, share=Share.MANAGEMENT, needed=lambda a: a.done_on is not None)
    note: str = text("Note", share=Share.MANAGEMENT)


def open_actions(actions: Iterable[Action]) -> Iterator[Facet]:
    """Those of which nothing came yet, as other pages read them."""
    for each in actions:
        if not each.outcome:
            name = ", ".join(word for word in (each.code, said(each, "agency")) if word)
            yield Unfinished(row=each.row, sort=OpenSort.ACTION, name=name)


def asked(actions: Iterable[Action]) -> Iterator[Placed]:
    """Those of which nothing came yet, as a report asks for them: who does what, who took it, by when."""
    for each in actions:
        if not each.outcome and each.what:
            answers = (
                ("Agency", said(each, "agency")),
                ("What", one_line(each.what)),
                ("By", each.due.show() if each.due else ""),
                ("Who took it", each.owner),
            )
            block = Facts(answers=answers, share=shares(each, "agency", "what", "due", "owner"))
            yield Placed(part=Part.ASKS, name="action", block=block, every=True)
