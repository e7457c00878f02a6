"""A case with a person whose details are known, a desk to look at it, and what screens find around them."""

import pytest

from app.domain.values.dates import ClinicalDate
from app.services.desk import Desk
from app.services.vault.open_vault import OpenVault
from app.views.context.context import Context
from app.views.context.tasks import Tasks
from app.views.theme.theme import Theme
from tests.builders import add_case
from tests.views.desk_ground import context_of


@pytest.fixture
def desk(vault: OpenVault) -> Desk:
    return Desk.of(vault)


@pytest.fixture
def context(theme: Theme, tasks: Tasks) -> Context:
    return context_of(theme, tasks)


@pytest.fixture
def case_id(vault: OpenVault) -> str:
    born = ClinicalDate(1980, 8, 14)
    return add_case(vault, born=born, sex="male", nhs_number="9434765919", pnc="2001/0000001Q")
