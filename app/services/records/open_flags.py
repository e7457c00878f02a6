"""Red flags that nobody has closed, with the record each stands in."""

from collections.abc import Iterator
from typing import Final

from app.domain.kinds import consultation, session_note
from app.domain.kinds import fixation_profile as fixation
from app.domain.kinds.parts.red_flag import RedFlag
from app.services.records.relied import Ground, Standing

Flagged: Final = (consultation.KIND.code, fixation.KIND.code, session_note.KIND.code)
"""The kinds of record in which red flags are raised."""


def open_flags(ground: Ground) -> Iterator[tuple[Standing, RedFlag]]:
    """The flags still open, newest record first."""
    for each in ground.records:
        if each.kind in Flagged:
            yield from (
                (each, flag) for flag in each.content.red_flags if flag.closed_on is None and flag.sign
            )
