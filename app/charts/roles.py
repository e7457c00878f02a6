"""What the colours of a chart are for; each painter maps them to its own palette."""

from enum import StrEnum


class Role(StrEnum):
    """What a colour is for."""

    PAPER = "paper"
    INK = "ink"
    MUTED = "muted"
    GRID = "grid"
    TODAY = "today"
    BAND = "band"
    ORDER = "order"
    CUSTODY = "custody"
    THREAD = "thread"
    CARE = "care"
    SERIES_1 = "series-1"
    SERIES_2 = "series-2"
    SERIES_3 = "series-3"
    SERIES_4 = "series-4"


SERIES_ROLES = (Role.SERIES_1, Role.SERIES_2, Role.SERIES_3, Role.SERIES_4)
