"""What stands in the way of signing: where, and in which words, the same at the field and in the summary."""

from collections.abc import Mapping
from datetime import date

from app.domain.fields.content import Missing, missing, specs
from app.domain.fields.declare import FieldSpec
from app.domain.values.dates import ClinicalDate
from app.views.widgets.problems import Problem


def problems(
    content: object,
    unreadable: Mapping[str, str],
    today: date,
    since: ClinicalDate | None = None,
    signed: object | None = None,
) -> tuple[Problem, ...]:
    """What is missing and what cannot be read, in the order of the form; a field is named once."""
    found = {gap.path: Problem(gap.path, ask(content, gap)) for gap in missing(content, today, since, signed)}
    for path, said in unreadable.items():
        found[path] = Problem(path, said)
    return tuple(sorted(found.values(), key=lambda one: place(type(content), one.path)))


def ask(content: object, gap: Missing) -> str:
    """What to do about something missing, in a sentence without a full stop."""
    if gap.why:
        return f"“{gap.label}”: {gap.why[:1].lower()}{gap.why[1:]}"
    spec = spec_at(type(content), gap.path)
    if spec is None or gap.path.rpartition(".")[2] != spec.name:
        return f"Choose “{gap.label}”"
    return f"{spec.form.asks} “{gap.label}”"


def spec_at(cls: type, path: str) -> FieldSpec | None:
    """The declaration of the field that a path leads to; of the rating for one of its parts."""
    name, _, rest = path.partition(".")
    spec = next((spec for spec in specs(cls) if spec.name == name), None)
    if spec is None or spec.row is None or not rest:
        return spec
    return spec_at(spec.row, rest.partition(".")[2]) or spec


def place(cls: type, path: str) -> tuple[int, ...]:
    """Where a path stands in the order of the form, for sorting."""
    name, _, rest = path.partition(".")
    names = [spec.name for spec in specs(cls)]
    if name not in names:
        return (len(names),)
    at = names.index(name)
    row = specs(cls)[at].row
    number, _, inner = rest.partition(".")
    if row is None or not number.isdigit():
        return (at,)
    return (at, int(number), *place(row, inner))
