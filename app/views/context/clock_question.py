"""Asks once whether a clock that is far ahead of the last signed act is right."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.errors import ClockAhead
from app.services.vault.open_vault import OpenVault
from app.views.context.context import Asks


def ask_about_clock(
    asks: Asks, over: QWidget, vault: OpenVault, failure: ClockAhead, then: Callable[[], None]
) -> None:
    """Show both dates; go on with what was refused if the member says that the clock is right."""

    def accepted() -> None:
        vault.clock_accepted = True
        then()

    asks.confirm(over, "Is this machine's clock right?", str(failure), "The clock is right", accepted)
