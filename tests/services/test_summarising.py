"""A summary says of the person what prevents a mix-up."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.fields.compartments import Knowledge
from app.domain.kinds.consultation.content import Consultation
from app.domain.kinds.parts.advice import Advice
from app.domain.values.dates import ClinicalDate
from app.reports.draw_text import passages
from app.services.cases.today import Today
from app.services.records.drafts import Drafts
from app.services.sharing.audiences import audience_of
from app.services.sharing.summarising import Request, compose
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.builders import SteppingClock, add_case, complete, draft_of, draft_with
from tests.confirmed import sign
from tests.reported import below


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (ClinicalDate(1980, 8, 14), "14-Aug-1980 (age 46)"),
        (ClinicalDate(1980), "1980 (age 45 or 46)"),
        (ClinicalDate(1980, about=True), "about 1980 (age about 46)"),
        (ClinicalDate(), "Not known"),
        (None, "Not known"),
    ],
)
def test_the_age_stands_with_the_date_of_birth(
    vault: OpenVault, born: ClinicalDate | None, said: str
) -> None:
    case_id = add_case(vault, born=born)
    request = Request(audience="panel", recipient="Panel", purpose="Review")
    assert compose(vault, case_id, request, audience_of("panel"), "id").person.born == said


def test_what_a_record_alleges_is_printed_as_alleged(vault: OpenVault) -> None:
    case_id = add_case(vault)
    draft = Drafts(vault).open(draft_of(vault, case_id, "He waited at the gate", "consultation"))
    Drafts(vault).save(draft.id, replace(draft.sheet, knowledge=Knowledge.ALLEGATION), draft.revision)
    sign(vault, draft.id)
    request = Request(audience="panel", recipient="Panel", purpose="Review")
    summary = compose(vault, case_id, request, audience_of("panel"), "id")
    assert below(summary, "Formulation") == ["Alleged. He waited at the gate\nHe waited at the gate"]
    assert below(summary, "Question to health") == ["He waited at the gate"]


def test_advice_that_ran_out_is_printed_as_that_until_it_is_asked_for_anew(
    vault: OpenVault, machine: Machine
) -> None:
    case_id = add_case(vault)
    first = sign(vault, draft_of(vault, case_id, "He will come to the gate", "consultation"))
    request = Request(audience="panel", recipient="Panel", purpose="Review")
    asked = "Recommended management by agency"
    summary = compose(vault, case_id, request, audience_of("panel"), "id")
    assert below(summary, asked)
    assert below(summary, "Question to health") == ["He will come to the gate"]
    assert isinstance(machine.clock, SteppingClock)
    machine.clock.at = datetime(2026, 12, 16, 9, tzinfo=UTC)
    summary = compose(vault, case_id, request, audience_of("panel"), "id")
    assert below(summary, asked) == ["Advice of 23-Nov-2026 has run out: ask again."]
    assert "come to the gate" not in " ".join(each.text for each in passages(summary))
    anew = complete(Consultation, "He has not come since")
    day = ClinicalDate(2027, 1, 8)
    anew = replace(
        anew, renews=first, valid_until=day, advice=(Advice(agency="police", what="Wait", by=day),)
    )
    sign(vault, draft_with(vault, case_id, "consultation", anew))
    summary = compose(vault, case_id, request, audience_of("panel"), "id")
    said = " ".join(each.text for each in passages(summary))
    assert "run out" not in said
    assert "By: 08-Jan-2027" in said.replace("**", "")
    assert [(each.what, each.on) for each in Today(vault).page(sorts=("date",)).rows] == [
        ("Advice runs out", "2027-01-08")
    ]
