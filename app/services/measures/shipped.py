"""The measures that are shipped (resources/measures), read once; a file with a fault harms no other."""

from functools import cache
from pathlib import Path
from typing import Final

from app import log
from app.domain.measures.catalogue import ENDING, Catalogue, check_file
from app.domain.measures.declare import Measure
from app.domain.measures.reading import LONGEST, Read
from app.errors import CannotRead, MissingPart
from app.paths import resource
from app.regular_file import open_regular

_FOLDER: Final = "measures"
_LICENCES: Final = "licences"


@cache
def shipped() -> Catalogue:
    """All of them, old versions too. A tenth of a second the first time. Raises MissingPart."""
    folder = resource(_FOLDER)
    found: list[Measure] = []
    try:
        for file in sorted(folder.glob(f"*{ENDING}")):
            read = check_file(file.name, file.read_bytes(), licences(folder), found, shipped=True)
            if read.measure is not None:
                found.append(read.measure)
            else:
                log.event(log.Event.MEASURE_REFUSED)
    except OSError:
        raise MissingPart from None
    return Catalogue.of(found)


def licences(folder: Path) -> frozenset[str]:
    """The names of the licence files that lie beside measures."""
    beside = folder / _LICENCES
    return frozenset(file.name for file in beside.iterdir()) if beside.is_dir() else frozenset()


def checked(path: Path, others: tuple[Measure, ...]) -> Read:
    """Read a file from elsewhere, beside the measures that are here and those in `others`. Raises CannotRead."""
    try:
        with open_regular(path) as file:
            data = file.read(LONGEST + 1)
        beside = licences(path.absolute().parent)
    except OSError:
        raise CannotRead from None
    ours = resource(_FOLDER)
    is_ours = path.absolute().parent == ours.absolute()
    here = (*shipped().by_name.values(), *others)
    return check_file(path.name, data, beside | licences(ours), here, shipped=is_ours)
