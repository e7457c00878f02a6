"""Hostile, odd, missing and endless input to the panel summary."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from app.domain.values.dates import ClinicalDate
from tests.reports.reading import drawn, words
from tests.reports.sample import Sample, ran, sparse

HOSTILE = '<img src="/etc/passwd"/> & <b>open **half </para> &lt; <font color="red">'


def test_typed_markup_prints_literally_and_opens_no_file(tmp_path: Path) -> None:
    """Typed text is text, in every kind of field."""
    hostile = replace(
        Sample(),
        question=HOSTILE,
        red_flags=f"- {HOSTILE}",
        restrictions=HOSTILE,
        reference="<x>&",
        person=replace(Sample.person, name="<i>MARLOWE</i> & Co"),
        author=replace(Sample.author, name="A & <b>B"),
        management=(("<police>", HOSTILE),),
    )
    built = drawn(hostile)
    text = words(built, tmp_path)
    assert text.count('<img src="/etc/passwd"/> & <b>open **half </para> &lt; <font color="red">') == 4
    assert "<i>MARLOWE</i> & Co" in text
    assert "<police>" in text
    with pikepdf.open(BytesIO(built.pdf)) as pdf:
        assert not any(
            one.get("/Subtype") == "/Image" for one in pdf.objects if isinstance(one, pikepdf.Stream)
        )
        assert b"A &amp; &lt;b&gt;B" in pdf.Root["/Metadata"].read_bytes()


def test_welsh_and_central_european_names_are_printed(tmp_path: Path) -> None:
    """Names are written as their owners write them."""
    name = "ŁUCZAK, Llŷr Siân Ŵyn Žofie"
    built = drawn(replace(Sample(), person=replace(Sample.person, name=name)))
    assert name in words(built, tmp_path)


def test_silence_that_could_mislead_is_spelled_out(tmp_path: Path) -> None:
    """Nothing assessed does not read as nothing wrong."""
    text = words(drawn(sparse()), tmp_path)
    for sentence in (
        "Most likely next Not recorded.",
        "Open red flags None open on 20-Nov-2026.",
        "Through the advocate Not recorded. Safeguarding Not recorded.",
        "Nothing in force. Index offence Not recorded. Custody Not recorded. MAPPA Not recorded.",
        "Typology Not recorded. Formulation Not recorded.",
        "Protective Not recorded. Fixation Not recorded. Health Not recorded.",
        "Time axis Not recorded.",
        "What could happen soon Not recorded.",
        "Goals Not recorded. Seen Not seen.",
        "Helps Not recorded. Hinders Not recorded. Style Not recorded.",
        "Does not know of the case: do not disclose.",
    ):
        assert sentence in text
    assert "Not assessed" not in text


def test_a_confidence_that_nobody_gave_is_not_read_as_low(tmp_path: Path) -> None:
    """Of the typology and of what was rated; of what was not rated nothing is said."""
    rated = ("Urge", (4, 3, 2, 1), "Some", "Interview", "")
    unrated = ("Finality", (2, 1, 0, None), "", "", "")
    held = ("Rejected", "former partner (V1)", "")
    text = words(drawn(replace(Sample(), typology=held, dimensions=(rated, unrated))), tmp_path)
    assert "Rejected; former partner (V1) (confidence not given)" in text
    assert "confidence low" not in text


@pytest.mark.parametrize("size", [20_000, 200_000])
def test_a_field_of_any_length_is_printed_whole(size: int, tmp_path: Path) -> None:
    """Long text makes pages, not errors."""
    body = "word " * (size // 5)
    summary = replace(sparse(), formulation=body, management=(("Police", body[:20_000]),))
    assert words(drawn(summary), tmp_path).count("word") == (size + 20_000) // 5


def test_more_orders_than_the_axis_can_hold_are_said_to_be_left_out(tmp_path: Path) -> None:
    """The drawing says what it leaves out."""
    ends = ClinicalDate(2026, 6, 30)
    many = tuple(
        ran(f"Order number {index}", ClinicalDate.of(date(2025, 11, 1) + timedelta(days=index)), ends)
        for index in range(20)
    )
    text = words(drawn(replace(Sample(), spells=many)), tmp_path)
    assert "The 4 earliest orders or spells are not drawn: see the chronology." in text
    assert all(f"Order number {index}" in text for index in range(4, 20))
