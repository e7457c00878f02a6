"""The time axis of a summary and the same events as a table, so that nobody depends on the picture."""

from typing import Any

from reportlab.platypus import CondPageBreak, Spacer

from app.charts import timeline
from app.charts.marks import Event, Lane, Mark, Span
from app.domain.reports.panel import Fixation, Incident, Session, Spell, TimeAxis, When
from app.reports.pdf import lettering, profile, prose
from app.reports.pdf.flowables import Figure, WideHeading
from app.reports.pdf.styles import NOTE, ROW, ROW_NAME, SIDE, WIDE_HEADING, WIDTH
from app.reports.pdf.tables import table
from app.reports.pdf.tagging import Element

# With these the drawing fits on one page whatever the labels do.
_MOST_SPELLS = 16
_MOST_SERIES = 6


def section(axis: TimeAxis, fixation: Fixation | None, root: Element) -> list[Any]:
    """Return the heading, the drawing, and the table of what it shows."""
    heading = WideHeading("Behaviour, orders, sessions and fixation on one time axis", WIDE_HEADING)
    heading.element = Element("H2", root)
    newest = sorted(axis.spells, key=lambda spell: spell.start.first)[-_MOST_SPELLS:]
    drawing = timeline.layout(
        [_event(incident) for incident in axis.incidents] + [_session(one) for one in axis.sessions],
        [_span(spell) for spell in newest],
        [profile.series(one) for one in fixation.dimensions if one.on_time_axis][:_MOST_SERIES]
        if fixation
        else [],
        width=WIDTH,
        start=axis.start,
        end=axis.end,
        style=timeline.Style(notes=_notes(axis)),
        text_width=lettering.text_width,
    )
    figure = Figure(drawing, Element("Figure", root, alt=_words(axis)))
    return [
        CondPageBreak(drawing.height + 42),
        heading,
        Spacer(1, 4),
        figure,
        Spacer(1, 8),
        CondPageBreak(80),
        prose.line(_caption(len(drawing.unlabelled), len(axis.spells) - len(newest)), NOTE, root),
        _table(axis, root),
    ]


def _event(incident: Incident) -> Event:
    mark = Mark.BREACH if incident.breach else Mark.SERIOUS if incident.serious else Mark.INCIDENT
    when = incident.when
    return Event(Lane.BEHAVIOUR, when.first, incident.label, mark, when.last, when.uncertain)


def _session(session: Session) -> Event:
    return Event(Lane.SESSIONS, session.day, mark=Mark.ATTENDED if session.attended else Mark.MISSED)


def _span(spell: Spell) -> Span:
    uncertain = _unsure(spell.start) or (spell.end is not None and _unsure(spell.end))
    end = spell.end.last if spell.end else None
    return Span(spell.label, spell.start.first, end, spell.custody, uncertain)


def _unsure(when: When) -> bool:
    return when.uncertain or when.first != when.last


def _counts(axis: TimeAxis) -> tuple[int, int]:
    attended = sum(session.attended for session in axis.sessions)
    return attended, len(axis.sessions) - attended


def _notes(axis: TimeAxis) -> dict[Lane, str]:
    attended, missed = _counts(axis)
    return {
        Lane.SESSIONS: f"{attended} attended, {missed} not",
        Lane.FIXATION: "rated 0 to 4,\nnot validated",
    }


def _words(axis: TimeAxis) -> str:
    """Say for those who cannot see the drawing what it shows; the table after it has every event."""
    attended, missed = _counts(axis)
    breaches = sum(incident.breach for incident in axis.incidents)
    return (
        f"Time axis with {len(axis.incidents)} incidents, {breaches} of them in breach of an order, "
        f"{len(axis.spells)} orders or spells of custody, {attended} sessions attended and {missed} not, "
        "and selected fixation ratings. The table that follows lists the same incidents and orders."
    )


def _caption(unlabelled: int, older: int) -> str:
    """Introduce the table, and own up to what the drawing could not name or hold."""
    words = "All incidents, orders and spells of custody of the period."
    if unlabelled:
        markers = (
            "One marker on the axis has" if unlabelled == 1 else f"{unlabelled} markers on the axis have"
        )
        words += f" {markers} no label for want of room."
    if older:
        words += f" The {older} earliest orders or spells are in this table only."
    return words


def _table(axis: TimeAxis, root: Element) -> Any:
    rows = [(incident.when.first, _incident(incident)) for incident in axis.incidents]
    rows += [(spell.start.first, _spell(spell)) for spell in axis.spells]
    rows.sort(key=lambda row: row[0])
    widths = (SIDE, WIDTH - SIDE - 66 - 94, 66, 94)
    return table(("Date", "What happened", "Grade", "Source"), [row for _, row in rows], widths, root)


def _incident(incident: Incident) -> list[Any]:
    grades = [Mark.SERIOUS.value] * incident.serious + [Mark.BREACH.value] * incident.breach
    unsaid = incident.when.uncertain and not incident.when.text.startswith("about")
    date = f"{incident.when.text} (uncertain)" if unsaid else incident.when.text
    return [
        prose.line(date, ROW_NAME),
        prose.line(incident.text, ROW),
        prose.line(", ".join(grades), ROW),
        prose.line(incident.source, ROW),
    ]


def _spell(spell: Spell) -> list[Any]:
    end = f"to {spell.end.text}" if spell.end else "still running"
    return [
        prose.line(spell.start.text, ROW_NAME),
        prose.line(f"{spell.label}, {end}", ROW),
        prose.line("custody" if spell.custody else "order", ROW),
        "",
    ]
