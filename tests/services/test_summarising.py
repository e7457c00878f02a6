"""A summary says of the person what prevents a mix-up."""

import pytest

from app.domain.values.dates import ClinicalDate
from app.services.sharing.audiences import audience_of
from app.services.sharing.summarising import Request, compose
from app.services.vault.open_vault import OpenVault
from tests.builders import add_case


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
