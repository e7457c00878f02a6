"""What makes writing quicker: a member's own words and abbreviations, kept in the vault, and those that are shipped.

They may hold a name (a word that the dictionary questions is most often one), so they are sealed with the member's own
secret, and the ledger says that they changed, not how. New keys after a lost passphrase begin with none.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Final

import msgspec
from sqlalchemy.orm import Session

from app.crypto import pki
from app.crypto.vault_keys import writing_key
from app.domain.facts import own
from app.domain.facts.event import Basis
from app.domain.facts.own import OwnWriting
from app.domain.fields.rights import Right
from app.domain.fields.templates import Snippet, abbreviation, snippets_from_toml
from app.domain.values.text import clean, line
from app.errors import Damaged, NotAcceptable, NotFound
from app.models.base import wire_time
from app.models.tables import MemberWriting
from app.paths import resource
from app.services.facts.events import known_of
from app.services.facts.stating import Hand, Saying, Subject, state
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.own_seal import seal_own, unseal_own

MOST_WORDS: Final = 5_000
MOST_SNIPPETS: Final = 500
LONGEST_SNIPPET: Final = 20_000
LONGEST_WORD: Final = 60

_PURPOSE: Final = "writing"
_WORD: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What lies under the seal."""

    words: tuple[str, ...] = ()
    snippets: dict[str, str] = {}


@dataclass(frozen=True)
class Writing:
    """A member's own words and abbreviations."""

    vault: OpenVault = field(repr=False)

    def words(self) -> tuple[str, ...]:
        """The words the member added to the dictionary, in order."""
        return self._kept().words

    def add_word(self, word: str) -> None:
        """Remember a word; one already there stays as it is. Raises NotAcceptable for what is no word."""
        plain = line(word).replace("’", "'")
        if len(plain) > LONGEST_WORD or not _WORD.fullmatch(plain):
            raise NotAcceptable("Only a single word can be added to the dictionary.")

        def change(kept: Kept) -> Kept:
            words = tuple(sorted({*kept.words, plain}, key=lambda one: (one.casefold(), one)))
            if len(words) > MOST_WORDS:
                raise NotAcceptable(f"Your dictionary is full ({MOST_WORDS:,} words): forget some first.")
            return msgspec.structs.replace(kept, words=words)

        self._change(change)

    def forget_word(self, word: str) -> None:
        """Forget a word. Raises NotFound."""
        plain = word.replace("’", "'")

        def change(kept: Kept) -> Kept:
            if plain not in kept.words:
                raise NotFound("That word is not in your dictionary.")
            return msgspec.structs.replace(kept, words=tuple(one for one in kept.words if one != plain))

        self._change(change)

    def snippets(self) -> tuple[Snippet, ...]:
        """The member's own by abbreviation, then those shipped that are not hidden behind one of them."""
        return snippets_of(self._kept())

    def keep_snippet(self, short: str, text: str) -> None:
        """Keep a snippet, in place of the member's own of that abbreviation. Raises NotAcceptable, TextTooLong."""
        short, text = abbreviation(short), clean(text, LONGEST_SNIPPET)
        if not text.strip():
            raise NotAcceptable("The abbreviation stands for nothing yet: write its text.")

        def change(kept: Kept) -> Kept:
            snippets = {**kept.snippets, short: text}
            if len(snippets) > MOST_SNIPPETS:
                raise NotAcceptable(f"You have {MOST_SNIPPETS} abbreviations: forget some first.")
            return msgspec.structs.replace(kept, snippets=snippets)

        self._change(change)

    def drop_snippet(self, short: str) -> None:
        """Forget one of the member's own. Raises NotFound for one that is shipped or unknown."""
        short = abbreviation(short)

        def change(kept: Kept) -> Kept:
            if short not in kept.snippets:
                raise NotFound("You have no abbreviation of that name.")
            snippets = {name: text for name, text in kept.snippets.items() if name != short}
            return msgspec.structs.replace(kept, snippets=snippets)

        self._change(change)

    def _kept(self) -> Kept:
        with self.vault.reading(Right.OWN) as act:
            return kept_by(self.vault, act.session)

    def _change(self, change: Callable[[Kept], Kept]) -> None:
        vault = self.vault
        with vault.acting(Right.OWN) as act:
            sealed = self._sealed(change(kept_by(vault, act.session)))
            said = OwnWriting(writing=sha256(sealed).hexdigest(), changed=wire_time(act.at))
            subject = Subject(vault.member.id)
            state(vault, act, subject, Saying((own.WRITING,), said), kept={"sealed": sealed})

    def _sealed(self, kept: Kept) -> bytes:
        plain, row = msgspec.to_builtins(kept), self.vault.member.id
        return seal_own(self.vault, writing_key, plain, purpose=_PURPOSE, table="member_writing", row=row)


def kept_by(vault: OpenVault, session: Session) -> Kept:
    """What the member at the desk keeps. Raises Damaged."""
    row = session.get(MemberWriting, vault.member.id)
    if row is None:
        return Kept()
    plain = unseal_own(
        vault, writing_key, row.sealed, purpose=_PURPOSE, table="member_writing", row=row.staff_id
    )
    try:
        return msgspec.json.decode(plain, type=Kept)
    except msgspec.DecodeError:
        raise Damaged from None


def snippets_of(kept: Kept) -> tuple[Snippet, ...]:
    """The member's own by abbreviation, then those shipped that are not hidden behind one of them."""
    own = kept.snippets
    mine = tuple(Snippet(short, own[short], is_own=True) for short in sorted(own))
    return (*mine, *(one for one in shipped_snippets() if one.abbreviation not in own))


def forget_writing(
    hand: Hand,
    act: Act,
    staff_id: str,
    authority: pki.Authority | None = None,
    basis: Basis = Basis.MEMBER,
) -> None:
    """State that what a member's former secret sealed is gone: with the new one nobody can open it."""
    said = known_of(act.session, staff_id, own.SUBJECT).held.said.get(own.WRITING.code, {})
    if said.get("writing") or act.session.get(MemberWriting, staff_id) is not None:
        gone = Saying((own.WRITING,), OwnWriting(changed=wire_time(act.at)))
        state(hand, act, Subject(staff_id), gone, authority=authority, basis=basis)


@cache
def shipped_snippets() -> tuple[Snippet, ...]:
    """The abbreviations of resources/snippets.toml. Raises MissingPart."""
    return snippets_from_toml(resource("snippets.toml").read_text("utf-8"))
