"""What a structured judgement offers: tools by name, how an item stands, and what may be judged.

No word of a licensed tool stands here: the labels of its items are typed, or come with the site's own licence.
"""

from typing import Final

from app.domain.fields.answers import LEVELS, YES_NO
from app.domain.fields.declare import Choice

TOOLS = (
    Choice("srp", "Stalking Risk Profile (SRP)"),
    Choice("sam", "SAM"),
    Choice("sash", "SASH"),
    Choice("hcr20v3", "HCR-20 V3"),
    Choice("sara", "SARA"),
    Choice("bsafer", "B-SAFER"),
    Choice("rsvp", "RSVP"),
    Choice("saprof", "SAPROF"),
    Choice("start", "START"),
    Choice("trap18", "TRAP-18"),
    Choice("other", "Another tool"),
)
RATERS = (Choice("first", "First"), Choice("second", "Second"))
PRESENCE = (
    Choice("yes", "Yes"),
    Choice("partial", "Partial"),
    Choice("no", "No"),
    Choice("omitted", "Omitted", "Too little is known to say"),
)
EARLIER = (Choice("yes", "Yes"), Choice("partial", "Partial"), Choice("no", "No"))
PRIORITY: Final = "case_priority"
OTHER: Final = "other"
JUDGED = (
    Choice("persistence", "Persistence"),
    Choice("recurrence", "Recurrence"),
    Choice("violence", "Violence"),
    Choice("psychosocial", "Psychosocial harm to the person"),
    Choice(PRIORITY, "Case priority"),
    Choice("continued", "Continued stalking"),
    Choice("serious_harm", "Serious physical harm"),
    Choice("imminent", "Imminent harm"),
    Choice("fear_reasonable", "Fear of the victim is reasonable"),
    Choice("immediate_action", "Immediate action is needed"),
    Choice(OTHER, "Another judgement of the tool"),
)
WORDS = (*LEVELS, *YES_NO)
