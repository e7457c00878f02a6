"""A signed summary of 4 pages and of 200, beside ReportLab alone laying out the same text on as many pages.

Ours is all that an export does with a composed summary: the typeface checked, the pages drawn and tagged, structure,
metadata and attachment written, the signature made and verified.
"""

import io
import random
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from html import escape
from typing import Any

import msgspec
from reportlab.platypus import Paragraph, SimpleDocTemplate
from sqlalchemy import select

from app.crypto import canonical
from app.crypto.pdf import signing as pdf_signing
from app.crypto.pdf import verifying as pdf_verifying
from app.domain.reports import panel as said
from app.domain.reports.panel import PanelSummary
from app.models.tables import Authority, MemberKey
from app.reports.pdf import panel, styles
from app.reports.pdf.stamp import stamp
from benchmarks.ground import Ground
from benchmarks.measuring import Row, at_most, beside
from benchmarks.words import prose

_PARAGRAPHS = ((4, 3), (200, 720))
"""Pages, and the paragraphs of formulation that make about so many."""
_SHORT = 25
"""Names, labels and dates stand beside longer text in ours, and take no line of their own in plain either."""


def rows(ground: Ground, times: int) -> Iterator[Row]:
    """Both lengths."""
    with ground.vault.database.read() as session:
        mine = session.get_one(MemberKey, ground.vault.key_ids["documents"]).certificate
        chain = (session.scalars(select(Authority.certificate)).one(),)

    def ours(summary: PanelSummary) -> int:
        content = canonical.dumps(msgspec.to_builtins(summary))
        built = panel.build(summary, content)
        pdf = pdf_signing.sign(
            built.pdf,
            ground.vault.keys.documents,
            mine,
            chain,
            field=built.signature_field,
            when=summary.created,
            stamp=stamp(summary.author, summary.created),
            reason="Panel",
        )
        verdict = pdf_verifying.verify(pdf, chain, now=summary.created)
        assert verdict.state is pdf_verifying.State.GENUINE
        return built.pages

    for pages, paragraphs in _PARAGRAPHS:
        summary = _summary(ground.vault.header.vault_id, ground.vault.clock(), paragraphs)
        texts = _texts(msgspec.to_builtins(summary))
        made, made_plainly = ours(summary), _plain(texts)
        assert abs(made - pages) <= 1
        assert abs(made - made_plainly) <= max(1, pages // 10)
        sides = beside(partial(ours, summary), partial(_plain, texts), max(3, times * 2 // pages))
        yield sides.median(f"signed summary of {pages} pages", made, at_most(2))


def _plain(texts: list[str]) -> int:
    """Lay the texts out with ReportLab, in our typeface and column; give the pages."""
    document = SimpleDocTemplate(
        io.BytesIO(),
        leftMargin=styles.MARGIN,
        rightMargin=styles.MARGIN,
        topMargin=styles.TOP,
        bottomMargin=styles.BOTTOM,
    )
    document.build([Paragraph(escape(text), styles.BODY) for text in texts])
    return int(document.page)


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [part for part in value.split("\n\n") if len(part) > _SHORT]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for each in inner for text in _texts(each)]


def _summary(document_id: str, created: datetime, paragraphs: int) -> PanelSummary:
    chance = random.Random(4)  # noqa: S311 - nothing secret

    def words(characters: int = 200) -> str:
        return prose(chance, characters)

    return PanelSummary(
        document_id=document_id,
        created=created,
        marking=said.OFFICIAL_SENSITIVE,
        reference="NM-000001",
        person=said.Person("FAIRWEATHER, Colm", "14-Aug-1980"),
        recipient=said.Recipient("Northmoor panel", "Prevention of harm"),
        question=words(),
        red_flags=words(),
        imminence=words(),
        contact=said.Contact("Seen 7 times", said.Aware.YES),
        sources=words(),
        limits=words(),
        health=words(),
        typology=None,
        fixation=None,
        formulation="\n\n".join(words(900) for _ in range(paragraphs)),
        scenarios=tuple(said.Scenario("Repeat", words(), words(), words()) for _ in range(3)),
        engagement=said.Engagement(words(), words(), words()),
        management=tuple(said.Advice(agency, words()) for agency in ("Police", "Probation", "Advocate")),
        treatment=said.Treatment(words(), words()),
        actions=tuple(said.Action(words(60), "Health", "01-Dec-2026") for _ in range(5)),
        restrictions=words(),
        author=said.Author("Dr Rowan Ashdown", "Consultant forensic psychologist", "HCPC PYL01234"),
        status="Signed; made only of signed records",
        review="01-Feb-2027",
        time_axis=None,
        ledger=said.LedgerHead("0" * 64, 1),
    )
