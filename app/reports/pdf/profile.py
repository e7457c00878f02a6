"""The fixation profile: each dimension with its rating, its course and its source; never a total."""

from typing import Any

from reportlab.platypus import CondPageBreak, Spacer

from app.charts import ratings, trend
from app.charts.marks import Point, Series
from app.domain.reports.panel import Dimension, Fixation, Rating
from app.reports.pdf import prose
from app.reports.pdf.flowables import Figure, WideHeading
from app.reports.pdf.styles import FACT, NOTE, ROW, ROW_NAME, SIDE, WIDE_HEADING, WIDTH
from app.reports.pdf.tables import pairs, table
from app.reports.pdf.tagging import Element

_SPARK_WIDTH, _SPARK_HEIGHT = 45.0, 13.0
# The source has the room of its longest usual words, so that most dimensions stand on one line.
_WIDTHS = (SIDE - 12, 42, 52, 0, 102, 52)


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
        f"Clinician profile of {fixation.assessed}, rated 0 (absent) to 4 (most); not validated; "
        "never totalled. A gap means: not assessed."
    )
    return [
        CondPageBreak(190),
        heading,
        prose.line(note, NOTE, root),
        pairs([prose.labelled(label, f"  {text}", FACT, root) for label, text in facts if text]),
        Spacer(1, 4),
        table(
            ("Dimension", "Now", "Course", "In words", "Source", "Confidence"),
            [_row(dimension, span) for dimension in fixation.dimensions],
            widths,
            root,
            (
                ("VALIGN", (0, 1), (2, -1), "TOP"),
                ("TOPPADDING", (2, 1), (2, -1), 1.2),
                ("BOTTOMPADDING", (2, 1), (2, -1), 0),
            ),
        ),
    ]


def _row(dimension: Dimension, span: tuple[Any, Any] | None) -> list[Any]:
    course = series(dimension)
    return [
        prose.line(dimension.name, ROW_NAME),
        _now(dimension),
        _spark(course, span) if span and dimension.history else "",
        prose.line(dimension.words if dimension.value is not None else _silence(dimension), ROW),
        prose.line(dimension.source, ROW),
        prose.line(dimension.confidence or "", ROW),
    ]


def _earlier(dimension: Dimension) -> Rating | None:
    """Return the last assessed rating before the current one."""
    return next((rating for rating in reversed(dimension.history[:-1]) if rating.value is not None), None)


def _now(dimension: Dimension) -> Any:
    before = _earlier(dimension)
    was = "" if before is None or dimension.value is None else f" (was {before.value})"
    return prose.labelled("–" if dimension.value is None else str(dimension.value), was, ROW)


def _silence(dimension: Dimension) -> str:
    """Say that a dimension was not assessed, and what was last known."""
    before = _earlier(dimension)
    known = f"; {before.value} on {prose.day(before.day)}" if before else ""
    return f"Not assessed{known}. {dimension.words}".strip()


def _spark(course: Series, span: tuple[Any, Any]) -> Figure:
    drawing = trend.spark(course, width=_SPARK_WIDTH, height=_SPARK_HEIGHT, start=span[0], end=span[1])
    values = ", ".join("not assessed" if p.value is None else str(p.value) for p in course.points)
    words = f"{course.name}: {ratings.change(course)}. Ratings in order: {values}."
    return Figure(drawing, Element("Figure", None, alt=words), marked_by_table=True)
