"""Reads the demonstration's story: TOML whose dates are told from today, read strictly into the declared kinds.

A day is written `w-5 tue`, the Tuesday five weeks before this week, so that clinics fall on working days whenever the
story is played; `month w-5 tue`, `about w-5 tue` and `w-6 mon to w-5 fri` are less exact. In prose it stands in
braces. Whatever is not written like that is a date in wire form. `@key` refers to a record signed
earlier, `@key#F2` to a row of it, `@NM-0198` to a case, `@staff Dr Rowan Ellery` to who works here.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from app.domain.fields import forms
from app.domain.fields.content import from_plain, specs
from app.domain.fields.declare import FieldSpec
from app.domain.values.dates import ClinicalDate

C = TypeVar("C")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = re.compile(r"(?:(about|month) )?w([+-]\d+) (mon|tue|wed|thu|fri|sat|sun)")
_IN_PROSE = re.compile(r"\{([^{}]*)\}")
_CASE, _SERVICE, _YEAR = "case.toml", "service", "year"


@dataclass(frozen=True)
class Calendar:
    """Turns the story's dates into real ones. `monday` begins this week."""

    monday: date
    zone: ZoneInfo

    @classmethod
    def of(cls, today: date, zone: ZoneInfo) -> "Calendar":
        """The calendar as told on that day."""
        return cls(today - timedelta(days=today.weekday()), zone)

    def day(self, written: str) -> ClinicalDate:
        """The clinical date of what is written; raises NotADate."""
        first, to, last = written.partition(" to ")
        return replace(self._one(first), until=self._one(last)) if to else self._one(first)

    def _one(self, written: str) -> ClinicalDate:
        found = _DAY.fullmatch(written)
        if not found:
            return ClinicalDate.from_wire(written)
        how, week, weekday = found.groups()
        exact = ClinicalDate.of(self.monday + timedelta(weeks=int(week), days=_WEEKDAYS.index(weekday)))
        if how == "month":
            return replace(exact, day=None)
        return replace(exact, about=how == "about")

    def instant(self, written: str) -> datetime:
        """The instant of "w-5 tue 16:20" on the site's clocks."""
        day, _, at = written.rpartition(" ")
        on = self.day(day).earliest()
        if on is None:
            raise ValueError(written)
        return datetime.combine(on, time.fromisoformat(at), self.zone)

    def prose(self, text: str) -> str:
        """The text with the dates in braces put as they are shown."""
        return _IN_PROSE.sub(lambda found: self.day(found[1]).show(), text)


@dataclass(frozen=True)
class Story:
    """The folder of the story and the calendar it is told by."""

    folder: Path
    calendar: Calendar

    def team(self) -> dict[str, Any]:
        """The site, its staff, and the summary that is exported."""
        return _load(self.folder / "team.toml")

    def referrals(self) -> str:
        """The list of referrals that another service sends, in CSV."""
        return self.calendar.prose((self.folder / "referrals.csv").read_text("utf-8"))

    def year(self) -> str:
        """The year's other referrals, list by list, in CSV with wire dates."""
        text = (self.folder / _YEAR / "year.csv").read_text("utf-8")
        return _IN_PROSE.sub(lambda found: self.calendar.day(found[1]).to_wire(), text)

    def year_words(self) -> dict[str, Any]:
        """What screenings and advice of that year say, by decision and by motivation."""
        return _load(self.folder / _YEAR / "words.toml")

    def cases(self) -> Iterator[dict[str, Any]]:
        """Each case with its tables; lists that several files of a case have are joined."""
        for file in sorted(self.folder.glob(f"*/{_CASE}")):
            yield _joined(file.parent)

    def service(self) -> dict[str, Any]:
        """What is told of the service and of no single case: its diary, groups, meetings and lists."""
        return _joined(self.folder / _SERVICE)

    def file(self, reference: str, name: str) -> Path:
        """A document that lies beside a case."""
        return self.folder / reference / name

    def content(self, cls: type[C], stated: Mapping[str, Any], keys: Mapping[str, str] | None = None) -> C:
        """The content of a kind, read as strictly as a signed record is. `keys` gives the records' ids.

        Raises NotAcceptable for a field that is not declared, KeyError for a reference to nothing.
        """
        return from_plain(cls, self._plain(cls, stated, keys or {}))

    def _plain(self, cls: type, stated: Mapping[str, Any], keys: Mapping[str, str]) -> dict[str, Any]:
        known = {spec.name: spec for spec in specs(cls)}
        return {
            name: self._answer(known[name], value, keys) if name in known else value
            for name, value in stated.items()
        }

    def _answer(self, spec: FieldSpec, value: Any, keys: Mapping[str, str]) -> Any:
        if isinstance(spec.form, forms.Day):
            return self.calendar.day(value).to_wire()
        if isinstance(spec.form, forms.Line | forms.Text):
            return self.calendar.prose(value)
        if isinstance(spec.form, forms.Judged):
            return value | {"note": self.calendar.prose(value.get("note", ""))}
        if isinstance(spec.form, forms.Reference):
            return _linked(value, keys)
        if isinstance(spec.form, forms.References):
            return [_linked(one, keys) for one in value]
        if isinstance(spec.form, forms.Rows) and spec.row is not None:
            return [self._plain(spec.row, row, keys) for row in value]
        return value


def _linked(reference: str, keys: Mapping[str, str]) -> str:
    return keys[reference.removeprefix("@")] if reference.startswith("@") else reference


def _joined(folder: Path) -> dict[str, Any]:
    joined: dict[str, Any] = {}
    for file in sorted(folder.glob("*.toml")):
        for name, value in _load(file).items():
            joined[name] = joined[name] + value if name in joined else value
    return joined


@cache
def _load(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))
