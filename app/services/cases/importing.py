"""Opens the cases of a list of referrals: read, looked at whole, confirmed once, opened some hundred rows at a time.

A row is a person, a case and a signed referral: all of it or nothing (docs/decisions/028).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, select

from app.domain.cases.list_columns import RememberedColumns
from app.domain.facts import site
from app.domain.fields.content import read
from app.domain.fields.rights import Right
from app.domain.referral_list.columns import Columns
from app.domain.referral_list.fields import FIELDS, REFERENCE
from app.domain.referral_list.remembered import as_before, to_remember
from app.domain.referral_list.rows import Referred, Wrong, check_rows, counted_on, references_from
from app.domain.tables.reading import read_table
from app.domain.tables.table import MOST_BYTES, Table
from app.errors import (
    AlreadyThere,
    CannotRead,
    Changed,
    NotAcceptable,
    NotFound,
    RowNotOpened,
    StillMissing,
)
from app.models.statements import PreparedStatement
from app.models.tables import Case
from app.regular_file import open_regular
from app.services.cases.alike import likenesses_of_many
from app.services.cases.opening import Opening, open_within
from app.services.cases.people import Likeness
from app.services.facts.events import known_of
from app.services.facts.projection import said
from app.services.facts.stating import Saying, Subject, state
from app.services.vault import rights
from app.services.vault.confirmation import Confirmation, digest_of
from app.services.vault.confirming import confirm_parts
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.rights import Asked

AT_ONCE: Final = 500
"""Rows that are opened in one transaction."""
_REFERENCES = PreparedStatement(select(Case.reference))


@dataclass(frozen=True)
class As:
    """As whom a row is opened that may be somebody who is here: a further case of theirs, or as another person."""

    person_id: str = ""


ANOTHER: Final = As()
Decisions = Mapping[int, As]
"""By row; one that is like somebody and of which nothing is decided is left out."""


@dataclass(frozen=True)
class Preview:
    """A list as it would be opened now."""

    good: tuple[Referred, ...]
    alike: Mapping[int, tuple[Likeness, ...]]
    """Of the good rows those whose person may be here already, by row."""
    wrong: tuple[Wrong, ...]
    total: int
    counted: tuple[str, ...] = ()
    """The references that are free, one for each good row, where they are counted on."""

    @property
    def bad_rows(self) -> int:
        """How many rows have something wrong."""
        return len({each.row for each in self.wrong})

    def plan(self, decided: Decisions) -> "Plan":
        """What is opened of it: the good rows, and of those that are like somebody the ones that were decided on."""
        chosen = [one for one in self.good if one.row not in self.alike or one.row in decided]
        references = self.counted or [one.reference for one in chosen]
        return Plan(
            tuple(
                (one.row, _opening(one, reference, decided.get(one.row, ANOTHER)))
                for one, reference in zip(chosen, references, strict=False)
            )
        )


@dataclass(frozen=True)
class Plan:
    """The rows that are to be opened, each with all that its case is opened with."""

    openings: tuple[tuple[int, Opening], ...]

    @property
    def rows(self) -> tuple[int, ...]:
        """Their numbers."""
        return tuple(row for row, _ in self.openings)

    @cached_property
    def digest(self) -> bytes:
        """What the author confirms: every row of it."""
        return digest_of("referrals.import", rows=[opening.digest.hex() for _, opening in self.openings])

    @property
    def parts(self) -> range:
        """The transactions, by number."""
        return range(-(-len(self.openings) // AT_ONCE))

    @property
    def digests(self) -> tuple[bytes, ...]:
        """What each transaction is confirmed for: its place in the whole."""
        return tuple(self.digest_of_part(part) for part in self.parts)

    def digest_of_part(self, part: int) -> bytes:
        """The digest of one of them."""
        return digest_of("referrals.import.part", whole=self.digest.hex(), part=part)

    def of_part(self, part: int) -> Sequence[tuple[int, Opening]]:
        """The rows of one of them."""
        return self.openings[part * AT_ONCE : (part + 1) * AT_ONCE]


@dataclass(frozen=True)
class Opened:
    """A row that was opened: its number, and the case."""

    row: int
    case_id: str
    reference: str


@dataclass(frozen=True)
class ReferralImport:
    """What can be done with a list of referrals."""

    vault: OpenVault

    def columns(self, headings: tuple[str, ...]) -> Columns:
        """What the columns of a list are taken for: what was said of them here before, else what is guessed."""
        with self.vault.reading(Right.OPEN_CASE) as act:
            return as_before(headings, _remembered(act))

    def remember(self, headings: tuple[str, ...], columns: Columns) -> None:
        """Remember what the columns of a list were said to mean, by their headings alone. Raises NotPermitted."""
        with self.vault.acting(Right.OPEN_CASE) as act:
            now = to_remember(headings, columns, _remembered(act))
            if not state(self.vault, act, Subject(site.ID), Saying((site.IMPORT_COLUMNS,), now)):
                act.note("site.unchanged", site.SUBJECT, site.ID)

    def preview(self, table: Table, columns: Columns) -> Preview:
        """What opening the list would do now. Nothing is changed.

        Raises StillMissing for what no row could say, NotAcceptable for what is said of all rows and cannot be,
        NotPermitted.
        """
        with self.vault.reading(Right.OPEN_CASE) as act:
            checked = check_rows(table, columns, self.vault.today())
            taken = _references(act.connection)
            column = columns.taken.get(REFERENCE, FIELDS[REFERENCE].label)
            again = [Wrong(one.row, column, _TAKEN) for one in checked.good if one.reference in taken]
            good = tuple(one for one in checked.good if one.reference not in taken)
            alike = likenesses_of_many(act.connection, {one.row: one.about for one in good})
        wrong = tuple(sorted([*checked.wrong, *again], key=lambda each: each.row))
        first = counted_on(columns)
        free = (each for each in references_from(first) if each not in taken) if first else iter(())
        return Preview(good, alike, wrong, len(table.rows), tuple(islice(free, len(good))))

    def open(self, plan: Plan, part: int, preview: Preview, confirmed: Confirmation) -> tuple[Opened, ...]:
        """Open one part of a plan: every row of it whole, or none. The parts go one after another.

        Raises RowNotOpened where a row cannot be opened any more, Changed where somebody was added since who may be the
        person of one, MustConfirm, NotPermitted.
        """
        rows = plan.of_part(part)
        with self.vault.acting(Right.SIGN, confirmed=confirmed) as act:
            act.covers(plan.digest_of_part(part))
            rights.require(act.connection, Asked(Right.OPEN_CASE), self.vault.member, self.vault.compartments)
            if part == 0:
                _insist_on_nobody_new(act, plan, preview)
            opened = tuple(self._open(act, row, opening) for row, opening in rows)
        self.vault.anchor()
        return opened

    def _open(self, act: Act, row: int, opening: Opening) -> Opened:
        try:
            return Opened(row, open_within(self.vault, act, opening), opening.reference)
        except (AlreadyThere, NotAcceptable, NotFound, StillMissing) as refused:
            raise RowNotOpened(row, str(refused)) from None


def confirm(vault: OpenVault, plan: Plan, passphrase: str) -> tuple[Confirmation, ...]:
    """Let the member confirm a plan with one passphrase: what each part of it is opened by. Raises WrongSecret."""
    return confirm_parts(vault, passphrase, plan.digests)


def read_file(path: Path) -> Table:
    """The table in a file. Raises NotATable, CannotRead."""
    try:
        with open_regular(path) as file:
            return read_table(file.read(MOST_BYTES + 1))
    except OSError:
        raise CannotRead from None


def _remembered(act: Act) -> RememberedColumns:
    held = known_of(act.session, site.ID, site.SUBJECT).held
    return read(RememberedColumns, said(held, site.IMPORT_COLUMNS.code))


def _opening(one: Referred, reference: str, opened_as: As) -> Opening:
    return Opening(opened_as.person_id or one.about, reference, one.facts, one.referral)


def _references(connection: Connection) -> frozenset[str]:
    return frozenset(reference for (reference,) in _REFERENCES.rows(connection, {}))


def _insist_on_nobody_new(act: Act, plan: Plan, preview: Preview) -> None:
    """Raise Changed where a row is like somebody whom who confirmed it has not seen beside it."""
    rows = set(plan.rows)
    people = {one.row: one.about for one in preview.good if one.row in rows}
    for row, alike in likenesses_of_many(act.connection, people).items():
        if not {one.id for one in alike} <= {one.id for one in preview.alike.get(row, ())}:
            raise Changed(_SOMEBODY_NEW)


_TAKEN: Final = "There is already a case of that reference."
_SOMEBODY_NEW: Final = (
    "Nothing was opened: somebody was added meanwhile who may be the person of a row. Read the file again."
)
