"""A desk with some cases, and what its screens find around them."""

import pytest

from app.services.desk import Desk
from app.services.vault.open_vault import OpenVault
from app.views.context.context import Context
from app.views.context.tasks import Tasks
from app.views.theme.theme import Theme
from tests.views.desk_ground import context_of


@pytest.fixture
def desk(vault: OpenVault) -> Desk:
    return Desk.of(vault)


@pytest.fixture
def context(theme: Theme, tasks: Tasks) -> Context:
    return context_of(theme, tasks)
