"""Rows have an identity: it comes with the row, its code at Sign, and a citation follows both over the versions."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import replace

import pytest

from app.domain.fields.compartments import Compartment
from app.domain.fields.content import from_plain, to_plain
from app.domain.fields.declare import Target
from app.domain.fields.rights import Right
from app.domain.fields.rows import Cite
from app.domain.kinds import registry
from app.domain.kinds.formulation.content import Formulation
from app.domain.kinds.parts.factor import Factor
from app.domain.kinds.registry import KINDS
from app.domain.kinds.session_note.content import SessionNote
from app.domain.records.schema import schema
from app.domain.values.dates import ClinicalDate
from app.errors import NotAcceptable
from app.services.checks.checking import check
from app.services.checks.rebuilding import rebuild
from app.services.records.citable import titles
from app.services.records.drafts import Drafts
from app.services.records.editing import Editing
from app.services.records.records import Records
from app.services.vault.open_vault import OpenVault
from tests.builders import add_case, complete, draft_with, sign, signed
from tests.confirmed import mark_in_error
from tests.golden.records import FOLDER, load
from tests.services.conftest import Desk
from tests.services.test_facets import store


def factors(*statements: str) -> tuple[Factor, ...]:
    return tuple(replace(complete(Factor), statement=each) for each in statements)


def formulated(vault: OpenVault, case_id: str, *statements: str) -> str:
    """A formulation of those factors, signed; gives its id."""
    content = replace(complete(Formulation), factors=factors(*statements))
    return sign(vault, draft_with(vault, case_id, "formulation", content))


def content_of(vault: OpenVault, record: str) -> Formulation:
    content: Formulation = Records(vault).read(record).sheet.content
    return content


def next_version(vault: OpenVault, record: str, rows: tuple[Factor, ...], day: int) -> str:
    draft = Records(vault).new_version(record)
    content = replace(draft.sheet.content, factors=rows)
    sheet = replace(draft.sheet, event=ClinicalDate(2026, 3, day), content=content)
    Drafts(vault).save(draft.id, sheet, draft.revision)
    return sign(vault, draft.id)


def test_each_row_is_given_the_next_code_of_its_letter_in_the_case(vault: OpenVault, case_id: str) -> None:
    first = content_of(vault, formulated(vault, case_id, "Alone", "Sleepless"))
    assert [row.code for row in first.factors] == ["F1", "F2"]
    assert [row.code for row in first.scenarios] == ["S1"]
    assert first.qualities[0].code == ""
    rows = (*first.factors, *first.scenarios, *first.qualities)
    assert all(re.fullmatch("[0-9a-f-]{36}", row.row) for row in rows)
    assert len({row.row for row in rows}) == len(rows)
    second = content_of(vault, formulated(vault, case_id, "Drinks"))
    assert [row.code for row in second.factors] == ["F3"]
    brief = Records(vault).read(signed(vault, case_id, "Words", "consultation")).sheet.content
    assert [row.code for row in brief.scenarios] == ["S3"]
    assert check(vault).is_clean


def test_a_code_and_a_row_stay_over_the_versions_and_are_never_given_again(
    vault: OpenVault, case_id: str
) -> None:
    first = formulated(vault, case_id, "Alone", "Sleepless")
    alone, sleepless = content_of(vault, first).factors
    second = next_version(vault, first, (replace(sleepless, statement="Sleeps"), *factors("Drinks")), 3)
    kept, new = content_of(vault, second).factors
    assert (kept.row, kept.code, kept.statement) == (sleepless.row, "F2", "Sleeps")
    assert (new.code, new.row == alone.row) == ("F3", False)
    third = content_of(vault, next_version(vault, second, factors("Works"), 4))
    assert [row.code for row in third.factors] == ["F4"]


def test_a_row_that_was_copied_within_a_record_is_another_row(vault: OpenVault, case_id: str) -> None:
    first = formulated(vault, case_id, "Alone")
    (alone,) = content_of(vault, first).factors
    twice = content_of(vault, next_version(vault, first, (alone, alone), 3)).factors
    assert [row.code for row in twice] == ["F1", "F2"]
    assert twice[0].row == alone.row != twice[1].row


def test_a_citation_follows_its_row_and_says_when_it_was_withdrawn(vault: OpenVault, case_id: str) -> None:
    first = formulated(vault, case_id, "Alone", "Sleepless")
    alone, sleepless = content_of(vault, first).factors
    cite = Cite(first, sleepless.row).wire
    assert Cite.of(cite) == Cite(first, sleepless.row)
    noted = replace(complete(Factor), evidence=(cite,))
    content = replace(complete(Formulation), factors=(noted,))
    note = sign(vault, draft_with(vault, case_id, "formulation", content))
    assert content_of(vault, note).factors[0].evidence == (cite,)

    def named(cite: str) -> Mapping[str, str]:
        with vault.reading(Right.READ) as act:
            return titles(vault, act.session, case_id, [cite])

    assert named(cite) == {cite: "F2 Sleepless (formulation of 23-Nov-2026, version 1)"}
    second = next_version(vault, first, (replace(sleepless, statement="Sleeps"), alone), 2)
    assert named(cite) == {cite: "F2 Sleeps (formulation of 02-Mar-2026, version 2)"}
    third = next_version(vault, second, (alone,), 3)
    assert named(cite) == {cite: "F2, withdrawn 03-Mar-2026"}
    next_version(vault, third, (replace(alone, statement="With others"),), 4)
    assert named(cite) == {cite: "F2, withdrawn 03-Mar-2026"}
    kept = Cite(first, alone.row).wire
    assert named(kept) == {kept: "F1 With others (formulation of 04-Mar-2026, version 4)"}
    assert named(Cite(first, note).wire) == {}


def test_a_citation_says_that_its_record_was_marked_in_error(vault: OpenVault, case_id: str) -> None:
    first = formulated(vault, case_id, "Alone")
    (alone,) = content_of(vault, first).factors
    cites = (first, Cite(first, alone.row).wire)
    note = sign(
        vault, draft_with(vault, case_id, "session_note", replace(complete(SessionNote), cites=cites))
    )

    def read() -> list[str]:
        sections = Records(vault).read(note).sections
        said = next(each.text for part in sections for each in part.fields if each.name == "cites")
        return said.split("; ")

    assert not any("error" in each for each in read())
    mark_in_error(vault, first, "Of another person")
    assert all(each.endswith(", marked in error") for each in read())
    offered = Editing(vault).open(Drafts(vault).begin(case_id, "session_note").id).citable[Target.RECORD]
    assert [each.id for each in offered] == [note]


def test_a_citation_of_a_restricted_row_keeps_nobody_from_reading_who_cites_it(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    content = replace(complete(Formulation), factors=factors("Heronfield"))
    draft = draft_with(vault, case_id, "formulation", content, compartment=Compartment.RESTRICTED)
    restricted = sign(vault, draft)
    cite = Cite(restricted, content_of(vault, restricted).factors[0].row).wire
    citing = replace(complete(Factor), evidence=(cite,))
    content = replace(complete(Formulation), factors=(citing,))
    record = sign(vault, draft_with(vault, case_id, "formulation", content))
    assert "F1 Heronfield (formulation" in str(Records(vault).read(record).sections)
    shown = Records(desk.colleague()).read(record)
    assert shown.fault == ""
    assert "Heronfield" not in str(shown.sections)
    assert "A row that cannot be shown here" in str(shown.sections)


def test_the_rows_that_can_be_cited_are_those_of_what_stands_and_may_be_read(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    first = formulated(vault, case_id, "Alone", "Sleepless")
    _, sleepless = content_of(vault, first).factors
    second = next_version(vault, first, (replace(sleepless, statement="Sleeps\nlittle **now**"),), 2)
    content = replace(complete(Formulation), factors=factors("Heronfield"))
    sign(vault, draft_with(vault, case_id, "formulation", content, compartment=Compartment.RESTRICTED))

    def offered(vault: OpenVault) -> dict[str, str]:
        draft = Drafts(vault).begin(case_id, "session_note")
        found = Editing(vault).open(draft.id).citable
        assert all(each.row is None for each in found[Target.ORDER])
        return {each.title: each.id for each in found[Target.RECORD] if each.row and each.row.code[0] == "F"}

    sleeps = "F2 Sleeps little now (formulation of 02-Mar-2026, version 2)"
    heron = "F3 Heronfield (formulation of 23-Nov-2026, version 1)"
    assert set(offered(vault)) == {sleeps, heron}
    assert offered(vault)[sleeps] == Cite(first, sleepless.row).wire != Cite(second, sleepless.row).wire
    assert set(offered(desk.colleague())) == {sleeps}


def test_a_note_cites_a_factor_over_three_versions_and_says_when_it_is_withdrawn(
    vault: OpenVault, case_id: str
) -> None:
    first = formulated(vault, case_id, "Alone", "Sleepless")
    alone, sleepless = content_of(vault, first).factors
    cite = Cite(first, sleepless.row).wire
    noted = replace(complete(SessionNote), cites=(cite,))
    draft = draft_with(vault, case_id, "session_note", noted)
    note = sign(vault, draft_with(vault, case_id, "session_note", noted))

    def read() -> tuple[str, str]:
        sections = Records(vault).read(note).sections
        signed = next(each.text for part in sections for each in part.fields if each.name == "cites")
        return signed, Editing(vault).open(draft).referred[cite]

    assert read() == ("F2 Sleepless (formulation of 23-Nov-2026, version 1)",) * 2
    second = next_version(vault, first, (replace(sleepless, statement="Sleeps"), alone), 2)
    assert read() == ("F2 Sleeps (formulation of 02-Mar-2026, version 2)",) * 2
    third = next_version(vault, second, (replace(sleepless, statement="Rested"), alone), 3)
    assert read() == ("F2 Rested (formulation of 03-Mar-2026, version 3)",) * 2
    next_version(vault, third, (alone,), 4)
    assert read() == ("F2, withdrawn 04-Mar-2026",) * 2
    assert check(vault).is_clean


def test_rows_signed_before_they_had_an_identity_get_one_from_their_place() -> None:
    golden = load(FOLDER / "formulation" / "1.json")
    first, again = (registry.read(golden.document).sheet.content.factors for _ in range(2))
    assert first == again
    assert len({row.row for row in first}) == len(first) > 1
    assert all(uuid.UUID(row.row).version == 8 for row in first)
    assert {row.code for row in first} == {""}


@pytest.mark.parametrize(
    ("name", "value"), [("row", "Quillon"), ("code", "S1"), ("code", "F0"), ("code", "F1;")]
)
def test_an_identity_that_is_none_is_refused(name: str, value: str) -> None:
    plain = to_plain(complete(Factor)) | {name: value}
    with pytest.raises(NotAcceptable):
        from_plain(Formulation, {"factors": [plain]})


def test_the_next_code_is_found_again_from_what_was_signed(vault: OpenVault, case_id: str) -> None:
    formulated(vault, case_id, "Alone", "Sleepless")
    store(vault, "DELETE FROM row_letter")
    rebuild(vault)
    assert store(vault, "SELECT letter, last FROM row_letter ORDER BY letter") == [("F", 2), ("S", 1)]


def test_the_schema_says_what_an_identity_is() -> None:
    rows = schema(KINDS["formulation"])["properties"]["factors"]["items"]["properties"]
    assert rows["code"]["pattern"] == "^(F[1-9][0-9]*)?$"
    assert "code" not in schema(KINDS["session_note"])["properties"]["red_flags"]["items"]["properties"]
