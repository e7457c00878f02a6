"""The appointments of a case, kept or not, the check-ins between them, and supervision."""

from app.domain.cases.case import DIRECT_WORK
from app.domain.kinds.check_in import KIND as CHECK_IN
from app.domain.kinds.registry import codes_in
from app.domain.kinds.session_note import KIND
from app.domain.kinds.supervision_note import KIND as SUPERVISION
from app.services.cases.casefile import CaseSheet
from app.views.case.listed import ListedTab, say_closed


class Sessions(ListedTab):
    """Every record of the section, newest first; of an appointment whether it was kept and how long."""

    called = "Sessions and check-ins"
    help = "sessions"
    name = "sessions"
    codes = codes_in("sessions")
    begins = (KIND.code, CHECK_IN.code)
    more = (SUPERVISION.code,)
    none = "No session note yet"
    to_come = (
        "Each appointment has a note, also one that was missed: who came, what was done, what was said about "
        "contact, and what happens next."
    )

    def show_sheet(self, sheet: CaseSheet) -> None:
        """Say on the button that direct work is closed: what happened all the same is written down as ever."""
        super().show_sheet(sheet)
        closed = sheet.gates.closed(DIRECT_WORK)
        say_closed(self.acts[-1], "New session note", "direct work is closed", closed)
