"""A desk with some cases, and what its screens find around them."""

import pytest

from app.services.desk import Desk
from app.services.open_vault import OpenVault
from app.views.look import Look
from app.views.surroundings import Surroundings
from app.views.tasks import Tasks
from tests.views.desk_ground import around_of


@pytest.fixture
def desk(vault: OpenVault) -> Desk:
    return Desk.of(vault)


@pytest.fixture
def around(look: Look, tasks: Tasks) -> Surroundings:
    return around_of(look, tasks)
