"""Cases as somebody names them while typing: by the beginning of a reference, by the number in it, by a name."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Final

from sqlalchemy import ColumnElement, String, and_, bindparam, literal_column, or_, select
from sqlalchemy import text as sql

from app.domain.cases.case import LONGEST_REFERENCE
from app.domain.values.text import fold, line
from app.models.sqlite import at_most
from app.models.statements import PreparedStatement, listed, named
from app.models.tables import Case, NameKey
from app.services.cases import people
from app.services.cases.case_row import ROW, CaseRow, asked_on
from app.services.vault.open_vault import Act

_MOST_NAMED: Final = 50
"""Cases that a word names: of more nobody knows which was meant."""
_PARTS: Final = ("-", "/", " ", ".")
"""What stands between the parts of a reference."""


def referenced(act: Act, start: str, limit: int) -> tuple[CaseRow, ...]:
    """The first cases of whose reference the whole or a part begins so, in the caller's transaction."""
    typed = line(start) if len(start) <= LONGEST_REFERENCE else ""
    if not typed:
        return ()
    # What has no figure in it is the beginning of every reference, or of none.
    by_parts = any(char.isdigit() for char in typed)
    return named(CaseRow, _by_reference(limit, by_parts).rows(act.connection, _starts(typed) | asked_on(act)))


def named_by(act: Act, word: str) -> frozenset[str]:
    """The cases that a single word names: by their reference or the number in it, or by a part of the name."""
    key = fold(word)
    if not key or len(key) > LONGEST_REFERENCE:
        return frozenset()
    number = key.lstrip("0") if key.isascii() and key.isdigit() else ""
    values = {"key": key, "number": number, "ending": f"%{number}", "length": len(number)}
    statement = _NAMED if any(char.isdigit() for char in key) else _NAMED_BY_NAME
    found = statement.rows(act.connection, values)
    return frozenset(case_id for (case_id,) in found) if len(found) <= _MOST_NAMED else frozenset()


def case_rows(act: Act, ids: Iterable[str]) -> tuple[CaseRow, ...]:
    """The cases of those ids, last worked on first."""
    wanted = [each for each in ids if each]
    if not wanted:
        return ()
    return named(CaseRow, _BY_IDS.rows(act.connection, {"ids": json.dumps(wanted)} | asked_on(act)))


def _starts(typed: str) -> dict[str, str]:
    """The ranges of references that begin as typed and as typed in capitals, and the ends of the parts of one."""
    starts = {"typed": typed, "capitals": typed.upper()}
    plain = "".join(f"\\{char}" if char in "\\%_" else char for char in typed)
    parts = {f"part_{n}": f"%{sign}{plain}%" for n, sign in enumerate(_PARTS)}
    return starts | {f"after_{name}": start + people.LAST for name, start in starts.items()} | parts


def _pattern(name: str) -> ColumnElement[str]:
    """A pattern that is a value. By itself SQLite would plan the statement anew for each other value."""
    return literal_column("''", String).concat(bindparam(name, type_=String))


@cache
def _by_reference(limit: int, by_parts: bool) -> PreparedStatement:  # noqa: FBT001 - a shape
    begins = or_(
        *(
            and_(Case.reference >= bindparam(name), Case.reference < bindparam(f"after_{name}"))
            for name in ("typed", "capitals")
        )
    )
    parts = (
        Case.reference.like(_pattern(f"part_{n}"), escape="\\") for n in range(len(_PARTS) if by_parts else 0)
    )
    found = ROW.where(or_(begins, *parts)).order_by(begins.desc(), Case.reference)
    return PreparedStatement(found.limit(at_most(limit)))


_BY_IDS = PreparedStatement(ROW.where(Case.id.in_(listed("ids"))).order_by(Case.active_at.desc()))
_NAMED_BY_NAME = PreparedStatement(
    select(Case.id)
    .join(NameKey, NameKey.person_id == Case.shown_person_id)
    .where(NameKey.key == bindparam("key"))
    .limit(at_most(_MOST_NAMED + 1))
)
_NAMED = PreparedStatement(
    sql(
        "SELECT id FROM casefile WHERE lower(replace(replace(replace(reference, '-', ''), '/', ''), ' ', '')) = :key "  # noqa: S608 - our own names
        # 198 is NM-0198 and not NM-1198: before the number stand zeros, and before these no digit.
        "OR (:number <> '' AND reference LIKE '' || :ending "
        "AND rtrim(substr(reference, 1, length(reference) - :length), '0') "
        f"NOT GLOB '*[0-9]') LIMIT {_MOST_NAMED + 1:d}"
    )
)
