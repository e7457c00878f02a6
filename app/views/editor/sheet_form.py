"""The form of a sheet: the heading that every record has, the content of its kind, and the marks of what was carried."""

from dataclasses import dataclass, make_dataclass, replace
from functools import cache
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.domain.compartments import Knowledge
from app.domain.content import Missing
from app.domain.dates import ClinicalDate
from app.domain.fields import Choice, choice, date, line
from app.domain.kinds import REMARKS, Kind
from app.domain.record import HOW_KNOWN, Sheet
from app.domain.sharing import Share
from app.views.forms.editor import Around
from app.views.forms.form_view import FormView
from app.views.forms.hand_laid import form_for

COLUMN_EMS = 46


@cache
def heading_class(event_label: str) -> type:
    """The heading of a record, declared like any content: when it was, how it is known, from whom."""
    known = tuple(Choice(each.value, shown) for each, shown in HOW_KNOWN if each.value)
    how = {"share": Share.INTERNAL}
    return make_dataclass(
        "Heading",
        [
            ("event", ClinicalDate | None, date(event_label, section="About this record", needed=True, **how)),
            ("knowledge", str, choice("How it is known", known, hint="Leave open where each answer says", **how)),
            ("source", str, line("Source", hint="Who or what it comes from", **how)),
        ],
        frozen=True,
        kw_only=True,
    )
