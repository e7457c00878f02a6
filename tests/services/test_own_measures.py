"""A site's own measure: added with its licence, given and scored like the others, never replaced, and verified."""

import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.kinds.measure.content import Administration
from app.domain.measures.reading import LONGEST
from app.domain.values.dates import ClinicalDate
from app.errors import CannotRead, MustConfirm, NotAcceptable, NotFound, StillMissing
from app.services.checks.checking import check
from app.services.measures.of_vault import forget
from app.services.measures.own import Looked, SiteMeasures, adding
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.builders import SteppingClock, open_as_lead
from tests.confirmed import add_measure, sign, withdraw_measure
from tests.measure_file import NAME, TEXT, written

DAY = ClinicalDate(2026, 11, 20)
NEWER = TEXT.replace("version = 1", "version = 2\ncomparable_with = [1]").replace("by = 5", "by = 2")
FOREIGN = TEXT.replace("version = 1", "version = 2")


def _look(vault: OpenVault, folder: Path, text: str = TEXT, version: int = 1) -> Looked:
    return SiteMeasures(vault).look(written(folder, text, NAME.replace("@1", f"@{version}")))


def _add(vault: OpenVault, folder: Path, text: str = TEXT, version: int = 1) -> str:
    assert _look(vault, folder, text, version).faults == ()
    return add_measure(vault, written(folder, text, NAME.replace("@1", f"@{version}")))


def _offered(vault: OpenVault) -> list[str]:
    return [each.name for each in SiteMeasures(vault).catalogue().offered if each.id == "site-invented"]


def _draft(
    vault: OpenVault, case_id: str, answers: tuple[int | None, ...], day: int = 20, version: int = 1
) -> str:
    begun = Drafts(vault).begin(case_id, "measure")
    content = Administration(
        measure=f"site-invented@{version}", given="paper", by="person", occasion="session", answers=answers
    )
    sheet = replace(begun.sheet, event=ClinicalDate(2026, 11, day), content=content)
    Drafts(vault).save(begun.id, sheet, begun.revision)
    return begun.id


def _content(vault: OpenVault, record_id: str) -> Any:
    return Records(vault).read(record_id).sheet.content


def _change(vault: OpenVault, record_id: str) -> dict[str, str]:
    sections = Records(vault).read(record_id).sections
    return {each.label: each.text for one in sections if one.title == "Change" for each in one.fields}


def test_it_is_offered_and_signed_like_one_that_is_shipped_and_withdrawn_it_is_read_and_compared(
    vault: OpenVault, case_id: str, tmp_path: Path
) -> None:
    assert _offered(vault) == []
    measure_id = _add(vault, tmp_path)
    assert _offered(vault) == ["site-invented@1"]
    (own,) = SiteMeasures(vault).page()
    assert (own.name, own.used_by, own.added_by) == ("site-invented@1", "Ours", vault.member.name)
    first = sign(vault, _draft(vault, case_id, (0, None, 2), 10))
    (total, raw, looked_up), content = _content(vault, first).scores, _content(vault, first)
    assert (total.value, total.band_label) == ("0", "low")
    assert (raw.value, raw.out_of) == ("0", "3")
    assert (looked_up.refused, content.skipped) == ("Needs raw, which is not scored.", "2")
    last = sign(vault, _draft(vault, case_id, (2, 0, 1)))
    assert "0 to 25, difference +25, reliably deteriorated (5 or more, 90 %, Invented)" in str(
        _change(vault, last)
    )
    withdraw_measure(vault, measure_id)
    assert _offered(vault) == []
    assert SiteMeasures(vault).page()[0].withdrawn_at is not None
    # What was given by it is amended, and what is begun already can still be signed.
    assert "reliably deteriorated" in str(_change(vault, last))
    assert _content(vault, sign(vault, _draft(vault, case_id, (1, 3, 1)))).scores[0].value == "5"
    with pytest.raises(NotAcceptable, match="withdrawn already"):
        withdraw_measure(vault, measure_id)
    with pytest.raises(NotFound):
        withdraw_measure(vault, "nothing")
    assert check(vault).findings == ()


def test_a_file_is_never_replaced_and_what_changes_needs_a_higher_version(
    vault: OpenVault, tmp_path: Path
) -> None:
    second = _add(vault, tmp_path, NEWER, 2)
    other = NEWER.replace("by = 2", "by = 3")
    told = {
        (NEWER, 2): "That measure is here already: it needs no adding.",
        (other, 2): "INVENTED version 2 is already here with other content; raise the version.",
        (
            TEXT,
            1,
        ): "INVENTED version 2 is here already: a file of it that is added now needs a higher version.",
    }
    for (text, version), sentence in told.items():
        looked = _look(vault, tmp_path, text, version)
        assert [each.sentence for each in looked.faults] == [sentence]
        with pytest.raises(NotAcceptable, match="has a fault"):
            SiteMeasures(vault).add(looked, "Ours", confirmed_at_unlocking(vault, adding(looked, "Ours")))
    # Withdrawn, its name is still taken.
    withdraw_measure(vault, second)
    assert _look(vault, tmp_path, NEWER, 2).measure is None
    assert [each.name for each in SiteMeasures(vault).page()] == ["site-invented@2"]


def test_what_was_looked_at_before_another_was_added_is_looked_at_again(
    vault: OpenVault, tmp_path: Path
) -> None:
    looked = _look(vault, tmp_path)
    _add(vault, tmp_path, FOREIGN, 2)
    with pytest.raises(NotAcceptable, match="needs a higher version"):
        SiteMeasures(vault).add(looked, "Ours", confirmed_at_unlocking(vault, adding(looked, "Ours")))
    assert [each.name for each in SiteMeasures(vault).page()] == ["site-invented@2"]


def test_scores_of_two_versions_are_compared_only_where_the_newer_says_so(
    vault: OpenVault, case_id: str, tmp_path: Path
) -> None:
    _add(vault, tmp_path)
    sign(vault, _draft(vault, case_id, (1, 0, 1), 10))
    _add(vault, tmp_path, FOREIGN, 2)
    assert _offered(vault) == ["site-invented@2"]
    foreign = sign(vault, _draft(vault, case_id, (0, 3, 1), 12, version=2))
    assert _change(vault, foreign) == {"Not compared": "Version 2 is not comparable with version 1."}
    told = NEWER.replace("version = 2", "version = 3").replace("[1]", "[1, 2]")
    third = _add(vault, tmp_path, told, 3)
    last = sign(vault, _draft(vault, case_id, (1, 1, 1), 14, version=3))
    assert (
        "20 to 15, difference -5, reliably improved (2 or more" in _change(vault, last)["Against the first"]
    )
    assert "0 to 15, difference +15, reliably deteriorated" in _change(vault, last)["Against the last"]
    # Without the newest the one before it is given again.
    withdraw_measure(vault, third)
    assert _offered(vault) == ["site-invented@2"]


def test_it_goes_with_the_vault_to_another_machine(vault: OpenVault, case_id: str, tmp_path: Path) -> None:
    _add(vault, tmp_path)
    draft = _draft(vault, case_id, (3, 0, 1))
    shutil.copytree(vault.folder, tmp_path / "elsewhere.vault")
    for file in (NAME, "invented.txt"):
        (tmp_path / file).unlink()
    (tmp_path / "elsewhere.vault" / "vault.lock").unlink(missing_ok=True)
    there = open_as_lead(
        tmp_path / "elsewhere.vault", Machine(state=tmp_path / "state", clock=SteppingClock())
    )
    assert _offered(there) == ["site-invented@1"]
    (row,) = Drafts(there).open(draft).sheet.content.critical
    assert row.message == "Item 1: as much as can be."
    assert check(there).findings == ()
    there.lock()


def test_the_passphrase_is_for_exactly_that_file_and_that_word(vault: OpenVault, tmp_path: Path) -> None:
    looked = _look(vault, tmp_path)
    given = confirmed_at_unlocking(vault, adding(looked, "Ours"))
    with pytest.raises(MustConfirm):
        SiteMeasures(vault).add(replace(looked, terms="Another licence."), "Ours", given)
    given = confirmed_at_unlocking(vault, adding(looked, "Ours"))
    with pytest.raises(MustConfirm):
        SiteMeasures(vault).add(looked, "Theirs", given)
    with pytest.raises(StillMissing, match="By what licence it is used here"):
        adding(looked, " ")
    assert SiteMeasures(vault).page() == ()


@pytest.mark.parametrize("licence", ["", "x" * 100_001, None], ids=["empty", "too long", "no text"])
def test_a_licence_that_cannot_be_kept_is_refused(
    vault: OpenVault, tmp_path: Path, licence: str | None
) -> None:
    file = written(tmp_path)
    (tmp_path / "invented.txt").write_bytes(b"\xff\xfe" if licence is None else licence.encode())
    with pytest.raises(NotAcceptable, match="The file of its licence"):
        SiteMeasures(vault).look(file)


def test_a_file_as_large_as_a_film_is_refused_without_being_read(vault: OpenVault, tmp_path: Path) -> None:
    file = written(tmp_path)
    with file.open("ab") as grown:
        grown.truncate(50_000_000)
    looked = SiteMeasures(vault).look(file)
    assert [each.sentence for each in looked.faults] == ["A measure's file has at most 100,000 bytes."]
    assert len(looked.file) == LONGEST + 1
    with pytest.raises(CannotRead):
        SiteMeasures(vault).look(tmp_path / "nowhere.toml")
    os.mkfifo(tmp_path / "site-pipe@1.toml")
    with pytest.raises(CannotRead):
        SiteMeasures(vault).look(tmp_path / "site-pipe@1.toml")


_TEXT = "replace(CAST(body AS TEXT), 'at_least = 3', 'at_least = 2')"
_SPOILT = {
    "body": f"UPDATE event SET body = CAST({_TEXT} AS BLOB) WHERE fact = 'site.measure'",
    "type": f"UPDATE event SET body = {_TEXT} WHERE fact = 'site.measure'",
    "signature": "UPDATE event SET signature = randomblob(64) WHERE fact = 'site.measure'",
    "voucher": "UPDATE event SET voucher = NULL WHERE fact = 'site.measure'",
}


@pytest.mark.parametrize("part", _SPOILT)
def test_an_altered_file_is_named_scores_nothing_and_its_records_read_whole(
    vault: OpenVault, case_id: str, tmp_path: Path, part: str
) -> None:
    _add(vault, tmp_path)
    signed = sign(vault, _draft(vault, case_id, (2, 0, 1)))
    before = Records(vault).read(signed)
    begun = _draft(vault, case_id, (3, 0, 1))
    with vault.database.connection() as connection:
        connection.exec_driver_sql("DROP TRIGGER event_refuses_update")
        connection.exec_driver_sql(_SPOILT[part])
    forget(vault)
    assert any(each.sentence.startswith("Measure site-invented@1: ") for each in check(vault).findings)
    assert _offered(vault) == []
    assert {each.measure for each in SiteMeasures(vault).page()} <= {None}
    after = Records(vault).read(signed)
    assert (after.sheet, after.fault) == (before.sheet, "")
    assert after.sheet.content.scores[0].value == "25"
    with pytest.raises(StillMissing, match="Measure"):
        sign(vault, begun)
