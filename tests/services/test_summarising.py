"""A summary says of the person what prevents a mix-up."""

from dataclasses import replace

import pytest

from app.domain.fields.compartments import Knowledge
from app.domain.values.dates import ClinicalDate
from app.services.records.drafts import Drafts
from app.services.sharing.audiences import audience_of
from app.services.sharing.summarising import Request, compose
from app.services.vault.open_vault import OpenVault
from tests.builders import add_case, draft_of
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
    request = Request(
        audience="panel",
        recipient="Panel",
        purpose="Review",
        question="What next?",
        answer="Little has changed.",
    )
    assert compose(vault, case_id, request, audience_of("panel"), "id").person.born == said


def test_what_a_record_alleges_is_printed_as_alleged(vault: OpenVault) -> None:
    case_id = add_case(vault)
    draft = Drafts(vault).open(draft_of(vault, case_id, "He waited at the gate", "consultation"))
    Drafts(vault).save(draft.id, replace(draft.sheet, knowledge=Knowledge.ALLEGATION), draft.revision)
    sign(vault, draft.id)
    request = Request(
        audience="panel",
        recipient="Panel",
        purpose="Review",
        question="What next?",
        answer="Little has changed.",
    )
    summary = compose(vault, case_id, request, audience_of("panel"), "id")
    assert "Alleged. Formulation He waited at the gate (23-Nov-2026)" in " ".join(
        text.replace("\N{NO-BREAK SPACE}", "") for text in below(summary, "What health sees")
    )
    assert below(summary, "Question to health") == ["What next?"]
