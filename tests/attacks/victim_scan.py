"""The product's own victim check in one call, for cases that were written by others.

scan([("name", "Amy Lee")], ["seen by Amy", "Lee at home"], ["Dr Rowan Ashdown"])
"""

from collections.abc import Iterable, Sequence
from typing import Final

from app.domain.cases.terms.matching import Matcher
from app.domain.cases.terms.parts import Field, Place
from app.domain.cases.terms.split import split
from app.services.writing.vocabulary import load

# What a line is called elsewhere, and the field of the form in which it is typed.
_FIELDS: Final = {
    Field.NAMES: ("name", "names", "other_name", "other_names", "alias", "nickname", "child", "victim"),
    Field.ADDRESSES: ("address", "addresses", "place", "home", "street", "postcode", "house", "town"),
    Field.CONTACTS: (
        "contact",
        "contacts",
        "phone",
        "telephone",
        "mobile",
        "email",
        "handle",
        "plate",
        "vehicle",
        "car",
    ),
    Field.PEOPLE: ("people", "person", "partner", "family", "relation"),
    Field.WORKPLACES: (
        "employer",
        "workplace",
        "work",
        "school",
        "organisation",
        "nursery",
        "college",
        "org",
    ),
}
_FIELD_OF: Final = {name: field for field, names in _FIELDS.items() for name in names}


def scan(terms: Iterable[tuple[str, str]], text: str | Sequence[str], own: Sequence[str] = ()) -> list[Place]:
    """Every place of the terms, each (kind, typed line), in a text or adjacent fields; `own` are names that may stand.

    A list that is not empty means that the output is stopped.
    """
    vocabulary = load()
    lines = [split(vocabulary, _FIELD_OF.get(kind, Field.PEOPLE), line).parts for kind, line in terms]
    return list(Matcher(vocabulary, lines, own).places([text] if isinstance(text, str) else list(text)))
