"""Searches records as the palette does, for as many as a test wants to see."""

from dataclasses import dataclass

from app.domain.fields.rights import Right
from app.services.records.search import Hit, SearchPage, Wanted, matches
from app.services.vault.open_vault import OpenVault


@dataclass(frozen=True)
class Search:
    """What the index of a vault holds."""

    vault: OpenVault

    def page(self, typed: str, *, limit: int = 50) -> SearchPage:
        """The newest matches, and how many there are."""
        with self.vault.reading(Right.READ) as act:
            return matches(self.vault, act, Wanted(words=typed), limit)

    def find(self, typed: str, *, limit: int = 50) -> tuple[Hit, ...]:
        """The newest matches alone."""
        return self.page(typed, limit=limit).rows
