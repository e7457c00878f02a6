"""Text that is not as it should be: cleaned, taken literally or refused in a sentence, and never quietly dropped."""

import json
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from sqlalchemy import select

from app.crypto.certificates import read_bundle
from app.crypto.pdf.verifying import verify
from app.domain.fields.forms import MOST_IN_LONG_TEXT
from app.domain.kinds.consultation.content import Consultation
from app.domain.values.text import MOST_CHARACTERS
from app.errors import Exit, NotAcceptable, TextTooLong
from app.models.tables import RecordText
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.records.signed import load, signed_bytes
from app.services.vault.open_vault import OpenVault
from tests.builders import complete
from tests.cli.desk import ASKED, Ended, add, as_lead, assert_clean, unlocked
from tests.confirmed import sign
from tests.reports.reading import run
from tests.searching import Search

INVISIBLE = "\x00\x07\x1b\x7f\u00ad\u061c\u200b\u200d\u202e\u2066\u2069\ufeff\U000e0041"
MARKUP = '<img src="/etc/passwd"/> <b>not closed & </i> <a href="file:///etc/hosts">here</a> {{7*7}} %s &amp;'


@pytest.fixture
def vault(desk: Path) -> Iterator[OpenVault]:
    """The team's vault, open for its lead."""
    with closing(unlocked(desk)) as opened:
        yield opened
        opened.lock()


def advise(vault: OpenVault, case: str, opinion: str) -> str:
    """Sign a consultation with that opinion; gives the record's id."""
    draft = Drafts(vault).begin(case, "consultation")
    content = replace(complete(Consultation), opinion=opinion)
    Drafts(vault).save(draft.id, replace(draft.sheet, content=content), draft.revision)
    return sign(vault, draft.id)


def export(desk: Path, vault: OpenVault, reference: str) -> Ended:
    """Lock the vault and export a summary of the case as its lead would."""
    vault.lock()
    (desk / "out").mkdir()
    return as_lead("export", desk / "team.vault", reference, *ASKED, "--out", desk / "out" / "s.pdf")


def printed(desk: Path) -> tuple[str, str]:
    """The words of the exported summary on paper, and in the JSON that is attached."""
    pdf = desk / "out" / "s.pdf"
    verdict = verify(pdf.read_bytes(), read_bundle((desk / "out" / "site-ca.pem").read_bytes()))
    assert verdict.attachment
    return " ".join(run("pdftotext", "-raw", pdf, "-").split()), verdict.attachment.decode()


def stored(vault: OpenVault, record: str) -> tuple[str, str]:
    """What was signed of a record, and what a search of it looks through."""
    with vault.database.read() as session:
        signed = signed_bytes(vault, load(session, record)).decode()
        searched = session.execute(select(RecordText).where(RecordText.record_id == record)).scalar_one()
        return signed, searched.title + searched.body


def test_more_text_than_a_field_holds_is_refused_by_its_label(vault: OpenVault) -> None:
    case = add(vault, "BT-1")
    with pytest.raises(TextTooLong, match=r"“Opinion” is too long: it holds at most 100,000 characters"):
        advise(vault, case, "x" * (MOST_CHARACTERS + 1))


def test_as_much_text_as_a_field_holds_is_signed_found_and_printed(desk: Path, vault: OpenVault) -> None:
    case, began = add(vault, "BT-2"), time.perf_counter()
    opinion = ("walked past the library again, " * 7000)[: MOST_IN_LONG_TEXT - 12] + " kittiwake 7"
    assert len(opinion) == MOST_IN_LONG_TEXT
    record = advise(vault, case, opinion)
    assert Records(vault).read(record).sheet.content.opinion == opinion
    assert [hit.record_id for hit in Search(vault).find("kittiwake")] == [record]
    ended = export(desk, vault, "BT-2")
    assert ended.code == Exit.DONE, ended
    words, attached = printed(desk)
    assert words.count("library") >= 3000
    assert "kittiwake 7" in words
    assert opinion in attached
    assert_clean(desk / "team.vault")
    assert time.perf_counter() - began < 60


def test_what_cannot_be_seen_is_cleaned_on_the_way_in(desk: Path, vault: OpenVault) -> None:
    case = add(vault, "BT-3", f"Fen{INVISIBLE}wick")
    record = advise(vault, case, f"Kitti{INVISIBLE}wake\r\n\tnearby\u2028at dusk")
    signed, searched = stored(vault, record)
    assert "Kittiwake\\n nearby\\nat dusk" in signed
    assert "Kittiwake\n nearby\nat dusk" in searched
    assert [hit.record_id for hit in Search(vault).find("kittiwake")] == [record]
    assert export(desk, vault, "BT-3").code == Exit.DONE
    words, attached = printed(desk)
    assert "Kittiwake nearby at dusk" in words
    assert "FENWICK" in words
    for text in (signed, searched, words, attached, json.dumps(json.loads(attached), ensure_ascii=False)):
        assert not set(INVISIBLE) & set(text)
    assert_clean(desk / "team.vault")


def test_markup_is_words_and_opens_no_file(desk: Path, vault: OpenVault) -> None:
    case = add(vault, "BT-4", "O'Dowd <b>& Sons")
    advise(vault, case, MARKUP)
    ended = export(desk, vault, "BT-4")
    assert ended.code == Exit.DONE, ended
    words, attached = printed(desk)
    assert MARKUP in words
    assert "O'DOWD <B>& SONS" in words
    assert json.dumps(MARKUP)[1:-1] in attached
    assert "root:" not in words
    with pikepdf.open(desk / "out" / "s.pdf") as pdf:
        assert len(pdf.attachments) == 1
        images = [len(page.get_images()) for page in pdf.pages]
        links = [a for page in pdf.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
    assert (sum(images), links) == (0, [])


@pytest.mark.parametrize("name", ["王小明", "محمد", "Ανδρέας \U0001f600", "אבי", "ஈழம்"])
def test_a_name_the_typeface_lacks_is_printed_by_what_it_is(desk: Path, vault: OpenVault, name: str) -> None:
    case = add(vault, "BT-5", name)
    advise(vault, case, f"Spoke with {name}.")
    ended = export(desk, vault, "BT-5")
    assert ended.code == Exit.DONE, ended
    words, attached = printed(desk)
    assert f"Spoke with {name}." in attached
    assert "Spoke with" in words
    assert_clean(desk / "team.vault")


@pytest.mark.parametrize("name", ["Llŷr Kłos-O'Dowd", "Ωμέγα Ђорђевић", "Nguyễn Văn An", "Ağaoğlu"])
def test_a_name_the_typeface_has_is_printed_whole(desk: Path, vault: OpenVault, name: str) -> None:
    advise(vault, add(vault, "BT-6", name), f"Spoke with {name}.")
    assert export(desk, vault, "BT-6").code == Exit.DONE
    words, attached = printed(desk)
    assert f"Spoke with {name}." in words
    assert name in attached


@pytest.mark.parametrize("words", ["\ud800", "\udcff lone"])
def test_half_a_letter_is_cleaned_away(vault: OpenVault, words: str) -> None:
    record = advise(vault, add(vault, "BT-7"), f"Seen {words}")
    assert "\\ud" not in stored(vault, record)[0]


def test_a_recipient_that_is_endless_or_nobody(desk: Path) -> None:
    for recipient in ("x" * 501, " \u200b"):
        ended = as_lead(
            "export",
            desk / "team.vault",
            "NM-0007",
            *ASKED,
            "--recipient",
            recipient,
            "--out",
            desk / "s.pdf",
        )
        assert ended.code == Exit.NOT_ACCEPTABLE, ended
    assert not (desk / "s.pdf").exists()
    assert_clean(desk / "team.vault")


def test_as_long_a_line_as_there_may_be_is_printed(desk: Path, vault: OpenVault) -> None:
    advise(vault, add(vault, "BT-9", "w" * 500), "Words")
    vault.lock()
    typed = ("--recipient", "m" * 500, "--purpose", "ab " * 160, "--out", desk / "s.pdf")
    assert as_lead("export", desk / "team.vault", "BT-9", *ASKED, *typed).code == Exit.DONE
    words = run("pdftotext", "-raw", desk / "s.pdf", "-")
    assert words.count("m") >= 500
    assert words.count("W") >= 500


def test_a_refusal_quotes_nothing_that_was_typed(vault: OpenVault) -> None:
    case = add(vault, "BT-8")
    draft = Drafts(vault).begin(case, "consultation")
    secret = "Kittiwake Harkaway"
    for content in (
        replace(complete(Consultation), red_flags=secret),
        replace(complete(Consultation), opinion=secret.encode()),
    ):
        with pytest.raises(NotAcceptable) as refused:
            Drafts(vault).save(draft.id, replace(draft.sheet, content=content), draft.revision)
        assert "Kitti" not in str(refused.value) + repr(refused.value.__cause__)
