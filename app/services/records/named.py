"""Records that name a victim: signed all the same, and found by their words by those who are admitted to the victims.

The search index holds the words of a record for everybody. So that of such a record bears a mark, with its author, that
no typed word can be; whoever is not admitted searches without what is marked. Their own they find as before: what they
cannot find of their own would tell them which of its words is a victim's.
"""

from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.domain.fields.compartments import Compartment
from app.models.tables import LedgerRow, Record, RecordText, RecordWords
from app.services.vault.open_vault import Act, OpenVault

NAMED: Final = "record.named"
_MARK: Final = "\u00aa"
"""A letter to the index, and one that folding takes apart: no word of a text or a query begins with it."""


def mark_of(author_id: str) -> str:
    """What the index holds of a record that names a victim, besides its words."""
    return _MARK + author_id.replace("-", "")


def with_mark(also: str, author_id: str) -> str:
    """The further words of a record, marked."""
    return f"{also} {mark_of(author_id)}".strip()


def for_reader(vault: OpenVault, expression: str) -> str:
    """The expression of a search as the member may make it."""
    if not expression or vault.compartments.admits(Compartment.VICTIM):
        return expression
    mine = mark_of(vault.member.id)
    return f'(({expression}) NOT "{_MARK}"*) OR (({expression}) AND "{mine}")'


def named_among(session: Session) -> frozenset[str]:
    """The records of which the ledger knows that they name a victim."""
    noted = select(LedgerRow.subject_id).where(LedgerRow.action == NAMED)
    return frozenset(each for each in session.scalars(noted) if each)


def is_named(session: Session, row: Record) -> bool:
    """Whether the ledger knows that a record names a victim."""
    noted = exists().where(
        LedgerRow.case_id == row.case_id, LedgerRow.action == NAMED, LedgerRow.subject_id == row.id
    )
    return bool(session.scalar(select(noted)))


def note_named(act: Act, record_id: str, case_id: str) -> None:
    """Note that a record names a victim: never whom, nor by what."""
    act.note(NAMED, "record", record_id, case=case_id)


def mark_signed(act: Act, row: Record) -> None:
    """Note and mark a record that was signed before it was known that it names a victim."""
    if is_named(act.session, row):
        return
    note_named(act, row.id, row.case_id)
    of_record = select(RecordText.id).where(RecordText.record_id == row.id)
    words = act.session.scalar(select(RecordWords).where(RecordWords.id.in_(of_record)))
    if words is not None:
        # The index follows what is put in and taken out, and no change.
        kept = {"id": words.id, "folded": words.folded, "also": with_mark(words.also, row.author_id)}
        act.session.delete(words)
        act.session.flush()
        act.insert(RecordWords, **kept)
