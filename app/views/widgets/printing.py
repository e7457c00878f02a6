"""Who is offered to print, and the button of a chart that prints it."""

from collections.abc import Callable

from app.domain.fields.rights import Extent, Right, extent
from app.services.vault.member import Member
from app.views.theme.theme import Theme
from app.views.widgets.buttons import PressedByEnter, button

_ICON = 1.15


def may_print(member: Member) -> bool:
    """Whether the member's grade lets them print working copies."""
    return extent(Right.PRINT, member.grade) is Extent.ALL


def print_button(theme: Theme, what: str, act: Callable[[], object]) -> PressedByEnter:
    """A quiet button with the sign of a printer; `what` is what it prints."""
    made = button("", act, kind="quiet", hint=f"Print {what}, as a working copy")
    made.setAccessibleName(f"Print {what}")
    made.wear(theme, "printer", "muted", ems=_ICON)
    return made
