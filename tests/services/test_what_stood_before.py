"""The vault of the first release: what an earlier form says still acts, in case, Today and summary."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.domain.kinds.parts.earlier_duty import DUE
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import Cases
from app.services.cases.today import Today
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.records.taking_over import take_over
from app.services.sharing.audiences import audience_of
from app.services.sharing.summarising import Request, compose
from app.services.vault.open_vault import OpenVault
from tests.confirmed import sign
from tests.released import released
from tests.reported import below

TREATED = "NM-0198"
FLAG = "Victim's new partner or home became known"


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVault]:
    """That vault, brought up by being unlocked."""
    opened = released(tmp_path_factory.mktemp("before") / "old").open()
    yield opened
    opened.lock()


@pytest.fixture(scope="module")
def case_id(vault: OpenVault) -> str:
    """Its case in treatment."""
    return Cases(vault).find(TREATED)


def said(vault: OpenVault, case_id: str, heading: str) -> str:
    """What a panel summary says below a heading."""
    request = Request(audience="panel", recipient="Panel", purpose="Review", question="Now?", answer="No.")
    return " ".join(below(compose(vault, case_id, request, audience_of("panel"), "id"), heading))


def law(vault: OpenVault, case_id: str) -> list[str]:
    """Where the law stands, as the panel reads it."""
    request = Request(audience="panel", recipient="Panel", purpose="Review", question="Now?", answer="No.")
    summary = compose(vault, case_id, request, audience_of("panel"), "id")
    heading = next(each.text for each in summary.blocks if getattr(each, "text", "").startswith("The law on"))
    return below(summary, heading)


def today(vault: OpenVault) -> list[str]:
    """What Today lists of the case."""
    return [row.what for row in Today(vault).page().rows if row.reference == TREATED]


def test_a_flag_that_was_open_in_a_note_is_open(vault: OpenVault, case_id: str) -> None:
    assert [each.text.partition(":")[0] for each in CaseFile(vault).open(case_id).flags] == [
        "Date coming up",
        FLAG,
    ]
    assert any(FLAG in each for each in today(vault))
    flags = said(vault, case_id, "Open red flags")
    assert f"{FLAG}. Seen 03-Nov-2026" in flags
    # In the words of the form that it was written in, told and done as they stood there.
    assert "DC P. Arkell, police" in flags


def test_a_licence_that_was_written_as_an_order_is_one(vault: OpenVault, case_id: str) -> None:
    first, *_ = law(vault, case_id)
    assert first.startswith("Licence, in force since 18-Sep-2026 until 11-Dec-2026")
    rows = Chronology(vault).page(case_id).rows
    assert any(each.title.startswith("Licence") for each in rows)
    assert "Licence ends" in today(vault)


def test_a_typology_that_was_a_row_of_the_formulation_is_said_with_its_date(
    vault: OpenVault, case_id: str
) -> None:
    health = said(vault, case_id, "What health sees")
    assert "Rejected; former intimate partner (confidence moderate)" in health
    assert "20-Nov-2026" in health


def test_a_duty_to_tell_that_stood_in_a_note_is_open_until_a_telling_says_so(
    vault: OpenVault, case_id: str
) -> None:
    words = "DC Arkell and Ms Tolland today; the advocate through the police."
    asked = said(vault, case_id, "What we ask each agency to do")
    assert f"To be told, noted 03-Nov-2026: {words}" in asked
    assert "Whether it was done is not recorded." in asked
    cautions = [each.words for each in CaseFile(vault).open(case_id).cautions]
    assert any(each.startswith(f"To be told, noted 03-Nov-2026: {words}") for each in cautions)
    assert today(vault).count(DUE) == 3

    note = next(
        row
        for row in Chronology(vault).page(case_id).rows
        if (row.event, row.kind) == ("2026-11-03", "session_note")
    )
    (duty,) = [each for each in Records(vault).open(note.id).open if each.kind == "telling"]
    draft = take_over(vault, note.id, duty.row)
    content = replace(draft.sheet.content, nobody_told="Both were told on the day, as their letters say.")
    Drafts(vault).save(draft.id, replace(draft.sheet, content=content), draft.revision)
    sign(vault, draft.id)
    assert words not in said(vault, case_id, "What we ask each agency to do")
    assert today(vault).count(DUE) == 2
    assert [each.kind for each in Records(vault).open(note.id).open] == ["red_flag"]
