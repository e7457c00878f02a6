"""What makes writing quicker: a member's own words and abbreviations, kept in the vault, and those that are shipped."""

from dataclasses import dataclass

from app.services.open_vault import OpenVault


@dataclass(frozen=True)
class Snippet:
    """An abbreviation and the text it stands for; {{...}} in the text is a place still to be filled in."""

    abbreviation: str
    text: str
    title: str = ""
    is_own: bool = False


@dataclass(frozen=True)
class Writing:
    """A member's own words and abbreviations."""

    vault: OpenVault

    def words(self) -> tuple[str, ...]:
        """The words the member added to the dictionary, in order."""
        raise NotImplementedError

    def add_word(self, word: str) -> None:
        """Remember a word; one already there stays as it is. Raises NotAcceptable for what is no word."""
        raise NotImplementedError

    def forget_word(self, word: str) -> None:
        """Forget a word. Raises NotFound."""
        raise NotImplementedError

    def snippets(self) -> tuple[Snippet, ...]:
        """The member's own by abbreviation, then those shipped that are not hidden behind one of them."""
        raise NotImplementedError

    def keep_snippet(self, abbreviation: str, text: str) -> None:
        """Keep a snippet, in place of the member's own of that abbreviation. Raises NotAcceptable, TextTooLong."""
        raise NotImplementedError

    def drop_snippet(self, abbreviation: str) -> None:
        """Forget one of the member's own. Raises NotFound for one that is shipped or unknown."""
        raise NotImplementedError
