"""One step of the way to a signed summary."""

from app.views.widgets.cards import ScrolledColumn


class Step(ScrolledColumn):
    """What is asked or shown in one step."""

    title = ""
    go_on = ""
    """What the button that leads on says."""

    def focus_first(self) -> None:
        """Give the keyboard to what this step is for."""
