"""What was unsealed for the member at the desk, in memory until the vault is locked."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field


@dataclass
class Unsealed:
    """Facets of sealed compartments in clear; `number` changes whenever there are more."""

    number: int = 0
    last: str = ""
    """The id of the last that was looked at."""
    _rows: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    @property
    def rows(self) -> Sequence[tuple[str, ...]]:
        """All of them, each headed by its id."""
        return tuple(self._rows.values())

    def add(self, rows: Iterable[tuple[str, ...]]) -> None:
        """Keep more."""
        fresh = {row[0]: row for row in rows}
        if fresh:
            self._rows |= fresh
            self.number += 1

    def drop(self, records: Iterable[str]) -> Callable[[], None]:
        """Drop those of some records; gives what brings them back."""
        dropped = frozenset(records)
        gone = {key: row for key, row in self._rows.items() if row[1] in dropped}
        for key in gone:
            del self._rows[key]
        self.number += 1
        return lambda: self.add(gone.values())

    def forget(self) -> None:
        """Drop all."""
        self._rows.clear()
