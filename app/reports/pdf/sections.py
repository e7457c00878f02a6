"""The sections of the panel health summary, in the order a panel needs them."""

from typing import Any

from reportlab.platypus import CondPageBreak, Spacer

from app.charts.primitives import BOLD
from app.domain.reports.panel import Aware, PanelSummary, Scenario
from app.reports.pdf import chronology, lettering, profile, prose
from app.reports.pdf.flowables import Prose, SignatureBox, WideHeading, side_heading
from app.reports.pdf.lettering import text_width
from app.reports.pdf.styles import BODY, BYLINE, CELL, CELL_NAME, SIDE, TITLE, WIDE_HEADING, WIDTH
from app.reports.pdf.tables import banner, height, table
from app.reports.pdf.tagging import Element

# Wide enough for the longest name of a course; what might happen, with its likelihood, has the most to say.
_COURSE = 58.0


def opening(summary: PanelSummary, root: Element) -> list[Any]:
    """Return the title, the identity band, whom it is for, and what a chair must know first."""
    flags = summary.red_flags or "None recorded. This does not mean that there are none."
    return [
        prose.line("Panel health summary", TITLE, root, "H1"),
        prose.line(_byline(summary), BYLINE, root),
        Spacer(1, 8),
        _identity(summary, root),
        *_side("Prepared for", _recipient(summary, root), root),
        *_side("Question to health", prose.blocks(summary.question or "Nothing recorded.", root), root),
        *_side("Contact", _contact(summary, root), root),
        *_side(
            "Red flags and imminence",
            [
                *prose.blocks(flags, root, alert=bool(summary.red_flags)),
                *prose.blocks(summary.imminence, root, alert=True, label="Imminence."),
            ],
            root,
        ),
    ]


def opinion(summary: PanelSummary, root: Element) -> list[Any]:
    """Return health, typology, formulation, profile and time axis; misleading silence is spelled out."""
    fixation = summary.fixation
    return [
        *_side(
            "Health, as far as relevant to risk",
            prose.blocks(summary.health or "Nothing recorded, or not shared for this purpose.", root),
            root,
        ),
        *_side("Typology and relationship", _typology(summary, root), root),
        *_side("Formulation", prose.blocks(summary.formulation or "Not formulated.", root), root),
        *(
            profile.section(fixation, root)
            if fixation
            else _side("Fixation profile", prose.blocks("Not assessed.", root), root)
        ),
        *(chronology.section(summary.time_axis, fixation, root) if summary.time_axis else ()),
    ]


def advice(summary: PanelSummary, root: Element) -> list[Any]:
    """Return scenarios, engagement, management, treatment and actions; what is empty is left out."""
    how, treatment = summary.engagement, summary.treatment
    out: list[Any] = []
    if summary.scenarios:
        rows = [_scenario(scenario) for scenario in summary.scenarios]
        heads = ("Scenario", "What might happen", "Warning signs", "What then")
        room = (WIDTH - _COURSE) / 20
        made = table(heads, rows, (_COURSE, 8 * room, 6 * room, 6 * room), root)
        out += _wide("Scenarios", made, root)
    out += _labelled(
        "Engagement and interview",
        (("What helps.", how.helps), ("What hinders.", how.hinders), ("Interview.", how.interview)),
        root,
    )
    if summary.management:
        rows = [[prose.line(one.agency, CELL_NAME), prose.cell(one.text)] for one in summary.management]
        made = table(("Agency", "Recommended"), rows, (SIDE, WIDTH - SIDE), root)
        out += _wide("Recommended management by agency", made, root)
    out += _labelled(
        "Treatment and readiness", (("Offer.", treatment.offer), ("Readiness.", treatment.readiness)), root
    )
    if summary.actions:
        rows = [
            [prose.line(one.due, CELL_NAME), prose.line(one.text, CELL), prose.line(one.owner, CELL)]
            for one in summary.actions
        ]
        widths = (SIDE, WIDTH - SIDE - 160, 160)
        out += _wide("Actions", table(("By", "Action", "Owner"), rows, widths, root), root)
    return out


def closing(summary: PanelSummary, root: Element) -> list[Any]:
    """Return what the opinion rests on, who may see it, and who answers for it."""
    return [
        *_labelled("Sources and limits", (("Sources.", summary.sources), ("Limits.", summary.limits)), root),
        *_side("Sharing", prose.blocks(summary.restrictions or "No restriction recorded.", root), root),
        *_side("Status and review", prose.blocks(f"{summary.status}. Review: {summary.review}.", root), root),
    ]


def signature(summary: PanelSummary, root: Element, box: SignatureBox) -> list[Any]:
    """Return who answers for the summary, beside the box their signature is to stand in; kept on one page."""
    who = summary.author
    name = prose.labelled(who.name, "", BODY, root)
    role = prose.line(", ".join(part for part in (who.role, who.registration) if part), BODY, root)
    return [CondPageBreak(box.height + 70), side_heading("Author", root), name, role, Spacer(1, 4), box]


def _identity(summary: PanelSummary, root: Element) -> Any:
    person = summary.person
    facts = [("Name", person.name), ("Born", person.born)]
    facts += [(one.label, one.value) for one in person.identifiers]
    facts.append(("Case", summary.reference))
    # A name of hundreds of letters breaks inside its half and leaves the others room.
    needs = [
        min(16 + max(text_width(text, CELL.fontSize, BOLD) for text in fact), WIDTH / 2) for fact in facts
    ]
    widths = [need * WIDTH / sum(needs) for need in needs]
    return banner([_fact(label, value, root) for label, value in facts], widths)


def _byline(summary: PanelSummary) -> str:
    who = summary.author
    return f"{summary.status}. Prepared {prose.day(summary.created)} by {who.name}, {who.role}."


def _fact(label: str, value: str, root: Element) -> Prose:
    """Return a value under its lighter label (NHS CUI: label lighter than value, no colon)."""
    made = Prose(
        f'<font size="7.5" color="#4c5f6b">{lettering.markup(label)}</font><br/><b>{lettering.markup(value)}</b>',
        CELL,
    )
    made.element = Element("P", root)
    return made


def _recipient(summary: PanelSummary, root: Element) -> list[Prose]:
    who = summary.recipient
    return [
        prose.labelled(who.name, f", {who.meeting}" if who.meeting else "", BODY, root),
        prose.line(f"{who.purpose}.", BODY, root),
    ]


def _contact(summary: PanelSummary, root: Element) -> list[Prose]:
    aware = summary.contact.aware
    text = f"{summary.contact.seen}. **{aware.value}.**"
    return prose.blocks(text, root, alert=aware is not Aware.YES)


def _typology(summary: PanelSummary, root: Element) -> list[Prose]:
    typology = summary.typology
    if typology is None:
        return prose.blocks("Not assessed.", root)
    detail = f"{typology.relationship}; confidence {typology.confidence}. {typology.note}".strip()
    return [prose.labelled(f"{typology.kind}.", f" {detail}", BODY, root)]


def _scenario(scenario: Scenario) -> list[Any]:
    return [
        prose.line(scenario.title, CELL_NAME),
        prose.cell(scenario.text),
        prose.cell(scenario.warning_signs),
        prose.cell(scenario.response),
    ]


def _side(title: str, body: list[Prose], root: Element) -> list[Any]:
    """Return a section whose heading stands in the side column."""
    heading = side_heading(title, root)
    short = heading.depth() - sum(one.wrap(WIDTH, 1e6)[1] for one in body) if len(body) == 1 else 0
    room = [Spacer(1, short)] if short > 0 else []
    return [CondPageBreak(54), heading, *body, *room]


def _labelled(title: str, parts: tuple[tuple[str, str], ...], root: Element) -> list[Any]:
    body = [one for label, text in parts if text for one in prose.blocks(text, root, label=label)]
    return _side(title, body, root) if body else []


def _wide(title: str, content: Any, root: Element) -> list[Any]:
    heading = WideHeading(title, WIDE_HEADING)
    heading.element = Element("H2", root)
    return [CondPageBreak(40 + min(height(content), 180)), heading, content]
