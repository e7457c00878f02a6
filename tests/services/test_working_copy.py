"""A working copy: what a screen shows, on paper, without what is sealed and without what nobody may read."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.kinds.fixation_profile.content import FixationProfile
from app.domain.kinds.parts.goal import Goal
from app.domain.kinds.plan.content import Plan
from app.domain.records.blocks import Chart, Linked, Paragraph, Table
from app.domain.values.dates import ClinicalDate
from app.errors import AlreadyThere, Changed, MustConfirm, NotGenuine
from app.models.tables import LedgerRow
from app.reports.pdf.contents import texts
from app.services.printing.asked import Printing, Subject
from app.services.printing.working_copy import (
    WorkingCopy,
    file_name,
    prepare_copy,
    save_copy,
    save_copy_as_seen,
    saving_of,
)
from app.services.records.chronology_filter import ChronologyFilter, EntriesAsked
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.open_vault import OpenVault
from tests.attacks.ground import tampered
from tests.builders import LEAD_PASSPHRASE, complete, draft_with, signed
from tests.confirmed import add_addendum, mark_in_error, sign
from tests.outside import tool

CHRONOLOGY = Printing(Subject.CHRONOLOGY)


def rows(copy: WorkingCopy) -> list[tuple[str, ...]]:
    """What the tables of a copy say, each cell as one text."""
    tables = [each.table if isinstance(each, Chart | Linked) else each for each in copy.document.blocks]
    return [
        tuple(" ".join(filter(None, (cell.label, cell.text))) for cell in row if isinstance(cell, Paragraph))
        for table in tables
        if isinstance(table, Table)
        for row in table.rows
    ]


def said(copy: WorkingCopy, label: str) -> str:
    """What stands after a label at the head."""
    found = (each for each in copy.document.blocks if isinstance(each, Paragraph))
    return next(each.text for each in found if each.label == label)


def read_outside(pdf: bytes, folder: Path) -> str:
    """The text of the pages as another program reads it."""
    (folder / "read.pdf").write_bytes(pdf)
    read = [tool("pdftotext"), "-raw", folder / "read.pdf", "-"]
    return " ".join(subprocess.run(read, check=True, capture_output=True, text=True).stdout.split())


def printed_again(vault: OpenVault, case_id: str, copy: WorkingCopy, out: Path) -> bytes:
    """Save it as who made it, and give what stands on the disk."""
    save_copy_as_seen(vault, copy, LEAD_PASSPHRASE, out)
    assert case_id == copy.case_id
    return out.read_bytes()


def test_what_the_chronology_shows_is_printed_with_how_each_entry_is_known_and_stands(
    vault: OpenVault, case_id: str, tmp_path: Path
) -> None:
    incident = signed(vault, case_id, "He waited *outside*. Then he left.", "incident")
    add_addendum(vault, incident, "He rang again. Twice.")
    wrong = signed(vault, case_id, "Entered twice", "incident")
    mark_in_error(vault, wrong, "Twice")
    draft = Drafts(vault).open(Drafts(vault).begin(case_id, "session_note").id)
    content = complete(type(draft.sheet.content), "He told this")
    sheet = replace(draft.sheet, content=content, knowledge=Knowledge.SELF_REPORT)
    Drafts(vault).save(draft.id, sheet, draft.revision)
    sign(vault, draft.id)
    copy = prepare_copy(vault, case_id, CHRONOLOGY)
    told = {row[1].partition(".")[0].partition(":")[0]: row for row in rows(copy)}
    day = ClinicalDate.of(vault.today()).show()
    note, added = told["Individual session"], told["Addendum to"]
    assert note[2] == "Told by the person"
    assert "He told this" in note[1]
    assert added[2] == ""
    assert any(row[1].startswith("Marked in error: ") for row in rows(copy))
    act = next(row for row in rows(copy) if "He waited *outside*" in row[1])
    assert act[2].endswith("Admitted to police")
    assert act[4].endswith("Dr Rowan Ashdown")
    assert "1 addendum" in act[0]
    text = read_outside(copy.pdf, tmp_path)
    assert "He waited *outside*." in text
    assert "Then he left" not in text
    assert f"Made: {day} " in text
    assert "Working copy, not signed" in text
    assert said(copy, "Filter:") == "Every entry."
    assert said(copy, "Printed:") == "4 of 4 entries."


def test_the_filter_stands_on_the_page_in_words_with_what_it_leaves_out(
    vault: OpenVault, case_id: str
) -> None:
    first = signed(vault, case_id, "A heron", "incident")
    signed(vault, case_id, "A heron")
    signed(vault, case_id, "Something else", "incident")
    revised = Records(vault).new_version(first)
    update = replace(revised.sheet, update="What changed")
    Drafts(vault).save(revised.id, update, revised.revision)
    sign(vault, revised.id)
    by = ChronologyFilter(
        sources=("Police", "Prison"), since=ClinicalDate(2020), until=ClinicalDate.of(vault.today())
    )
    asked = EntriesAsked(("incident",), "heron", by=by)
    copy = prepare_copy(vault, case_id, replace(CHRONOLOGY, asked=asked))
    until = ClinicalDate.of(vault.today()).show()
    assert (
        said(copy, "Filter:")
        == f"kind: Incident; source: Police or Prison; from 2020; to {until}; words: heron"
    )
    found = len(rows(copy))
    assert found == len([row for row in rows(copy) if "Incident" in row[4]]) == 1
    assert (
        said(copy, "Printed:")
        == "1 of 3 entries. The filter leaves out 2. Besides, 1 superseded version not printed."
    )
    older = prepare_copy(vault, case_id, replace(CHRONOLOGY, asked=EntriesAsked(superseded=True)))
    assert said(older, "Printed:") == "4 of 4 entries."
    assert any("Superseded" in row[0] for row in rows(older))


def test_nothing_of_what_is_sealed_is_printed_and_that_is_said_in_every_case(
    vault: OpenVault, case_id: str
) -> None:
    signed(vault, case_id, "Said openly", "incident")
    before = {of: prepare_copy(vault, case_id, Printing(of)) for of in Subject}
    for where in (Compartment.MAPPA, Compartment.THIRD_PARTY, Compartment.RESTRICTED):
        signed(vault, case_id, f"Kestrel {where.value}", "incident", compartment=where)
    for of, copy in before.items():
        sealed = prepare_copy(vault, case_id, Printing(of))
        # But for the second, which says when it was made.
        assert [sealed.document.blocks[0], *sealed.document.blocks[2:]] == [
            copy.document.blocks[0],
            *copy.document.blocks[2:],
        ]
        assert "whether there are any is not said" in said(sealed, "Sealed:")
        assert not any("Kestrel" in each for each in texts(sealed.pdf).values())


def test_what_is_saved_are_the_very_bytes_that_were_seen_and_that_they_left_is_noted(
    vault: OpenVault, case_id: str, tmp_path: Path
) -> None:
    signed(vault, case_id, "A quiet week")
    copy = prepare_copy(vault, case_id, CHRONOLOGY)
    out = tmp_path / file_name(copy)
    assert out.name.endswith(f" chronology {vault.today().isoformat()}.pdf")
    with pytest.raises(MustConfirm):
        save_copy(vault, copy, confirmed_at_unlocking(vault, saving_of(copy.id, "0" * 64)), out)
    assert not list(tmp_path.glob("*.pdf"))
    assert printed_again(vault, case_id, copy, out) == copy.pdf
    with pytest.raises(AlreadyThere):
        save_copy_as_seen(vault, copy, LEAD_PASSPHRASE, out)
    with vault.database.read() as session:
        noted = select(LedgerRow.action, LedgerRow.detail).where(LedgerRow.action.startswith("print."))
        made, saved = session.execute(noted.order_by(LedgerRow.seq)).all()
    assert (made.action, json.loads(made.detail)) == ("print.prepare", {"what": "chronology"})
    assert (saved.action, json.loads(saved.detail)) == (
        "print.save",
        {"sha256": copy.sha256, "what": "chronology"},
    )


def test_what_was_seen_is_not_saved_once_the_record_says_more_or_somebody_altered_the_bytes(
    vault: OpenVault, case_id: str, tmp_path: Path
) -> None:
    signed(vault, case_id, "A quiet week")
    copy = prepare_copy(vault, case_id, CHRONOLOGY)
    with pytest.raises(Changed):
        save_copy_as_seen(vault, replace(copy, pdf=copy.pdf + b"%"), LEAD_PASSPHRASE, tmp_path / "a.pdf")
    signed(vault, case_id, "Another week")
    with pytest.raises(Changed):
        save_copy_as_seen(vault, copy, LEAD_PASSPHRASE, tmp_path / "a.pdf")
    assert not list(tmp_path.glob("*.pdf"))


def test_nothing_is_printed_of_a_case_that_somebody_altered(vault: OpenVault, case_id: str) -> None:
    signed(vault, case_id, "A quiet week")
    tampered(vault.folder, lambda connection: connection.execute("UPDATE record SET title = 'Another'"))
    with pytest.raises(NotGenuine):
        prepare_copy(vault, case_id, CHRONOLOGY)


def test_thread_and_dose_are_pictures_with_their_tables_of_the_same(
    vault: OpenVault, case_id: str, tmp_path: Path
) -> None:
    goals = tuple(replace(complete(Goal), wording=f"Goal number {n}") for n in range(2))
    sign(vault, draft_with(vault, case_id, "plan", replace(complete(Plan), goals=goals)))
    signed(vault, case_id, "An act", "incident")
    thread = prepare_copy(vault, case_id, Printing(Subject.THREAD))
    (picture,) = (each for each in thread.document.blocks if isinstance(each, Linked))
    assert len(picture.boxes) == len(picture.table.rows)
    assert {"G1", "G2"} <= {box.name.partition(",")[0] for box in picture.boxes}
    assert {tie.pen for tie in picture.ties} == {"dotted"}
    dose = prepare_copy(vault, case_id, Printing(Subject.DOSE))
    (axis,) = (each for each in dose.document.blocks if isinstance(each, Chart))
    assert len(axis.table.rows) == len(axis.moments) + len(axis.spans) + sum(
        len(each.points) for each in axis.courses
    )
    assert [row[0] for row in rows(dose)[:2]] == ["G1 Goal number 0", "G2 Goal number 1"]
    one = prepare_copy(vault, case_id, Printing(Subject.DOSE, goal="G2"))
    assert said(one, "Goal:") == "G2 Goal number 1"
    sign(vault, draft_with(vault, case_id, "fixation_profile", complete(FixationProfile)))
    rated = prepare_copy(vault, case_id, Printing(Subject.RATINGS))
    (course,) = (each for each in rated.document.blocks if isinstance(each, Chart))
    assert {each.lane for each in course.courses} == {"Fixation"}
    assert len(rows(rated)) == sum(len(each.points) for each in course.courses) > 0
    for each, alike in ((thread, "From evidence to change"), (dose, "Sessions and change of each goal")):
        assert alike in read_outside(each.pdf, tmp_path)
        assert b"/Figure" in each.pdf
