"""Any document is drawn whole, in one order, by both engines, and looked through whole."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any, get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain.fields.compartments import Knowledge
from app.domain.records import blocks
from app.domain.records.blocks import (
    Block,
    Box,
    Chart,
    Course,
    Facts,
    Heading,
    Linked,
    Moment,
    Notice,
    Paragraph,
    Point,
    Span,
    Table,
    Tie,
)
from app.domain.records.facets import Mark
from app.domain.reports.document import Document, Letter, read
from app.reports.draw_text import draw_text
from app.reports.pdf import prose, tables
from app.reports.pdf.contents import texts
from app.reports.pdf.draw import draw_pdf
from app.reports.pdf.styles import PAGE_ROOM
from app.reports.pdf.tagging import Element
from app.services.sharing.guarding import readings_of
from tests.reports.reading import attached
from tests.reports.sample import Sample

DAY = date(2026, 1, 1)
WORD = re.compile(r"q[0-9]{4}z")
FIRST = Sample().document()


class Making:
    """Makes blocks whose every text is a word of its own, numbered in the order of the pages."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._numbers, self._draw = count(), draw
        self.knowledge = draw(st.sampled_from(Knowledge))

    def word(self) -> str:
        return f"q{next(self._numbers):04}z"

    def number(self) -> int:
        return self._draw(st.integers(0, 4))

    def yes(self) -> bool:
        return self._draw(st.booleans())

    def label(self) -> str:
        return self.word() if self.yes() else ""

    def marked(self) -> str:
        """A text with light markup."""
        shapes = ("{}", "{} **{}** {}", "{}\n\n{}", "- {}\n- {}\n\n{}", "{}\n{}")
        text = shapes[self.number()]
        return text.format(*(self.word() for _ in range(text.count("{}"))))

    def heading(self) -> Heading:
        flags = {name: self.yes() for name in ("across", "turns", "signed")}
        return Heading(text=self.word(), knowledge=self.knowledge, **flags)

    def paragraph(self) -> Paragraph:
        label, small, plain = self.label(), self.yes(), self.yes()
        text = self.word() if plain else self.marked()
        flags = {name: self.yes() for name in ("answer", "flag", "stale")}
        return Paragraph(label=label, text=text, small=small, plain=plain, knowledge=self.knowledge, **flags)

    def notice(self) -> Notice:
        return Notice(label=self.label(), text=self.marked(), knowledge=self.knowledge)

    def facts(self) -> Facts:
        return Facts(answers=tuple((self.word(), self.marked()) for _ in range(self.number())))

    def course(self) -> Course:
        name, days = self.word(), range(self.number())
        return Course(name, tuple(Point(DAY + timedelta(days=n), self.number()) for n in days))

    def cell(self, column: int, *, plain: bool) -> blocks.Cell:
        if column and self.yes():
            course = self.course()
            return course if course.points else course.name
        if column and self.yes():
            return Paragraph(label=self.word(), text=self.marked())
        return self.word() if plain or not column else self.marked()

    def table(self) -> Table:
        wide, plain = self.number() + 1, self.yes()
        return Table(
            heads=tuple(self.word() for _ in range(wide)),
            rows=tuple(tuple(self.cell(n, plain=plain) for n in range(wide)) for _ in range(self.number())),
            widths=(1,) * wide,
            plain=plain,
            framed=self.yes(),
            beside=self.yes(),
            read=self.yes(),
            knowledge=self.knowledge,
        )

    def chart(self) -> Chart:
        told, late = self.word(), DAY + timedelta(days=200)
        labels = [self.word() for _ in range(4)]
        return Chart(
            start=DAY,
            end=late,
            today=late,
            words=told,
            moments=tuple(
                Moment(mark=Mark.INCIDENT, breached=True, first=DAY, last=late, label=one)
                for one in labels[:2]
            ),
            spans=tuple(Span(mark=Mark.HELD, start=DAY, label=one) for one in labels[2:]),
            courses=tuple(self.course() for _ in range(self.number())),
            caption=self.word(),
            table=self.table(),
        )

    def linked(self) -> Linked:
        told, wide = self.word(), self.number() + 2
        columns = tuple((self.word(), self.word()) for _ in range(wide))
        boxes = tuple(
            Box(column=n % wide, name=self.word(), words=self.word(), care=self.yes(), open=self.yes())
            for n in range(self._draw(st.integers(0, 40)))
        )
        ties = tuple(
            Tie(n, n + 1, "dotted" if boxes[n].open else "whole")
            for n in range(len(boxes) - 1)
            if boxes[n].column < boxes[n + 1].column
        )
        return Linked(
            columns=columns,
            boxes=boxes,
            ties=ties,
            words=told,
            caption=self.word(),
            table=self.table(),
            knowledge=self.knowledge,
        )


@st.composite
def documents(draw: st.DrawFn, of: tuple[type, ...] = get_args(Block)) -> Document:
    """A document of blocks of every kind, in any order, or of some."""
    made = Making(draw)
    kinds = draw(st.lists(st.sampled_from(of), max_size=8))
    return replace(FIRST, blocks=tuple(getattr(made, kind.__name__.lower())() for kind in kinds))


def taken(text: str) -> list[str]:
    """The words of a text, each where it comes first."""
    return list(dict.fromkeys(WORD.findall(text)))


def strings(value: Any) -> Iterator[str]:
    """Every text in a plain value."""
    if isinstance(value, str):
        yield value
    for inner in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    ):
        yield from strings(inner)


def drawn_apart(document: Document) -> set[str]:
    """What no page has as text: what is said of a drawing, and names on it, that may have no room there."""
    tables = [each for each in document.blocks if isinstance(each, Table)]
    apart: set[str] = set()
    for picture in (each for each in document.blocks if isinstance(each, Linked)):
        tables.append(picture.table)
        named = (word for each in picture.boxes for word in (each.name, each.words))
        apart |= {picture.words, *named, *(word for column in picture.columns for word in column)}
    for chart in (each for each in document.blocks if isinstance(each, Chart)):
        tables.append(chart.table)
        labels = (each.label for each in (*chart.moments, *chart.spans))
        apart |= {chart.words, *labels, *(each.name for each in chart.courses)}
    cells = (cell for table in tables for row in table.rows for cell in row)
    # The heads of the one frame exist in the tags alone.
    apart |= {head for table in tables if table.framed for head in table.heads}
    return apart | {cell.name for cell in cells if isinstance(cell, Course)}


@settings(max_examples=40, deadline=None)
@given(documents())
def test_every_text_is_drawn_by_both_engines_in_one_order(document: Document) -> None:
    every = sorted(taken("\n".join(strings(document.plain()))))
    assert taken(draw_text(document)) == every
    found = texts(draw_pdf(document, b"{}").pdf)
    pages = " ".join(text for place, text in found.items() if place.startswith("page"))
    apart = drawn_apart(document)
    assert [word for word in taken(pages) if word not in apart] == [
        word for word in every if word not in apart
    ]
    said = set(taken(found["the PDF's properties, links and alternatives"]))
    charts = [each for each in document.blocks if isinstance(each, Chart | Linked)]
    assert {each.words for each in charts} <= said


LETTER = Letter(
    sender="Northmoor Health Team",
    lines=("Quay Road",),
    to=("The Quay Practice",),
    on="28-Nov-2026",
    about="Callum Dunscombe",
    greeting="Dear colleague,",
    running="Callum Dunscombe",
    closing="He can read it.",
)


@settings(max_examples=15, deadline=None)
@given(documents((Heading, Paragraph, Notice, Table)), st.booleans())
@example(
    replace(FIRST, blocks=(Heading(text="q0000z"), Facts(answers=(("q0001z", "q0002z"),)))),
    False,
)
def test_a_letter_has_each_text_once_in_order_and_neither_case_nor_purpose(
    document: Document, large: int
) -> None:
    document = replace(document, letter=replace(LETTER, large=bool(large)))
    every = sorted(taken("\n".join(strings(document.plain()["blocks"]))))
    copied, pdf = draw_text(document), draw_pdf(document, b'{"case": "MC-2026-014"}').pdf
    assert taken(copied) == every
    found = texts(pdf)
    pages = " ".join(text for place, text in found.items() if place.startswith("page"))
    apart = drawn_apart(document)
    assert [word for word in taken(pages) if word not in apart] == [
        word for word in every if word not in apart
    ]
    for word in (document.reference, document.recipient.purpose, "Casework", "ledger"):
        assert word not in copied
        assert word not in " ".join(found.values())
    for word in (*LETTER.to, LETTER.closing, LETTER.sender, LETTER.greeting):
        assert word in copied
        assert word in pages


@settings(max_examples=60, deadline=None)
@given(documents())
def test_every_text_is_looked_through(document: Document) -> None:
    """In the order of its pages, and what stands in a table also by its columns, each place under a name of its own."""
    whole, *by_column = readings_of(document)
    every = sorted(taken("\n".join(strings(document.plain()))))
    assert taken("\n".join(whole.values())) == every
    tables = [each.table if isinstance(each, Chart | Linked) else each for each in document.blocks]
    for table, read_down in zip((one for one in tables if isinstance(one, Table)), by_column, strict=True):
        columns = zip(table.heads, *table.rows, strict=True)
        wanted = [word for column in columns for cell in column for word in sorted(taken(str(cell)))]
        assert taken("\n".join(read_down.values())) == wanted


@settings(max_examples=60, deadline=None)
@given(documents())
def test_what_is_attached_reads_back_as_the_document(document: Document) -> None:
    assert read(document.plain()) == document
    assert attached(read(document.plain())) == attached(document)


@pytest.mark.parametrize(
    ("knowledge", "said"),
    [
        (Knowledge.ALLEGATION, "Alleged."),
        (Knowledge.SELF_REPORT, "By the person's own account."),
        (Knowledge.INTELLIGENCE, "Intelligence, not verified."),
        (Knowledge.SEEN, ""),
    ],
)
def test_an_allegation_never_reads_as_a_fact(knowledge: Knowledge, said: str) -> None:
    """Whatever the block is, how it is known stands before it, on the page and in the text."""
    table = Table(heads=("Head",), rows=(("Cell",),), widths=(1,), knowledge=knowledge)
    printed = (
        Paragraph(text="Body", knowledge=knowledge),
        Notice(text="Body", knowledge=knowledge),
        Facts(answers=(("Label", "Body"),), knowledge=knowledge),
        table,
        Heading(text="Body", knowledge=knowledge),
    )
    for block in printed:
        document = replace(FIRST, blocks=(block,))
        found = texts(draw_pdf(document, b"{}").pdf)
        page = " ".join(found["page 1 of the PDF"].split())
        for text in (page, " ".join(draw_text(document).split())):
            for other in ("Alleged.", "By the person's own account.", "Intelligence, not verified."):
                assert (other in text) == (other == said)
            if said:
                assert text.index(said) < text.index("Cell" if block is table else "Body")


def test_an_identifier_or_a_digest_is_no_text_that_somebody_wrote() -> None:
    """Four of their signs can be read as a short name, O'Dea in "0d3a", which nobody could take out."""
    made = "01a20dea-32e4-7d3a-b8c0-0d3a6e97d69b"
    attached = f'{{"id":"{made}","digest":"{"0dea" * 16}","title":"Seen 0d3a"}}'.encode()
    attachment = texts(draw_pdf(replace(FIRST, id=made), attached).pdf)["the PDF's attachment and metadata"]
    assert '{"id":"","digest":"","title":"Seen 0d3a"}' in attachment
    assert made not in attachment


def test_a_place_is_told_by_its_heading_and_its_row() -> None:
    """Never by what was typed, which may be the very thing that must not be named."""
    whole, *by_column = readings_of(FIRST)
    for place in (
        "Recipient",
        "Open red flags",
        "Incident of 24-Dec-2025, What, newest first",
        "Scenario S2 Escalate, Warning signs",
        "Asked of Police, What",
        "Fixation, Conviction, Rated 0 to 4",
    ):
        assert place in whole
    assert "Incident of 24-Dec-2025, How it stands" in {
        place for read_down in by_column for place in read_down
    }


def test_a_long_table_says_on_each_page_which_lines_it_has_and_that_there_are_more() -> None:
    rows = tuple((str(n), f"What happened then, {n}") for n in range(1, 121))
    table = Table(heads=("no.", "what"), rows=rows, widths=(1, 9), plain=True, read=True)
    document = replace(FIRST, blocks=(Heading(text="Chronology", across=True), table))
    found = texts(draw_pdf(document, b"{}").pdf)
    pages = [text for place, text in found.items() if place.startswith("page")]
    said = [re.findall(r"Lines (\d+) to (\d+) of 120; the rest on the next page\.", page) for page in pages]
    assert len(pages) > 2
    begins = 1
    for page, told in zip(pages[:-1], said[:-1], strict=True):
        ((first, last),) = told
        assert int(first) == begins
        assert re.findall(r"What happened then, (\d+)", page) == [
            str(n) for n in range(begins, int(last) + 1)
        ]
        begins = int(last) + 1
    assert said[-1] == []
    assert f"What happened then, {begins}" in pages[-1]


def test_a_row_that_is_short_of_a_cell_is_refused() -> None:
    with pytest.raises(ValueError, match="a cell for each width"):
        Table(heads=("A", "B"), rows=(("1",),), widths=(1, 1))
    with pytest.raises(ValueError, match="all of its rows"):
        Table(heads=("A",), rows=(("1",), ("2",)), widths=(1,), names=("First",))


@pytest.mark.parametrize(("lines", "parts"), [(6, 0), (200, 2)])
def test_a_row_stays_whole_unless_it_is_taller_than_a_page(lines: int, parts: int) -> None:
    """Cut in two it would be read across: what one cell says below, after what the next one says above."""
    rows = [[prose.cell("It"), prose.cell("- What was said\n" * lines)]]
    made = tables.table(("What", "How"), rows, (100, 380), Element("Document", None))
    _, high = made.wrap(480, 10_000)
    assert (high > PAGE_ROOM) is bool(parts)
    assert len(made.split(480, high / 2 if not parts else 300)) == parts
