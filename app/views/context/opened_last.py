"""Which cases and records were opened last: their ids, in memory, until the vault locks."""

from typing import Final

from app.views.context.places import CaseAt, InCase, Place, RecordAt

_MOST: Final = 8


class OpenedLast:
    """The last of them first. Whatever is shown of a case but a record counts as the case."""

    def __init__(self) -> None:
        self._places: list[CaseAt | RecordAt] = []

    def note(self, place: Place) -> None:
        """Somebody is there now."""
        if (opened := _opened(place)) is not None:
            # One more than is shown: the one in front is left out.
            self._places = [opened, *(each for each in self._places if each != opened)][: _MOST + 1]

    def besides(self, place: Place | None) -> tuple[CaseAt | RecordAt, ...]:
        """All but where one is: nobody looks for that."""
        here = None if place is None else _opened(place)
        return tuple(each for each in self._places if each != here)[:_MOST]


def _opened(place: Place) -> CaseAt | RecordAt | None:
    if isinstance(place, RecordAt):
        return RecordAt(place.case_id, place.record_id)
    return CaseAt(place.case_id) if isinstance(place, InCase) else None
