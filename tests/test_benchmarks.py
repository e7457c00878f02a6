"""What the benchmarks measure on is real, and what stands beside us does the same work.

A filled vault is genuine, its twin holds the same rows, a bare store does what the store does, and a bare PDF has the
pages, tags, words and signature of a signed summary.
"""

import json
import sqlite3
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from pikepdf import Dictionary, Name, Pdf
from sqlalchemy import update

from app.domain.fields.rights import Right
from app.domain.kinds.session_note.content import SessionNote
from app.domain.reports.document import Document
from app.models.tables import Case
from app.services.cases.casefile import CaseFile
from app.services.cases.everywhere import SearchEverywhere
from app.services.checks.checking import check
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts
from app.services.vault.open_vault import OpenVault
from benchmarks import __main__ as program
from benchmarks import filling, on_screen, twin, window_start
from benchmarks.bare_pdf import BareSigner
from benchmarks.bare_store import FILE, BareStore
from benchmarks.filling import FULL
from benchmarks.measuring import Goal, beside, of_engine, p95, row
from benchmarks.reporting import Papers, summary_of
from tests.builders import complete
from tests.confirmed import sign
from tests.outside import tool

_COUNTED = (
    "casefile",
    "person",
    "person_version",
    "record",
    "record_text",
    "record_words",
    "record_fts",
    "name_key",
    "ledger",
)


@pytest.fixture
def full_case(vault: OpenVault) -> str:
    return filling.fill(vault, FULL + 50)


@pytest.fixture
def plain(vault: OpenVault, full_case: str, tmp_path: Path) -> sqlite3.Connection:
    return twin.of(vault.database, tmp_path / twin.FILE)


def test_a_filled_vault_passes_every_check_and_holds_as_many_records_as_it_says(
    vault: OpenVault, full_case: str
) -> None:
    assert check(vault).is_clean
    assert len(Chronology(vault).page(full_case, limit=FULL + 1).rows) == FULL


def test_the_twin_holds_every_row_and_finds_the_same_words(
    vault: OpenVault, plain: sqlite3.Connection
) -> None:
    found = "SELECT count(*) FROM record_fts WHERE record_fts MATCH 'contact'"
    asked = [f"SELECT count(*) FROM {table}" for table in _COUNTED] + [found]
    with vault.database.connection() as store:
        ours = [store.exec_driver_sql(sql).scalar() for sql in asked]
    assert [plain.execute(sql).fetchone()[0] for sql in asked] == ours
    assert ours[-1] > 0
    plain.close()


def test_both_sides_run_in_turn_and_equally_often() -> None:
    order: list[str] = []
    pair = beside(lambda: order.append("ours"), lambda: order.append("plain"), 4)
    assert order == ["ours", "plain"] * (len(order) // 2)
    assert len(pair.ours) == len(pair.plain) == 4


def test_the_engine_first_catches_up_and_then_follows_each_turn() -> None:
    order: list[str] = []
    sides = beside(
        *(lambda name=name: order.append(name) for name in ("ours", "plain")),
        2,
        lambda: order.append("engine"),
    )
    assert order == ["engine"] + ["ours", "plain", "engine"] * (len(order) // 3)
    assert len(sides.engine) == 2


def test_a_goal_holds_for_the_ratio_and_for_the_figure() -> None:
    goal = Goal(ratio=1.5, most=0.015)
    assert row("fast", 1, 0.014, 0.010, goal).ok
    assert not row("slow beside plain", 1, 0.014, 0.009, goal).ok
    assert not row("slow", 1, 0.016, 0.015, goal).ok


def test_a_bound_on_the_engine_is_held_against_the_engine_alone() -> None:
    """Whatever encryption costs beside the plain library."""
    held = row("all of it is the engine", 1, 0.012, 0.001, of_engine(1.3), engine=0.010)
    assert (held.ok, held.engine_ratio) == (True, pytest.approx(1.2))
    assert not row("ours on top", 1, 0.014, 0.013, of_engine(1.3), engine=0.010).ok
    with pytest.raises(AssertionError):
        row("no engine", 1, 0.001, 0.010, of_engine(1.3))


def test_the_95th_percentile_leaves_one_in_twenty_above() -> None:
    assert p95([float(n) for n in range(100)]) == 95.0


def test_a_bare_store_does_whatever_is_done_in_the_store(
    vault: OpenVault, full_case: str, tmp_path: Path
) -> None:
    bare = BareStore(vault, tmp_path / FILE)
    drafts = Drafts(vault)
    kept, left = drafts.begin(full_case, "session_note"), drafts.begin(full_case, "session_note")
    drafts.save(kept.id, replace(kept.sheet, content=complete(SessionNote)), kept.revision)
    sign(vault, kept.id)
    CaseFile(vault).open(full_case)
    SearchEverywhere(vault).find("contact ")
    with pytest.raises(RuntimeError):
        _undone(vault, full_case)
    drafts.discard(left.id)
    bare.replay()
    assert _all_rows(vault, bare) == []
    bare.close()


def _undone(vault: OpenVault, case_id: str) -> None:
    """A change that is taken back, as nobody noted it."""
    with vault.acting(Right.WRITE) as act:
        act.session.execute(update(Case).where(Case.id == case_id).values(stage="closed"))


def _all_rows(vault: OpenVault, bare: BareStore) -> list[str]:
    """The tables in which a store and its bare copy differ; there are some to look at."""
    with vault.database.connection() as store:
        tables = store.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        assert {"record", "ledger", "record_fts_data"} <= set(tables)
        return [
            name
            for name in tables
            if sorted(repr(tuple(row)) for row in store.exec_driver_sql(f"SELECT * FROM {name}"))
            != sorted(map(repr, bare.rows(f"SELECT * FROM {name}")))
        ]


def test_a_bare_store_is_as_safe_as_the_store(vault: OpenVault, full_case: str, tmp_path: Path) -> None:
    bare = BareStore(vault, tmp_path / FILE)
    assert not (tmp_path / FILE).read_bytes().startswith(b"SQLite format 3")
    for act, pragma in ((CaseFile(vault).open, 1), (Drafts(vault).begin, 2)):
        act(full_case, *(["session_note"] if pragma == 2 else []))
        bare.replay()
        assert bare.rows("PRAGMA synchronous") == [(pragma,)]
    assert bare.rows("PRAGMA wal_autocheckpoint") == [(4000,)]
    bare.close()


@pytest.fixture
def summary(vault: OpenVault) -> Document:
    return summary_of(vault, 8)


@pytest.fixture
def bare_pdf(vault: OpenVault, summary: Document, tmp_path: Path) -> bytes:
    papers = Papers.of(vault)
    signer = BareSigner.of(vault.keys.documents, papers.mine, papers.chain, tmp_path / "stamp.pdf")
    return signer.make(summary)


def test_a_bare_pdf_has_what_a_signed_summary_has(
    vault: OpenVault, summary: Document, bare_pdf: bytes, tmp_path: Path
) -> None:
    ours, bare = tmp_path / "ours.pdf", tmp_path / "bare.pdf"
    ours.write_bytes(Papers.of(vault).signed(summary))
    bare.write_bytes(bare_pdf)
    with Pdf.open(ours) as one, Pdf.open(bare) as other:
        assert len(one.pages) == len(other.pages) == 4
        tags, bare_tags = _tags(one), _tags(other)
        assert {name: count for name, count in tags.items() if name not in {"/TR", "/TH", "/TD"}} == {
            name: count for name, count in bare_tags.items() if name not in {"/TR", "/TH", "/TD"}
        }
        # A row that goes on over the page is one element there, and two in ours.
        assert 0 <= tags.total() - bare_tags.total() <= 5
        assert json.loads(_attached(one)) == json.loads(_attached(other))
        assert {*one.Root.keys()} - {*other.Root.keys()} <= {"/Extensions"}
    words, bare_words = (Counter(_said(file)) for file in (ours, bare))
    assert (words - bare_words).total() < words.total() / 50


def test_others_find_a_bare_pdf_well_formed_and_its_signature_whole(bare_pdf: bytes, tmp_path: Path) -> None:
    file = tmp_path / "bare.pdf"
    file.write_bytes(bare_pdf)
    assert "No syntax or stream encoding errors" in _run(tool("qpdf"), "--check", str(file))
    signature = _run(tool("pdfsig"), "-nocert", str(file))
    for said in ("Signature is Valid", "Total document signed", "ETSI.CAdES.detached", "SHA-256"):
        assert said in signature


def _tags(pdf: Pdf) -> Counter[str]:
    made = (each for each in pdf.objects if isinstance(each, Dictionary))
    return Counter(str(each.S) for each in made if each.get("/Type") == Name.StructElem)


def _attached(pdf: Pdf) -> bytes:
    return pdf.attachments["report.json"].get_file().read_bytes()


def _said(file: Path) -> list[str]:
    return _run(tool("pdftotext"), str(file), "-").split()


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_a_quick_run_writes_both_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    program.main(["--rows", str(FULL + 50), "--times", "2", "--only", "size,list,search,open,today,sign"])
    rows = json.loads((tmp_path / "build" / "bench.json").read_text())
    keys = ["name", "n", "ours", "plain", "ratio", "engine", "engine_ratio", "goal", "ok"]
    assert [list(each) for each in rows] == [keys] * len(rows)
    assert {each["name"] for each in rows if each["engine"] is None} == {"store size, MB"}
    assert {"today", "list: first page", "search: rare", "sign a record, p95"} <= {
        each["name"] for each in rows
    }
    for each in rows[1:]:
        assert each["ratio"] == pytest.approx(each["ours"] / each["plain"])
        assert each["engine_ratio"] == pytest.approx(each["ours"] / each["engine"])


def test_a_start_is_measured_from_its_process_to_its_first_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program by its own entry; beside what is not installed nothing is measured, and the row says so."""
    tool("Xvfb")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(on_screen, "_OTHER", "no-such-program")
    program.main(["--times", "1", "--only", "start"])
    painted, shown = json.loads((tmp_path / "build" / "bench.json").read_text())
    assert 0 < painted["plain"] < painted["ours"]
    assert (shown["ours"], shown["goal"]) == (None, "not measured: no-such-program not installed")


def test_a_window_on_a_real_screen_is_seen_when_it_is_painted(tmp_path: Path) -> None:
    tool("Xvfb")
    window_start.used_before(tmp_path)
    bare = (
        "from PySide6.QtCore import QTimer; from PySide6.QtWidgets import QApplication, QMainWindow; "
        "app = QApplication([]); window = QMainWindow(); window.resize(800, 600); "
        "QTimer.singleShot(500, window.show); app.exec()"
    )
    with on_screen.screen() as screen:
        took = screen.seconds_until_painted([sys.executable, "-c", bare], window_start.environment(tmp_path))
    assert took >= 0.5
