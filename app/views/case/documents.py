"""The documents of a case: what came in, with its date, sort, source and size and never its name, and its letters."""

from app.domain.kinds.document import KIND
from app.domain.kinds.letter import KIND as LETTER
from app.domain.kinds.registry import codes_in
from app.views.case.listed import ListedTab


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
