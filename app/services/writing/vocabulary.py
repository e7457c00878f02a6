"""Loads what the victim check knows of the language: once, and without remembering a word that was asked about."""

from functools import cache

from app.domain.cases.terms.vocabulary import Vocabulary
from app.errors import MissingPart
from app.paths import resource
from app.services.writing import spelling


@cache
def load() -> Vocabulary:
    """The dictionary, the lists of frequent words and names, and the tables of resources/terms; raises MissingPart.

    About a tenth of a second the first time. Without a dictionary nothing is checked, and so nothing leaves.
    """
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # noqa: PLC0415 - it reads its lists when loaded

    spells = spelling.spells()
    if spells is None:
        raise MissingPart
    everywhere, look_alikes = (
        resource(f"terms/{name}").read_text("utf-8") for name in ("everywhere.toml", "look-alikes.txt")
    )
    return Vocabulary.of(spells, FREQUENCY_LISTS, everywhere, look_alikes)
