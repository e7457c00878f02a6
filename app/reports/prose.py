"""Turns what a user typed into flowables; the only place where typed text meets ReportLab's markup, escaped.

Unescaped, `<img src="/etc/passwd">` would make ReportLab open that file.
"""

import html
from collections.abc import Sequence
from datetime import date
from typing import Any

from reportlab.lib.styles import ParagraphStyle

from app.charts.axis import MONTHS
from app.reports import styles
from app.reports.flowables import Prose
from app.reports.lightmarkup import Bullets, Run, parse
from app.reports.tagging import Element


def escaped(text: str) -> str:
    """Return text that ReportLab prints literally."""
    return html.escape(text, quote=False)


def line(text: str, style: ParagraphStyle, parent: Element | None = None, tag: str = "P") -> Prose:
    """Return one paragraph of literal text; without a parent the table cell around it is its element."""
    prose = Prose(escaped(text), style)
    prose.element = None if parent is None else Element(tag, parent)
    return prose


def day(when: date) -> str:
    """Write a day as DD-Mmm-YYYY (NHS CUI date display)."""
    return f"{when.day:02}-{MONTHS[when.month - 1]}-{when.year}"


def labelled(label: str, text: str, style: ParagraphStyle, parent: Element | None = None) -> Prose:
    """Return a paragraph that starts with a bold label, set directly before the text."""
    prose = Prose(f"<b>{escaped(label)}</b>{escaped(text)}", style)
    prose.element = None if parent is None else Element("P", parent)
    return prose


def blocks(text: str, root: Element, *, alert: bool = False, label: str = "") -> list[Prose]:
    """Return paragraphs and bullets of light markup; `label` is set bold before the first of them."""
    out: list[Prose] = []
    for block in parse(text):
        if isinstance(block, Bullets):
            if label:
                out.append(_tagged(f"<b>{escaped(label)}</b>", styles.LEAD, Element("P", root)))
            list_ = Element("L", root)
            for item in block.items:
                body = Element("LBody", Element("LI", list_))
                last = item is block.items[-1]
                style = styles.LAST_BULLET if last else styles.BULLET
                out.append(_tagged(_markup(item), style, body, bullet="• "))
        else:
            before = f"<b>{escaped(label)}</b> " if label else ""
            out.append(_tagged(before + _markup(block.runs), styles.BODY, Element("P", root)))
        label = ""
    for prose in out:
        prose.alert = alert
    return out


def cell(text: str) -> Prose | list[Prose]:
    """Return the content of a table cell: one paragraph, or several and bullets, read as one cell."""
    out: list[Prose] = []
    for block in parse(text):
        if isinstance(block, Bullets):
            out.extend(_tagged(_markup(item), styles.CELL_BULLET, None, bullet="• ") for item in block.items)
        else:
            out.append(_tagged(_markup(block.runs), styles.CELL, None))
    return out[0] if len(out) == 1 else out


def _markup(runs: Sequence[Run]) -> str:
    return "".join(f"<b>{escaped(run.text)}</b>" if run.bold else escaped(run.text) for run in runs)


def _tagged(markup: str, style: ParagraphStyle, element: Element | None, bullet: str | None = None) -> Any:
    prose = Prose(markup, style, bulletText=bullet)
    prose.element = element
    return prose
