"""The blank form of a measure, written as a PDF to be printed: it is of no case, and needs no vault."""

from pathlib import Path
from typing import Final

from app.errors import NotAcceptable
from app.services.measures.shipped import shipped
from app.whole_file import replace_file

_NOT_HERE: Final = (
    "The wording of that measure may not be shipped: print the form that you have a licence for."
)


def write(name: str, out: Path) -> None:
    """Write the form of a measure by its name. Raises NoSuchMeasure, NotAcceptable, DiskFull, CannotWrite."""
    measure = shipped().find(name)
    if not (measure.licence.ships_wording and measure.has_wording):
        raise NotAcceptable(_NOT_HERE)
    from app.reports.pdf import measure_form  # noqa: PLC0415 - ReportLab is slow to load

    replace_file(out, measure_form.build(measure))
