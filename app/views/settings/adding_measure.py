"""What can be done with a measure that was looked at: its printed form is saved, or it is added by the passphrase."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.services.measures import blank_form
from app.services.measures.own import Looked, adding
from app.views.widgets.confirmed import confirmed
from app.views.widgets.page import Page


def ask_for_form(page: Page, looked: Looked | None) -> None:
    """Ask where its blank form is to go, and save it there; nothing where it has no wording."""
    measure = looked.measure if looked is not None else None
    if measure is None or not prints(looked):
        return
    name, kinds = f"{measure.id}.pdf", "PDF files (*.pdf)"

    def save(out: Path) -> None:
        told = f"The blank form was saved as {out.name}."
        page.run(blank_form.write, measure, out, then=lambda _: page.bar.tell(told, "good"), aside=True)

    page.context.asks.save_file(page, "Save the blank form", name, kinds, save)


def prints(looked: Looked | None) -> bool:
    """Whether it has a form that can be printed."""
    measure = looked.measure if looked is not None else None
    return measure is not None and measure.licence.ships_wording and measure.has_wording


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
