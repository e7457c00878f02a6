"""What a licence says of where the person stands with the law on a day."""

from datetime import date

from app.domain.fields.content import said
from app.domain.kinds.licence.content import Licence, title
from app.domain.kinds.licence.status import Status, recalled_on, status
from app.domain.records.in_law import InLaw, unsure


def in_law(licence: Licence, on: date) -> InLaw | None:
    """That it runs or may, or that the person was recalled; nothing before release or after its end."""
    stands = status(licence, on)
    if stands is Status.IN_FORCE:
        return InLaw(title(licence), "licence")
    if stands is Status.NOT_KNOWN:
        return unsure(title(licence), "licence")
    if stands is Status.RECALLED and (day := recalled_on(licence, on)):
        return InLaw(f"{said(licence, 'sort') or 'Licence'}, recalled {day.show()}", "custody")
    return None
