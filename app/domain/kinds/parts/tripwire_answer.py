"""What the author of a note says of a tripwire that the note mentions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from app.domain.fields import forms
from app.domain.fields.content import Missing
from app.domain.fields.declare import Choice, Target, choice, line, reference
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.fields.spec import specs
from app.domain.records.facets import OpenSort
from app.domain.records.in_case import InCase
from app.domain.records.tripwires import Mention, mentions

SEEN: Final = "seen"
NO_FLAG: Final = "seen_no_flag"
ANSWERS: Final = (
    Choice(SEEN, "Seen", "A red flag says what was seen"),
    Choice(NO_FLAG, "Seen, and no red flag", "Say why"),
    Choice("not_this", "Not this"),
)


@dataclass(frozen=True, kw_only=True)
class TripwireAnswer(Row, noun="Tripwire"):
    """One sign that the note mentions, the words that mention it, and whether it is that."""

    scenario: str = reference("Scenario", Target.RECORD, letter="S", share=Share.INTERNAL, needed=True)
    sign: str = line("Sign", share=Share.RISK, needed=True)
    found: str = line("Words of the note", share=Share.THERAPY, needed=True)
    answer: str = choice("Is it that", ANSWERS, share=Share.RISK, needed=True)
    why: str = line(
        "Why no red flag is raised",
        share=Share.RISK,
        needed=lambda row: row.answer == NO_FLAG,
        applies=lambda row: row.answer == NO_FLAG,
    )


def unanswered(content: Any, case: InCase) -> tuple[Mention, ...]:
    """The signs that what somebody wrote mentions and that it does not answer; a passage is a text of the content."""
    answered = {(each.scenario, each.sign) for each in content.tripwires}
    open_wires = [wire for wire in case.wires if wire.words and wire.is_asked_by not in answered]
    return tuple(mentions(passages(content).values(), open_wires)) if open_wires else ()


def passages(content: Any) -> dict[str, str]:
    """What is written in words of the author's own, by the name of its field."""
    return {
        spec.name: getattr(content, spec.name)
        for spec in specs(type(content))
        if isinstance(spec.form, forms.Text) and spec.asked and getattr(content, spec.name)
    }


def asked(content: Any, case: InCase) -> Iterator[Missing]:
    """What its tripwires ask of a content before it is signed."""
    for each in unanswered(content, case):
        yield Missing(
            "tripwires", f"A tripwire of {each.wire.scenario or 'a scenario'} is mentioned: seen, or not this"
        )
    is_flagged = content.red_flags or any(each.sort is OpenSort.FLAG for each in case.open)
    if not is_flagged and any(each.answer == SEEN for each in content.tripwires):
        yield Missing("tripwires", "A tripwire was seen: raise a red flag, or say why none")
