"""The fixation profile: each dimension with its rating, its course and its source; never a total."""

from typing import Any

from reportlab.platypus import CondPageBreak, Spacer

from app.charts import ratings, trend
from app.charts.marks import Point, Series
from app.domain.summary import Dimension, Fixation
from app.reports import prose
from app.reports.flowables import Figure, WideHeading
from app.reports.styles import CELL, CELL_NAME, LABELLED, NOTE, SIDE, WIDE_HEADING, WIDTH
from app.reports.tables import table
from app.reports.tagging import Element

_SPARK_WIDTH, _SPARK_HEIGHT = 62.0, 15.0
_WIDTHS = (SIDE + 14, 46, 78, 0, 88, 66)


def series(dimension: Dimension) -> Series:
    """Return a dimension's course for a chart."""
    return Series(dimension.name, tuple(Point(rating.day, rating.value) for rating in dimension.history))


def section(fixation: Fixation, root: Element) -> list[Any]:
    """Return the heading, the picture in words, and the table of dimensions."""
    heading = WideHeading("Fixation profile", WIDE_HEADING)
    heading.element = Element("H2", root)
    facts = (
        ("Driver", fixation.driver),
        ("Directed at", fixation.target),
        ("Function", fixation.function),
        ("Trend", fixation.trend),
    )
    days = [rating.day for dimension in fixation.dimensions for rating in dimension.history]
    span = (min(days), max(days)) if days else None
    widths = list(_WIDTHS)
    widths[3] = WIDTH - sum(widths)
    note = (
        f"Clinician profile of {fixation.assessed}; not validated; never totalled. Each dimension is rated from 0 "
        "(absent) to 4 (most). A broken line means that the dimension was not assessed in between."
    )
    return [
        CondPageBreak(190),
        Spacer(1, 14),
        heading,
        prose.line(note, NOTE, root),
        *(prose.labelled(label, text, LABELLED, root) for label, text in facts if text),
        Spacer(1, 5),
        table(
            ("Dimension", "Now, 0–4", "Course", "In words", "Source", "Confidence"),
            [_row(dimension, span) for dimension in fixation.dimensions],
            widths,
            root,
            (("VALIGN", (0, 1), (2, -1), "TOP"), ("TOPPADDING", (2, 1), (2, -1), 1.2), ("BOTTOMPADDING", (2, 1), (2, -1), 0)),
        ),
    ]


def _row(dimension: Dimension, span: tuple[Any, Any] | None) -> list[Any]:
    course = series(dimension)
    now = "–" if dimension.value is None else str(dimension.value)
    words = dimension.words if dimension.value is not None else dimension.words or "Not assessed"
    return [
        prose.line(dimension.name, CELL_NAME),
        prose.line(now, CELL_NAME),
        _spark(course, span) if span and dimension.history else "",
        prose.line(words, CELL),
        prose.line(dimension.source, CELL),
        prose.line(dimension.confidence or "", CELL),
    ]


def _spark(course: Series, span: tuple[Any, Any]) -> Figure:
    drawing = trend.spark(course, width=_SPARK_WIDTH, height=_SPARK_HEIGHT, start=span[0], end=span[1])
    values = ", ".join("not assessed" if p.value is None else str(p.value) for p in course.points)
    words = f"{course.name}: {ratings.change(course)}. Ratings in order: {values}."
    return Figure(drawing, Element("Figure", None, alt=words), marked_by_table=True)
