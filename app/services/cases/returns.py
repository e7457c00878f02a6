"""Returns of a quarter: counted, and made so that nobody can be told from them."""

from dataclasses import dataclass

from app.domain.fields.rights import Right
from app.domain.returns.figure import Figure
from app.domain.returns.making import Return, figures_of, made
from app.domain.returns.quarter import Quarter
from app.services.cases.counted import material
from app.services.records.facets import Unsealing
from app.services.vault.open_vault import Act, OpenVault


@dataclass(frozen=True)
class Returns:
    """What can be done with returns."""

    vault: OpenVault

    def make(self, quarter: Quarter) -> Return:
        """The return of a quarter, by what its maker may read; making it is noted. Raises NotPermitted."""
        unsealing = Unsealing(self.vault)
        while unsealing.more():
            pass
        with self.vault.acting(Right.RETURNS) as act:
            act.note("returns.make", quarter=f"{quarter.year}-Q{quarter.number}")
            return made(material(self.vault, act), quarter)


def counted(vault: OpenVault, act: Act, quarter: Quarter) -> tuple[Figure, ...]:
    """The figures behind a return, before anything is hidden: they are shown nowhere."""
    return figures_of(material(vault, act), quarter)
