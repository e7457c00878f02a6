"""A group of four, looked at from outside: no name, code, reference, id or number of the others with any of them."""

import json
import re
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest

from app.domain.fields.content import shared, to_plain
from app.domain.fields.sharing import Rule, Share
from app.domain.records.shown import flat
from app.services.cases.everywhere import SearchEverywhere
from app.services.checks.checking import check
from app.services.facts.history import of_case
from app.services.records.chronology import Chronology
from app.services.records.records import Records
from app.services.sharing.as_text import copy_text, leaving_as_text
from app.services.sharing.audiences import AUDIENCES, PANEL, audience_of
from app.services.sharing.preparing import prepare_to_sign
from app.services.sharing.summarising import Request
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests import independent_reader
from tests.builders import LEAD, LEAD_PASSPHRASE, SteppingClock, make_vault, open_as_lead
from tests.confirmed import export
from tests.grouped import DONE, THEME, Four, group_of_four, sign_parts, write_part
from tests.outside import tool

MANY = re.compile(r"(?i)\b(four|4|three|3) (members|others|people|came|attended)\b|\ball four\b")


@dataclass(frozen=True)
class Ground:
    """A closed vault in which a group of four has met, and its notes were signed."""

    folder: Path
    machine: Machine
    four: Four
    records: tuple[str, ...]

    def open(self) -> OpenVault:
        """Unlock as the lead."""
        return open_as_lead(self.folder, self.machine)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    place = tmp_path_factory.mktemp("groups")
    machine = Machine(state=place / "state", clock=SteppingClock())
    make_vault(place / "team.vault", machine)
    with closing(open_as_lead(place / "team.vault", machine)) as vault:
        four = group_of_four(vault)
        for n, case_id in enumerate(four.cases):
            write_part(vault, four.session, case_id, f"Own words of {n}", "dna" if n == 3 else "attended")
        records = sign_parts(vault, four.session)
    return Ground(place / "team.vault", machine, four, records)


@pytest.fixture(scope="module")
def store(ground: Ground) -> Any:
    """The header and the tables as a stranger reads them."""
    header, connection = independent_reader.tables(ground.folder, LEAD.login, LEAD_PASSPHRASE)
    with closing(connection):
        yield header, connection


EACH = pytest.mark.parametrize("n", range(4))


def tells(text: str, four: Four, n: int) -> list[str]:
    """What of the others stands in a text; a reference as a whole alone."""
    low = text.casefold()
    words = [word for word in four.words_of_others(n) if word.casefold() in low]
    numbers = {each for each in four.references if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text)}
    return [word for word in words if word not in four.references or word in numbers] + MANY.findall(text)


@EACH
def test_the_signed_bytes_of_a_note_tell_of_no_other(
    ground: Ground, store: tuple[dict[str, Any], Connection], n: int
) -> None:
    header, connection = store
    body = independent_reader.verify_record(header, connection, ground.records[n])
    assert tells(json.dumps(body, ensure_ascii=False), ground.four, n) == []
    said = body["content"]
    # Each stands by itself: what was done in common is in it word for word, for who was there.
    assert (said["theme"], said["in_common"]) == (THEME, "" if n == 3 else DONE)
    assert said["group_session"] == ground.four.session
    assert body["case"] == ground.four.cases[n]


@EACH
def test_no_row_of_any_table_that_is_of_a_case_tells_of_another(
    ground: Ground, store: tuple[dict[str, Any], Connection], n: int
) -> None:
    _, connection = store
    case_id, seen = ground.four.cases[n], 0
    tables = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if any(column[1] == "case_id" for column in connection.execute(f"PRAGMA table_info('{name}')"))
    ]
    assert {"record", "ledger", "event", "facet", "record_text"} <= set(tables)
    for name in tables:
        for row in connection.execute(f"SELECT * FROM {name} WHERE case_id = ?", [case_id]):
            text = " ".join(
                each.decode("utf-8", "replace") if isinstance(each, bytes) else str(each) for each in row
            )
            assert tells(text, ground.four, n) == [], name
            # By which session it was two cases would be known for one another's: only the note itself says it.
            assert ground.four.session not in text or name == "record", name
            seen += 1
    assert seen > 10


def test_the_event_lists_counts_and_no_case(ground: Ground, store: tuple[dict[str, Any], Connection]) -> None:
    _, connection = store
    rows = connection.execute(
        "SELECT body, case_id FROM event WHERE subject_id = ? ORDER BY number", [ground.four.session]
    ).fetchall()
    assert {case for _, case in rows} == {None}
    bodies = [json.loads(body) for body, _ in rows]
    assert [(each["after"]["attended"], each["after"]["missed"]) for each in bodies] == [(None, None), (3, 1)]
    for n in range(4):
        assert all(word not in body.decode() for body, _ in rows for word in ground.four.words_of(n))


@EACH
def test_what_is_shown_of_a_case_tells_of_no_other(ground: Ground, n: int) -> None:
    with closing(ground.open()) as vault:
        case_id, record_id = ground.four.cases[n], ground.records[n]
        view = Records(vault).read(record_id)
        shown = [f"{label} {text}" for label, text in flat(view.kind, view.sheet)]
        shown += [repr(Records(vault).open(record_id)), repr(Chronology(vault).page(case_id))]
        shown += [repr(of_case(vault, case_id, 100))]
        for each in shown:
            assert tells(each, ground.four, n) == []
        assert any("Group session, 19-Nov-2026" in each for each in shown)


@EACH
def test_a_search_for_one_finds_nothing_of_another(ground: Ground, n: int) -> None:
    with closing(ground.open()) as vault:
        own = {ground.four.cases[n]}
        for word in ground.four.words_of(n):
            found = SearchEverywhere(vault).find(word)
            assert "in_common" not in repr(found)
            others = [
                each
                for each in (*ground.four.cases, *ground.records)
                if each not in {*own, ground.records[n]}
            ]
            if word not in ground.four.references:
                assert not any(each in repr(found) for each in others)
            assert not any(record in repr(found) for m, record in enumerate(ground.records) if m != n)


@EACH
def test_no_output_of_a_case_tells_of_another(ground: Ground, tmp_path: Path, n: int) -> None:
    policy = audience_of(PANEL)
    request = Request(
        audience=PANEL,
        recipient="The receiver",
        purpose="Review",
        question="What next?",
        answer="Little has changed.",
        asked=frozenset(share for share, rule in policy.rules.items() if rule is Rule.ASK),
    )
    out = tmp_path / "out.pdf"
    with closing(ground.open()) as vault:
        prepared = export(vault, ground.four.references[n], request, out)
        again = prepare_to_sign(vault, ground.four.cases[n], request, tmp_path / "text.pdf")
        leaving = confirmed_at_unlocking(vault, leaving_as_text(again.id, again.sha256))
        assert tells(copy_text(vault, again.id, leaving), ground.four, n) == []
        assert prepared.id != again.id
    read = subprocess.run([tool("pdftotext"), out, "-"], capture_output=True, check=True, text=True)
    assert ground.four.references[n] in read.stdout
    assert tells(read.stdout, ground.four, n) == []
    # Nor what stands in the file besides its pages.
    assert tells(out.read_bytes().decode("latin-1"), ground.four, n) == []


@EACH
@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_an_audience_may_have_of_a_note_tells_of_no_other(ground: Ground, audience: str, n: int) -> None:
    with closing(ground.open()) as vault:
        said = Records(vault).read(ground.records[n]).sheet.content
    told = shared(said, audience_of(audience), frozenset(Share))
    assert tells(json.dumps(to_plain(told), ensure_ascii=False), ground.four, n) == []
    assert told.group_session == ""


def test_the_vault_checks_clean(ground: Ground) -> None:
    with closing(ground.open()) as vault:
        assert check(vault).findings == ()
