"""The compartment keys a member holds: a record in another compartment cannot be read, not even by raw SQL."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.crypto.sealing import generation_of, seal, unseal
from app.crypto.secret import Secret
from app.domain.fields.compartments import Compartment
from app.errors import NotAdmitted


@dataclass(frozen=True)
class CompartmentKeys:
    """Keys by compartment and generation. The newest seals; every one held opens."""

    held: dict[tuple[Compartment, int], Secret] = field(default_factory=dict, repr=False)

    def admits(self, compartment: Compartment) -> bool:
        """Whether the member may read and write there."""
        return not compartment.is_sealed or any(c is compartment for c, _ in self.held)

    def require(self, compartment: Compartment) -> None:
        """Raise NotAdmitted unless the member may read and write there."""
        if not self.admits(compartment):
            raise NotAdmitted

    def newest(self, compartment: Compartment) -> tuple[int, Secret]:
        """The generation new things are sealed with; raises NotAdmitted."""
        self.require(compartment)
        generation = max(g for c, g in self.held if c is compartment)
        return generation, self.held[compartment, generation]

    def seal(self, compartment: Compartment, plain: bytes, table: str, row: str) -> bytes:
        """Seal for a row; open compartments pass the bytes through, the store itself being encrypted."""
        if not compartment.is_sealed:
            return plain
        generation, key = self.newest(compartment)
        with key.lend() as lent:
            return seal(lent, plain, purpose=compartment.value, table=table, row=row, generation=generation)

    def unseal(self, compartment: Compartment, stored: bytes, table: str, row: str) -> bytes:
        """The plain bytes; raises NotAdmitted without the key and Damaged when the seal does not hold."""
        if not compartment.is_sealed:
            return stored
        key = self.held.get((compartment, generation_of(stored)))
        if key is None:
            raise NotAdmitted
        with key.lend() as lent:
            return unseal(lent, stored, purpose=compartment.value, table=table, row=row)

    def secrets(self) -> Iterator[Secret]:
        """Every key held, to be wiped."""
        return iter(self.held.values())
