"""A signed summary of 4 pages and of 200, beside the libraries it is made with.

Ours is all that an export does with a composed summary: the typeface checked, the pages drawn and tagged, structure,
metadata and attachment written, the signature made and verified. Plain is ReportLab laying out the same text on as many
pages, and no more. The same engine is ReportLab, pikepdf and pyHanko making the same file: `bare_pdf`.
"""

import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

from pikepdf import Pdf
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import SimpleDocTemplate
from sqlalchemy import select

from app.crypto import canonical
from app.crypto.pdf import signing as pdf_signing
from app.crypto.pdf import verifying as pdf_verifying
from app.crypto.pdf.verdict import State
from app.domain.records.blocks import Block, Heading, Paragraph, Table
from app.domain.reports.composer import STATUS
from app.domain.reports.document import Author, Document, LedgerHead, Person, Recipient
from app.domain.reports.panel import PanelSummary
from app.models.tables import Authority, MemberKey
from app.reports.pdf import styles
from app.reports.pdf.draw import draw_pdf
from app.reports.pdf.stamp import stamp
from app.services.vault.open_vault import OpenVault
from benchmarks.bare_pdf import BareSigner
from benchmarks.ground import Ground
from benchmarks.measuring import Row, beside, of_engine
from benchmarks.words import prose

_PARAGRAPHS = ((4, 8), (200, 912))
"""Pages, and the paragraphs of formulation that make about so many."""
_SHORT = 25
"""Names, labels and dates stand beside longer text in ours, and take no line of their own in plain either."""


def rows(ground: Ground, times: int) -> Iterator[Row]:
    """Both lengths."""
    papers = Papers.of(ground.vault)
    bare = BareSigner.of(ground.vault.keys.documents, papers.mine, papers.chain, ground.folder / "stamp.pdf")
    for pages, paragraphs in _PARAGRAPHS:
        summary = summary_of(ground.vault, paragraphs)
        texts = _texts(summary.plain())
        made = _pages(papers.signed(summary))
        assert abs(made - pages) <= 1
        assert abs(made - _plain(texts)) <= max(1, pages // 10)
        assert abs(made - _pages(bare.make(summary))) <= pages // 100
        sides = beside(
            partial(papers.signed, summary),
            partial(_plain, texts),
            max(3, times * 2 // pages),
            partial(bare.make, summary),
        )
        yield sides.median(f"signed summary of {pages} pages", made, of_engine(1.3))


@dataclass(frozen=True)
class Papers:
    """A vault, and the certificates that its signatures carry."""

    vault: OpenVault
    mine: bytes
    chain: tuple[bytes, ...]

    @classmethod
    def of(cls, vault: OpenVault) -> "Papers":
        """Read them once, as an export does not count its reading of the store."""
        with vault.database.read() as session:
            mine = session.get_one(MemberKey, vault.key_ids["documents"]).certificate
            return cls(vault, mine, (session.scalars(select(Authority.certificate)).one(),))

    def signed(self, summary: Document) -> bytes:
        """The file as an export makes it."""
        content = canonical.dumps(summary.plain())
        built = draw_pdf(summary, content)
        pdf = pdf_signing.sign(
            built.pdf,
            self.vault.keys.documents,
            self.mine,
            self.chain,
            field=built.signature_field,
            when=summary.prepared_at,
            stamp=stamp(summary.author, summary.prepared_at),
            reason="Panel",
        )
        verdict = pdf_verifying.verify(pdf, self.chain, now=summary.prepared_at)
        assert verdict.state is State.GENUINE
        return pdf


def _pages(pdf: bytes) -> int:
    with Pdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def _plain(texts: list[str]) -> int:
    """Lay the texts out with ReportLab, in our typeface and column; give the pages."""
    document = SimpleDocTemplate(
        io.BytesIO(),
        leftMargin=styles.MARGIN,
        rightMargin=styles.MARGIN,
        topMargin=styles.TOP,
        bottomMargin=styles.BOTTOM,
    )
    document.build([Text(escape(text), styles.BODY) for text in texts])
    return int(document.page)


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [part for part in value.split("\n\n") if len(part) > _SHORT]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for each in inner for text in _texts(each)]


def summary_of(vault: OpenVault, paragraphs: int) -> Document:
    """An invented summary with so many paragraphs of formulation."""
    chance = random.Random(4)  # noqa: S311 - nothing secret

    def words(characters: int = 200) -> str:
        return prose(chance, characters)

    return Document(
        id=vault.header.vault_id,
        report=PanelSummary.code,
        title=PanelSummary.title,
        marking="OFFICIAL-SENSITIVE",
        audience="panel",
        reference="NM-000001",
        person=Person("FAIRWEATHER, Colm", "14-Aug-1980"),
        recipient=Recipient("Northmoor panel", "Prevention of harm"),
        author=Author("Dr Rowan Ashdown", "Consultant forensic psychologist", "HCPC PYL01234"),
        prepared_at=vault.clock(),
        status=STATUS,
        blocks=tuple(_blocks(words, paragraphs)),
        ledger=LedgerHead("0" * 64, 1),
    )


def _blocks(words: Callable[..., str], paragraphs: int) -> Iterator[Block]:
    formulation = "\n\n".join(words(900) for _ in range(paragraphs))
    for heading, texts in (
        ("Question to health", (("", words()),)),
        ("Contact", (("", "Seen 7 times. **Knows of the case.**"),)),
        ("Red flags and imminence", (("", words()), ("Imminence.", words()))),
        ("Health, as far as relevant to risk", (("", words()),)),
        ("Formulation", (("", formulation),)),
        (
            "Engagement and interview",
            tuple((label, words()) for label in ("Helps.", "Hinders.", "Interview.")),
        ),
        ("Treatment and readiness", (("Offer.", words()), ("Readiness.", words()))),
    ):
        yield Heading(text=heading)
        yield from (Paragraph(label=label, text=text) for label, text in texts)
    scenarios = tuple(("Repeat", words(), words(), words()) for _ in range(3))
    advice = tuple((agency, words()) for agency in ("Police", "Probation", "Advocate"))
    actions = tuple(("01-Dec-2026", words(60), "Health") for _ in range(5))
    heads = ("Scenario", "What might happen", "Warning signs", "What then")
    for title, head, rows, widths in (
        ("Scenarios", heads, scenarios, (118, 352, 265, 265)),
        ("Recommended management by agency", ("Agency", "Recommended"), advice, (235, 765)),
        ("Actions", ("By", "Action", "Owner"), actions, (235, 441, 324)),
    ):
        yield Heading(text=title, across=True)
        yield Table(heads=head, rows=rows, widths=widths)
    for title, text in (("Sources and limits", words()), ("Sharing", words()), ("Status and review", STATUS)):
        yield Heading(text=title)
        yield Paragraph(text=text)
