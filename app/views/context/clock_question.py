"""Asks once whether a clock that is far ahead of the last signed act is right."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.errors import ClockAhead
from app.services.team.clock_statement import accept_clock
from app.services.vault.open_vault import OpenVault
from app.views.context.context import Context


def ask_about_clock(
    context: Context, over: QWidget, vault: OpenVault, failure: ClockAhead, then: Callable[[], None]
) -> None:
    """Show both dates; go on with what was refused if the member says that the clock is right."""

    def accepted() -> None:
        context.tasks.run(accept_clock, vault, owner=over, then=lambda _: then())

    context.asks.confirm(over, "Is this machine's clock right?", str(failure), "The clock is right", accepted)
