"""The blank form of a measure, written as a PDF to be printed: it is of no case, and needs no vault."""

from pathlib import Path
from typing import Final

from app.domain.measures.declare import Measure
from app.errors import NotAcceptable
from app.whole_file import replace_file

_NOT_HERE: Final = (
    "The wording of that measure may not be shipped: print the form that you have a licence for."
)


def write(measure: Measure, out: Path) -> None:
    """Write the form of a measure. Raises NotAcceptable, DiskFull, CannotWrite."""
    if not (measure.licence.ships_wording and measure.has_wording):
        raise NotAcceptable(_NOT_HERE)
    from app.reports.pdf import measure_form  # noqa: PLC0415 - ReportLab is slow to load

    replace_file(out, measure_form.build(measure))
