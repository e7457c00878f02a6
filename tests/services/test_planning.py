"""What is looked at all day is planned by SQLite once, and not at each look."""

from collections.abc import Callable

import pytest
from sqlcipher3 import dbapi2

from app.services.cases.cases import CaseQuery
from app.services.desk import Desk
from app.services.vault.open_vault import OpenVault
from tests.builders import add_case
from tests.services.test_records import signed_form

_LOOKS: dict[str, Callable[[Desk, str], object]] = {
    "list": lambda desk, _: desk.cases.page(CaseQuery()),
    "narrowed": lambda desk, _: desk.cases.page(
        CaseQuery(filters={"stage": ("assessment", "review")}, name="br")
    ),
    "head": lambda desk, case_id: desk.casefile.open(case_id),
    "overview": lambda desk, case_id: desk.casefile.overview(case_id),
    "chronology": lambda desk, case_id: desk.chronology.page(case_id),
    "search": lambda desk, _: desk.search.find("heron"),
    "today": lambda desk, _: desk.today.page(),
}


_OTHERS = 300


@pytest.mark.parametrize("look", _LOOKS)
def test_no_look_is_planned_anew(office: OpenVault, look: str) -> None:
    desk, case_id = Desk.of(office), add_case(office)
    signed_form(office, case_id, story="A heron")
    seen: list[str] = []

    def authorize(action: int, table: str | None, *_: str | None) -> int:
        # SQLite asks for each column of a statement while it plans it.
        if action == dbapi2.SQLITE_READ:
            seen.append(str(table))
        return int(dbapi2.SQLITE_OK)

    with office.database.reading() as connection:
        driver = connection.connection.driver_connection
        # As in a window that has been used for hours: the driver keeps plans, and those that were used most stay.
        for number in range(_OTHERS):
            for _ in range(5):
                driver.execute(f"SELECT {number} FROM site").fetchall()
        driver.set_authorizer(authorize)
    for _ in range(2):
        # Another authorizer has every statement planned once more.
        _LOOKS[look](desk, case_id)
    assert seen
    seen.clear()
    _LOOKS[look](desk, case_id)
    assert seen == []
