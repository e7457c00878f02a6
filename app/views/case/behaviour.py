"""What the person did and what the law made of it: incidents, proceedings, orders, bail, custody, licences."""

from PySide6.QtWidgets import QPushButton

from app.domain.kinds.incident import KIND
from app.domain.kinds.registry import codes_in
from app.views.case.listed import ListedTab
from app.views.context.places import SeriesAt
from app.views.widgets.buttons import button


class Behaviour(ListedTab):
    """Every record of the section; its line says how the act, the case or the order stands on this day."""

    called = "Behaviour and orders"
    help = "behaviour"
    name = "behaviour"
    codes = codes_in("behaviour")
    begins = (KIND.code,)
    more = tuple(code for code in codes_in("behaviour") if code != KIND.code)
    always = True
    none = "Nothing recorded yet"
    to_come = (
        "Each act stands here as it was reported and how it stands, each order, bail, licence and stay in custody"
        " with its terms. How they stand follows from their dates and is typed nowhere."
    )

    def further(self) -> list[QPushButton]:
        """The grid in which several are typed."""
        hint = "Type several incidents as rows and sign them by one passphrase"
        return [button("Series of incidents…", lambda: self.go(SeriesAt(self.case_id)), hint=hint)]
