"""The plan of a form: which fields stand in which section, and which of them side by side.

The plan that follows from the declarations is the order they stand in. A hand-laid form has a plan of its own; what it
does not place comes at the end, so that a new field needs no change here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.domain.fields import forms
from app.domain.fields.declare import FieldSpec

MORE: Final = "More"
_SHORT: Final = (forms.OneOf, forms.Count, forms.Day)


@dataclass(frozen=True)
class Part:
    """Fields one under another, or in as many columns as are at least `least` ems wide; `ruled` has lines between."""

    names: tuple[str, ...]
    columns: int = 1
    least: float = 18
    ruled: bool = False


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it."""

    title: str
    parts: tuple[Part, ...]
    hint: str = ""

    def names(self) -> tuple[str, ...]:
        """Every field of it, in order."""
        return tuple(name for part in self.parts for name in part.names)


Plan = tuple[Section, ...]


def declared(specs: Iterable[FieldSpec]) -> Plan:
    """The plan that the declarations give: their sections, their order."""
    sections: dict[str, list[str]] = {}
    for spec in specs:
        sections.setdefault(spec.section, []).append(spec.name)
    return tuple(Section(title, (Part(tuple(names)),)) for title, names in sections.items())


def beside(plan: Plan, pairs: Sequence[tuple[str, ...]]) -> Plan:
    """The plan with fields that follow each other put side by side."""
    return tuple(replace(section, parts=tuple(_paired(section.names(), pairs))) for section in plan)


def _paired(names: tuple[str, ...], pairs: Sequence[tuple[str, ...]]) -> Iterator[Part]:
    n = 0
    while n < len(names):
        pair = next((each for each in pairs if names[n : n + len(each)] == each), names[n : n + 1])
        yield Part(pair, len(pair), least=24) if len(pair) > 1 else Part(pair)
        n += len(pair)


def completed(plan: Plan, specs: Iterable[FieldSpec]) -> Plan:
    """The plan without fields that are not declared, and with all that it left out at the end."""
    names = [spec.name for spec in specs]
    kept = [_only(section, names) for section in plan]
    placed = {name for section in kept for name in section.names()}
    rest = tuple(name for name in names if name not in placed)
    return (
        *(section for section in kept if section.names()),
        *((Section(MORE, (Part(rest),)),) if rest else ()),
    )


def _only(section: Section, names: Sequence[str]) -> Section:
    parts = (
        replace(part, names=tuple(name for name in part.names if name in names)) for part in section.parts
    )
    return Section(section.title, tuple(part for part in parts if part.names), section.hint)


def runs(specs: Iterable[FieldSpec], least: float = 16) -> tuple[Part, ...]:
    """Fields in order: short ones that follow each other side by side, long ones across."""
    parts: list[Part] = []
    for spec in specs:
        columns = 2 if isinstance(spec.form, _SHORT) else 1
        if parts and parts[-1].columns == columns:
            parts[-1] = replace(parts[-1], names=(*parts[-1].names, spec.name))
        else:
            parts.append(Part((spec.name,), columns, least))
    return tuple(parts)
