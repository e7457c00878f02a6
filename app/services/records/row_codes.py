"""Gives the rows of a record their identity, which comes with the row, and their code, which is given at Sign."""

from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import select

from app.domain.fields.rows import Row
from app.domain.fields.spec import specs
from app.domain.values.ids import new_id
from app.models.sqlite import upsert
from app.models.tables import RowLetter
from app.services.vault.open_vault import Act

C = TypeVar("C")


def identified(act: Act, case_id: str, content: C) -> C:
    """The content with an identity for each row that has none, and a code for each that bears one."""
    return _Identities(act, case_id).of(content)


class _Identities:
    def __init__(self, act: Act, case_id: str) -> None:
        self._act, self._case_id = act, case_id
        self._rows: set[str] = set()
        self._codes: set[str] = set()

    def of(self, content: C) -> C:
        """A content whose rows all differ."""
        given: dict[str, Any] = {}
        for spec in specs(type(content)):
            if spec.row is not None:
                given[spec.name] = tuple(self._row(self.of(row)) for row in getattr(content, spec.name))
        return replace(content, **given) if given else content  # type: ignore[type-var] # a frozen dataclass

    def _row(self, row: Any) -> Any:
        if not isinstance(row, Row):
            return row
        said = row.row if row.row and row.row not in self._rows else new_id(self._act.at)
        self._rows.add(said)
        if not row.letter:
            # A row without a letter is called nothing: a `code` of its own is an answer like any other.
            return replace(row, row=said)
        code = row.code if row.code not in self._codes and said == row.row else ""
        if not code:
            code = self._next(row.letter)
        self._codes.add(code)
        return replace(row, row=said, code=code)

    def _next(self, letter: str) -> str:
        """The next of its letter in the case."""
        asked = select(RowLetter.last).where(RowLetter.case_id == self._case_id, RowLetter.letter == letter)
        last = (self._act.session.connection().scalar(asked) or 0) + 1
        upsert(self._act.session, RowLetter, {"case_id": self._case_id, "letter": letter, "last": last})
        return f"{letter}{last}"
