"""Lines jotted down before their case is known: whose they are to read, what becomes of them, and what stays."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.domain.cases.capture import Capture, Shredding
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Grade, Right
from app.domain.kinds.registry import CAPTURED
from app.domain.values.dates import ClinicalDate
from app.errors import Damaged, NotAcceptable, NotAdmitted, NotFound, NotPermitted, StillMissing
from app.models.tables import CaptureRow, LedgerRow
from app.services.cases.captures import Captures
from app.services.cases.today import Sort, Today, ToDo
from app.services.checks.checking import check
from app.services.records.drafts import Drafts
from app.services.team.enrolment import Newcomer
from app.services.vault.open_vault import OpenVault
from tests.builders import COLLEAGUE_PASSPHRASE, LEAD, SteppingClock, add_case
from tests.confirmed import enrol, let_go, readmit
from tests.services.conftest import Desk

SAID = Capture(
    said="Somebody rang about a grey van",
    heard_on=ClinicalDate(2026, 11, 22),
    heard_at="18:40",
    danger="no",
    teller="PC 4471",
    telephone="01632 960 123",
)
DANGER = replace(SAID, danger="yes", said="He has bought a knife")
WRITTEN = Shredding(reason="written")


@pytest.fixture
def vault(desk: Desk) -> Iterator[OpenVault]:
    yield desk.lead()
    desk.leave()


def wind(desk: Desk, days: int) -> None:
    clock = desk.machine.clock
    assert isinstance(clock, SteppingClock)
    clock.at += timedelta(days=days)


def waiting(vault: OpenVault) -> tuple[ToDo, ...]:
    return Today(vault).page(sorts=(Sort.CAPTURE,)).rows


def noted(vault: OpenVault, action: str) -> list[dict[str, object]]:
    with vault.reading(Right.CHECK) as act:
        rows = select(LedgerRow.detail).where(LedgerRow.action == action).order_by(LedgerRow.seq)
        return [json.loads(detail) for detail in act.session.scalars(rows)]


def test_a_line_is_read_as_it_was_kept_and_waits_on_todays_list(vault: OpenVault) -> None:
    kept = Captures(vault).keep(SAID)
    view = Captures(vault).read(kept)
    assert (view.capture, view.author, view.is_own) == (SAID, LEAD.name, True)
    (row,) = waiting(vault)
    assert (row.when, row.what, row.target, row.case_id) == ("week", f"own||{LEAD.name}", kept, "")
    assert check(vault).findings == ()


@pytest.mark.parametrize(
    ("changes", "label"),
    [({"said": " "}, "What you heard"), ({"heard_on": None}, "Heard on"), ({"danger": ""}, "danger")],
)
def test_what_was_heard_when_and_whether_it_is_dangerous_is_asked(
    vault: OpenVault, changes: dict[str, object], label: str
) -> None:
    with pytest.raises(StillMissing, match=label):
        Captures(vault).keep(replace(SAID, **changes))
    assert waiting(vault) == ()


def test_it_is_nobodys_but_its_authors(desk: Desk) -> None:
    kept = Captures(desk.colleague()).keep(SAID)
    lead = desk.lead()
    assert waiting(lead) == ()
    for act in (Captures(lead).read, lambda each: Captures(lead).shred(each, WRITTEN)):
        with pytest.raises(NotAdmitted):
            act(kept)
    with pytest.raises(NotAdmitted):
        Captures(lead).file(kept, add_case(lead), "incident")
    assert Captures(desk.colleague()).read(kept).capture == SAID


def test_a_dangerous_one_is_read_by_the_lead_at_once_and_stands_first(desk: Desk) -> None:
    colleague = desk.colleague()
    kept = Captures(colleague).keep(DANGER)
    assert [(each.when, each.what) for each in waiting(colleague)] == [
        ("late", "own|danger|Kit Marlowe-Pryce")
    ]
    lead = desk.lead()
    first = Today(lead).page().rows[0]
    assert (first.sort, first.what) == ("capture", "theirs|danger|Kit Marlowe-Pryce")
    view = Captures(lead).read(kept)
    assert (view.capture, view.author, view.is_own) == (DANGER, "Kit Marlowe-Pryce", False)
    assert noted(lead, "capture.read") == [{"own": False}]
    draft = Captures(lead).file(kept, add_case(lead), "red_flag")
    assert draft.sheet.content.seen == "He has bought a knife"
    # Who files it is its author, and did not hear it.
    assert draft.sheet.source == "PC 4471, 01632 960 123, heard at 18:40 by Kit Marlowe-Pryce"


def test_on_the_seventh_day_the_lead_sees_that_one_waits_and_not_what_it_says(desk: Desk) -> None:
    kept = Captures(desk.colleague()).keep(SAID)
    wind(desk, 6)
    assert waiting(desk.lead()) == ()
    wind(desk, 1)
    lead = desk.lead()
    (row,) = waiting(lead)
    assert (row.when, row.what) == ("late", "theirs||Kit Marlowe-Pryce")
    with pytest.raises(NotAdmitted):
        Captures(lead).read(kept)


@pytest.mark.parametrize("kind", [each.code for each in CAPTURED if each.compartment is Compartment.CLINICAL])
def test_filed_it_is_a_draft_of_when_it_was_heard_and_the_line_is_gone(vault: OpenVault, kind: str) -> None:
    kept, case_id = Captures(vault).keep(SAID), add_case(vault)
    draft = Captures(vault).file(kept, case_id, kind)
    (mine,) = Drafts(vault).mine(case_id)
    assert (mine.id, mine.kind.code) == (draft.id, kind)
    assert (mine.sheet.event, mine.sheet.source) == (
        ClinicalDate(2026, 11, 22),
        "PC 4471, 01632 960 123, heard at 18:40",
    )
    assert getattr(mine.sheet.content, mine.kind.captured) == SAID.said
    assert waiting(vault) == ()
    with pytest.raises(NotFound, match="filed or shredded"):
        Captures(vault).read(kept)
    assert noted(vault, "capture.file") == [{"draft": draft.id}]
    assert check(vault).findings == ()


def test_what_cannot_be_filed_stays(desk: Desk) -> None:
    vault = desk.colleague()
    kept, case_id = Captures(vault).keep(SAID), add_case(vault)
    for case, kind, refused in (
        (case_id, "formulation", NotAcceptable),
        (case_id, "victim_voice", NotAdmitted),
        ("01a20000-0000-7000-8000-000000000001", "incident", NotFound),
    ):
        with pytest.raises(refused):
            Captures(vault).file(kept, case, kind)
    assert Captures(vault).read(kept).capture == SAID
    assert Drafts(vault).mine(case_id) == ()


def test_shredded_its_reason_stays_and_nothing_of_it(vault: OpenVault) -> None:
    kept = Captures(vault).keep(SAID)
    with pytest.raises(StillMissing):
        Captures(vault).shred(kept, Shredding())
    Captures(vault).shred(kept, WRITTEN)
    assert noted(vault, "capture.shred") == [{"reason": "written"}]
    with vault.reading(Right.CHECK) as act:
        assert act.session.scalars(select(CaptureRow)).all() == []
    assert check(vault).findings == ()


def test_of_who_has_left_the_lead_can_shred_and_not_read(desk: Desk) -> None:
    kept = Captures(desk.colleague()).keep(SAID)
    lead = desk.lead()
    let_go(lead, desk.colleague_id)
    with pytest.raises(NotAdmitted):
        Captures(lead).read(kept)
    Captures(lead).shred(kept, Shredding(reason="handed_on"))
    assert check(lead).findings == ()


def test_with_other_keys_a_line_says_that_it_does_not_open(desk: Desk) -> None:
    kept = Captures(desk.colleague()).keep(SAID)
    readmit(desk.lead(), desk.colleague_id, COLLEAGUE_PASSPHRASE)
    vault = desk.colleague()
    assert [each.target for each in waiting(vault)] == [kept]
    with pytest.raises(Damaged, match="keys that you have no more"):
        Captures(vault).read(kept)
    Captures(vault).shred(kept, WRITTEN)


def test_an_administrator_jots_and_files_nothing_clinical(desk: Desk) -> None:
    lead = desk.lead()
    case_id = add_case(lead)
    enrol(
        lead,
        Newcomer(login="wren", name="Wren Hollis", role="Administrator", grade=Grade.ADMINISTRATOR),
        "yet another harbour phrase",
    )
    vault = desk.sit("wren", "yet another harbour phrase")
    kept = Captures(vault).keep(SAID)
    with pytest.raises(NotPermitted):
        Captures(vault).file(kept, case_id, "incident")
    assert Captures(vault).read(kept).capture == SAID
