"""The form of a sheet: the heading that every record has, the content of its kind, and the marks of what was carried."""

from dataclasses import make_dataclass
from functools import cache

from app.domain.dates import ClinicalDate
from app.domain.fields import Choice, choice, date, line
from app.domain.record import HOW_KNOWN
from app.domain.sharing import Share

COLUMN_EMS = 46


@cache
def heading_class(event_label: str) -> type:
    """The heading of a record, declared like any content: when it was, how it is known, from whom."""
    known = tuple(Choice(each.value, shown) for each, shown in HOW_KNOWN if each.value)
    how = {"share": Share.INTERNAL}
    return make_dataclass(
        "Heading",
        [
            (
                "event",
                ClinicalDate | None,
                date(event_label, section="About this record", needed=True, **how),
            ),
            (
                "knowledge",
                str,
                choice("How it is known", known, hint="Leave open where each answer says", **how),
            ),
            ("source", str, line("Source", hint="Who or what it comes from", **how)),
        ],
        frozen=True,
        kw_only=True,
    )
