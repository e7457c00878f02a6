"""What is made for a person, a practice or a court while the person does not know of the case: next to nothing."""

from collections.abc import Collection
from typing import Final

from app.errors import NotAcceptable

_READ_BY_THEM: Final = frozenset({"person", "gp", "court"})
"""Audiences whose copy the person reads, or may be given."""
_KNOW: Final = frozenset({"aware", "engaged"})
_NAMED: Final = {"person": frozenset({"subject_access"})}
"""What a decided request of theirs names, where that is not each report of the audience."""
_BUT: Final = "for them, a practice or a court nothing is made but what a decided request names"


def insist_on_aware(awareness: str, audience: str, report: str, opened: Collection[str]) -> None:
    """Raise NotAcceptable where a report would tell the person of a case that they are not known to know of.

    `opened` are the audiences that a decided request names.
    """
    if audience not in _READ_BY_THEM or awareness in _KNOW:
        return
    if audience in opened and report in _NAMED.get(audience, frozenset({report})):
        return
    known = "The person does not know" if awareness == "unaware" else "It is not known that the person knows"
    raise NotAcceptable(f"{known} of this case: {_BUT}.")
