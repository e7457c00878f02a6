"""What helps while somebody writes: spelling with their own words, and abbreviations."""

from dataclasses import dataclass, field

from app.domain.fields.templates import Snippet
from app.services.writing.spelling import Speller
from app.services.writing.words import Kept, snippets_of


@dataclass(frozen=True)
class Aids:
    """What was read from the dictionaries and the vault."""

    speller: Speller
    snippets: tuple[Snippet, ...] = field(repr=False)


def aids_of(kept: Kept) -> Aids:
    """What helps a member. Slow when it is asked for first: the dictionary is read."""
    return Aids(Speller.load(kept.words), snippets_of(kept))
