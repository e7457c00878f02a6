"""The compartment keys a member holds: a record in another compartment cannot be read, not even by raw SQL."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from app.crypto.sealing import generation_of, seal, unseal
from app.crypto.secret import Secret
from app.domain.fields.compartments import Compartment
from app.errors import Damaged, NotAdmitted

_PLAIN: Final = b"{"
"""How the body of a restricted record begins that was signed before these were sealed."""


@dataclass(frozen=True)
class CompartmentKeys:
    """Keys by compartment and generation, and those of restricted cases by case. The newest seals; every one opens.

    A generation is a set: two leads may have made one each. Of a case only what is in `trusted` seals: what the member,
    the case's lead or the authority's holder made.
    """

    held: dict[tuple[Compartment, int], tuple[Secret, ...]] = field(default_factory=dict, repr=False)
    by_case: dict[tuple[str, int], tuple[Secret, ...]] = field(default_factory=dict, repr=False)
    trusted: dict[tuple[str, int], Secret] = field(default_factory=dict, repr=False)

    def admits(self, compartment: Compartment, case: str | None = None) -> bool:
        """Whether the member may read there; whoever may write at all may begin a restricted record in any case."""
        if compartment is Compartment.RESTRICTED:
            return case is None or any(each == case for each, _ in self.by_case)
        return not compartment.is_sealed or any(c is compartment for c, _ in self.held)

    def require(self, compartment: Compartment, case: str | None = None) -> None:
        """Raise NotAdmitted unless the member may read and write there."""
        if not self.admits(compartment, case):
            raise NotAdmitted

    def newest(self, compartment: Compartment, case: str | None = None) -> tuple[int, Secret]:
        """The generation new things are sealed with; raises NotAdmitted."""
        if compartment is Compartment.RESTRICTED:
            mine = [generation for each, generation in self.trusted if each == case]
            if not mine or case is None:
                raise NotAdmitted
            return max(mine), self.trusted[case, max(mine)]
        self.require(compartment)
        generation = max(g for c, g in self.held if c is compartment)
        return generation, self.held[compartment, generation][0]

    def seal(
        self, compartment: Compartment, plain: bytes, table: str, row: str, case: str | None = None
    ) -> bytes:
        """Seal for a row; open compartments pass the bytes through, the store itself being encrypted."""
        if not compartment.is_sealed:
            return plain
        generation, key = self.newest(compartment, case)
        with key.lend() as lent:
            return seal(lent, plain, purpose=compartment.value, table=table, row=row, generation=generation)

    def unseal(
        self, compartment: Compartment, stored: bytes, table: str, row: str, case: str | None = None
    ) -> bytes:
        """The plain bytes; raises NotAdmitted without the key and Damaged when the seal does not hold."""
        if not is_sealed(compartment, stored):
            return stored
        keys = self._keys(compartment, stored, case)
        if not keys:
            raise NotAdmitted
        for key in keys:
            with key.lend() as lent, suppress(Damaged):
                return unseal(lent, stored, purpose=compartment.value, table=table, row=row)
        raise Damaged

    def opens(self, compartment: Compartment, stored: bytes, case: str | None) -> bool:
        """Whether the member holds the key of what is stored there."""
        return not is_sealed(compartment, stored) or bool(self._keys(compartment, stored, case))

    def _keys(self, compartment: Compartment, stored: bytes, case: str | None) -> tuple[Secret, ...]:
        if compartment is Compartment.RESTRICTED:
            return self.by_case.get((case or "", generation_of(stored)), ())
        return self.held.get((compartment, generation_of(stored)), ())

    def forget(self) -> None:
        """Wipe and drop every key."""
        for secret in self.secrets():
            secret.wipe()
        for each in (self.held, self.by_case, self.trusted):
            each.clear()

    def secrets(self) -> Iterator[Secret]:
        """Every key held, to be wiped."""
        return chain.from_iterable((*self.held.values(), *self.by_case.values()))


def is_sealed(compartment: Compartment, stored: bytes) -> bool:
    """Whether what is stored there is sealed: a restricted record from before these were is not."""
    return compartment.is_sealed and not (compartment is Compartment.RESTRICTED and stored.startswith(_PLAIN))
