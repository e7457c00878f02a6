"""The measures that are there, by name: the newest version of each is the one that is given now."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from app.domain.measures.checking import ID
from app.domain.measures.declare import Measure
from app.domain.measures.faults import Fault
from app.domain.measures.reading import Read, read
from app.errors import NoSuchMeasure

SITE: Final = "site-"
ENDING: Final = ".toml"
_NAME: Final = re.compile(rf"(?:{ID.pattern})@[1-9][0-9]{{0,4}}", re.ASCII)


@dataclass(frozen=True)
class Catalogue:
    """Measures by name, "core-10@1"."""

    by_name: Mapping[str, Measure]
    withdrawn: frozenset[str] = frozenset()
    """The names of those that are offered no more: what was given by them is read and compared all the same."""

    @classmethod
    def of(cls, measures: Iterable[Measure], withdrawn: Iterable[str] = ()) -> "Catalogue":
        """A catalogue of these, in the order of their ids, the newest version of each first."""
        ordered = sorted(measures, key=lambda each: (each.id, -each.version))
        return cls({each.name: each for each in ordered}, frozenset(withdrawn))

    @property
    def newest(self) -> tuple[Measure, ...]:
        """The newest version of each that is offered, or the newest of all where none is."""
        seen: dict[str, Measure] = {}
        for measure in self.by_name.values():
            before = seen.setdefault(measure.id, measure)
            if before.name in self.withdrawn and measure.name not in self.withdrawn:
                seen[measure.id] = measure
        return tuple(seen.values())

    @property
    def offered(self) -> tuple[Measure, ...]:
        """What is given now: the newest version of each that is not withdrawn."""
        return tuple(each for each in self.newest if each.name not in self.withdrawn)

    def find(self, name: str) -> Measure:
        """The measure of a name: "phq-9@1", or the newest of "phq-9". Raises NoSuchMeasure."""
        found = self.by_name.get(name) or next((each for each in self.newest if each.id == name), None)
        if found is None:
            raise NoSuchMeasure
        return found


NO_MEASURES: Final = Catalogue({})


def check_file(
    name: str,
    data: bytes,
    licences: frozenset[str] | None,
    others: Iterable[Measure],
    *,
    shipped: bool = False,
) -> Read:
    """Read a file by its name beside the measures that are there already; one of a site's own is not `shipped`."""
    found = read(data, licences)
    measure = found.measure
    faults = set(found.faults)
    is_named = name.endswith(ENDING) and bool(_NAME.fullmatch(name.removesuffix(ENDING)))
    if not is_named or (measure is not None and name != measure.name + ENDING):
        faults.add(Fault(1, "The file's name must be ID@VERSION.toml."))
    if measure is not None:
        same = [each for each in others if each.name == measure.name]
        if any(each.hash != measure.hash for each in same):
            told = f"{measure.short} version {measure.version} is already here with other content; raise the version."
            faults.add(Fault(1, told))
        if not shipped and not same and not measure.id.startswith(SITE):
            faults.add(Fault(1, "A site's own measure must begin with site-."))
    return Read(None if faults else measure, tuple(sorted(faults)))
