"""What the author of a report writes for it in words of their own: a text under each of some of its headings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from app.errors import NotAcceptable, StillMissing

MOST_WORDS: Final = 90
"""So many words a text has at most: what is read at once."""
_THREE_LINES: Final = 45
"""So many stand on three lines of a letter in large print."""
Texts = tuple[tuple[str, str], ...]
"""What was written, each by the code of its heading."""


@dataclass(frozen=True)
class OwnWords:
    """One text: its heading, what to write, whether the report is none without it, and the most words it has."""

    code: str
    label: str
    hint: str = ""
    needed: bool = True
    most: int = MOST_WORDS


_FROM_RECORD: Final = "As the record says it, unless you write it"
_SUITABILITY: Final = (
    OwnWords("question", "Question", "What the court asks"),
    OwnWords("condition", "The condition", "By name, by whom it was found and when; or that there is none"),
    OwnWords("susceptible", "Susceptible to treatment", "Whether it requires treatment and may answer to it"),
    OwnWords(
        "treatment", "Treatment", "Which, how often, and by whom, by name and role, who agreed to give it"
    ),
    OwnWords("consent", "Consent", "What the person said to it, when and to whom"),
    OwnWords("hospital", "No order to hospital", "Why no hospital or guardianship order is called for"),
    OwnWords("duration", "How long", "From when to when, within the order"),
    OwnWords("promises", "What it cannot promise", "What the treatment will not do, and may not do"),
    OwnWords("range", "Range of opinion", "What others could hold, and why you hold this"),
    OwnWords("seen", "Seen and not seen", _FROM_RECORD, needed=False),
)
_PRACTICE: Final = (
    OwnWords("opening", "First sentence", "Such as thanks for an appointment; empty for none", needed=False),
    OwnWords(
        "asks",
        "What we ask of the practice",
        "One a line, with its day: Mood: review it with us by 08-Jan-2027",
    ),
    OwnWords("how", "How they are", "What the practice needs to know today, as the person may read it"),
    OwnWords("safety", "Their safety", _FROM_RECORD, needed=False),
    OwnWords("diagnosis", "Diagnosis", _FROM_RECORD, needed=False),
    OwnWords("treatment", "Treatment", _FROM_RECORD, needed=False),
    OwnWords("medication", "Medication and allergies", _FROM_RECORD, needed=False),
    OwnWords("scores", "Scores", _FROM_RECORD, needed=False),
)
_PERSON: Final = (
    OwnWords("version", "What we worked out", _FROM_RECORD, needed=False),
    OwnWords("said", "What you said of it", _FROM_RECORD, needed=False, most=_THREE_LINES),
    OwnWords("plan", "Your plan", _FROM_RECORD, needed=False, most=_THREE_LINES),
    OwnWords("scores", "Your scores", _FROM_RECORD, needed=False, most=_THREE_LINES),
    OwnWords(
        "next",
        "What comes next",
        f"{_FROM_RECORD}; what ends when, and what does not",
        needed=False,
        most=_THREE_LINES,
    ),
    OwnWords("night", "If a night goes badly", _FROM_RECORD, needed=False, most=_THREE_LINES),
)
OWN_WORDS: Final[Mapping[str, tuple[OwnWords, ...]]] = {
    "suitability_letter": _SUITABILITY,
    "gp_letter": _PRACTICE,
    "formulation_letter": _PERSON,
}
"""By the code of the report; nothing of one that is made of the records alone, or answers a question."""


def own_words(report: str) -> tuple[OwnWords, ...]:
    """The texts that a report asks its author for, in the order of its pages."""
    return OWN_WORDS.get(report, ())


def checked(report: str, texts: Iterable[tuple[str, str]]) -> Texts:
    """What was written, in the order of the pages and without what is empty.

    Raises NotAcceptable for a heading that the report has none of and for too many words, StillMissing.
    """
    written = {code: text.strip() for code, text in texts if text.strip()}
    asked = own_words(report)
    codes = [each.code for each in asked]
    if unknown := [code for code in written if code not in codes]:
        there = ", ".join(codes) or "none"
        raise NotAcceptable(f"That report has no text by the name of {unknown[0]}: it takes {there}.")
    if gaps := tuple(each.label for each in asked if each.needed and each.code not in written):
        raise StillMissing(gaps)
    for each in asked:
        if (count := len(written.get(each.code, "").split())) > each.most:
            raise NotAcceptable(f"“{each.label}” has {count} words: {each.most} at most.")
    return tuple((code, written[code]) for code in codes if code in written)
