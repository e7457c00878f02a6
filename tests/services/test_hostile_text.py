"""What a person may paste: a field filled to its limit, marks that steer, markup, and scripts without a glyph."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.kinds.session_note.content import SessionNote
from app.domain.values.text import clean
from app.errors import TextTooLong
from app.reports.draw_text import draw_text
from app.services.cases.cases import view_of
from app.services.checks.checking import check
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.sharing.preparing import Prepared
from app.services.sharing.summarising import Request
from app.services.vault.open_vault import OpenVault
from tests.builders import complete, draft_of, signed
from tests.confirmed import export, sign
from tests.outside import tool
from tests.searching import Search

PANEL = Request(
    audience="panel",
    recipient="The panel",
    purpose="Risk",
    question="What next?",
    answer="Little has changed.",
)


def exported(vault: OpenVault, case_id: str, out: Path) -> Prepared:
    """The panel summary of a case, signed and saved."""
    with vault.database.reading() as connection:
        reference = view_of(connection, case_id).reference
    return export(vault, reference, PANEL, out)


def words_of(pdf: Path) -> str:
    """The text of a PDF as poppler reads it, on one line."""
    read = subprocess.run([tool("pdftotext"), str(pdf), "-"], check=True, capture_output=True, text=True)
    return " ".join(read.stdout.split())


def test_a_field_filled_to_its_limit_is_signed_found_and_printed(
    vault: OpenVault, case_id: str, tmp_path: Path
) -> None:
    text = ("quagmire " * 11_112)[:99_991] + " halcyon"
    assert len(text) == 99_999
    draft = Drafts(vault).open(draft_of(vault, case_id, "Words", "consultation"))
    sheet = replace(draft.sheet, content=replace(draft.sheet.content, opinion=text))
    Drafts(vault).save(draft.id, sheet, draft.revision)
    record = sign(vault, draft.id)
    assert Records(vault).read(record).sheet.content.opinion == text
    assert [hit.record_id for hit in Search(vault).find("halcyon")] == [record]
    exported(vault, case_id, tmp_path / "long.pdf")
    assert "halcyon" in words_of(tmp_path / "long.pdf")


def test_one_sign_more_names_the_field_and_keeps_what_was_saved(vault: OpenVault, case_id: str) -> None:
    draft = Drafts(vault).open(draft_of(vault, case_id, "Saved before"))
    content = replace(complete(SessionNote), done="x" * 200_001)
    with pytest.raises(TextTooLong, match="What we did"):
        Drafts(vault).save(draft.id, replace(draft.sheet, content=content), draft.revision)
    assert Drafts(vault).open(draft.id).sheet.content.done == "Saved before"


def test_marks_that_steer_or_hide_are_gone_from_all_that_is_kept_and_sent(
    vault: OpenVault, case_id: str, tmp_path: Path
) -> None:
    record = signed(vault, case_id, "safe\u202egnirob\u200b\x00\x1b[2J\ufeff end", "consultation")
    view = Records(vault).read(record)
    kept = json.dumps(view.sheet.to_plain(), ensure_ascii=False)
    sent = exported(vault, case_id, tmp_path / "s.pdf")
    for text in (kept, draw_text(sent.document), words_of(tmp_path / "s.pdf")):
        assert not set(text) & set("\u202e\u200b\x00\x1b\ufeff")
    assert view.sheet.content.opinion == "safegnirob[2J end"


def test_markup_of_others_is_printed_as_it_was_typed(vault: OpenVault, case_id: str, tmp_path: Path) -> None:
    typed = '<img src="/etc/passwd"> <b>x</i> & **open and <a href="file:///etc/passwd">y</a>'
    signed(vault, case_id, typed, "consultation")
    exported(vault, case_id, tmp_path / "s.pdf")
    assert '<img src="/etc/passwd"> <b>x</i> & **open' in words_of(tmp_path / "s.pdf")
    assert b"root:x:" not in (tmp_path / "s.pdf").read_bytes()
    images = subprocess.run(
        [tool("pdfimages"), "-list", str(tmp_path / "s.pdf")], check=True, capture_output=True, text=True
    )
    assert len(images.stdout.splitlines()) == 2


def test_masked_words_and_quoted_lines_are_printed_as_they_were_signed(
    vault: OpenVault, case_id: str, tmp_path: Path
) -> None:
    typed = (
        "He wrote f*** off and later b**** you.\n\nRated **** by staff; 5 ** 2 tried.\n\n"
        "- sent 02:10 call me\n- sent 02:12 I see you\nThen silence for a week."
    )
    signed(vault, case_id, typed, "formulation")
    exported(vault, case_id, tmp_path / "s.pdf")
    read = subprocess.run(
        [tool("pdftotext"), "-layout", str(tmp_path / "s.pdf"), "-"],
        check=True,
        capture_output=True,
        text=True,
    )
    rows = [" ".join(row.split()) for row in read.stdout.splitlines()]
    for wanted in (
        "He wrote f*** off and later b**** you.",
        "Rated **** by staff; 5 ** 2 tried.",
        "• sent 02:10 call me",
        "• sent 02:12 I see you",
        "Then silence for a week.",
    ):
        assert any(row.endswith(wanted) for row in rows), wanted


QUOTES = (
    "He wrote 'miss you \N{KISS MARK}' forty times.",
    "Sent a red heart \N{HEAVY BLACK HEART}\N{VARIATION SELECTOR-16} daily.",
    "Homework done \N{CHECK MARK}",
    "Ward bag: \N{BALLOT BOX WITH CHECK} phone",
    "Cyfarwydd \N{BLACK TELEPHONE} line",
    "Known as 王小明 and محمد online, with 👩‍👧.",
)


@pytest.mark.parametrize("kind", ["formulation", "consultation"])
def test_whatever_was_signed_can_be_given_to_a_partner(
    vault: OpenVault, case_id: str, tmp_path: Path, kind: str
) -> None:
    """Messages are evidence, and full of signs that a typeface lacks; once signed they cannot be written otherwise."""
    signed(vault, case_id, "\n\n".join(QUOTES), kind)
    with vault.database.reading() as connection:
        reference = view_of(connection, case_id).reference
    request = Request(
        audience="panel",
        recipient="Panel \N{KISS MARK} 王",
        purpose="Risk ✓ 王小明",
        question="What next?",
        answer="Little has changed.",
    )
    sent = export(vault, reference, request, tmp_path / "s.pdf")
    printed = words_of(tmp_path / "s.pdf")
    # Poppler gives the letters of words that run from the right the other way round: they are looked for elsewhere.
    for words in (
        *map(clean, QUOTES[:-1]),
        "Known as 王小明 and",
        "👩👧",
        "Panel \N{KISS MARK} 王",
        "Risk ✓ 王小明",
    ):
        assert words in printed
    assert (sent.document.recipient.name, sent.document.recipient.purpose) == (
        request.recipient,
        request.purpose,
    )
    assert check(vault).is_clean
