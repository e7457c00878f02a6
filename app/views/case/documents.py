"""The documents of a case: what came in, with its date, sort, source and size and never its name, and its letters."""

from app.domain.cases.case import LETTERS
from app.domain.kinds.document import KIND
from app.domain.kinds.letter import KIND as LETTER
from app.domain.kinds.registry import codes_in
from app.services.cases.casefile import CaseSheet
from app.views.case.listed import ListedTab, say_closed


class Documents(ListedTab):
    """Every record of the section, newest first."""

    called = "Documents and letters"
    help = "documents"
    name = "documents"
    codes = codes_in("documents")
    begins = (KIND.code, LETTER.code)
    always = True
    none = "No document or letter yet"
    to_come = (
        "A report, letter or picture that came in is kept sealed with the case, and is shown in this window alone. "
        "The file that it came from stays where it is: delete that yourself. A letter is kept here word for word."
    )

    def show_sheet(self, sheet: CaseSheet) -> None:
        """Say on the button that letters to the person are closed; one to somebody else is written as ever."""
        super().show_sheet(sheet)
        say_closed(
            self.acts[0], "New letter", "letters to the person are closed", sheet.gates.closed(LETTERS)
        )
