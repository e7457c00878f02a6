"""What bears the member's name: their passphrase is asked for, then it is done, and what stands in its way is said."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from app.errors import ClockAhead, WrongSecret
from app.services.vault.confirmation import Confirmation
from app.services.vault.confirming import confirmed_act
from app.views.context.clock_question import ask_about_clock
from app.views.widgets.page import Page

T = TypeVar("T")


def confirmed(
    page: Page,
    act: str,
    detail: str,
    of: Callable[[], bytes],
    work: Callable[[Confirmation], T],
    *,
    then: Callable[[T], None],
    begun: Callable[[], None] | None = None,
    failed: Callable[[BaseException], None] | None = None,
) -> None:
    """Ask for the passphrase, and do what the member confirms with it; `of` gives its digest.

    `begun` hears that it is under way, `failed` that it came to nothing; without one, `not_done` says it.
    """

    def typed(passphrase: str) -> None:
        if begun is not None:
            begun()
        message = failed or partial(not_done, page)
        page.run(confirmed_act, page.desk.vault, passphrase, of, work, then=then, failed=message)

    page.context.asks.passphrase(page, act, detail, typed)


def not_done(
    page: Page, failure: BaseException, again: Callable[[], None] | None = None, what: str = "done"
) -> None:
    """Say why it was not done; of a clock that is ahead ask, and do it `again` or leave that to whoever wanted it."""
    if isinstance(failure, WrongSecret):
        page.bar.tell(f"That is not your passphrase: nothing was {what}.")
    elif isinstance(failure, ClockAhead):
        ask_about_clock(page.context, page, page.desk.vault, failure, again or page.bar.clear)
    else:
        page.refused(failure)
