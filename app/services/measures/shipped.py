"""The measures that are shipped (resources/measures), read once; a file with a fault harms no other."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from app import log
from app.domain.fields.forms import MOST_IN_LONG_TEXT
from app.domain.measures.catalogue import ENDING, Catalogue, check_file
from app.domain.measures.declare import Measure
from app.domain.measures.reading import LONGEST, Read
from app.errors import CannotRead, MissingPart, NotAcceptable
from app.paths import resource
from app.regular_file import open_regular

_FOLDER: Final = "measures"
_LICENCES: Final = "licences"
_TEXT: Final = ".txt"
_NO_TEXT: Final = "The file of its licence is empty, too long, or no text in UTF-8."


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


@dataclass(frozen=True)
class Found:
    """A measure's file from elsewhere, as it was read: its bytes, what they are, and the text of its licence."""

    path: Path
    data: bytes
    read: Read
    terms: str = ""


def checked(path: Path, others: tuple[Measure, ...]) -> Read:
    """Read a file from elsewhere, beside the measures that are here and those in `others`. Raises CannotRead."""
    return found(path, others).read


def found(path: Path, others: tuple[Measure, ...]) -> Found:
    """The same with the text of its licence, which lies beside it, in `licences` there, or here. Raises CannotRead."""
    ours, folder = resource(_FOLDER), path.absolute().parent
    is_ours = folder == ours.absolute()
    try:
        data = _bytes(path, LONGEST)
        there = {ours / _LICENCES, folder / _LICENCES, *(() if is_ours else (folder,))}
        texts = {file.name: file for each in there for file in _texts(each)}
        here = (*shipped().by_name.values(), *others)
        read = check_file(path.name, data, frozenset(texts), here, shipped=is_ours)
        if read.measure is None:
            return Found(path, data, read)
        terms = _bytes(texts[read.measure.licence.file], LONGEST).decode("utf-8")
    except OSError:
        raise CannotRead from None
    except UnicodeDecodeError:
        raise NotAcceptable(_NO_TEXT) from None
    if not terms.strip() or len(terms) > MOST_IN_LONG_TEXT:
        raise NotAcceptable(_NO_TEXT)
    return Found(path, data, read, terms)


def _texts(folder: Path) -> Iterator[Path]:
    """The files of texts in a folder."""
    return (each for each in folder.iterdir() if each.suffix == _TEXT) if folder.is_dir() else iter(())


def _bytes(path: Path, most: int) -> bytes:
    """What stands in a file, and one byte more than it may have where it is longer."""
    with open_regular(path) as file:
        return file.read(most + 1)
