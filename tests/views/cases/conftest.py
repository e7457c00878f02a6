"""A desk with some cases, and what its screens find around them."""

import pytest

from app.services.desk import Desk
from app.services.vault.open_vault import OpenVault
from app.views.context.context import Surroundings
from app.views.context.tasks import Tasks
from app.views.look.look import Look
from tests.views.desk_ground import around_of


@pytest.fixture
def desk(vault: OpenVault) -> Desk:
    return Desk.of(vault)


@pytest.fixture
def around(look: Look, tasks: Tasks) -> Surroundings:
    return around_of(look, tasks)
