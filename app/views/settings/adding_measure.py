"""The passphrase under a measure that is added, and what is said of it before and after."""

from collections.abc import Callable
from functools import partial

from app.services.measures.own import Looked, adding
from app.views.widgets.confirmed import confirmed
from app.views.widgets.page import Page


def ask_to_add(
    page: Page,
    looked: Looked,
    used_by: str,
    *,
    then: Callable[[str], None],
    failed: Callable[[BaseException], None],
) -> None:
    """Ask for the passphrase, and add it; `then` hears what was done."""
    if looked.measure is None:
        return
    name = f"{looked.measure.short}, version {looked.measure.version}"
    confirmed(
        page,
        "Add a measure",
        f"{name}, is offered to everybody who gives measures. Its file is never changed afterwards.",
        partial(adding, looked, used_by),
        partial(page.desk.measures.add, looked, used_by),
        then=lambda _: then(f"{name} was added."),
        failed=failed,
    )
