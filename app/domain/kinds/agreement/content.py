"""Agreement: who stands for a record together with its author agrees with it, or says what they hold otherwise."""

from dataclasses import dataclass
from typing import Any, Final

from app.domain.fields.declare import Choice, choice, text
from app.domain.fields.sharing import Share

AGREED: Final = "agreed"
DIFFERS: Final = "differs"
VERDICTS: Final = (
    Choice(AGREED, "Agreed"),
    Choice(DIFFERS, "Seen, and I hold otherwise"),
)


def _differs(word: Any) -> bool:
    return bool(word.verdict == DIFFERS)


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """What the other of the two says of it."""

    verdict: str = choice("Your word", VERDICTS, share=Share.INTERNAL, needed=True, section="Agreement")
    otherwise: str = text(
        "What you hold", share=Share.INTERNAL, needed=_differs, hint="Where you differ, or what you add"
    )


def title(word: Agreement) -> str:
    """Whether they agree, and nothing of what: "Agreement: agreed"."""
    said = {AGREED: "agreed", DIFFERS: "differs"}.get(word.verdict, "")
    return f"Agreement: {said}" if said else "Agreement"
