"""The scenarios that stand, and which is offered as the likeliest: by its author's words, and nothing counted."""

import re
from typing import Final

from app.domain.records.blocks import Facts, Part
from app.domain.reports.composer import Heard, Relied

_WORDS: Final = (
    r"likeliest|most likely",
    r"almost certain|very likely",
    r"(?<!less )(?<!very )\blikely|probable",
    r"possible|may\b|might\b",
    r"less likely|unlikely",
)
"""From what says most to what says least."""
_IMPROVE: Final = "Improve"
_LADDER: Final = tuple(re.compile(rf"\b(?:{words})", re.IGNORECASE) for words in _WORDS)


def scenarios(relied: Relied) -> list[Heard]:
    """The scenarios that stand, each as answers."""
    return [each for each in relied.told(Part.SCENARIOS, "scenario") if isinstance(each.block, Facts)]


def answer_of(scenario: Heard, label: str) -> str:
    """One answer of it by its label."""
    return dict(scenario.block.answers).get(label, "") if isinstance(scenario.block, Facts) else ""


def named(scenario: Heard) -> str:
    """Its code and course: "S1 Repeat"."""
    return answer_of(scenario, "Scenario")


def improves(scenario: Heard) -> bool:
    """Whether it is how things would get better."""
    return named(scenario).endswith(_IMPROVE)


def likeliest(stand: list[Heard]) -> str:
    """The one whose likelihood has the strongest word, the first of several; the author chooses."""
    return min(((_rung(each), n, named(each)) for n, each in enumerate(stand)), default=(0, 0, ""))[2]


def _rung(scenario: Heard) -> int:
    text = answer_of(scenario, "Likelihood")
    return next((n for n, words in enumerate(_LADDER) if words.search(text)), len(_LADDER))
