"""A record is signed once and for good, and what was altered afterwards shows."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from app.domain.fields.compartments import Compartment
from app.domain.records.record import Sheet
from app.errors import Damaged, NotAdmitted, NotADraft, NotFound, StillMissing
from app.models.tables import Record, RecordText
from app.services.checks.checking import check
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.open_vault import OpenVault
from tests.builders import add_case, signed
from tests.confirmed import add_addendum, mark_in_error, sign
from tests.every_form import EveryForm, sheets
from tests.services.conftest import Desk

Acts = list[Callable[[], object]]
SEALED = [c for c in Compartment if c.is_sealed and c.holds_records]


def signed_form(
    vault: OpenVault, case_id: str, compartment: Compartment | None = None, **answers: Any
) -> str:
    """A signed record of the kind that has every form."""
    draft = Drafts(vault).begin(case_id, "every_form", compartment)
    content = EveryForm(**({"heading": "A heading"} | answers))
    Drafts(vault).save(draft.id, replace(draft.sheet, content=content), draft.revision)
    return sign(vault, draft.id)


def altered(vault: OpenVault, statement: str, *values: object) -> None:
    """Change the store as somebody with its key and a SQL prompt would, the guards taken away."""
    with vault.database.connection() as connection:
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS record_refuses_update")
        connection.exec_driver_sql(statement, values)


def body_of(vault: OpenVault, record_id: str) -> bytes:
    with vault.database.read() as session:
        return session.get_one(Record, record_id).body


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sheet=sheets)
def test_what_is_read_is_what_was_written(office: OpenVault, a_case: str, sheet: Sheet) -> None:
    content = replace(sheet.content, heading="x" + sheet.content.heading, why="y", steps=())
    sheet = replace(sheet, content=content)
    draft = Drafts(office).begin(a_case, "every_form", Compartment.MAPPA if sheet.source else None)
    Drafts(office).save(draft.id, sheet, draft.revision)
    view = Records(office).read(sign(office, draft.id))
    assert view.sheet == sheet
    assert view.fault == ""


def test_what_is_missing_is_named_and_nothing_is_signed(office: OpenVault, a_case: str) -> None:
    draft = Drafts(office).begin(a_case, "every_form")
    sheet = replace(draft.sheet, event=None, content=EveryForm(colour="red"))
    Drafts(office).save(draft.id, sheet, draft.revision)
    with pytest.raises(StillMissing) as refused:
        sign(office, draft.id)
    assert refused.value.missing == ("Date of test", "Heading", "Why that colour")
    assert Drafts(office).open(draft.id).sheet == sheet


def test_a_signed_record_says_who_when_and_where(office: OpenVault, a_case: str) -> None:
    view = Records(office).read(signed_form(office, a_case))
    said = view.provenance
    assert (said.author.name, said.author.registration) == (office.member.name, "HCPC PYL01234")
    assert (said.case, said.version, said.replaces, said.series) == (a_case, 1, (), said.id)
    assert (said.kind, said.kind_version, view.status) == ("every_form", 3, "signed")
    assert said.vault == office.header.vault_id
    assert said.begun_at < said.signed_at
    assert view.digest == sha256(body_of(office, said.id)).digest()


def test_two_records_of_the_same_words_have_different_digests(office: OpenVault, a_case: str) -> None:
    one, other = (Records(office).read(signed_form(office, a_case)) for _ in range(2))
    assert one.provenance.salt != other.provenance.salt
    assert one.digest != other.digest


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET title = 'x'",
        "DELETE FROM record",
        "UPDATE ledger SET detail = '{}'",
        "DELETE FROM ledger",
    ],
)
def test_not_even_sql_changes_what_was_signed_or_noted(vault: OpenVault, statement: str) -> None:
    signed_form(vault, add_case(vault))
    with pytest.raises(DatabaseError, match="never changed"), vault.database.connection() as connection:
        connection.exec_driver_sql(statement)
    assert check(vault).is_clean


def test_an_addendum_stands_beside_the_record_and_changes_nothing_in_it(
    office: OpenVault, a_case: str
) -> None:
    record = signed_form(office, a_case)
    before = body_of(office, record)
    add_addendum(office, record, "Seen again\u200b on Tuesday")
    view = Records(office).read(record)
    assert [(s.kind, s.text, s.author) for s in view.said] == [
        ("addendum", "Seen again on Tuesday", office.member.name)
    ]
    assert view.status == "signed"
    assert body_of(office, record) == before


def test_an_error_mark_leaves_the_record_readable(office: OpenVault, a_case: str) -> None:
    record = signed_form(office, a_case)
    mark_in_error(office, record, "Belongs to another case")
    view = Records(office).read(record)
    assert (view.status, view.fault, view.sheet.content.heading) == ("error", "", "A heading")


def test_a_remark_needs_words(office: OpenVault, a_case: str) -> None:
    record = signed_form(office, a_case)
    with pytest.raises(StillMissing, match="Addendum"):
        add_addendum(office, record, " \n ")
    with pytest.raises(StillMissing, match="Why it is wrong"):
        mark_in_error(office, record, "")
    assert Records(office).read(record).said == ()


def test_a_new_version_supersedes_and_the_old_one_says_so(office: OpenVault, a_case: str) -> None:
    old = signed_form(office, a_case)
    draft = Records(office).new_version(old)
    assert draft.sheet == Records(office).read(old).sheet
    Drafts(office).save(draft.id, replace(draft.sheet, content=EveryForm(heading="Better")), draft.revision)
    new = sign(office, draft.id)
    before, after = Records(office).read(old), Records(office).read(new)
    assert (before.status, before.replaced_by, before.sheet.content.heading) == (
        "superseded",
        new,
        "A heading",
    )
    assert (after.provenance.version, after.provenance.replaces, after.provenance.series) == (2, (old,), old)
    assert after.fault == ""


def test_a_record_has_one_newer_version(office: OpenVault, a_case: str) -> None:
    old = signed_form(office, a_case)
    one, other = Records(office).new_version(old), Records(office).new_version(old)
    sign(office, one.id)
    with pytest.raises(NotADraft):
        sign(office, other.id)
    assert Drafts(office).open(other.id).sheet == other.sheet
    with pytest.raises(NotADraft):
        Records(office).new_version(old)


def test_a_remark_is_not_rewritten(office: OpenVault, a_case: str) -> None:
    record = signed_form(office, a_case)
    for remark in (add_addendum(office, record, "More"), mark_in_error(office, record, "No")):
        with pytest.raises(NotADraft):
            Records(office).new_version(remark)


@pytest.mark.parametrize("compartment", SEALED)
def test_a_sealed_record_is_in_no_column_and_no_index(
    office: OpenVault, a_case: str, compartment: Compartment
) -> None:
    record = signed_form(office, a_case, compartment, heading="Heronfield")
    add_addendum(office, record, "Heronfield again")
    with office.database.read() as session:
        rows = session.execute(select(Record).where(Record.case_id == a_case)).scalars().all()
        assert {row.compartment for row in rows} == {compartment.value}
        assert not any(b"Heron" in row.body or row.title for row in rows)
        assert session.execute(select(RecordText).where(RecordText.case_id == a_case)).all() == []
    assert Records(office).read(record).said[0].text == "Heronfield again"


def test_a_member_who_is_not_admitted_can_do_nothing_with_a_sealed_record(desk: Desk) -> None:
    lead = desk.lead()
    record = signed_form(lead, add_case(lead), Compartment.VICTIM)
    vault = desk.colleague()
    acts: Acts = [
        lambda: Records(vault).read(record),
        lambda: Records(vault).new_version(record),
        lambda: add_addendum(vault, record, "x"),
        lambda: mark_in_error(vault, record, "x"),
    ]
    for act in acts:
        with pytest.raises(NotAdmitted):
            act()
    assert check(vault).sealed_unread == 1


def test_any_changed_byte_of_an_open_record_shows(vault: OpenVault) -> None:
    record = signed_form(vault, add_case(vault))
    body = body_of(vault, record)
    told = set()
    for place in range(0, len(body), 7):
        changed = body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]
        altered(vault, "UPDATE record SET body = ? WHERE id = ?", changed, record)
        try:
            told.add(Records(vault).read(record).fault)
        except Damaged as refused:
            told.add(str(refused))
    assert told
    assert "" not in told


def test_any_changed_byte_of_a_sealed_record_shows(vault: OpenVault) -> None:
    record = signed_form(vault, add_case(vault), Compartment.MAPPA)
    body = body_of(vault, record)
    for place in (0, 4, 9, 30, len(body) - 1):
        changed = body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]
        altered(vault, "UPDATE record SET body = ? WHERE id = ?", changed, record)
        with pytest.raises((Damaged, NotAdmitted)):
            Records(vault).read(record)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("digest", b"\0" * 32),
        ("signature", b"\0" * 64),
        ("event", "2020-01-01"),
        ("event_sort", "2020-01-01"),
        ("title", "Another title"),
        ("signed_at", "2026-11-01T09:00:00.000Z"),
        ("version", 2),
        ("series_id", "01a20000-0000-7000-8000-000000000001"),
        ("kind", "session_note"),
    ],
)
def test_a_changed_fact_of_the_list_shows(vault: OpenVault, column: str, value: object) -> None:
    record = signed_form(vault, add_case(vault))
    altered(vault, f"UPDATE record SET {column} = ? WHERE id = ?", value, record)
    with suppress(Damaged):
        assert Records(vault).read(record).fault
    assert [finding.area for finding in check(vault).findings if finding.area == "signature"] == ["signature"]


def test_a_record_given_to_another_author_or_case_shows(desk: Desk) -> None:
    vault = desk.lead()
    case_id, other = add_case(vault), add_case(vault)
    record = signed_form(vault, case_id)
    altered(vault, "UPDATE record SET author_id = ? WHERE id = ?", desk.colleague_id, record)
    assert Records(vault).read(record).fault
    altered(
        vault, "UPDATE record SET author_id = ?, case_id = ? WHERE id = ?", vault.member.id, other, record
    )
    assert Records(vault).read(record).fault


def test_an_altered_remark_shows_on_the_record_it_is_about(vault: OpenVault) -> None:
    record = signed_form(vault, add_case(vault))
    remark = add_addendum(vault, record, "Not seen since")
    forged = body_of(vault, remark).replace(b"Not seen since", b"Was seen since")
    altered(vault, "UPDATE record SET body = ? WHERE id = ?", forged, remark)
    view = Records(vault).read(record)
    assert "addendum or error mark" in view.fault
    assert view.said[0].fault


def test_what_is_not_there_is_said(office: OpenVault) -> None:
    acts: Acts = [
        lambda: Records(office).read("nothing"),
        lambda: sign(office, "nothing"),
        lambda: Records(office).new_version("nothing"),
        lambda: add_addendum(office, "nothing", "x"),
    ]
    for act in acts:
        with pytest.raises(NotFound):
            act()


def test_a_session_note_as_the_team_writes_it_is_signed_and_read(office: OpenVault, a_case: str) -> None:
    view = Records(office).read(signed(office, a_case, "He talked of moving on"))
    assert view.kind.code == "session_note"
    assert (view.fault, view.sheet.content.next_step) == ("", "He talked of moving on")
