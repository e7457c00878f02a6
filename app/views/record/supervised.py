"""What a record's page says where its author signs under supervision, and what may be done about it there."""

from collections.abc import Callable

from app.domain.records.countersigning import Stage
from app.domain.records.facets import AGREES, RETURNED
from app.services.desk import Desk
from app.services.records.opened import OpenedRecord
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.notice import Notice

_KEPT_IN = "nothing of it is in a summary or any other output"


def standing(opened: OpenedRecord, desk: Desk) -> str:
    """Since when it awaits whose countersignature, or who returned it when; empty where it awaits none."""
    stands = opened.supervision
    if not stands.is_open or stands.at is None:
        return ""
    at_once = opened.view.kind.told_at_once
    told = (
        f"It is told at once, marked “trainee, awaits {opened.asked}”"
        if at_once
        else f"Until then {_KEPT_IN}"
    )
    on = desk.shown(stands.at)
    if stands.stage is Stage.RETURNED:
        return (
            f"Returned by {stands.by}, {on}, with the remarks below. Its author writes the next version, which is "
            f"countersigned then. {told}."
        )
    return f"Signed under supervision: it awaits the countersignature of {opened.asked} since {on}. {told}."


def agreement(opened: OpenedRecord) -> str:
    """Whose agreement a record awaits for which two stand together; empty where it awaits none."""
    return (
        f"It is signed by both: it awaits the agreement of {', '.join(opened.to_agree)}."
        if opened.to_agree
        else ""
    )


def countersigned(opened: OpenedRecord, desk: Desk) -> tuple[tuple[str, str], ...]:
    """Who stands for it and since when, as a fact; nothing where nobody has to, or nobody does yet."""
    stands = opened.supervision
    if stands.is_open or stands.at is None:
        return ()
    label = "Attested" if stands.stage is Stage.ATTESTED else "Countersigned"
    return ((label, f"{stands.by}, {desk.shown(stands.at)}"),)


class Supervised:
    """The notice over a record, and the acts of who may countersign it, or agree with it."""

    def __init__(self, theme: Theme, begin: Callable[[str], None], agree: Callable[[], None]) -> None:
        self.notice = Notice(theme)
        self.agree = button(
            "Countersign", lambda: begin(AGREES), kind="primary", hint="You read it through, and sign next"
        )
        self.give_back = button(
            "Return with remarks", lambda: begin(RETURNED), hint="Its author writes the next version"
        )
        self.say_so = button(
            "Agree or differ", agree, kind="primary", hint="You read it through, and sign next"
        )
        self._countersigning = self.give_back, self.agree
        self.acts = *self._countersigning, self.say_so

    def show(self, opened: OpenedRecord, desk: Desk) -> None:
        """Say how it stands, and offer what the member may do."""
        self.notice.tell(standing(opened, desk) or agreement(opened), "care")
        self.agree.setText("Attest" if opened.view.kind.attested else "Countersign")
        for each in self._countersigning:
            each.setVisible(opened.may_countersign)
        self.say_so.setVisible(opened.may_agree)
