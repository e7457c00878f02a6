"""Forms that a member began and did not save, such as a new case: kept in the vault, for them alone, until they are.

Sealed with the member's own secret, as a half-typed person is nobody's record yet. Only answers that differ from what
the form began with are kept: what a colleague corrects meanwhile is not put back by a form that never touched it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session

from app.crypto.vault_keys import unfinished_key
from app.domain.fields import forms
from app.domain.fields.content import from_plain, specs, to_plain
from app.domain.fields.declare import FieldSpec
from app.domain.fields.rights import Right
from app.errors import Damaged, NotAcceptable, TextTooLong
from app.models.statements import PreparedStatement
from app.models.tables import UnfinishedRow
from app.services.vault.open_vault import OpenVault
from app.services.vault.own_seal import seal_own, unseal_own

_PURPOSE: Final = "unfinished-form"
_TABLE: Final = UnfinishedRow.__tablename__
_ROW: Final = upsert(UnfinishedRow)
_KEEP: Final = _ROW.on_conflict_do_update(
    index_elements=["staff_id", "place"],
    set_={name: _ROW.excluded[name] for name in ("sealed", "kept_at")},
)
_MINE: Final = PreparedStatement(
    select(UnfinishedRow.place, UnfinishedRow.kept_at).where(UnfinishedRow.staff_id == bindparam("staff_id"))
)


@dataclass(frozen=True)
class Place:
    """Which form it is, such as "new-case" or "identity"; the person or case it is about, if any, and what part."""

    form: str
    about_id: str = ""
    part: str = ""
    """What of the case it is about: the code of a victim."""

    def __str__(self) -> str:
        return f"{self.form} {self.about_id} {self.part}".rstrip()

    @classmethod
    def of(cls, written: str) -> "Place":
        """The place that was written so."""
        form, about_id, part, *_ = (*written.split(" "), "", "")
        return cls(form, about_id, part)


@dataclass(frozen=True)
class Unfinished:
    """What was typed: for each part of the form its changed answers by field."""

    answers: tuple[Mapping[str, Any], ...] = field(repr=False)
    kept_at: datetime


@dataclass(frozen=True)
class UnfinishedForms:
    """The member's own."""

    vault: OpenVault = field(repr=False)

    def keep(self, place: Place, parts: Sequence[tuple[object, object]]) -> None:
        """Keep, for each part, what it began with and what it says now; nothing is kept where nothing differs.

        Nothing is checked, so that whatever was typed is kept. Raises DiskFull, CannotWrite.
        """
        changed = [_changed(began, now) for began, now in parts]
        if not any(changed):
            self.drop(place)
            return
        values = {
            "staff_id": self.vault.member.id,
            "place": str(place),
            "sealed": self._sealed(place, changed),
            "kept_at": self.vault.clock(),
        }
        with self.vault.keeping(Right.OWN) as act:
            act.session.connection().execute(_KEEP, values)

    def find(self, place: Place, classes: Sequence[type]) -> Unfinished | None:
        """What was typed there and not saved, for parts of these classes; None when there is nothing.

        Raises Damaged for a row that somebody exchanged.
        """
        with self.vault.reading(Right.OWN) as act:
            row = act.session.get(UnfinishedRow, (self.vault.member.id, str(place)))
            if row is None:
                return None
            sealed, kept_at = row.sealed, row.kept_at
        parts = self._opened(place, sealed)
        answers = tuple(dict(_read(cls, part)) for cls, part in zip(classes, parts, strict=False))
        return Unfinished(answers, kept_at)

    def drop(self, place: Place) -> None:
        """Forget what was typed there."""
        mine = UnfinishedRow.staff_id == self.vault.member.id
        with self.vault.keeping(Right.OWN) as act:
            act.session.execute(delete(UnfinishedRow).where(mine, UnfinishedRow.place == str(place)))

    def _sealed(self, place: Place, changed: list[dict[str, Any]]) -> bytes:
        plain, row = {"parts": changed}, self._at(place)
        return seal_own(self.vault, unfinished_key, plain, purpose=_PURPOSE, table=_TABLE, row=row)

    def _opened(self, place: Place, sealed: bytes) -> list[dict[str, Any]]:
        row = self._at(place)
        plain = unseal_own(self.vault, unfinished_key, sealed, purpose=_PURPOSE, table=_TABLE, row=row)
        try:
            parts: list[dict[str, Any]] = json.loads(plain)["parts"]
        except (ValueError, KeyError, TypeError):
            raise Damaged from None
        return parts

    def _at(self, place: Place) -> str:
        return f"{self.vault.member.id} {place}"


def parts_kept(connection: Connection, staff_id: str, form: str, about_id: str) -> dict[str, datetime]:
    """Of what parts of something a member began that form and did not save it, and when it was kept last."""
    rows = _MINE.rows(connection, {"staff_id": staff_id})
    found = ((Place.of(place), datetime.fromisoformat(at)) for place, at in rows)
    return {place.part: at for place, at in found if (place.form, place.about_id) == (form, about_id)}


def forget_unfinished(session: Session, staff_id: str) -> None:
    """Remove what a member's former secret sealed: with the new one nobody can open it."""
    session.execute(delete(UnfinishedRow).where(UnfinishedRow.staff_id == staff_id))


def _changed(began: object, now: object) -> dict[str, Any]:
    before = to_plain(began)
    return {name: value for name, value in to_plain(now).items() if value != before[name]}


def _read(cls: type, part: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The answers that can be shown again: what a later version does not know is left out."""
    for spec in specs(cls):
        if spec.name in part:
            yield from _answer(cls, spec, part[spec.name])


def _answer(cls: type, spec: FieldSpec, value: Any) -> Iterator[tuple[str, Any]]:
    try:
        yield spec.name, getattr(from_plain(cls, {spec.name: value}), spec.name)
    except (NotAcceptable, TextTooLong):
        # A number that is not whole yet is no number, and still what was typed.
        if isinstance(spec.form, forms.Line | forms.Text) and isinstance(value, str):
            yield spec.name, value
