"""The documents of a case: what came in, with its date, sort, source and size, and never its name."""

from app.domain.kinds.document import KIND
from app.domain.kinds.registry import codes_in
from app.views.case.listed import ListedTab


class Documents(ListedTab):
    """Every record of the section, newest first."""

    called = "Documents"
    help = "documents"
    name = "documents"
    codes = codes_in("documents")
    begins = (KIND.code,)
    more = tuple(code for code in codes_in("documents") if code != KIND.code)
    none = "No document yet"
    to_come = (
        "A report, letter or picture that came in is kept sealed with the case, and is shown in this window alone. "
        "The file that it came from stays where it is: delete that yourself."
    )
